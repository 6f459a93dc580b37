import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.checklist import How, with_answer
from cdtt_app.domain.consent import ConsentMethod, Purpose
from cdtt_app.domain.household import Network, Signal
from cdtt_app.domain.ids import MemberId, PersonId
from cdtt_app.domain.visit import Activity, Dossier, DossierResult, Outcome, Topic
from cdtt_app.presenters.visit_draft import from_draft, to_draft
from cdtt_app.presenters.visit_form import Again, Asking, VisitForm, new_form
from tests.presenters.visit_samples import make_context

CONTEXT = make_context()
_ids = st.text("abcdef0123", min_size=1, max_size=6)
_days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
_askings = st.builds(
    Asking,
    granted=st.frozensets(st.sampled_from(Purpose)),
    refused=st.booleans(),
    method=st.none() | st.sampled_from(ConsentMethod),
    witness=st.text(),
)
_again = st.one_of(
    st.tuples(st.none() | st.sampled_from([a for a in Again if a is not Again.OTHER]), st.none()),
    st.tuples(st.just(Again.OTHER), _days),
)


@st.composite
def _forms(draw: st.DrawFn) -> VisitForm:
    again, on = draw(_again)
    sheet = new_form(CONTEXT).sheet
    for person, question, answer, how in draw(
        st.lists(st.tuples(_ids, st.sampled_from(["A1", "F2"]), st.sampled_from("01234"), st.sampled_from(How)))
    ):
        sheet = with_answer(sheet, person, question, answer, how)
    return replace(
        new_form(CONTEXT),
        visited_on=draw(_days),
        sheet=sheet,
        outcome=draw(st.sampled_from(Outcome)),
        activity=draw(st.sampled_from(Activity)),
        visitors=tuple(MemberId(each) for each in draw(st.lists(_ids))),
        met=draw(st.none() | st.lists(_ids.map(PersonId)).map(tuple)),
        asking=draw(st.none() | _askings),
        guided_count=draw(st.none() | st.integers(1, 99)),
        signal=draw(st.dictionaries(st.sampled_from(Network), st.sampled_from(Signal))),
        topics=draw(st.frozensets(st.sampled_from(Topic))),
        dossiers=tuple(draw(st.lists(st.builds(Dossier, procedure=st.text(), result=st.sampled_from(DossierResult))))),
        feedback=draw(st.text()),
        forwarded_to=draw(st.text()),
        satisfaction=draw(st.none() | st.integers(1, 5)),
        again=again,
        again_on=on,
        again_time=draw(st.sampled_from(["", "19:30"])),
        handouts=draw(st.frozensets(st.sampled_from(["vneid", "lua_dao"]))),
        asks_help=draw(st.booleans()),
        note=draw(st.text(st.characters(codec="utf-8"))),
    )


@given(_forms())
def test_a_draft_gives_back_the_form_it_was_made_from(form: VisitForm) -> None:
    text = json.dumps(to_draft(form))
    assert from_draft(json.loads(text), CONTEXT) == form


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
_keys = st.sampled_from([*to_draft(new_form(CONTEXT)), "asking", "mai_sau"])


@given(st.dictionaries(_keys, _json))
def test_a_draft_that_another_program_wrote_is_read_as_far_as_it_goes(body: dict[str, Any]) -> None:
    assert from_draft(body, CONTEXT).household_id == CONTEXT.household.id


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("visited_on", "hôm qua"),
        ("visited_on", 7),
        ("outcome", "bay"),
        ("signal", {"Viettel": "tốt", "MạngMới": "khong"}),
        ("signal", [1]),
        ("topics", ["hoc_bay", 3]),
        ("dossiers", ["x"]),
        ("dossiers", 5),
        ("sheet", {"id": "bo-khac", "v": "1", "a": {"p": {"A1": "2"}}}),
        ("sheet", None),
        ("sheet", {"id": CONTEXT.checklist.id, "a": [1]}),
        ("sheet", {"id": CONTEXT.checklist.id, "a": {"p": 3}}),
        ("satisfaction", "tốt"),
        ("guided_count", True),
        ("again", "khac"),
        ("visitors", "m-mai"),
        ("asks_help", "có"),
        ("note", 12),
        ("asking", "có"),
    ],
)
def test_what_cannot_be_read_is_as_on_a_new_form(key: str, value: object) -> None:
    fresh = new_form(CONTEXT)
    read = from_draft({**to_draft(fresh), key: value}, CONTEXT)
    assert replace(read, visitors=fresh.visitors) == fresh


def test_a_dossier_with_a_result_of_tomorrow_keeps_its_name() -> None:
    body = {"dossiers": [{"procedure": "Khai sinh", "result": "bay"}]}
    assert from_draft(body, CONTEXT).dossiers == (Dossier(procedure="Khai sinh"),)


def test_answers_of_an_older_version_are_finished_under_the_one_in_use() -> None:
    body = {"sheet": {"id": CONTEXT.checklist.id, "v": "2025.1", "a": {"p1": {"A1": "2"}}, "o": {"p1": ["A1"]}}}
    sheet = from_draft(body, CONTEXT).sheet
    assert sheet.version == CONTEXT.checklist.version
    assert (sheet.answer("p1", "A1"), sheet.how("p1", "A1")) == ("2", How.OBSERVED)

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.household import Power
from cdtt_app.presenters.note_form import NoteForm, form_of
from cdtt_app.presenters.note_form_draft import draft_name, from_draft, to_draft
from tests.presenters.note_samples import FORMS, KEPT, blank

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def through_json(form: NoteForm) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(to_draft(form), ensure_ascii=False))
    return read


@given(FORMS)
def test_a_form_comes_back_from_its_draft_as_it_was(form: NoteForm) -> None:
    assert from_draft(through_json(form), form_of(blank())) == form


@given(FORMS, st.data())
def test_a_draft_that_another_program_wrote_breaks_nothing(form: NoteForm, data: st.DataObject) -> None:
    body = through_json(form)
    spoilt = {key: data.draw(st.sampled_from([value, None]) | JSON) for key, value in body.items()}
    assert isinstance(from_draft(spoilt, form_of(blank())), NoteForm)


def test_an_empty_draft_leaves_day_and_hour_of_the_beginning() -> None:
    fresh = form_of(blank())
    read = from_draft({}, fresh)
    assert (read.day, read.clock, read.hamlet_id) == (fresh.day, fresh.clock, fresh.hamlet_id)


def test_an_answer_taken_back_does_not_come_again_from_the_note() -> None:
    fresh = form_of(blank())
    assert KEPT in fresh.photos
    assert fresh.station == "TQ-1"
    without = from_draft(through_json(from_draft({"photos": [], "station": ""}, fresh)), fresh)
    assert (without.photos, without.station, without.power) == ((), "", None)
    assert from_draft({"power": Power.GRID.value}, fresh).power is Power.GRID


def test_each_note_has_a_draft_of_its_own() -> None:
    names = {draft_name(), draft_name("home"), draft_name("", "n1"), draft_name("home", "n2")}
    assert names == {"note/moi", "note/home", "note/sua/n1", "note/sua/n2"}

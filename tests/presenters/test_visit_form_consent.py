from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.visit import Outcome
from cdtt_app.presenters.visit_consent import People, consent_view, may_name, people_view
from cdtt_app.presenters.visit_context import VisitContext
from cdtt_app.presenters.visit_form import (
    Asking,
    VisitForm,
    asked_again,
    new_form,
    with_level,
    with_refusal,
    with_tick,
)
from tests.factories import make_consent
from tests.presenters.visit_samples import DU, HOME, make_context

IN_MAY = datetime(2026, 5, 12, 5, tzinfo=UTC)
AGREED = make_context(make_consent(HOME, Purpose.VISITS, Purpose.LOCATION, asked_at=IN_MAY))
REFUSED = make_context(replace(make_consent(HOME), granted=(), asked_at=IN_MAY))
NEVER = make_context()


def _both(context: VisitContext) -> tuple[VisitForm, VisitContext]:
    return new_form(context), context


def test_a_household_never_asked_sees_three_empty_boxes_and_no_matrix() -> None:
    view = consent_view(*_both(NEVER))
    assert view.boxes == Asking()
    assert not view.may_close
    locked = people_view(*_both(NEVER))
    assert (locked.kind, locked.counts) == (People.NOT_ASKED, True)


def test_the_first_tick_opens_the_matrix_and_no_other() -> None:
    location = with_tick(new_form(NEVER), Purpose.LOCATION, on=True)
    assert people_view(location, NEVER).kind is People.NOT_ASKED
    visits = with_tick(location, Purpose.VISITS, on=True)
    assert people_view(visits, NEVER).kind is People.MATRIX


def test_a_refusal_locks_names_and_offers_the_count() -> None:
    view = people_view(with_refusal(new_form(NEVER)), NEVER)
    assert (view.kind, view.counts) == (People.REFUSED, True)
    assert not may_name(with_refusal(new_form(AGREED)), AGREED)


def test_an_earlier_yes_is_a_fact_not_a_tick() -> None:
    view = consent_view(*_both(AGREED))
    assert view.boxes is None
    assert view.earlier == "Đã đồng ý ngày 12/05/2026"
    assert dict(view.facts) == {Purpose.VISITS: True, Purpose.LOCATION: True, Purpose.LANGUAGE: False}
    assert people_view(*_both(AGREED)).kind is People.MATRIX


def test_asking_again_opens_empty_boxes_and_the_earlier_yes_holds_until_somebody_answers() -> None:
    asked = asked_again(new_form(AGREED))
    view = consent_view(asked, AGREED)
    assert view.boxes == Asking()
    assert view.may_close
    assert may_name(asked, AGREED)
    assert not may_name(with_tick(asked, Purpose.LOCATION, on=True), AGREED)


def test_an_earlier_no_is_said_and_locks() -> None:
    assert consent_view(*_both(REFUSED)).earlier == "Đã không đồng ý ngày 12/05/2026"
    assert people_view(*_both(REFUSED)).kind is People.REFUSED
    assert people_view(asked_again(new_form(REFUSED)), REFUSED).kind is People.NOT_ASKED
    nameless = replace(REFUSED, consent_on=None)
    assert consent_view(new_form(nameless), nameless).earlier == "Đã không đồng ý"


def test_an_old_paper_keyed_in_late_does_not_undo_a_later_answer() -> None:
    old_paper = replace(with_refusal(new_form(AGREED)), visited_on=date(2026, 5, 1))
    assert may_name(old_paper, AGREED)
    same_day = replace(old_paper, visited_on=date(2026, 5, 12))
    assert not may_name(same_day, AGREED)


@pytest.mark.parametrize("outcome", [Outcome.ABSENT, Outcome.REFUSED, Outcome.PROMISED])
def test_where_nobody_was_met_nothing_is_asked(outcome: Outcome) -> None:
    form = replace(new_form(AGREED), outcome=outcome)
    view = people_view(form, AGREED)
    assert (view.kind, view.counts) == (People.NOT_MET, False)
    assert "không được lưu" not in view.sentence
    written = replace(with_level(form, DU.id, "A1", "2"), outcome=outcome)
    assert "1 mức đã ghi sẽ không được lưu" in people_view(written, AGREED).sentence


def test_a_house_found_empty_has_not_been_asked() -> None:
    ticked = with_tick(new_form(NEVER), Purpose.VISITS, on=True)
    assert may_name(ticked, NEVER)
    assert not may_name(replace(ticked, outcome=Outcome.ABSENT), NEVER)


def test_a_household_without_people_says_how_to_add_them() -> None:
    empty = replace(AGREED, people=())
    view = people_view(new_form(empty), empty)
    assert (view.kind, view.counts) == (People.NOBODY, True)

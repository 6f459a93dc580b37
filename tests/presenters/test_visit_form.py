from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cdtt_app.domain.checklist import NOT_ASKED, How
from cdtt_app.domain.consent import ConsentMethod, Purpose
from cdtt_app.domain.household import Network, Signal
from cdtt_app.domain.visit import Dossier, DossierResult, Outcome
from cdtt_app.presenters import visit_form as forms
from cdtt_app.presenters.visit_form import Again, Asking, VisitForm
from cdtt_app.presenters.visit_state import VisitState, draft_words, trouble_words
from cdtt_app.presenters.visit_steps import Steps, back, forward
from tests.presenters.visit_samples import DU, MAI, TOAN, make_context


@pytest.fixture
def form() -> VisitForm:
    return forms.new_form(make_context())


def test_a_new_form_is_for_today_by_whoever_works_and_grants_nothing(form: VisitForm) -> None:
    assert (form.visited_on, form.visitors, form.outcome) == (date(2026, 11, 24), (MAI.id,), Outcome.MET)
    assert form.asking is None
    assert not Asking().answered
    assert forms.new_form(make_context(current=None)).visitors == ()


def test_a_level_is_written_changed_and_taken_away(form: VisitForm) -> None:
    once = forms.with_level(form, DU.id, "A1", "2")
    assert once.sheet.answer(DU.id, "A1") == "2"
    assert form.sheet.answer(DU.id, "A1") == ""
    assert forms.with_level(once, DU.id, "A1", "").sheet == form.sheet


def test_what_was_seen_stays_seen_when_the_level_changes_but_not_when_it_was_not_asked(form: VisitForm) -> None:
    seen = forms.with_observed_turned(forms.with_level(form, DU.id, "A1", "2"), DU.id, "A1")
    assert seen.sheet.how(DU.id, "A1") is How.OBSERVED
    assert forms.with_level(seen, DU.id, "A1", "3").sheet.how(DU.id, "A1") is How.OBSERVED
    assert forms.with_level(seen, DU.id, "A1", NOT_ASKED).sheet.how(DU.id, "A1") is How.TOLD
    assert forms.with_observed_turned(seen, DU.id, "A1").sheet.how(DU.id, "A1") is How.TOLD


def test_a_blank_cannot_have_been_seen(form: VisitForm) -> None:
    assert forms.with_observed_turned(form, DU.id, "A1") is form


def test_boxes_are_ticked_one_by_one_and_a_tick_takes_back_a_refusal(form: VisitForm) -> None:
    refused = forms.with_refusal(forms.with_tick(form, Purpose.VISITS, on=True))
    assert refused.asking == Asking(refused=True)
    ticked = forms.with_tick(refused, Purpose.LOCATION, on=True)
    assert ticked.asking == Asking(granted=frozenset({Purpose.LOCATION}))
    assert forms.with_tick(ticked, Purpose.LOCATION, on=False).asking == Asking()
    assert forms.without_refusal(refused).asking == Asking()


def test_unticking_a_box_does_not_turn_into_a_refusal(form: VisitForm) -> None:
    refused = forms.with_refusal(form)
    unticked = forms.with_tick(refused, Purpose.VISITS, on=False).asking
    assert unticked is not None
    assert unticked.refused


def test_a_refusal_wipes_what_was_written_about_people(form: VisitForm) -> None:
    written = replace(forms.with_level(form, DU.id, "A1", "2"), met=(DU.id,))
    refused = forms.with_refusal(written)
    assert refused.sheet.answers == {}
    assert refused.met is None


def test_how_the_yes_was_given_is_kept_beside_the_boxes(form: VisitForm) -> None:
    asked = forms.with_asking(form, method=ConsentMethod.SPOKEN)
    asked = forms.with_asking(asked, witness="Bác Thiêm")
    assert asked.asking == Asking(method=ConsentMethod.SPOKEN, witness="Bác Thiêm")
    assert forms.asked_again(asked).asking == Asking()
    assert forms.earlier_answer_kept(asked).asking is None


def test_whoever_has_an_answer_was_met_until_somebody_says_otherwise(form: VisitForm) -> None:
    written = forms.with_level(form, TOAN.id, "A1", "2")
    assert forms.people_met(written) == (TOAN.id,)
    assert forms.people_met(replace(written, met=())) == ()


def test_signal_is_picked_and_taken_back(form: VisitForm) -> None:
    picked = forms.with_signal(form, Network.VIETTEL, Signal.CALLS)
    assert picked.signal == {Network.VIETTEL: Signal.CALLS}
    assert forms.with_signal(picked, Network.VIETTEL, None).signal == {}


def test_dossiers_are_added_changed_and_removed(form: VisitForm) -> None:
    first, second = Dossier(procedure="Khai sinh"), Dossier(procedure="Tạm trú", result=DossierResult.FAILED)
    both = forms.with_dossier(forms.with_dossier(form, 0, first), 1, second)
    assert both.dossiers == (first, second)
    assert forms.with_dossier(both, 0, second).dossiers == (second, second)
    assert forms.with_dossier(both, 0, None).dossiers == (second,)


@pytest.mark.parametrize(
    ("on", "again", "day"),
    [
        (date(2026, 11, 24), Again.WEEK, date(2026, 12, 1)),
        (date(2026, 11, 24), Again.FORTNIGHT, date(2026, 12, 8)),
        (date(2026, 11, 24), Again.MONTH, date(2026, 12, 24)),
        (date(2026, 12, 31), Again.MONTH, date(2027, 1, 31)),
        (date(2027, 1, 31), Again.MONTH, date(2027, 2, 28)),
    ],
)
def test_the_next_visit_follows_the_day_of_this_one(form: VisitForm, on: date, again: Again, day: date) -> None:
    assert forms.next_visit(forms.with_again(replace(form, visited_on=on), again)) == day


def test_another_day_begins_where_the_last_choice_was(form: VisitForm) -> None:
    other = forms.with_again(forms.with_again(form, Again.FORTNIGHT), Again.OTHER)
    assert other.again_on == date(2026, 12, 8)
    assert forms.with_again(form, Again.OTHER).again_on == date(2026, 12, 1)
    assert forms.next_visit(replace(other, again_on=date(2026, 12, 30))) == date(2026, 12, 30)


def test_the_same_choice_once_more_takes_the_promise_back_with_its_hour(form: VisitForm) -> None:
    promised = replace(forms.with_again(form, Again.WEEK), again_time="19:30")
    later = forms.with_again(promised, Again.MONTH)
    assert later.again_time == "19:30"
    freed = forms.with_again(later, Again.MONTH)
    assert (forms.next_visit(freed), freed.again_time) == (None, "")


def test_contentment_is_marked_and_taken_back(form: VisitForm) -> None:
    assert forms.with_satisfaction(form, 4).satisfaction == 4
    assert forms.with_satisfaction(forms.with_satisfaction(form, 4), 4).satisfaction is None
    assert forms.with_satisfaction(forms.with_satisfaction(form, 4), 5).satisfaction == 5


def test_every_change_is_a_step_back_but_letters_of_one_text_are_one(form: VisitForm) -> None:
    steps = Steps(form)
    steps = forward(steps, forms.with_satisfaction(form, 4))
    for text in ("M", "Mạ", "Mạng"):
        steps = forward(steps, replace(steps.now, note=text), "note")
    steps = forward(steps, replace(steps.now, feedback="Yếu"), "feedback")
    assert len(steps.past) == 3
    assert back(steps).now.note == "Mạng"
    assert back(back(steps)).now.note == ""
    assert back(back(back(steps))).now == form


def test_nothing_changed_is_no_step_and_there_is_nothing_before_the_first(form: VisitForm) -> None:
    steps = Steps(form)
    assert forward(steps, replace(form)) is steps
    assert back(steps) is steps
    assert not steps.can_go_back
    assert forward(steps, replace(form, note="x")).can_go_back


def test_steps_do_not_grow_without_end(form: VisitForm) -> None:
    steps = Steps(form)
    for number in range(1, 500):
        steps = forward(steps, replace(form, guided_count=number))
    assert len(steps.past) == 200
    assert steps.now.guided_count == 499


def _state(kept_at: datetime | None = None, trouble: str = "") -> VisitState:
    context = make_context()
    return VisitState(context=context, steps=Steps(forms.new_form(context)), kept_at=kept_at, trouble=trouble)


def test_the_draft_says_when_it_was_kept_or_why_not() -> None:
    at = datetime(2026, 11, 24, 9, 41, 7, tzinfo=UTC)
    local = at.astimezone()
    assert draft_words(_state()) == "Chưa ghi gì"
    assert draft_words(_state(at)) == f"Đã lưu nháp {local:%H:%M:%S}"
    assert draft_words(_state(datetime(2026, 11, 20, 5, tzinfo=UTC))) == "Nháp từ 20/11/2026"
    assert draft_words(_state(at, "Đĩa đã đầy.")) == "Chưa lưu được nháp"
    assert _state().form.household_id == make_context().household.id


def test_trouble_always_says_that_the_form_stays() -> None:
    assert trouble_words("Tệp hỏng.") == "Tệp hỏng. Phiếu vẫn còn trên màn hình, đừng tắt máy."
    said = "Đĩa đã đầy. Phiếu vẫn còn trên màn hình: hãy xoá bớt tệp."
    assert trouble_words(said) == said

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cdtt_app.domain.checklist import AnswerSheet, How
from cdtt_app.domain.consent import ConsentMethod, Purpose
from cdtt_app.domain.ids import ConsentId, VisitId
from cdtt_app.domain.visit import Dossier, Outcome, Topic, Visit, visit_problems
from cdtt_app.presenters.visit_context import VisitContext
from cdtt_app.presenters.visit_entry import Records, field_of, missing, records, to_consent, to_visit
from cdtt_app.presenters.visit_form import (
    Again,
    VisitForm,
    asked_again,
    new_form,
    with_again,
    with_asking,
    with_level,
    with_observed_turned,
    with_refusal,
    with_satisfaction,
    with_tick,
)
from tests.factories import NOW, make_consent
from tests.presenters.visit_samples import DU, HOME, MAI, TOAN, make_context

AGREED = make_context(make_consent(HOME, asked_at=datetime(2026, 5, 12, tzinfo=UTC)))
NEVER = make_context()


def _visit(form: VisitForm, context: VisitContext = AGREED) -> Visit:
    return to_visit(form, context, VisitId("v1"), NOW)


def _records(form: VisitForm, context: VisitContext = AGREED) -> Records:
    numbers = itertools.count()
    return records(form, context, lambda: f"id-{next(numbers)}", NOW)


def _filled(context: VisitContext = AGREED) -> VisitForm:
    form = with_level(with_level(new_form(context), DU.id, "A1", "2"), TOAN.id, "F1", "3")
    return replace(
        with_satisfaction(with_again(form, Again.WEEK), 4),
        topics=frozenset({Topic.QR, Topic.VNEID}),
        dossiers=(Dossier(procedure="  Khai  sinh "), Dossier(procedure=" ")),
        feedback="Mạng yếu \n buổi tối ",
        forwarded_to="Viettel huyện",
        handouts=frozenset({"vneid", "lua_dao"}),
        asks_help=True,
    )


def test_a_filled_form_becomes_a_visit() -> None:
    visit = _visit(_filled())
    assert (visit.recorded_by, visit.visitors, visit.recorded_at) == (MAI.id, (MAI.id,), NOW)
    assert visit.met == (DU.id, TOAN.id)
    assert AnswerSheet.from_document(visit.answers).answer(TOAN.id, "F1") == "3"
    assert visit.topics == (Topic.VNEID, Topic.QR)
    assert [each.procedure for each in visit.dossiers] == ["Khai sinh"]
    assert visit.feedback == "Mạng yếu\nbuổi tối"
    assert visit.feedback_forwarded_to == "Viettel huyện"
    assert (visit.next_visit, visit.satisfaction) == (date(2026, 12, 1), 4)
    assert visit_problems(visit, today=NOW.date()) == ()


def test_everything_one_evening_leaves_behind_hangs_together() -> None:
    made = _records(_filled())
    assert made.visit.id == "id-0"
    assert made.consent is None
    assert made.asks_help
    assert [(each.topic, each.visit_id, each.given_on) for each in made.handouts] == [
        ("lua_dao", "id-0", date(2026, 11, 24)),
        ("vneid", "id-0", date(2026, 11, 24)),
    ]
    assert len({made.visit.id, *(each.id for each in made.handouts)}) == 3


def test_nobody_is_named_without_consent() -> None:
    visit = _visit(replace(_filled(NEVER), guided_count=3), NEVER)
    assert (visit.met, visit.answers, visit.guided_count) == ((), {}, 3)
    assert visit.topics == (Topic.VNEID, Topic.QR)


def test_with_consent_there_are_names_and_no_count() -> None:
    assert _visit(replace(_filled(), guided_count=3)).guided_count is None
    nobody = replace(AGREED, people=())
    assert _visit(replace(new_form(nobody), guided_count=3), nobody).guided_count == 3


@pytest.mark.parametrize("outcome", [Outcome.ABSENT, Outcome.REFUSED, Outcome.PROMISED])
def test_where_nobody_was_met_nothing_was_shown(outcome: Outcome) -> None:
    visit = _visit(replace(_filled(), outcome=outcome))
    assert (visit.met, visit.answers, visit.topics, visit.dossiers, visit.satisfaction) == ((), {}, (), (), None)
    assert visit.next_visit == date(2026, 12, 1)
    assert visit.feedback


def test_an_answer_of_somebody_who_left_or_to_a_question_that_is_gone_is_not_kept() -> None:
    form = with_observed_turned(with_level(new_form(AGREED), "p-gone", "A1", "2"), "p-gone", "A1")
    form = with_level(form, DU.id, "Z9", "2")
    visit = _visit(replace(form, met=(DU.id, TOAN.id)))
    assert visit.answers == {}
    assert visit.met == (DU.id, TOAN.id)
    kept = _visit(with_observed_turned(with_level(form, DU.id, "A1", "3"), DU.id, "A1")).answers
    sheet = AnswerSheet.from_document(kept)
    assert sheet.answers == {DU.id: {"A1": "3"}}
    assert sheet.how(DU.id, "A1") is How.OBSERVED


def test_without_an_opinion_nobody_was_told_of_it() -> None:
    assert _visit(replace(_filled(), feedback=" \n ")).feedback_forwarded_to == ""


def test_nobody_at_the_machine_leaves_no_name() -> None:
    context = replace(NEVER, current=None)
    form = with_refusal(new_form(context))
    assert _visit(form, context).recorded_by is None
    consent = to_consent(form, context, ConsentId("c"), NOW)
    assert consent is not None
    assert consent.collected_by is None


def test_silence_is_no_consent_record() -> None:
    assert _records(new_form(NEVER), NEVER).consent is None
    assert _records(asked_again(new_form(AGREED))).consent is None
    ticked = with_tick(new_form(NEVER), Purpose.VISITS, on=True)
    assert _records(replace(ticked, outcome=Outcome.ABSENT), NEVER).consent is None


def test_a_yes_and_a_no_are_records_of_what_was_asked() -> None:
    form = with_tick(with_tick(new_form(NEVER), Purpose.LANGUAGE, on=True), Purpose.VISITS, on=True)
    form = with_asking(form, method=ConsentMethod.SPOKEN, witness=" Bác  Thiêm ")
    consent = to_consent(form, NEVER, ConsentId("c1"), NOW)
    assert consent is not None
    assert set(consent.granted) == {Purpose.VISITS, Purpose.LANGUAGE}
    assert (consent.method, consent.witness) == (ConsentMethod.SPOKEN, "Bác Thiêm")
    assert (consent.asked_at, consent.collected_by, consent.text_version) == (NOW, MAI.id, "2026.1")
    refusal = to_consent(with_refusal(form), NEVER, ConsentId("c2"), NOW)
    assert refusal is not None
    assert refusal.granted == ()


def test_consent_on_an_old_paper_was_given_on_the_day_of_the_visit() -> None:
    form = replace(with_refusal(new_form(NEVER)), visited_on=date(2026, 11, 20))
    consent = to_consent(form, NEVER, ConsentId("c"), NOW)
    assert consent is not None
    assert consent.asked_at.astimezone().date() == date(2026, 11, 20)
    assert consent.asked_at < NOW - timedelta(days=2)


def test_a_yes_needs_to_say_how_and_a_spoken_one_who_heard_it() -> None:
    ticked = with_tick(new_form(NEVER), Purpose.VISITS, on=True)
    assert [each.field for each in missing(ticked, NEVER, NOW)] == ["method"]
    spoken = with_asking(ticked, method=ConsentMethod.SPOKEN, witness=" ")
    assert [each.field for each in missing(spoken, NEVER, NOW)] == ["witness"]
    assert missing(with_asking(spoken, witness="Bác Thiêm"), NEVER, NOW) == ()
    assert missing(with_asking(ticked, method=ConsentMethod.SIGNED), NEVER, NOW) == ()
    assert missing(with_refusal(new_form(NEVER)), NEVER, NOW) == ()
    assert missing(replace(ticked, outcome=Outcome.ABSENT), NEVER, NOW) == ()


def test_every_refusal_of_the_domain_leads_to_a_field() -> None:
    wrong = replace(
        new_form(NEVER),
        visited_on=date(2026, 12, 1),
        again=Again.OTHER,
        again_on=date(2026, 11, 1),
        satisfaction=9,
    )
    assert [each.field for each in missing(wrong, NEVER, NOW)] == ["visited_on", "again", "satisfaction"]
    promised = replace(new_form(NEVER), outcome=Outcome.PROMISED)
    assert [each.field for each in missing(promised, NEVER, NOW)] == ["again"]
    assert field_of("Nhà chưa đồng ý ghi kỹ năng của từng người.") == "asking"
    assert field_of("Không thấy hộ này trên máy.") == ""

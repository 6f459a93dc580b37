from dataclasses import replace
from datetime import date, timedelta

import pytest

from cdtt_app.domain.consent import Consent, Purpose
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.household import Household, Network, Signal
from cdtt_app.domain.ids import ConsentId, HandoutGivenId, PaperSheetId
from cdtt_app.domain.paper_sheet import PaperSheet
from cdtt_app.domain.visit import Outcome, Visit
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.paper_sheets import call_off, keep_printed, new_sheets, sheets_out
from cdtt_app.services.undo import take_back
from cdtt_app.services.visits import VisitEntry, draft_name, log_visit
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import keep_draft, read_draft
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.questions import by_id
from cdtt_app.storage.visits import consents_of, handouts_of, visits_of
from tests.factories import HAMLET, NOW, make_household, make_visit


@pytest.fixture
def household(db: Database) -> Household:
    made = make_household(asked_help=True)
    with db.write() as tx:
        tx.save(made)
    return made


def _consent(household: Household, *granted: Purpose, minutes: int = 0) -> Consent:
    return Consent(
        id=ConsentId(f"c{minutes}"),
        household_id=household.id,
        hamlet_id=HAMLET,
        granted=granted,
        asked_at=NOW + timedelta(minutes=minutes),
    )


def test_a_visit_with_consent_and_handouts_is_one_act(db: Database, household: Household) -> None:
    visit = make_visit(household)
    sheet = HandoutGiven(
        id=HandoutGivenId("g"), household_id=household.id, hamlet_id=HAMLET, topic="vneid", given_on=date(2026, 11, 24)
    )
    keep_draft(db, draft_name(household.id), {"note": "dở"})
    log_visit(
        db, VisitEntry(visit=visit, consent=_consent(household, Purpose.VISITS), handouts=(sheet,), from_form=True)
    )
    assert visits_of(db, household.id) == (visit,)
    assert handouts_of(db, household.id) == (sheet,)
    assert len(consents_of(db, household.id)) == 1
    assert read_draft(db, draft_name(household.id)) is None


def test_levels_of_named_people_need_consent(db: Database, household: Household) -> None:
    with pytest.raises(RefusedError, match="chưa đồng ý"):
        log_visit(db, VisitEntry(visit=make_visit(household)))
    assert visits_of(db, household.id) == ()


def test_after_a_refusal_only_counts_are_kept(db: Database, household: Household) -> None:
    visit = make_visit(household)
    log_visit(db, VisitEntry(visit=visit, consent=_consent(household, Purpose.VISITS)))
    refusal = _consent(household, minutes=5)
    with pytest.raises(RefusedError):
        log_visit(db, VisitEntry(visit=make_visit(household), consent=refusal))
    counted = make_visit(household, answers={}, guided_count=2)
    log_visit(db, VisitEntry(visit=counted, consent=refusal))
    assert {v.guided_count for v in visits_of(db, household.id)} == {None, 2}


def test_being_met_answers_the_request_for_help(db: Database, household: Household) -> None:
    log_visit(db, VisitEntry(visit=make_visit(household, answers={})))
    kept = by_id(db, Household, household.id)
    assert kept is not None
    assert not kept.asked_help


def test_the_signal_heard_at_the_door_is_kept_with_the_household(db: Database, household: Household) -> None:
    log_visit(db, VisitEntry(visit=make_visit(household, answers={})))
    kept = by_id(db, Household, household.id)
    assert kept is not None
    assert kept.connection.signal == {Network.VIETTEL: Signal.CALLS}


def test_paper_keyed_in_late_does_not_overwrite_what_was_heard_since(db: Database, household: Household) -> None:
    log_visit(db, VisitEntry(visit=make_visit(household, answers={})))
    old = make_visit(household, answers={}, visited_on=date(2026, 11, 1), signal={Network.VIETTEL: Signal.NONE})
    log_visit(db, VisitEntry(visit=old))
    kept = by_id(db, Household, household.id)
    assert kept is not None
    assert kept.connection.signal == {Network.VIETTEL: Signal.CALLS}


def test_being_absent_does_not(db: Database, household: Household) -> None:
    log_visit(db, VisitEntry(visit=make_visit(household, answers={}, outcome=Outcome.ABSENT)))
    kept = by_id(db, Household, household.id)
    assert kept is not None
    assert kept.asked_help


def test_a_save_can_be_taken_back_draft_included(db: Database, household: Household) -> None:
    keep_draft(db, draft_name(household.id), {"note": "dở"})
    saved = log_visit(db, VisitEntry(visit=make_visit(household, answers={}), from_form=True))
    take_back(db, saved)
    assert visits_of(db, household.id) == ()
    kept, draft = by_id(db, Household, household.id), read_draft(db, draft_name(household.id))
    assert kept is not None
    assert kept.asked_help
    assert draft is not None
    assert draft.body == {"note": "dở"}


def test_a_visit_from_elsewhere_leaves_the_half_typed_form_alone(db: Database, household: Household) -> None:
    keep_draft(db, draft_name(household.id), {"note": "dở"})
    log_visit(db, VisitEntry(visit=make_visit(household, answers={})))
    assert read_draft(db, draft_name(household.id)) is not None


def test_a_record_changed_since_is_not_taken_back(db: Database, household: Household) -> None:
    saved = log_visit(db, VisitEntry(visit=(visit := make_visit(household, answers={}))))
    with db.write() as tx:
        tx.save(replace(visit, note="xã bổ sung"))
    with pytest.raises(StorageError, match="sửa tiếp"):
        take_back(db, saved)
    kept = by_id(db, Visit, visit.id)
    assert kept is not None
    assert kept.note == "xã bổ sung"
    assert not kept.deleted


def test_a_visit_that_cannot_be_is_refused_in_words(db: Database, household: Household) -> None:
    tomorrow = make_visit(household, answers={}, visited_on=date(2027, 1, 1))
    with pytest.raises(RefusedError, match="sau hôm nay"):
        log_visit(db, VisitEntry(visit=tomorrow))
    with pytest.raises(RefusedError, match="Không thấy hộ"):
        log_visit(db, VisitEntry(visit=make_visit(make_household(), answers={})))


def _printed(db: Database, *homes: Household | None) -> tuple[PaperSheet, ...]:
    with db.write() as tx:
        tx.save(Hamlet(id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng"))
    sheets = new_sheets(db, homes, date(2026, 11, 24))
    keep_printed(db, sheets)
    return sheets


def test_a_visit_keyed_in_from_paper_marks_the_sheet_in_the_same_act_and_undo_takes_both_back(
    db: Database, household: Household
) -> None:
    sheet, blank = _printed(db, household, None)
    visit = make_visit(household, answers={})
    saved = log_visit(db, VisitEntry(visit=visit, sheet=sheet.id))
    entered = by_id(db, PaperSheet, sheet.id)
    assert entered is not None
    assert entered.visit_id == visit.id
    assert sheets_out(db) == (blank,)
    take_back(db, saved)
    assert visits_of(db, household.id) == ()
    assert sheets_out(db) == (sheet, blank)


def test_a_blank_sheet_gets_its_household_and_a_called_off_one_may_still_come_back(
    db: Database, household: Household
) -> None:
    (blank,) = _printed(db, None)
    call_off(db, blank.id, "mất phiếu")
    log_visit(db, VisitEntry(visit=make_visit(household, answers={}), sheet=blank.id))
    kept = by_id(db, PaperSheet, blank.id)
    assert kept is not None
    assert (kept.household_id, kept.called_off) == (household.id, "")


def test_a_sheet_is_keyed_in_once_and_for_its_own_household(db: Database, household: Household) -> None:
    other = make_household("Lý Thị Chẻo")
    with db.write() as tx:
        tx.save(other)
    (sheet,) = _printed(db, household)
    with pytest.raises(RefusedError, match="in cho hộ khác"):
        log_visit(db, VisitEntry(visit=make_visit(other, answers={}), sheet=sheet.id))
    with pytest.raises(RefusedError, match="Không thấy phiếu giấy"):
        log_visit(db, VisitEntry(visit=make_visit(household, answers={}), sheet=PaperSheetId("khong-co")))
    assert visits_of(db, household.id) == ()
    log_visit(db, VisitEntry(visit=make_visit(household, answers={}), sheet=sheet.id))
    with pytest.raises(RefusedError, match="đã có người gõ"):
        log_visit(db, VisitEntry(visit=make_visit(household, answers={}), sheet=sheet.id))

"""Logging a visit: the visit, what was agreed to, and the sheets left, in one durable act."""

from dataclasses import dataclass, replace
from typing import Any

from cdtt_app.domain.consent import Consent, Purpose, allows, in_force
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId, PaperSheetId
from cdtt_app.domain.paper_sheet import PaperSheet, SheetState, sheet_code, sheet_state
from cdtt_app.domain.short_code import grouped
from cdtt_app.domain.visit import Outcome, Visit, visit_problems
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.undo import Saved, save_all
from cdtt_app.storage import households as households_kept
from cdtt_app.storage import visits as visits_kept
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import read_draft, remove_draft
from cdtt_app.storage.questions import by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitEntry:
    """All that one evening at one door leaves behind."""

    visit: Visit
    consent: Consent | None = None  # only when asked this time
    handouts: tuple[HandoutGiven, ...] = ()
    asks_help: bool = False  # the family asks to come again
    sheet: PaperSheetId | None = None  # the visit sheet of paper that it was keyed in from
    from_form: bool = False  # typed in the window: its draft is used up; a draft of somebody else's stays


def draft_name(household: HouseholdId) -> str:
    """Where the unfinished visit of a household is kept."""
    return f"visit/{household}"


def may_name_people(db: Database, household: HouseholdId, fresh: Consent | None = None) -> bool:
    """Whether answers may be kept person by person: the first purpose was granted and not withdrawn."""
    askings = visits_kept.consents_of(db, household)
    return allows(in_force((*askings, fresh) if fresh else askings), Purpose.VISITS)


def entry_problems(db: Database, entry: VisitEntry) -> tuple[str, ...]:
    """What keeps the entry from being saved, as sentences."""
    visit = entry.visit
    problems = list(visit_problems(visit, today=db.now().astimezone().date()))
    if visit.answers.get("a") and not may_name_people(db, visit.household_id, entry.consent):
        problems.append(
            "Nhà chưa đồng ý ghi kỹ năng của từng người. Hãy hỏi và tích ô đồng ý, hoặc chỉ ghi số người đã hướng dẫn."
        )
    if households_kept.household(db, visit.household_id) is None:
        problems.append("Không thấy hộ này trên máy. Hãy chọn lại hộ.")
    if entry.sheet is not None:
        problems += _sheet_problems(by_id(db, PaperSheet, entry.sheet), visit.household_id)
    return tuple(problems)


def _sheet_problems(sheet: PaperSheet | None, household: HouseholdId) -> tuple[str, ...]:
    if sheet is None or sheet.deleted:
        return ("Không thấy phiếu giấy này trên máy. Hãy xem lại mã phiếu.",)
    if sheet_state(sheet) is SheetState.ENTERED:
        return (f"Phiếu {grouped(sheet_code(sheet))} đã có người gõ rồi. Hãy mở hộ xem lượt thăm trước khi gõ thêm.",)
    if sheet.household_id not in (None, household):
        return (f"Phiếu {grouped(sheet_code(sheet))} in cho hộ khác. Hãy chọn đúng hộ ghi trên phiếu.",)
    return ()


def log_visit(db: Database, entry: VisitEntry) -> Saved:
    """Save a visit for good, and drop the draft it was typed in; raises RefusedError, StorageError."""
    problems = entry_problems(db, entry)
    if problems:
        raise RefusedError(problems)
    household = households_kept.household(db, entry.visit.household_id)
    name = draft_name(entry.visit.household_id)
    draft = read_draft(db, name) if entry.from_form else None
    body: dict[str, Any] | None = draft.body if draft else None
    entities: list[Any] = [entry.visit, *entry.handouts]
    if entry.consent is not None:
        entities.append(entry.consent)
    if household is not None and entry.visit.outcome is Outcome.MET:
        entities.append(_after_meeting(db, household, entry))
    paper = by_id(db, PaperSheet, entry.sheet) if entry.sheet is not None else None
    if paper is not None:
        entities.append(replace(paper, visit_id=entry.visit.id, household_id=entry.visit.household_id, called_off=""))
    with db.write() as tx:
        changes = save_all(tx, tuple(entities))
        if draft is not None:
            remove_draft(tx, name)
    return Saved(changes, name if body is not None else "", body)


def _after_meeting(db: Database, household: Household, entry: VisitEntry) -> Household:
    """The household as it was found at the door: its request for help answered or renewed, the signal heard.

    Paper keyed in late does not overwrite what a later visit heard.
    """
    newest = visits_kept.newest_day(db, household.id)
    heard = entry.visit.signal if newest is None or newest <= entry.visit.visited_on else {}
    connection = replace(household.connection, signal={**household.connection.signal, **heard})
    return replace(household, asked_help=entry.asks_help, connection=connection)

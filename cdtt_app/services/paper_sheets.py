"""Visit sheets on paper: printed for an evening, out until somebody keys them in or says that nobody will."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId, PaperSheetId, VisitId
from cdtt_app.domain.paper_sheet import PaperSheet, SheetState, sheet_code, sheet_state
from cdtt_app.domain.short_code import code_of, read_code
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.setup import current_member
from cdtt_app.services.today import hamlet_in_hand
from cdtt_app.services.undo import Saved, save_all
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import household_ids, households_by_ids
from cdtt_app.storage.questions import by_id, where

NO_HAMLET = "Chưa có thôn nào trên máy này. Hãy nhập sổ hộ trước khi in phiếu."


def new_sheets(db: Database, homes: Sequence[Household | None], run_on: date) -> tuple[PaperSheet, ...]:
    """A sheet for each home, in walking order as they come; None stands for a blank one. Raises RefusedError."""
    hamlet, member, now = hamlet_in_hand(db), current_member(db), db.now()
    if hamlet is None:
        raise RefusedError(NO_HAMLET)
    return tuple(
        PaperSheet(
            id=PaperSheetId(db.new_id()),
            hamlet_id=home.hamlet_id if home else hamlet.id,
            household_id=home.id if home else None,
            printed_at=now,
            run_on=run_on,
            printed_by=member.id if member else None,
            place=place,
            places=len(homes),
        )
        for place, home in enumerate(homes, start=1)
    )


def keep_printed(db: Database, sheets: Sequence[PaperSheet]) -> Saved:
    """Remember sheets that were printed or saved as a file: from now on they are out."""
    with db.write() as tx:
        return Saved(save_all(tx, tuple(sheets)))


def sheets_out(db: Database) -> tuple[PaperSheet, ...]:
    """Those that nobody has keyed in yet, the oldest evening first, in the order they were printed."""
    kept = where(db, PaperSheet, "visit_id IS NULL AND called_off = ''")
    return tuple(sorted(kept, key=lambda sheet: (sheet.run_on, sheet.printed_at, sheet.place, sheet.id)))


def sheet_by_code(db: Database, typed: str) -> PaperSheet | None:
    """The sheet whose six characters were typed or scanned; one that is still out before others."""
    code = read_code(typed)
    fitting = [sheet for sheet in where(db, PaperSheet) if sheet_code(sheet) == code] if code else []
    return min(fitting, key=lambda sheet: (sheet_state(sheet) is not SheetState.OUT, sheet.id), default=None)


def households_by_code(db: Database, typed: str) -> tuple[Household, ...]:
    """The households that the six characters of a handout stand for: nearly always one."""
    code = read_code(typed)
    found = tuple(id_ for id_ in household_ids(db) if code_of(id_) == code) if code else ()
    return tuple(households_by_ids(db, found).values())


def mark_entered(db: Database, id_: PaperSheetId, visit: VisitId, household: HouseholdId) -> Saved:
    """The sheet was keyed in as this visit; a blank one gets its household by that. Raises RefusedError."""
    sheet = _kept(db, id_)
    with db.write() as tx:
        return Saved(save_all(tx, (replace(sheet, visit_id=visit, household_id=household),)))


def call_off(db: Database, id_: PaperSheetId, why: str) -> Saved:
    """Nobody will key this sheet in: it got wet, the family was not met. Raises RefusedError."""
    sheet = _kept(db, id_)
    if not why.strip():
        raise RefusedError("Hãy ghi vì sao bỏ phiếu này.")
    with db.write() as tx:
        return Saved(save_all(tx, (replace(sheet, called_off=nfc(why).strip()),)))


def _kept(db: Database, id_: PaperSheetId) -> PaperSheet:
    sheet = by_id(db, PaperSheet, id_)
    if sheet is None or sheet.deleted:
        raise RefusedError("Không thấy phiếu này trên máy. Hãy xem lại mã phiếu.")
    return sheet

"""What the papers of an evening need from the data; everything here runs beside the screen."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.overview import HouseholdStanding
from cdtt_app.domain.paper_sheet import PaperSheet, sheet_code
from cdtt_app.domain.short_code import grouped
from cdtt_app.presenters.notice import Meeting, notice
from cdtt_app.services.paper_runs import evening_out
from cdtt_app.services.today import standings
from cdtt_app.storage.database import Database


class EveningReading(NamedTuple):
    """How the hamlet stands on that evening, and which homes have a sheet for it already."""

    day: date
    board: tuple[HouseholdStanding, ...]
    printed: dict[HouseholdId, str]


def read_evening(db: Database, hamlet: Hamlet, day: date) -> EveningReading:
    """The whole hamlet in walking order, as its list will stand on `day`."""
    try:
        out = {sheet.household_id: grouped(sheet_code(sheet)) for sheet in evening_out(db, day) if sheet.household_id}
        return EveningReading(day, standings(db, hamlet, today=day), out)
    finally:
        db.close_thread()


@dataclass(frozen=True, slots=True, kw_only=True)
class EveningJob:
    """Draws the papers: the list to walk by when `run`, then `sheets`; `rows` are the homes that were chosen."""

    db: Database
    hamlet: Hamlet
    day: date
    rows: tuple[HouseholdStanding, ...]
    run: bool
    sheets: tuple[PaperSheet, ...]

    def __call__(self) -> bytes:
        """The PDF."""
        try:
            return self._draw()
        finally:
            self.db.close_thread()

    def _draw(self) -> bytes:
        from cdtt_app.documents.evening_pdf import evening_pdf
        from cdtt_app.presenters.run_sheet import handout_names, run_sheet
        from cdtt_app.presenters.visit_sheet import contexts_of, visit_sheets
        from cdtt_app.services.checklists import checklist_in_use
        from cdtt_app.services.paper_runs import may_call, paper_homes, to_bring

        db, checklist, today = self.db, checklist_in_use(self.db), self.db.now().astimezone().date()
        homes = tuple(row.household for row in self.rows)
        run = None
        if self.run and homes:
            run = run_sheet(
                self.rows,
                self.hamlet,
                day=self.day,
                now=db.now(),
                agreed=may_call(db, homes),
                bring=handout_names(to_bring(db, homes, self.day)),
                sheets=self._taken_along(),
            )
        contexts = contexts_of(paper_homes(db, homes), checklist, today)
        return evening_pdf(run, visit_sheets(self.sheets, contexts, checklist, self.hamlet, today=today))

    def _taken_along(self) -> tuple[PaperSheet, ...]:
        """Those printed now, and those of these homes that were printed before."""
        homes = {row.household.id for row in self.rows}
        before = (sheet for sheet in evening_out(self.db, self.day) if sheet.household_id in homes)
        return tuple({sheet.id: sheet for sheet in (*before, *self.sheets)}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeJob:
    """Draws the notice of a meeting, and the list of houses to tell on foot."""

    db: Database
    hamlet: Hamlet
    meeting: Meeting
    commune: str

    def __call__(self) -> bytes:
        """The PDF."""
        from cdtt_app.documents.notice_pdf import notice_pdf

        db = self.db
        try:
            today = db.now().astimezone().date()
            homes = [row.household for row in standings(db, self.hamlet, today=today)]
            return notice_pdf(notice(self.meeting, self.hamlet, homes, commune=self.commune, printed_on=today))
        finally:
            db.close_thread()

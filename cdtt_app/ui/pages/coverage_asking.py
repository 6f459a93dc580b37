"""The windows that the coverage page asks in, each opened, read and put away."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import CaseStep, CoverageCase
from cdtt_app.domain.ids import MemberId
from cdtt_app.domain.team import Member, spoken_name
from cdtt_app.services.coverage_cases import accept, split, take_out
from cdtt_app.services.coverage_notes import photo_bytes
from cdtt_app.services.undo import Saved
from cdtt_app.storage.questions import where
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.case_edit_dialog import CaseEditDialog
from cdtt_app.ui.dialogs.case_notes_dialog import CaseNotesDialog, NoteActs
from cdtt_app.ui.dialogs.case_step_dialog import CaseStepDialog
from cdtt_app.ui.dialogs.spots_dialog import SpotActs, SpotsDialog
from cdtt_app.ui.pages.coverage_acts import StepAnswer
from cdtt_app.ui.theme import Theme


def ask_step(
    theme: Theme, views: Sequence[CaseView], blank: CaseStep, board: Board, window: QWidget
) -> StepAnswer | None:
    """A step with its day, reason, paper."""
    today = board.now.astimezone().date()
    dialog = CaseStepDialog(theme, views[0], blank, today, board.rules, window, len(views))
    if not _accepted(dialog):
        return None
    content, kind = dialog.attachment()
    return StepAnswer(dialog.step(), content, kind)


def ask_case(theme: Theme, view: CaseView, board: Board, window: QWidget) -> CoverageCase | None:
    """What the officer sets on a case."""
    dialog = CaseEditDialog(theme, view, window, areas=board.areas, commune=board.commune_code)
    return dialog.case() if _accepted(dialog) else None


def show_spots(desk: Desk, board: Board, window: QWidget) -> tuple[Saved, ...]:
    """Proposals; what was taken of them."""
    acts = SpotActs(accept=partial(accept, desk.db), who=_names(desk))
    dialog = SpotsDialog(desk.theme, board, acts, window)
    _accepted(dialog)
    return dialog.saved


def show_notes(desk: Desk, board: Board, view: CaseView, officer: bool, window: QWidget) -> tuple[Saved, ...]:
    """The notes of a case; what was split off or taken out."""
    acts = NoteActs(
        photo=partial(photo_bytes, desk.db),
        who=_names(desk),
        split=(lambda ids, title: split(desk.db, ids, title)) if officer else None,
        take_out=(lambda ids: take_out(desk.db, ids)) if officer else None,
    )
    dialog = CaseNotesDialog(desk.theme, view, board, acts, window)
    _accepted(dialog)
    return dialog.saved


def show_note(desk: Desk, board: Board, note: CoverageNote, window: QWidget) -> None:
    """One note in full."""
    acts = NoteActs(photo=partial(photo_bytes, desk.db), who=_names(desk))
    _accepted(CaseNotesDialog(desk.theme, None, board, acts, window, note=note))


def _names(desk: Desk) -> Callable[[MemberId], str]:
    known = {member.id: spoken_name(member) for member in where(desk.db, Member)}
    return lambda id_: known.get(id_, "")


def _accepted(dialog: QDialog) -> bool:
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted

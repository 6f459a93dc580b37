"""What stands behind the page "Vùng lõm sóng": every act of it, on the data of one desk."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.presenters.coverage_page import CoverageReading
from cdtt_app.presenters.coverage_places import places, records_of
from cdtt_app.presenters.coverage_rows import note_title
from cdtt_app.services import coverage_cases as cases
from cdtt_app.services.coverage import read_board
from cdtt_app.services.coverage_notes import remove_note
from cdtt_app.services.maps import MapKind, import_map
from cdtt_app.services.rights import is_officer, play_officer
from cdtt_app.storage.database import Database
from cdtt_app.storage.whereabouts import whereabouts
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.coverage_acts import CoverageActs
from cdtt_app.ui.pages.coverage_asking import ask_case, ask_step, show_note, show_notes, show_spots
from cdtt_app.ui.pages.coverage_papers import export_coverage, print_case, print_map
from cdtt_app.ui.pages.coverage_reason import ReasonDialog
from cdtt_app.ui.pages.coverage_tiles import Backgrounds
from cdtt_app.ui.pages.note_form_view import NoteFormView
from cdtt_app.ui.pages.sync_explain import explain
from cdtt_app.ui.tasks import Progress
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.file_choice import choose_file

_MAPS = "Bản đồ (*.geojson *.json *.mbtiles)"


def coverage_acts(desk: Desk) -> CoverageActs:
    """The acts of the page."""
    db, tiles = desk.db, Backgrounds(desk.profile)
    return CoverageActs(
        read=partial(read_coverage, db),
        play_officer=lambda on: play_officer(db, on=on),
        make_form=lambda: NoteFormView(desk),
        open_case=lambda notes: cases.open_case(db, notes),
        accept=partial(cases.accept, db),
        merge=partial(cases.merge, db),
        edit_case=partial(cases.edit_case, db),
        blank_step=partial(cases.blank_step, db),
        take_steps=partial(cases.take_steps, db),
        remove_note=partial(remove_note, db),
        ask_step=partial(ask_step, desk.theme),
        ask_case=partial(ask_case, desk.theme),
        ask_reason=partial(ask_reason, desk.theme),
        show_spots=partial(show_spots, desk),
        show_notes=partial(show_notes, desk),
        show_note=partial(show_note, desk),
        choose_map=lambda window: choose_file(window, desk.theme, "Nhập bản đồ", _MAPS),
        import_map=partial(_import, desk),
        open_tiles=tiles.open,
        close_tiles=tiles.close,
        print_map=partial(print_map, desk),
        print_dossier=partial(print_case, desk),
        export=partial(export_coverage, desk),
        explain=explain,
    )


def read_coverage(db: Database) -> CoverageReading:
    """On another thread: the board and the person's part in it."""
    try:
        board = read_board(db)
        shown = records_of(board)
        where = whereabouts(db, {record for records in shown.values() for record in records})
        return CoverageReading(board=board, officer=is_officer(db), places=places(shown, where))
    finally:
        db.close_thread()


def ask_reason(theme: Theme, note: CoverageNote, window: QWidget) -> str | None:
    """Why a note is taken out of the book."""
    dialog = ReasonDialog(theme, note_title(note), window)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    reason = dialog.reason()
    dialog.deleteLater()
    return reason if accepted else None


def _import(desk: Desk, path: Path, progress: Progress) -> str:
    try:
        done = import_map(desk.db, desk.profile, path, progress)
    finally:
        desk.db.close_thread()
    what = f"{done.map.areas} ranh giới" if done.map.kind is MapKind.AREAS else "ảnh nền"
    before = ", thay cho bản trước" if done.replaced else ""
    return " ".join((f"Đã nhập bản đồ “{done.map.name}”: {what}{before}.", *done.notes))

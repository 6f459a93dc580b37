"""Papers and files of the coverage page: a case's dossier and letter, words to paste, tables and maps for others."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import case_code
from cdtt_app.domain.geo import Box
from cdtt_app.domain.ids import CaseId
from cdtt_app.domain.map_scene import MapScene
from cdtt_app.services.coverage import read_board
from cdtt_app.services.coverage_papers import PaperSources, case_photos, paper_sources
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.rights import check_detail
from cdtt_app.storage.files import write_whole
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.print_acts import print_paper
from cdtt_app.ui.pages.sync_explain import explain
from cdtt_app.ui.theme import Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.file_choice import choose_new_file

_KINDS: Final = {"xlsx": "Bảng tính (*.xlsx)", "gpkg": "GeoPackage (*.gpkg)", "geojson": "GeoJSON (*.geojson)"}
HAMLETS: Final = "pdf"  # the list of hamlets for the commune's report
_Paper = Callable[[Board, CaseView, PaperSources, Desk], bytes]


def print_case(desk: Desk, id_: CaseId, window: QWidget) -> None:
    """Offer what can be made of one case."""
    menu = QMenu(window)
    menu.addAction("Hồ sơ vụ việc", partial(_print, desk, id_, _dossier, "Hồ sơ vụ việc", "ho-so", window))
    menu.addAction(
        "Công văn kèm theo (dự thảo)", partial(_print, desk, id_, _letter, "Công văn dự thảo", "cong-van", window)
    )
    menu.addAction("Chép lời báo để dán (1022, phản ánh hiện trường)", partial(_copy, desk, id_))
    menu.aboutToHide.connect(menu.deleteLater)
    under = window.focusWidget() or window
    menu.popup(under.mapToGlobal(QPoint(0, under.height())))


def print_map(desk: Desk, scene: MapScene, box: Box, window: QWidget) -> None:
    """The part of the map that is on the screen, on paper."""
    from cdtt_app.documents.map_pdf import map_pdf

    now = desk.db.now().astimezone()
    make = partial(map_pdf, scene, "Bản đồ vùng lõm sóng", "Phần đang xem trên màn hình", box, now)
    print_paper(desk, make, "Bản đồ vùng lõm sóng", f"ban-do-song-{now:%Y-%m-%d}.pdf", window)


def export_coverage(desk: Desk, kind: str, detail: bool, window: QWidget) -> None:
    """Write all notes, cases and hamlets to a file for other programs; raises RefusedError for whom it is not."""
    if kind == HAMLETS:
        print_paper(desk, partial(_hamlets, desk), "Danh sách thôn", "danh-sach-thon-song.pdf", window)
        return
    if detail:
        check_detail(desk.db)
    day = desk.db.now().astimezone()
    name = f"vung-lom-song-{'chi-tiet-' if detail else ''}{day:%Y-%m-%d}.{kind}"
    path = choose_new_file(window, desk.theme, "Lưu tệp xuất", _KINDS[kind], name, f".{kind}")
    if path is None:
        return
    desk.tasks.run(
        partial(_export, desk, kind, detail, path),
        when_alive(window, lambda told: desk.ways.say(told, Tone.GREEN)),
        when_alive(window, lambda error: desk.ways.say(explain(error), Tone.RED)),
    )


def _print(desk: Desk, id_: CaseId, paper: _Paper, title: str, name: str, window: QWidget) -> None:
    code = _code(desk, id_)
    print_paper(desk, partial(_of_case, desk, id_, paper), f"{title} {code}", f"{name}-{code}.pdf", window)


def _code(desk: Desk, id_: CaseId) -> str:
    ((number,),) = desk.db.rows("SELECT number FROM coverage_case WHERE id = ?", (id_,))
    return case_code(number)


def _of_case(desk: Desk, id_: CaseId, paper: _Paper) -> bytes:
    """On another thread."""
    try:
        board, view = _case(desk, id_)
        return paper(board, view, paper_sources(desk.db, desk.units()), desk)
    finally:
        desk.db.close_thread()


def _case(desk: Desk, id_: CaseId) -> tuple[Board, CaseView]:
    board = read_board(desk.db)
    view = board.case(id_)
    if view is None:
        raise RefusedError("Không thấy vụ việc này trên máy. Hãy mở lại trang để xem.")
    return board, view


def _dossier(board: Board, view: CaseView, sources: PaperSources, desk: Desk) -> bytes:
    from cdtt_app.documents.dossier_pdf import dossier_pdf
    from cdtt_app.presenters.dossier import dossier

    return dossier_pdf(
        dossier(
            board,
            view,
            agency=sources.agency,
            place=sources.place,
            photos=case_photos(desk.db, view),
            person=sources.person,
            members=sources.members,
        )
    )


def _letter(board: Board, view: CaseView, sources: PaperSources, _desk: Desk) -> bytes:
    from cdtt_app.documents.letter_pdf import letter_pdf
    from cdtt_app.presenters.coverage_letter import covering_letter

    return letter_pdf(covering_letter(board, view, commune=sources.commune, province=sources.province))


def _copy(desk: Desk, id_: CaseId) -> None:
    from cdtt_app.documents.coverage_text import short_report_text
    from cdtt_app.presenters.place_report import place_report

    board, view = _case(desk, id_)
    sources = paper_sources(desk.db, desk.units())
    told = short_report_text(
        place_report(board, view, place=sources.place, reporter=sources.agency, contact=sources.person)
    )
    QGuiApplication.clipboard().setText(told)
    desk.ways.say("Đã chép lời báo. Mở Zalo, cổng 1022 hay trang phản ánh rồi dán vào (Ctrl+V).", Tone.GREEN)


def _hamlets(desk: Desk) -> bytes:
    from cdtt_app.documents.coverage_list_pdf import coverage_list_pdf
    from cdtt_app.presenters.coverage_listing import coverage_listing

    try:
        sources = paper_sources(desk.db, desk.units())
        return coverage_list_pdf(coverage_listing(read_board(desk.db), agency=sources.agency, place=sources.place))
    finally:
        desk.db.close_thread()


def _export(desk: Desk, kind: str, detail: bool, path: Path) -> str:
    """On another thread."""
    from cdtt_app.documents.coverage_geojson import geojson
    from cdtt_app.documents.coverage_gpkg import gpkg
    from cdtt_app.documents.coverage_xlsx import xlsx
    from cdtt_app.presenters.coverage_export import ExportContext, coverage_export

    try:
        sources = paper_sources(desk.db, desk.units())
        context = ExportContext(
            homes=sources.homes,
            household_codes=sources.household_codes,
            members={str(id_): name for id_, name in sources.members.items()},
            place=sources.place,
            person=sources.person,
        )
        made = coverage_export(read_board(desk.db), context, detail=detail)
        write_whole(path, {"xlsx": xlsx, "gpkg": gpkg, "geojson": geojson}[kind](made))
    finally:
        desk.db.close_thread()
    counts = ", ".join(f"{len(layer.rows)} {layer.title.lower()}" for layer in made.layers)
    return f"Đã lưu {path.name}: {counts}."

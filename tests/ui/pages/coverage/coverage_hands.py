"""A commune's worth of notes and cases, acts whose windows answer by themselves, hands that wait for the page."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.coverage import CoverageNote, Reading, Strength
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import Block, CaseState, CaseStep, CoverageCase
from cdtt_app.domain.household import Location, Network, Power
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import where
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.coverage_acts import CoverageActs, StepAnswer
from cdtt_app.ui.pages.coverage_page import CoveragePage
from cdtt_app.ui.pages.coverage_wiring import coverage_acts
from cdtt_app.ui.widgets.text import ElidedLabel
from tests.factories import NOW, make_case, make_note, make_step

if TYPE_CHECKING:
    from cdtt_app.presenters.coverage_page import CoverageReading

S = CaseState
LOST = {
    "VinaPhone": Reading(host=Network.VINAPHONE, strength=Strength.NONE),
    "Viettel": Reading(host=Network.VIETTEL, strength=Strength.UNSTEADY),
}
WEAK = {"Viettel": Reading(host=Network.VIETTEL, strength=Strength.UNSTEADY)}
GOOD = {"Viettel": Reading(host=Network.VIETTEL, strength=Strength.GOOD)}


def fill(db: Database) -> None:
    """Four cases in different states, notes that wait, one that is old."""
    ((hamlet,),) = db.rows("SELECT id FROM hamlet WHERE prefix = 'BG'")

    def days(count: int) -> datetime:
        return NOW - timedelta(days=count)

    def moved(case: CoverageCase, *states: tuple[CaseState, int], deadline: date | None = None) -> list[CaseStep]:
        steps = [make_step(case, state, happened_on=days(ago).date(), written_at=days(ago)) for state, ago in states]
        return [*steps[:-1], replace(steps[-1], deadline=deadline)]

    giong = make_case(
        7, title="Bản Giòng", hamlet_id=hamlet, opened_at=days(63), power=Power.GRID, households_affected=98
    )
    luong = make_case(8, title="Thôm Luông", hamlet_id=hamlet, opened_at=days(40), households_affected=41)
    khe = make_case(9, title="Bản Khẻ", hamlet_id=hamlet, opened_at=days(20), households_affected=36)
    con = make_case(10, title="Cụm Nà Cọn", hamlet_id=hamlet, opened_at=days(90), households_affected=12)
    late = (NOW - timedelta(days=12)).date()
    soon = (NOW + timedelta(days=9)).date()
    steps = [
        *moved(giong, (S.VERIFIED, 53), (S.SENT, 45), (S.SURVEYING, 34), deadline=late),
        *moved(luong, (S.VERIFIED, 30), (S.SENT, 21), deadline=soon),
        *moved(khe, (S.VERIFIED, 5)),
        *moved(con, (S.VERIFIED, 80), (S.SENT, 70), (S.PLANNED, 60), (S.BUILDING, 40), (S.ON_AIR, 21)),
    ]
    notes = []
    for case, count, latitude in ((giong, 17, 22.60), (luong, 6, 22.58), (khe, 4, 22.61), (con, 2, 22.55)):
        for number in range(count):
            spot = Location(latitude=latitude + number * 0.0004, longitude=105.30 + number * 0.0003)
            notes.append(
                make_note(
                    hamlet_id=hamlet,
                    case_id=case.id,
                    place=f"{case.title}, chỗ {number + 1}",
                    location=spot,
                    readings=LOST if case in (giong, luong) else WEAK,
                    measured_at=days(10 + number),
                )
            )
    for number in range(5):
        spot = Location(latitude=22.64 + number * 0.0003, longitude=105.36)
        notes.append(
            make_note(hamlet_id=hamlet, place=f"Nà Lạ {number + 1}", location=spot, readings=WEAK, measured_at=days(3))
        )
    notes.append(make_note(hamlet_id=hamlet, place="Trường Nà Vai", readings=GOOD, measured_at=days(400)))
    _put_away(db)
    _keep(db, (giong, luong, khe, con), steps, notes)


def _put_away(db: Database) -> None:
    """What the practice hamlet has of its own goes."""
    with db.write() as tx:
        for note in where(db, CoverageNote):
            tx.save(replace(note, deleted="thử"))
        for case in where(db, CoverageCase):
            tx.save(replace(case, deleted="thử"))
        for step in where(db, CaseStep):
            tx.save(replace(step, deleted="thử"))


def _keep(
    db: Database, cases: Sequence[CoverageCase], steps: Sequence[CaseStep], notes: Sequence[CoverageNote]
) -> None:
    with db.write() as tx:
        for case in cases:
            tx.save(case)
        for step in steps:
            tx.save(step)
        for note in notes:
            tx.save(note)


class Behind:
    """The real acts, with windows that answer: `ask` may turn back; what was asked is kept."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.asked: list[str] = []
        self.answers = True
        self.printed: list[str] = []
        self.exported: list[tuple[str, bool]] = []
        self.reading: Callable[[], CoverageReading] | None = None

    def acts(self) -> CoverageActs:
        """The bundle that the page is given."""
        real = coverage_acts(self.desk)
        return replace(
            real,
            read=lambda: (self.reading or real.read)(),
            ask_step=self._step,
            ask_case=lambda view, _board, _window: replace(view.case, title=f"{view.case.title} mới"),
            ask_reason=lambda _note, _window: "ghi hai lần" if self.answers else None,
            show_spots=lambda _board, _window: (),
            show_notes=lambda _board, _view, _officer, _window: (),
            show_note=lambda _board, note, _window: self.asked.append(note.id),
            choose_map=lambda _window: None,
            print_map=lambda _scene, _box, _window: self.printed.append("map"),
            print_dossier=lambda case, _window: self.printed.append(case),
            export=lambda kind, detail, _window: self.exported.append((kind, detail)),
        )

    def _step(self, views: Sequence[CaseView], blank: CaseStep, _board: Board, _window: QWidget) -> StepAnswer | None:
        self.asked.append(f"{len(views)} {blank.state}")
        filled = replace(blank, why="đã xem tại chỗ", block=Block.TERRAIN if blank.state is S.BLOCKED else None)
        return StepAnswer(filled, b"", "") if self.answers else None


def settle(page: CoveragePage, qtbot: QtBot, desk: Desk) -> None:
    """Wait until all is read and drawn."""
    for _ in range(4):
        QApplication.processEvents()
    qtbot.waitUntil(lambda: not desk.tasks.busy(), timeout=5000)
    for _ in range(6):
        QApplication.processEvents()
    assert page.state.reading is not None


def pressed(widget: QWidget, words: str) -> QPushButton:
    """The button in sight that says this."""
    found = [each for each in widget.findChildren(QPushButton) if each.isVisible() and each.accessibleName() == words]
    assert found, [each.accessibleName() for each in widget.findChildren(QPushButton) if each.isVisible()]
    return found[0]


def cut_words(widget: QWidget) -> list[str]:
    """Labels and buttons in sight whose words do not fit."""
    cut = []
    for made in widget.findChildren(QLabel):
        shown = made.isVisible() and not isinstance(made, ElidedLabel) and made.text()
        wide = made.heightForWidth(made.width()) if made.wordWrap() else made.sizeHint().height()
        if shown and (made.height() < wide or (not made.wordWrap() and made.width() < made.sizeHint().width() - 1)):
            cut.append(made.text())
    pressed_in = [made for made in widget.findChildren(QPushButton) if made.isVisible()]
    return cut + [made.text() for made in pressed_in if made.width() < made.minimumSizeHint().width()]

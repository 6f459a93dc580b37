import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.services.errors import RefusedError
from cdtt_app.ui.dialogs import print_dialog
from cdtt_app.ui.dialogs.print_acts import Outcome, PrintActs, Report, free_path, open_with_system, print_words
from cdtt_app.ui.dialogs.print_dialog import PrintDialog
from cdtt_app.ui.printing_choice import PrintChoice, Printer, PrintError
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.paper_layout import Zoom
from tests.documents.papers import paper, poster
from tests.ui.dialogs.locked import all_done, nameless, small_targets, type_in

CANON = Printer(name="Canon", words="Canon ở nhà văn hoá", default=True, duplex=True, a3=True)
HP = Printer(name="HP", words="HP ở uỷ ban", colour=False)
TWO = paper(2)


@dataclass
class Room:
    """What stands in the room: printers, a program that shows PDFs, and what they were given."""

    folder: Path
    printers: tuple[Printer, ...] = (CANON, HP)
    trouble: Exception | None = None
    shows: bool = True
    sent: list[tuple[bytes, PrintChoice]] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)
    liked: list[str] = field(default_factory=list)
    hold: Event = field(default_factory=Event)

    def print_pdf(self, pdf: bytes, choice: PrintChoice, report: Report) -> None:
        report(0, 2)
        if self.trouble is not None:
            raise self.trouble
        self.sent.append((pdf, choice))

    def open_file(self, path: Path) -> bool:
        self.opened.append(path)
        return self.shows

    def acts(self, liked: str = "") -> PrintActs:
        return PrintActs(
            printers=lambda: self.printers,
            print_pdf=self.print_pdf,
            open_file=self.open_file,
            folder=lambda: self.folder,
            liked=liked,
            like=self.liked.append,
        )


@pytest.fixture
def room(tmp_path: Path) -> Room:
    folder = tmp_path / "Tài liệu"
    folder.mkdir()
    return Room(folder)


Open = Callable[..., PrintDialog]


@pytest.fixture
def opened(theme: Theme, tasks: Tasks, room: Room, qtbot: QtBot) -> Open:
    windows: list[QWidget] = []  # else they would go, and take the dialogs along

    def open_(
        papers: Callable[[], bytes] | bytes = TWO, *, liked: str = "", wide: int = 1366, wait: bool = True
    ) -> PrintDialog:
        window = QWidget()
        window.resize(wide, 690)
        windows.append(window)
        qtbot.addWidget(window)
        dialog = PrintDialog(theme, tasks, papers, "VNeID mức 2", "VNeID", window, acts=room.acts(liked))
        dialog.show()
        qtbot.waitExposed(dialog)
        if wait:
            qtbot.waitUntil(partial(all_done, tasks), timeout=20_000)
        return dialog

    return open_


def _done(tasks: Tasks, qtbot: QtBot) -> None:
    qtbot.waitUntil(partial(all_done, tasks), timeout=20_000)


def _press(dialog: PrintDialog, tasks: Tasks, qtbot: QtBot) -> None:
    QTest.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    _done(tasks, qtbot)


def test_the_paper_is_printed_as_it_was_chosen(opened: Open, room: Room, tasks: Tasks, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.options.copies.set_value(3)
    type_in(dialog.options.pages, "2")
    dialog.options.duplex.click()
    _press(dialog, tasks, qtbot)
    chosen = PrintChoice(printer="Canon", copies=3, pages="2", duplex=True, grey=False, a3=True, title="VNeID mức 2")
    assert room.sent == [(TWO, chosen)]
    assert dialog.banner.sentence() == "Đã gửi 3 bản tới máy in Canon ở nhà văn hoá."
    assert dialog.outcome == Outcome(copies=3)
    assert room.liked == ["Canon"]


def test_enter_prints_at_once(opened: Open, room: Room, tasks: Tasks, qtbot: QtBot) -> None:
    dialog = opened()
    qtbot.waitUntil(dialog.print_button.hasFocus)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    _done(tasks, qtbot)
    assert [choice.printer for _, choice in room.sent] == ["Canon"]


def test_the_printer_used_last_is_chosen_again(opened: Open, room: Room, tasks: Tasks, qtbot: QtBot) -> None:
    dialog = opened(liked="HP")
    assert dialog.options.printer.value() == "HP"
    assert not dialog.options.duplex.isVisible()  # it cannot
    _press(dialog, tasks, qtbot)
    assert [(choice.duplex, choice.grey) for _, choice in room.sent] == [(False, True)]


def test_a_liked_printer_that_has_gone_gives_way_to_the_usual_one(opened: Open) -> None:
    assert opened(liked="Máy cũ").options.printer.value() == "Canon"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("3-1", "“3-1” ngược thứ tự"), ("abc", "“abc” không phải số trang"), ("9", "Tờ này có trang 1 đến 2")],
)
def test_pages_typed_wrongly_are_refused_before_anything_is_sent(
    opened: Open, room: Room, tasks: Tasks, qtbot: QtBot, typed: str, said: str
) -> None:
    dialog = opened()
    type_in(dialog.options.pages, typed)
    _press(dialog, tasks, qtbot)
    assert room.sent == []
    assert dialog.banner.sentence().startswith(said)
    assert dialog.options.pages.property("invalid") is True
    assert dialog.options.pages.hasFocus()
    type_in(dialog.options.pages, "1-2")
    assert dialog.options.pages.property("invalid") is False
    _press(dialog, tasks, qtbot)
    assert len(room.sent) == 1


def test_without_a_printer_a_sentence_is_said_and_saving_is_left(opened: Open, room: Room) -> None:
    room.printers = ()
    dialog = opened()
    assert dialog.options.note.text().startswith("Máy này chưa có máy in nào.")
    assert not dialog.print_button.isEnabled()
    assert dialog.save_button.isEnabled()
    assert dialog.save_button.isDefault()
    assert dialog.open_button.isEnabled()
    assert not dialog.options.pages.isVisible()


def test_a_printer_switched_on_later_is_found(opened: Open, room: Room, tasks: Tasks, qtbot: QtBot) -> None:
    room.printers = ()
    dialog = opened()
    room.printers = (HP,)
    dialog.options.refresh.click()
    _done(tasks, qtbot)
    assert dialog.options.printer.value() == "HP"
    assert not dialog.options.note.isVisible()
    assert dialog.print_button.isEnabled()


def test_a_printer_gone_in_between_is_told_and_the_list_read_again(
    opened: Open, room: Room, tasks: Tasks, qtbot: QtBot
) -> None:
    dialog = opened()
    room.trouble, room.printers = PrintError("Máy in “Canon” không còn trên máy này."), (HP,)
    _press(dialog, tasks, qtbot)
    assert dialog.banner.sentence() == "Máy in “Canon” không còn trên máy này."
    assert dialog.options.printer.value() == "HP"
    assert dialog.outcome == Outcome()
    assert room.liked == []


def test_the_paper_is_saved_where_the_person_says(
    opened: Open, tmp_path: Path, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(*words: object) -> Path:
        asked.append(str(words[4]))
        return tmp_path / "usb.pdf"

    monkeypatch.setattr(print_dialog, "choose_new_file", choose)
    dialog = opened()
    dialog.save_button.click()
    _done(tasks, qtbot)
    assert asked == ["VNeID.pdf"]
    assert (tmp_path / "usb.pdf").read_bytes() == TWO
    assert dialog.banner.sentence() == f"Đã lưu usb.pdf trong {tmp_path}."
    assert dialog.outcome == Outcome(saved=tmp_path / "usb.pdf")


def test_a_full_disk_is_told_and_nothing_counts_as_saved(
    opened: Open, tmp_path: Path, tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(print_dialog, "choose_new_file", lambda *_words: tmp_path / "usb.pdf")
    monkeypatch.setattr(print_dialog, "write_whole", full)
    dialog = opened()
    dialog.save_button.click()
    _done(tasks, qtbot)
    said = "Chưa lưu được (đĩa đã đầy). Hãy chọn chỗ khác, hoặc dọn bớt tệp rồi thử lại."
    assert dialog.banner.sentence() == said
    assert dialog.outcome == Outcome()
    assert dialog.save_button.isEnabled()


def test_opening_keeps_one_file_where_papers_lie(opened: Open, room: Room, tasks: Tasks, qtbot: QtBot) -> None:
    (room.folder / "VNeID.pdf").write_bytes(b"of somebody else")
    dialog = opened()
    for _ in range(2):
        dialog.open_button.click()
        _done(tasks, qtbot)
    assert room.opened == [room.folder / "VNeID-2.pdf"] * 2
    assert (room.folder / "VNeID-2.pdf").read_bytes() == TWO
    assert (room.folder / "VNeID.pdf").read_bytes() == b"of somebody else"


def test_a_machine_without_a_program_for_pdf_says_where_the_file_lies(
    opened: Open, room: Room, tasks: Tasks, qtbot: QtBot
) -> None:
    room.shows = False
    dialog = opened()
    dialog.open_button.click()
    _done(tasks, qtbot)
    where = room.folder / "VNeID.pdf"
    assert where.exists()
    said = f"Máy này chưa có chương trình mở PDF. Tờ giấy đã lưu ở {where}: mang tệp này sang máy khác."
    assert dialog.banner.sentence() == said


def test_the_paper_is_made_beside_the_screen(opened: Open, room: Room, tasks: Tasks, qtbot: QtBot) -> None:
    def make() -> bytes:
        room.hold.wait(20)
        return TWO

    dialog = opened(make, wait=False)
    assert dialog.busy
    assert dialog.progress.isVisible()
    assert not dialog.print_button.isEnabled()
    room.hold.set()
    _done(tasks, qtbot)
    assert dialog.view.count == 2
    assert dialog.print_button.isEnabled()
    qtbot.waitUntil(dialog.print_button.hasFocus)


def test_escape_leaves_while_the_paper_is_made(opened: Open, room: Room, tasks: Tasks, qtbot: QtBot) -> None:
    dialog = opened(lambda: bytes(room.hold.wait(20)) or TWO, wait=False)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    room.hold.set()
    _done(tasks, qtbot)


def test_escape_takes_back_what_has_not_gone_yet(theme: Theme, tasks: Tasks, room: Room, qtbot: QtBot) -> None:
    started, ended = Event(), Event()

    def slow(_pdf: bytes, _choice: PrintChoice, report: Report) -> None:
        started.set()
        try:
            while not room.hold.wait(0.02):
                report(0, 0)
        finally:
            ended.set()

    acts = PrintActs(printers=lambda: (HP,), print_pdf=slow)
    dialog = PrintDialog(theme, tasks, TWO, "VNeID mức 2", "VNeID", acts=acts)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.print_button.isEnabled() and all_done(tasks), timeout=20_000)
    dialog.print_button.click()
    qtbot.waitUntil(started.is_set)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    _done(tasks, qtbot)
    assert ended.is_set()
    assert not room.hold.is_set()
    assert dialog.outcome == Outcome()


def test_a_paper_that_cannot_be_made_is_told(opened: Open) -> None:
    def refuse() -> bytes:
        raise RefusedError("Nhà này chưa có tờ nào hợp. Hãy chọn tờ khác.")

    dialog = opened(refuse)
    assert dialog.banner.sentence() == "Nhà này chưa có tờ nào hợp. Hãy chọn tờ khác."
    assert [each.isEnabled() for each in (dialog.print_button, dialog.save_button, dialog.open_button)] == [False] * 3
    assert dialog.close_button.isEnabled()


def test_a_poster_on_a_small_printer_is_announced(opened: Open) -> None:
    dialog = opened(poster(), liked="HP")
    assert dialog.options.note.text() == "Tờ này khổ A3, máy in này không có giấy A3: sẽ in thu nhỏ trên giấy A4."
    assert not dialog.options.pages.isVisible()  # one page
    dialog.options.printer.setCurrentIndex(0)
    dialog.options.printer.activated.emit(0)
    assert not dialog.options.note.isVisible()


def test_the_paper_is_seen_larger_and_whole_again(opened: Open) -> None:
    dialog = opened()
    dialog.zoom_button.click()
    seen = [(dialog.view.zoom, dialog.zoom_button.accessibleName())]
    dialog.zoom_button.click()
    seen.append((dialog.view.zoom, dialog.zoom_button.accessibleName()))
    assert seen == [(Zoom.WIDTH, "Xem cả trang"), (Zoom.PAGE, "Xem to")]


@pytest.mark.parametrize("wide", [1024, 1366])
def test_everything_fits_has_a_name_and_is_large_enough(opened: Open, theme: Theme, wide: int) -> None:
    dialog = opened(wide=wide)
    dialog.banner.say("Máy in “Canon” không còn trên máy này. Hãy chọn máy in khác, hoặc lưu PDF.")
    dialog.zoom_button.click()  # its longer words
    assert dialog.width() <= wide
    assert dialog.height() <= 690
    assert dialog.minimumSizeHint().width() <= dialog.width()
    assert nameless(dialog) == []
    assert small_targets(dialog, theme.px(38)) == []  # the line of a number lies inside its frame of 40


def test_the_systems_own_program_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[QUrl] = []

    def refuse(url: QUrl) -> bool:
        asked.append(url)
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", refuse)
    assert open_with_system(tmp_path / "Tờ 1.pdf") is False
    assert [url.toLocalFile() for url in asked] == [str(tmp_path / "Tờ 1.pdf")]


def test_a_free_name_is_numbered(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = free_path(tmp_path, "to")
        path.touch()
        names.append(path.name)
    assert names == ["to.pdf", "to-2.pdf", "to-3.pdf"]


def test_what_nobody_foresaw_is_still_a_sentence() -> None:
    assert print_words(KeyError("x")) == "Chưa làm được (KeyError). Hãy thử lại, hoặc báo cán bộ xã."

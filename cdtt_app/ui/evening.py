"""One evening played through the real windows, for machines without a screen: find, visit, save, find again, send."""

import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from cdtt_app.storage.households import household_by_code
from cdtt_app.storage.visits import visits_of
from cdtt_app.storage.whereabouts import Where, whereabouts
from cdtt_app.ui.program import Program
from cdtt_app.ui.sender import Road, SendState
from cdtt_app.ui.widgets.skills_matrix import SkillsMatrix

PICTURES = Path("out") / "evening"
_CODE = "BG-004"
_PATIENCE = 200  # tenths of a second
_LEVELS = ("2111121021211", "1000110000110", "3332333222233", "4444333333433")  # the family of four, skill by skill


class Evening:
    """Presses keys on whatever has the keyboard, and keeps a picture of every step."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program, self.folder, self.step = program, folder, 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        QTest.keyClick(self.focus(), key, modifier)

    def write(self, text: str) -> None:
        """Type letters."""
        for letter in text:
            QTest.keyClicks(self.focus(), letter)

    def focus(self) -> QWidget:
        """What has the keyboard; the window where nothing has."""
        return self.program.app.focusWidget() or self.program.window

    def say(self, sentence: str) -> None:
        """Tell what was done and keep a picture of it."""
        pause(400)
        self.step += 1
        path = self.folder / f"{self.step:02d}.png"
        self.program.window.grab().save(str(path))
        sys.stdout.write(f"{path}  {sentence}\n")

    def button(self, name: str) -> QPushButton:
        """A button in sight by its name; raises LookupError."""
        for found in self.program.window.findChildren(QPushButton):
            if found.accessibleName() == name and found.isVisible():
                return found
        raise LookupError(name)


def pause(milliseconds: int) -> None:
    """Let the windows and the work beside them go on; QTest's own wait would hold up all other threads."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def play_evening(options: Namespace) -> int:
    """Play it over a fresh practice hamlet; returns 0 when the saved visit was found again."""
    sys.stdout.write("Máy này không có màn hình: diễn một buổi tối qua các cửa sổ thật, vẽ ra ảnh.\n")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(options.profile) if options.profile else Path(folder) / "thuc-hanh"
        program = Program(Namespace(command="run", practice=True, profile=kept, smoke=False))
        program.window.resize(1366, 768)
        program.open()
        program.window.activateWindow()
        QTest.qWaitForWindowActive(program.window)
        try:
            return _play(Evening(program, PICTURES))
        finally:
            program.window.close()
            program.close()


def _play(evening: Evening) -> int:
    db = evening.program.desk().db
    home = household_by_code(db, _CODE)
    before = len(visits_of(db, home.id)) if home else 0
    for scene in (_look, _find, _visit, _save, _find_again):
        scene(evening)
    after = visits_of(db, home.id) if home else ()
    saved = len(after) == before + 1 and len(after[0].answers.get("a", {})) == len(_LEVELS)
    sys.stdout.write("Phiếu đã lưu và tìm lại được.\n" if saved else "Không tìm lại được phiếu vừa lưu.\n")
    received = saved and _send(evening, after[0].id)
    sys.stdout.write("Tỉnh đã nhận phiếu.\n" if received else "Tỉnh chưa nhận được phiếu.\n")
    sys.stdout.write(f"Ảnh ở thư mục {evening.folder.resolve()}\n")
    return 0 if received else 1


def _look(evening: Evening) -> None:
    evening.say("Hôm nay: 98 hộ, 37 hộ cần thăm")
    sender = evening.program.desk().sender
    _wait(lambda: sender.road is not Road.OPENING)  # the evenings before are sent meanwhile


def _find(evening: Evening) -> None:
    evening.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    evening.press(Qt.Key.Key_F2)
    evening.write("nvd")
    evening.say("Tìm “nvd”, không dấu, chỉ chữ đầu")
    evening.press(Qt.Key.Key_Down)
    evening.press(Qt.Key.Key_Return)
    evening.say("Mở hộ Nông Văn Dư")


def _visit(evening: Evening) -> None:
    evening.button("Ghi lượt thăm").click()
    pause(200)
    matrix = evening.program.window.findChildren(SkillsMatrix)[0]
    matrix.setFocus()
    for levels in _LEVELS:  # after the last skill the matrix goes on with the next person
        evening.write(levels)
    evening.say("Ghi kỹ năng bốn người bằng phím số; nháp được giữ ở từng phím")


def _save(evening: Evening) -> None:
    evening.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    evening.say("Lưu phiếu: nằm chắc trên đĩa, còn hoàn tác được")


def _find_again(evening: Evening) -> None:
    evening.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    evening.press(Qt.Key.Key_F2)
    evening.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    evening.write("Noong Vawn Duw")
    evening.say("Tìm lại, gõ Telex chưa bật bộ gõ")
    evening.press(Qt.Key.Key_Down)
    evening.press(Qt.Key.Key_Return)
    evening.say("Lượt thăm vừa ghi đứng đầu danh sách")


def _send(evening: Evening, visit: str) -> bool:
    """To the practice province, which is a real one; says what went and came."""
    db, sender = evening.program.desk().db, evening.program.desk().sender
    place = evening.program.window.nav.keys().index("sync")
    evening.press(Qt.Key(Qt.Key.Key_1.value + place), Qt.KeyboardModifier.ControlModifier)
    evening.say("Gửi & nhận: các buổi tối trước tỉnh đã nhận, phiếu vừa ghi còn trên máy này")
    evening.button("Gửi & nhận ngay").click()
    _wait(lambda: not sender.state.running)
    evening.say(_figures(sender.state))
    evening.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    evening.say("Về hộ: lượt thăm mang dấu tỉnh đã nhận")
    return whereabouts(db, (visit,))[visit] is Where.RECEIVED


def _wait(until: Callable[[], bool]) -> None:
    """At most so long; what did not come about is seen in what is said then."""
    for _ in range(_PATIENCE):
        if until():
            return
        pause(100)


def _figures(state: SendState) -> str:
    if state.report is None:
        return "Chưa gửi được"
    done = state.report.progress
    return (
        f"Bấm Gửi & nhận ngay: tỉnh ký nhận {done.acknowledged} lần ghi, "
        f"gửi {done.sent} byte, nhận {done.got} byte, {done.seconds * 1000:.0f} ms"
    )

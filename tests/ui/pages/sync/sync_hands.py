"""A bundle of acts that remembers what the page asked, and looking for words that are cut."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any, TypeAlias

from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from cdtt_app.presenters.question_value import Choice, QuestionValue
from cdtt_app.presenters.sync_facts import ParcelMade, ParcelTaken, SyncFacts
from cdtt_app.services.undo import Saved
from cdtt_app.ui.pages.sync_acts import SyncActs
from cdtt_app.ui.widgets.text import ElidedLabel

QUESTION_VALUE = QuestionValue(
    title="Hộ Lục Văn Bảo: số điện thoại nào đúng?",
    facts=("BG-031 · Bản Khẻ, 5 người", "Gặp gần nhất 18/11/2026"),
    choices=(
        Choice(value_text="0900 000 214", who="Pảo ghi, máy thôn Bản Khẻ", when="18/11/2026 lúc 20:05"),
        Choice(value_text="0900 000 241", who="Tú ghi, máy xã", when="12/11/2026 lúc 09:40"),
    ),
)
SAVED = Saved(())
MADE = ParcelMade(records=12, name="may-17-20261124-194400.goi", carried=2)
Answer: TypeAlias = Any


class Behind:
    """What stands behind the page: facts that a test may change, parcels on a stick, an error to come."""

    def __init__(self, facts: SyncFacts) -> None:
        self.facts = facts
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.heard: list[Callable[[], None]] = []
        self.taken = ParcelTaken(parcels=1, received=9)
        self.trouble: Exception | None = None
        self.gate = Event()  # a parcel is written once this is open
        self.gate.set()

    def tell(self, facts: SyncFacts) -> None:
        """There is news, and time to draw it."""
        self.facts = facts
        for hear in self.heard:
            hear()
        for _ in range(6):
            QApplication.processEvents()

    def acts(self) -> SyncActs:
        """The bundle that the page is given."""
        return SyncActs(
            read=lambda: self.facts,
            watch=self.heard.append,
            send=self._remember("send"),
            stop=self._remember("stop"),
            print_day=self._remember("print_day"),
            parcel_name=lambda: MADE.name,
            write_parcel=self._write,
            read_parcel=self._read,
            open_aside=self._remember("open_aside"),
            question=self._remember("question", QUESTION_VALUE),
            answer=self._remember("answer", SAVED),
            ask_again=self._remember("ask_again"),
            enrol_typed=self._remember("enrol_typed", "Máy này đã nối với tỉnh."),
            enrol_file=self._remember("enrol_file", "Máy này đã nối với tỉnh."),
            other_ways=self._remember("other_ways"),
            invite=self._remember("invite"),
            enrol_scanned=self._remember("enrol_scanned", "Máy này đã nối với tỉnh."),
            explain=lambda error: f"Chưa được: {error}.",
        )

    def asked(self, name: str) -> list[tuple[Any, ...]]:
        """The arguments of every call of this name."""
        return [arguments for called, arguments in self.calls if called == name]

    def _write(self, place: Path) -> ParcelMade:
        self.gate.wait(10)
        self._remember("write_parcel")(place)
        return MADE

    def _read(self, place: Path) -> ParcelTaken:
        self._remember("read_parcel")(place)
        return self.taken

    def _remember(self, name: str, answer: Answer = None) -> Callable[..., Answer]:
        def call(*arguments: Answer) -> Answer:
            self.calls.append((name, arguments))
            if self.trouble is not None:
                raise self.trouble
            return answer

        return call


def press(parent: QWidget, words: str) -> None:
    """Press the visible button that a screen reader calls this."""
    (found,) = [b for b in parent.findChildren(QPushButton) if b.accessibleName() == words and b.isVisible()]
    found.click()


def dialog() -> QDialog:
    """The window that is open over the page."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def cut_words(parent: QWidget) -> list[str]:
    """Labels and buttons in sight that have less room than their words need."""
    cut = [each.text() for each in parent.findChildren(QLabel) if each.isVisible() and each.text() and _cut(each)]
    buttons = [each for each in parent.findChildren(QPushButton) if each.isVisible()]
    return cut + [each.text() for each in buttons if each.width() < each.minimumSizeHint().width()]


def _cut(words: QLabel) -> bool:
    if isinstance(words, ElidedLabel):
        return words.fontMetrics().horizontalAdvance(words.text()) > words.width()
    if words.wordWrap():
        return words.heightForWidth(words.width()) > words.height()
    return words.sizeHint().width() > words.width() or words.sizeHint().height() > words.height()

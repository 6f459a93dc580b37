"""What the buttons of the two parcel cards do."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from cdtt_app.presenters.sync_facts import ParcelTaken
from cdtt_app.presenters.sync_parcels import parcel_made_words, parcel_taken_words
from cdtt_app.transport.parcel_files import ANSWER, PARCEL
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.sync_acts import SyncActs
from cdtt_app.ui.pages.sync_parts import ParcelCard
from cdtt_app.ui.theme import Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.file_choice import choose_file, choose_new_file, usb_folder

NO_STICK: Final = "Chưa thấy USB. Cắm USB vào máy, chờ vài giây rồi bấm lại."


class ParcelMoves:
    """Writes and takes in parcels on another thread; the cards wait meanwhile."""

    def __init__(
        self,
        desk: Desk,
        acts: SyncActs,
        window: QWidget,
        cards: tuple[ParcelCard, ParcelCard],
        ended: Callable[[], None],
    ) -> None:
        self._desk, self._acts, self._window, self._ended = desk, acts, window, ended
        self._out, self._into = out, into = cards
        out.stick.clicked.connect(self.to_stick)
        out.file.clicked.connect(self.to_file)
        into.stick.clicked.connect(self.from_stick)
        into.file.clicked.connect(self.from_file)

    def to_stick(self) -> None:
        """Write a parcel to the first stick."""
        folder = usb_folder()
        if folder is None:
            self._desk.ways.say(NO_STICK, Tone.AMBER)
            return
        self._write(folder, "vào USB. Rút USB an toàn rồi đưa xã.")

    def to_file(self) -> None:
        """Write a parcel where the person says."""
        name = self._acts.parcel_name()
        path = choose_new_file(
            self._window, self._desk.theme, "Lưu tệp để gửi Zalo", f"Gói phiếu (*{PARCEL})", name, PARCEL
        )
        if path is not None:
            self._write(path, "vào tệp. Mở Zalo, gửi tệp này cho xã.")

    def from_stick(self) -> None:
        """Take in what lies on the first stick."""
        folder = usb_folder()
        if folder is None:
            self._desk.ways.say(NO_STICK, Tone.AMBER)
        else:
            self._read(folder)

    def from_file(self) -> None:
        """Take in a file of the person's choice."""
        path = choose_file(self._window, self._desk.theme, "Chọn tệp Zalo đã tải", f"Gói (*{ANSWER} *{PARCEL})")
        if path is not None:
            self._read(path)

    def _write(self, place: Path, where: str) -> None:
        self._out.set_busy("Đang chép…")

        self._desk.tasks.run(
            lambda: self._acts.write_parcel(place),
            when_alive(self._window, lambda made: self._end(self._out, parcel_made_words(made, where), Tone.GREEN)),
            when_alive(self._window, lambda error: self._end(self._out, self._acts.explain(error), Tone.RED)),
        )

    def _read(self, place: Path) -> None:
        self._into.set_busy("Đang nhận…")

        def taken(what: ParcelTaken) -> None:
            words, well = parcel_taken_words(what)
            self._end(self._into, words, Tone.GREEN if well else Tone.AMBER)

        self._desk.tasks.run(
            lambda: self._acts.read_parcel(place),
            when_alive(self._window, taken),
            when_alive(self._window, lambda error: self._end(self._into, self._acts.explain(error), Tone.RED)),
        )

    def _end(self, card: ParcelCard, sentence: str, tone: Tone) -> None:
        card.set_busy("")
        self._desk.ways.say(sentence, tone)
        self._ended()

"""One network in full: what the phone shows, what works, RSRP, an i-Speed result."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from cdtt_app.domain.coverage import Technology, Use, Works
from cdtt_app.domain.networks import BRANDS
from cdtt_app.presenters.coverage_words import TECHNOLOGIES, USES, WORKS
from cdtt_app.presenters.note_form import NetworkForm, NoteForm, network, with_network, with_works
from cdtt_app.presenters.note_form_record import unreadable
from cdtt_app.presenters.note_numbers import UnreadableError, read_rsrp
from cdtt_app.presenters.note_state import NoteState, rsrp_words
from cdtt_app.ui.pages.note_part import Captioned, Edit, NotePart, Wrapping, put_text
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.fields import line_field, set_invalid
from cdtt_app.ui.widgets.pick_row import Pick, PickRow
from cdtt_app.ui.widgets.strength_pick import bars_pick
from cdtt_app.ui.widgets.text import label

_RSRP: Final = "rsrp"
_SPEED: Final = (
    ("down", "Tải xuống (Mbps)", lambda said: said.down, lambda said, text: replace(said, down=text)),
    ("up", "Tải lên (Mbps)", lambda said: said.up, lambda said, text: replace(said, up=text)),
    ("ping", "Ping (ms)", lambda said: said.ping, lambda said, text: replace(said, ping=text)),
    ("tested", "Giờ đo", lambda said: said.tested, lambda said, text: replace(said, tested=text)),
)
Said = Callable[[NetworkForm], str]
Put = Callable[[NetworkForm, str], NetworkForm]


class DetailPart(NotePart):
    """Which network is chosen in the first row; the fields below are that one's."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Chi tiết từng mạng")
        self.brand = BRANDS[0]
        self._state: NoteState | None = None
        self._lines: dict[str, tuple[Said, QLineEdit]] = {}
        self.choice = PickRow(theme, [Pick(brand, brand) for brand in BRANDS], "Mạng", joined=False)
        self.choice.picked.connect(lambda brand: self.show_brand(brand or self.brand))
        self.technology = PickRow(
            theme, [Pick(t.value, word) for t, word in TECHNOLOGIES.items()], "Máy hiện", joined=False
        )
        self.technology.picked.connect(
            lambda key: self._change(lambda said: replace(said, technology=Technology(key) if key else None))
        )
        self.bars = bars_pick(theme, "Số vạch")
        self.bars.picked.connect(lambda key: self._change(lambda said: replace(said, bars=int(key) if key else None)))
        self.works = {use: self._works_pick(use) for use in Use}
        self._band = label(theme, "", Role.MUTED, wrap=True)
        self.body.addWidget(self.choice)
        self.body.addWidget(Captioned(theme, "Máy hiện", self.technology))
        self.add_row(Captioned(theme, "Số vạch sóng", self.bars))
        self.body.addWidget(label(theme, "Thử việc gì thì ghi việc đó", Role.MUTED))
        self.body.addLayout(self._works_grid())
        self.add_row(
            self._line(_RSRP, "RSRP (dBm)", 130, lambda said: said.rsrp, lambda said, text: replace(said, rsrp=text)),
            self._line("cell", "Mã ô (Cell ID)", 170, lambda said: said.cell, lambda s, text: replace(s, cell=text)),
        )
        self.body.addWidget(self._band)
        self.body.addWidget(label(theme, "Kết quả i-Speed (mở ứng dụng i-Speed đo rồi chép vào)", Role.MUTED))
        self.body.addWidget(
            Wrapping(theme, *(self._line(key, caption, 140, said, put) for key, caption, said, put in _SPEED))
        )
        self.add_wrong()

    def show_brand(self, brand: str) -> None:
        """The fields of this network."""
        self.brand = brand
        self.choice.set_value(brand)
        if self._state is not None:
            self.show_state(self._state)

    def show_state(self, state: NoteState) -> None:
        """What is said of the network in hand."""
        super().show_state(state)
        self._state, said = state, network(state.form, self.brand)
        self.choice.set_value(self.brand)
        self.technology.set_value(said.technology)
        self.bars.set_value(None if said.bars is None else str(said.bars))
        for use, pick in self.works.items():
            pick.set_value(said.works.get(use))
        for read, line in self._lines.values():
            put_text(line, read(said))
        self._show_wrong(state.form)
        self._band.setText(_band_words(said, state.bands))
        self._band.setVisible(bool(self._band.text()))

    def _show_wrong(self, form: NoteForm) -> None:
        """The sentences of all networks, each with its name: the field in error may be another network's."""
        wrong = {key: said for key, said in unreadable(form).items() if "/" in key}
        for key, (_read, line) in self._lines.items():
            set_invalid(line, f"{self.brand}/{key}" in wrong)
        self._wrong.setText(" ".join(f"{key.partition('/')[0]}: {said}" for key, said in wrong.items()))
        self._wrong.setVisible(bool(wrong))

    def _line(self, key: str, caption: str, width: int, said: Said, put: Put) -> Captioned:
        made = line_field(caption)
        made.textEdited.connect(lambda text: self._change(lambda now: put(now, text)))
        self._lines[key] = (said, made)
        self.fields[key] = made
        return Captioned(self.theme, caption, made, width)

    def _works_pick(self, use: Use) -> PickRow:
        made = PickRow(self.theme, [Pick(w.value, word) for w, word in WORKS.items()], USES[use])
        made.picked.connect(
            lambda key: self.edit(lambda form: with_works(form, self.brand, use, Works(key) if key else None))
        )
        made.left.connect(lambda by: self._go(use, by))
        return made

    def _works_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.px(10))
        grid.setVerticalSpacing(self.theme.px(6))
        grid.setColumnStretch(2, 1)
        for row, (use, pick) in enumerate(self.works.items()):
            name: QWidget = label(self.theme, USES[use], Role.BODY)
            grid.addWidget(name, row, 0)
            grid.addWidget(pick, row, 1)
        return grid

    def _go(self, use: Use, by: int) -> None:
        uses = list(self.works)
        at = uses.index(use) + by
        if 0 <= at < len(uses):
            self.works[uses[at]].put_keyboard()

    def _change(self, change: Callable[[NetworkForm], NetworkForm]) -> None:
        brand = self.brand
        self.edit(lambda form: with_network(form, brand, change(network(form, brand))))


def _band_words(said: NetworkForm, bands: tuple[int, ...]) -> str:
    try:
        level = read_rsrp(said.rsrp)
    except UnreadableError:
        return ""
    return "" if level is None else f"RSRP {level} dBm: {rsrp_words(level, bands)}"

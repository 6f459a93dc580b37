"""What the buttons of the page "Tài liệu" do: draw, show, print, write into the ledger; errors become sentences."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cdtt_app.domain.handout_needs import HomeSheets
from cdtt_app.domain.handout_text import Handout
from cdtt_app.domain.household import Household
from cdtt_app.presenters.handout_family import given_words
from cdtt_app.presenters.handout_plain import plain_text
from cdtt_app.presenters.handout_tiles import short_name
from cdtt_app.presenters.handouts_page import (
    HandoutsState,
    Job,
    file_name,
    job_of,
    jobs_of_home,
    jobs_of_homes,
    paper_title,
)
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.handouts_acts import HandoutsActs
from cdtt_app.ui.tasks import Progress, StoppedError
from cdtt_app.ui.theme import Tone
from cdtt_app.ui.widgets.alive import when_alive

COPIED = "Đã chép chữ của tờ này. Mở nhóm Zalo của thôn, nhấn giữ ô chữ rồi chọn Dán."
Pairs = Sequence[tuple[Household, Handout]]


def _nothing(_done: int, _of: int) -> None:
    """Nobody asks how far a few sheets are."""


class HandoutsMoves(QObject):
    """`working` tells whether a batch is being drawn, `progressed` how far it is."""

    working = Signal(bool)
    progressed = Signal(int, int)

    def __init__(self, desk: Desk, acts: HandoutsActs, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._acts, self._window = desk, acts, window
        self._batch: Progress | None = None

    def attempt(self, act: Callable[[], None]) -> None:
        """Do it; whatever goes wrong is said."""
        try:
            act()
        except Exception as error:  # whatever it is, `explain` has the words
            self.tell(error)

    def tell(self, error: Exception) -> None:
        """Say what went wrong."""
        if not isinstance(error, StoppedError):
            self._desk.ways.say(self._acts.explain(error), Tone.RED)

    def print_sheet(self, state: HandoutsState, pdf: bytes) -> None:
        """The sheet in hand; `pdf` is the paper shown, blank while it is being drawn."""
        handout, home = state.handout, state.home
        if handout is None:
            return
        paper = pdf or partial(self._acts.draw, job_of(state), _nothing)
        pairs = [(home.household, handout)] if home else []
        self.attempt(lambda: self._show_print(paper, paper_title(state), [handout], pairs))

    def print_home(self, state: HandoutsState) -> None:
        """The ticked sheets of the household."""
        home, sheets = state.home, state.ticked
        if home is None or not sheets:
            return
        paper = partial(self._acts.draw, jobs_of_home(state), _nothing)
        title = f"In {len(sheets)} tờ cho nhà {home.household.head_name}"
        pairs = [(home.household, handout) for handout in sheets]
        self.attempt(lambda: self._show_print(paper, title, sheets, pairs))

    def print_homes(self, state: HandoutsState, homes: Sequence[HomeSheets]) -> None:
        """Every sheet of every household: drawn first, with a way to stop."""
        if self._batch is not None or not homes:
            return
        jobs = jobs_of_homes(state, homes)
        draw = self._acts.draw
        self.working.emit(True)
        self._batch = self._desk.tasks.run_long(
            lambda say: draw(jobs, say),
            when_alive(self, partial(self._drawn, homes, jobs)),
            when_alive(self, self._not_drawn),
            when_alive(self, self.progressed.emit),
        )

    def stop(self) -> None:
        """Print nothing after all."""
        if self._batch is not None:
            self._batch.stop()

    def copy_plain(self, state: HandoutsState) -> None:
        """The sheet as text, for a Zalo group."""
        handout, reading = state.handout, state.reading
        if handout is not None and reading is not None:
            self._acts.copy(plain_text(handout, state.language, reading.addresses))
            self._desk.ways.say(COPIED, Tone.GREEN)

    def show_large(self, state: HandoutsState, pdf: bytes) -> None:
        """The paper in a window of its own."""
        handout = state.handout
        if handout is not None and pdf:
            self.attempt(lambda: self._acts.show_large(pdf, short_name(handout), self._window))

    def _drawn(self, homes: Sequence[HomeSheets], jobs: Sequence[Job], pdf: bytes) -> None:
        self._end()
        pairs = [(home.household, found.handout) for home in homes for found in home.suggestions]
        title = f"In {len(jobs)} tờ cho {len(homes)} hộ"
        self.attempt(lambda: self._show_print(pdf, title, [handout for _, handout in pairs], pairs))

    def _not_drawn(self, error: Exception) -> None:
        self._end()
        self.tell(error)

    def _end(self) -> None:
        self._batch = None
        self.working.emit(False)

    def _show_print(
        self, paper: Callable[[], bytes] | bytes, title: str, sheets: Sequence[Handout], pairs: Pairs
    ) -> None:
        name = file_name(sheets, self._desk.today())
        if not self._acts.show_print(paper, title, name, self._window) or not pairs:
            return
        homes = tuple(dict.fromkeys(home.head_name for home, _ in pairs))
        count = len({home.id for home, _ in pairs})
        self._desk.ways.saved(given_words(len(pairs), homes if count == 1 else ("",) * count), self._acts.give(pairs))

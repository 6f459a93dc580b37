"""Tài liệu: pick a sheet or a household, see the very paper, print it, and the ledger keeps who got what."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cdtt_app.documents.handout_paper import Fit, fit_sentence
from cdtt_app.domain.handout_needs import HomeSheets
from cdtt_app.domain.handout_text import Handout, Layout
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.languages import Language
from cdtt_app.presenters.handout_batch import Batch, Filter, Pick, filter_of, filters, with_all, with_tick
from cdtt_app.presenters.handout_tiles import shelf_words, short_name, tiles
from cdtt_app.presenters.handouts_page import (
    HandoutsReading,
    HandoutsState,
    Job,
    approval,
    job_of,
    version_words,
    with_home,
    with_reading,
    with_sheet,
)
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.page import Page
from cdtt_app.ui.pages.handouts_acts import HandoutsActs
from cdtt_app.ui.pages.handouts_layout import HandoutsLayout
from cdtt_app.ui.pages.handouts_moves import HandoutsMoves
from cdtt_app.ui.pages.handouts_print_card import second_of
from cdtt_app.ui.widgets.alive import when_alive

_SHOWN: Final = frozenset(
    {"household", "person", "visit", "consent", "hamlet", "member", "team"}
    | {"handout_given", "handout_edition", "address_check"}
)
_PAUSE: Final = 200  # milliseconds: a paper is drawn anew when the person has stopped choosing
_LEAST: Final = (520, 420)
_DRAWING: Final = "Đang làm tờ giấy…"
T = TypeVar("T")


class HandoutsPage(Page):
    """Draws one HandoutsState and one Batch; whatever takes long is done beside the screen."""

    page_title = "Tài liệu"

    def __init__(self, desk: Desk, acts: HandoutsActs) -> None:
        super().__init__()
        self._desk, self._acts = desk, acts
        self.state, self.batch = HandoutsState(), Batch()
        self.pdf = b""  # the paper shown; blank while it is being drawn
        self._fit: Fit | None = None
        self._job: tuple[Job, ...] = ()
        self._numbers: dict[str, int] = {}
        self.moves = HandoutsMoves(desk, acts, self)
        self.board = HandoutsLayout(desk.theme, desk.tasks, acts.find)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(_PAUSE)
        self._redraw.timeout.connect(self._draw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.board)
        self.setMinimumSize(desk.theme.px(_LEAST[0]), _LEAST[1])  # else three parts would keep the window wide
        self.board.key_in.setVisible(acts.key_in is not None)
        self._connect()
        self._show()

    def page_subtitle(self) -> str:
        """How many sheets there are."""
        return shelf_words(self.state.reading.handouts) if self.state.reading else ""

    def opened(self) -> None:
        """Read again; the keyboard begins among the tiles."""
        first = self.state.reading is None
        self._read()
        if first:
            self.board.tiles.view.setFocus()

    def start(self, household: HouseholdId | None = None) -> None:
        """With this household chosen, or for everybody."""
        if household is None:
            self._take(with_home(self.state, None))
            return
        self.board.show_part("print")
        self.board.column.verticalScrollBar().setValue(0)

        def found(home: HomeSheets) -> None:
            self._take_home(home)
            if home.suggestions:
                self.board.family.print.setFocus()

        self._ask("home", lambda: self._acts.home(household), found)

    def _take_home(self, home: HomeSheets) -> None:
        self._take(with_home(self.state, home))

    def go_back(self) -> None:
        """From a household to sheets for everybody; else to the tiles."""
        if self.state.home is not None and self.board.column.isAncestorOf(self.focusWidget() or self):
            self.start(None)
        self.board.show_part("tiles")
        self.board.tiles.view.setFocus()

    def start_search(self) -> None:
        """Into the search field of the tiles."""
        self.board.show_part("tiles")
        self.board.tiles.start_search()

    def panes(self) -> list[QWidget]:
        """Tiles, paper, printing."""
        return [self.board.tiles, self.board.paper, self.board.column]

    def _ask(self, what: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Beside the screen; an answer that came too late is not shown."""
        number = self._numbers[what] = self._numbers.get(what, 0) + 1

        def answered(found: T) -> None:
            if number == self._numbers[what]:
                done(found)

        def failed(error: Exception) -> None:
            if number == self._numbers[what]:
                self.moves.tell(error)

        self._desk.tasks.run(work, when_alive(self, answered), when_alive(self, failed))

    def _read(self) -> None:
        def done(reading: HandoutsReading) -> None:
            self._take(with_reading(self.state, reading))
            self.subtitle_changed.emit()

        def counted(counts: Mapping[str, int]) -> None:
            self.state = replace(self.state, counts=counts)
            self._show_tiles()

        self._ask("read", self._acts.read, done)
        self._ask("count", self._acts.count, counted)
        self._read_batch(self.batch.filter)
        home = self.state.home
        if home is not None:
            self._ask("home", lambda: self._acts.home(home.household.id), self._take_home)

    def _read_batch(self, wanted: Filter) -> None:
        kept = self.batch if wanted == self.batch.filter else Batch(filter=wanted)
        self.batch = kept
        self._show_batch()

        def done(homes: tuple[HomeSheets, ...]) -> None:
            self.batch = replace(self.batch, homes=homes)
            self._show_batch()

        self._ask("batch", lambda: self._acts.batch(wanted), done)

    def _written(self, kinds: frozenset[str]) -> None:
        if self.isVisible() and kinds & _SHOWN:
            self._read()

    def _take(self, state: HandoutsState) -> None:
        """Another state: draw it, and its paper when that is another one."""
        self.state = state
        self._show()
        if state.reading is not None and job_of(state) != self._job:
            self._job = job_of(state)
            self._fit, waiting = None, bool(self.pdf)
            self.pdf = b""
            self._show_fit()
            self._redraw.start(_PAUSE if waiting else 0)

    def _draw(self) -> None:
        jobs = self._job
        if not jobs:
            return
        number = self._numbers["paper"] = self._numbers.get("paper", 0) + 1
        fit, draw = self._acts.fit, self._acts.draw

        def work() -> tuple[Fit, bytes]:
            found = fit(jobs[0])
            return found, b"" if found is Fit.TOO_LONG else draw(jobs, lambda _done, _of: None)

        def done(made: tuple[Fit, bytes]) -> None:
            if number == self._numbers["paper"] and not self._redraw.isActive():
                self._fit, self.pdf = made
                self._show_paper(fit_sentence(made[0]))

        def failed(error: Exception) -> None:
            if number == self._numbers["paper"] and not self._redraw.isActive():
                self.board.paper.show_words(self._acts.explain(error))

        self._desk.tasks.run(work, when_alive(self, done), when_alive(self, failed))

    def _show_paper(self, said: str) -> None:
        if self.pdf:
            self.board.paper.show_paper(self.pdf)
        else:
            self.board.paper.show_words(said)
        self._show_fit()

    def _show_fit(self) -> None:
        other = self.state.layout is not Layout.FOLDED
        said = fit_sentence(self._fit, other=other) if self._fit else ""
        self.board.print.show_fit(said, self._fit, self.state, printable=bool(self.pdf))

    def _show(self) -> None:
        state, board = self.state, self.board
        self._show_tiles()
        board.print.show_state(state)
        board.family.show_state(state)
        reading, handout = state.reading, state.handout
        if reading is None or handout is None:
            board.paper.show_words(_DRAWING)
            return
        editor = reading.officer and self._acts.edit is not None
        title = short_name(handout)
        board.paper.show_head(title, version_words(reading, handout), approval(reading, handout), editor=editor)
        older = [each for each in reading.handouts if reading.older.get(each.topic)]
        board.batch.show_filters(self._filters(reading, older), self.batch.filter)
        board.ledger.show_reading(reading)

    def _filters(self, reading: HandoutsReading, older: list[Handout]) -> tuple[tuple[Filter, str], ...]:
        """The one in hand stays there when its last household got the new version."""
        offered = filters(reading.clusters, older)
        here = self.batch.filter
        sheet = next((each for each in reading.handouts if each.topic == here.of), None)
        if here.pick is Pick.OLDER and sheet is not None and sheet not in older:
            return filters(reading.clusters, [*older, sheet])
        return offered

    def _show_tiles(self) -> None:
        state = self.state
        shelf = state.reading.handouts if state.reading else ()
        found = tiles(shelf, state.counts, state.query)
        self.board.tiles.show_tiles(found, state.topic)

    def _show_batch(self) -> None:
        self.board.batch.show_batch(self.batch, self._desk.today())

    def _search(self, query: str) -> None:
        self.state = replace(self.state, query=query)
        self._show_tiles()

    def _choose(self, topic: str) -> None:
        if topic != self.state.topic:
            self._take(replace(self.state, topic=topic))

    def _choose_home(self, household: str) -> None:
        self.start(HouseholdId(household) if household else None)

    def _renew(self, topic: str) -> None:
        """Those who still have the old one, as a batch."""
        self._read_batch(Filter(Pick.OLDER, topic))
        self._choose(topic)
        self._show()
        self.board.column.ensureWidgetVisible(self.board.batch)
        self.board.batch.print.setFocus()

    def _tick_home(self, household: str, on: bool) -> None:
        self.batch = with_tick(self.batch, HouseholdId(household), on=on)
        self._show_batch()

    def _tick_all(self, on: bool) -> None:
        self.batch = with_all(self.batch, on=on)
        self._show_batch()

    def _with_sheet(self, act: Callable[[HandoutsReading, Handout], None]) -> None:
        reading, handout = self.state.reading, self.state.handout
        if reading is not None and handout is not None:
            self.moves.attempt(lambda: act(reading, handout))

    def _edit(self) -> None:
        edit = self._acts.edit
        if edit is not None:
            self._with_sheet(lambda _reading, handout: edit(handout, self))

    def _key_in(self) -> None:
        key_in = self._acts.key_in
        if key_in is not None:
            self.moves.attempt(lambda: key_in(self))

    def _connect(self) -> None:
        board, acts, moves = self.board, self._acts, self.moves
        board.tiles.searched.connect(self._search)
        board.tiles.chosen.connect(self._choose)
        board.tiles.opened.connect(lambda: board.show_part("paper"))
        board.paper.large_wanted.connect(lambda: moves.show_large(self.state, self.pdf))
        board.paper.zalo_wanted.connect(lambda: moves.copy_plain(self.state))
        board.paper.addresses_wanted.connect(lambda: self._with_sheet(lambda r, h: acts.show_addresses(r, h, self)))
        board.paper.script_wanted.connect(
            lambda: self._with_sheet(lambda r, h: acts.show_script(r, h, self.state.language, self))
        )
        board.paper.edit_wanted.connect(self._edit)
        board.family.ticked.connect(lambda topic, on: self._take(with_sheet(self.state, topic, on=on)))
        board.family.print_wanted.connect(lambda: moves.print_home(self.state))
        self._connect_print()
        board.batch.filtered.connect(lambda key: self._read_batch(filter_of(key)))
        board.batch.ticked.connect(self._tick_home)
        board.batch.all_ticked.connect(self._tick_all)
        board.batch.print_wanted.connect(lambda: moves.print_homes(self.state, self.batch.chosen))
        board.batch.stop_wanted.connect(moves.stop)
        moves.working.connect(lambda on: board.batch.show_working(on=on))
        moves.progressed.connect(board.batch.show_progress)
        board.ledger.older_wanted.connect(self._renew)
        board.ledger.whole_wanted.connect(lambda: self._with_sheet(lambda r, _h: acts.show_ledger(r, self)))
        board.key_in.clicked.connect(lambda _checked: self._key_in())
        self._desk.changes.written.connect(self._written)

    def _connect_print(self) -> None:
        card = self.board.print
        card.layout_chosen.connect(lambda key: self._take(replace(self.state, layout=Layout(key))))
        card.language_chosen.connect(lambda key: self._take(replace(self.state, language=Language(key))))
        card.second_chosen.connect(lambda key: self._take(replace(self.state, second=second_of(key))))
        card.home_chosen.connect(self._choose_home)
        card.named_ticked.connect(lambda on: self._take(replace(self.state, named=on)))
        card.two_pages_ticked.connect(lambda on: self._take(replace(self.state, two_pages=on)))
        card.print_wanted.connect(lambda: self.moves.print_sheet(self.state, self.pdf))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room again."""
        super().resizeEvent(event)
        self.board.arrange(self.width(), self.window().width())

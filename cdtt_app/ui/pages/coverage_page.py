"""Vùng lõm sóng: notes and cases as a list and on a map, the chosen one below, every step followed."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.ids import CaseId, HouseholdId, NoteId
from cdtt_app.presenters.coverage_detail import detail_of
from cdtt_app.presenters.coverage_filters import Filters, hamlet_choices
from cdtt_app.presenters.coverage_page import (
    CoverageReading,
    CoverageState,
    Tab,
    batch,
    loose_notes,
    selected_cases,
    stands_in,
    subtitle,
    tabs_for,
    with_reading,
    with_tab,
)
from cdtt_app.presenters.coverage_places import with_place
from cdtt_app.presenters.coverage_prepared import Prepared, prepare
from cdtt_app.presenters.coverage_rows import RowKind, spot_id
from cdtt_app.presenters.coverage_steps import Choice, Do
from cdtt_app.ui.changes import WHEREABOUTS
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.page import Page
from cdtt_app.ui.pages.coverage_acts import CoverageActs
from cdtt_app.ui.pages.coverage_layout import CoverageLayout
from cdtt_app.ui.pages.coverage_menus import CoverageMenus
from cdtt_app.ui.pages.coverage_moves import CoverageMoves
from cdtt_app.ui.theme import Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.coverage_map.mark_index import MarkIndex

if TYPE_CHECKING:
    from cdtt_app.ui.pages.note_form_view import NoteFormView

_SHOWN: Final = frozenset({"coverage_note", "coverage_case", "case_step", "household", "hamlet", WHEREABOUTS})
_LEAST: Final = (520, 420)  # one zone alone; the height is that of a window of 690 less its bars at 18 pt
_MANY: Final = 2000  # notes: to sift more takes longer than the screen should stand still
_KIND_TAB: Final = {RowKind.CASE: Tab.CASES, RowKind.NOTE: Tab.NOTES, RowKind.SPOT: Tab.SPOTS}


class CoveragePage(Page):
    """Draws what `acts.read` says, read beside the screen, again whenever something of it was written."""

    page_title = "Vùng lõm sóng"

    def __init__(self, desk: Desk, acts: CoverageActs) -> None:
        super().__init__()
        self._desk, self._acts = desk, acts
        self.state = CoverageState()
        self._reading_number = 0
        self._prepared: Prepared | None = None
        self._filters = Filters()  # as asked for; what is drawn may be behind
        self._form: NoteFormView | None = None
        self._moves = CoverageMoves(desk, acts, self)
        self.board = CoverageLayout(desk.theme)
        self.list, self.map, self.detail = self.board.list, self.board.map, self.board.detail
        self._menus = CoverageMenus(desk.theme, self.list.tabs, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.board.show_strip(practice=desk.practice, officer=False)
        self.setMinimumSize(desk.theme.px(_LEAST[0]), _LEAST[1])  # else three zones would keep the window wide
        self._connect()
        self.map.set_tiles(acts.open_tiles())
        self.destroyed.connect(acts.close_tiles)

    def page_subtitle(self) -> str:
        """Hamlets and notes."""
        return subtitle(self.state)

    def opened(self) -> None:
        """Read again; the keyboard begins in the list."""
        first = self.state.reading is None
        self._read()
        if first:
            self.list.view.setFocus()

    def go_back(self) -> None:
        """From the form to the list; from the map or the detail to the list."""
        if self._form is not None and self._stack.currentWidget() is self._form:
            self._form.turn_back()
        elif self.map_is_circling():
            self.circle(on=False)
        else:
            self.board.show_part("list")
            self.list.view.setFocus()

    def panes(self) -> list[QWidget]:
        """The form while it is open; else list, map, detail."""
        if self._form is not None and self._stack.currentWidget() is self._form:
            return self._form.panes()
        return [self.list, self.map, self.detail]

    def start_note(self, household: HouseholdId | None = None, note: NoteId | None = None) -> None:
        """Open the form: a new note, at a household or not, or a kept one."""
        if self._form is None:
            self._form = self._acts.make_form()
            self._form.left.connect(self._leave_form)
            self._stack.addWidget(self._form)
        self._stack.setCurrentWidget(self._form)
        self._form.start(household, note)

    def map_is_circling(self) -> bool:
        """Whether the mouse draws a ring around notes."""
        return self._menus.circling()

    def circle(self, *, on: bool) -> None:
        """Begin to draw a ring around notes, or stop."""
        self._menus.set_circling(on=on)
        self.map.set_lasso(on)
        if on:
            self.board.show_part("map")

    def _leave_form(self) -> None:
        self._stack.setCurrentWidget(self.board)
        self._read()
        self.list.view.setFocus()

    def _read(self) -> None:
        self._reading_number += 1
        self._prepare(self._acts.read, self._filters)

    def _prepare(self, read: Callable[[], CoverageReading], filters: Filters) -> None:
        """Beside the screen: read, sift, lay out; then draw it, unless something newer was begun since."""
        number, factor = self._reading_number, self._desk.theme.px(100) / 100

        def work() -> tuple[Prepared, MarkIndex]:
            made = prepare(read(), filters)
            return made, MarkIndex(made.scene, factor)

        def done(found: tuple[Prepared, MarkIndex]) -> None:
            if number == self._reading_number:
                made, index = found
                self._show_scene(made, index)
                self._take(replace(with_reading(self.state, made.reading), filters=made.filters))

        def failed(error: Exception) -> None:
            if number == self._reading_number:
                self._desk.ways.say(self._acts.explain(error), Tone.AMBER)

        self._desk.tasks.run(work, when_alive(self, done), when_alive(self, failed))

    def _written(self, kinds: frozenset[str]) -> None:
        if self.isVisible() and kinds & _SHOWN:
            self._read()

    def _take(self, state: CoverageState) -> None:
        """Another state: draw it."""
        self.state = state
        if state.reading is None:
            return
        board = state.reading.board
        if self._prepared is None or not self._prepared.is_of(state):
            self._show_scene(prepare(state.reading, state.filters))
        listed = self._prepared.entries(state.shown_tab) if self._prepared is not None else ()
        known = {entry.id for entry in listed}
        kept = tuple(id_ for id_ in state.selected if id_ in known)
        chosen = state.chosen if self._is_known(board, state.chosen) else stands_in(listed, state.chosen)
        self.state = replace(state, chosen=chosen, selected=kept)
        self.list.filters.show_hamlets(hamlet_choices(board))
        self.list.show_state(self.state, listed, export=state.officer and self._acts.export is not None)
        self.list.batch.show_batch(batch(self.state))
        self.board.show_strip(practice=self._desk.practice, officer=state.officer)
        self.board.show_hamlets(board, on=state.shown_tab is Tab.HAMLETS)
        self._menus.show_rights(officer=state.officer)
        self._show_chosen()
        self.subtitle_changed.emit()

    def _is_known(self, board: Board, id_: str) -> bool:
        return bool(id_) and detail_of(board, id_, officer=self.state.officer) is not None

    def _show_scene(self, made: Prepared, index: MarkIndex | None = None) -> None:
        first, self._prepared = self._prepared is None, made
        self.map.show_scene(made.scene, index=index)
        if first:
            QTimer.singleShot(0, self.map, self.map.fit)  # once it has its size

    def _show_chosen(self) -> None:
        reading = self.state.reading
        if reading is None:
            return
        found = with_place(detail_of(reading.board, self.state.chosen, officer=reading.officer), reading.places)
        self.detail.show_detail(found, dossier=self._acts.print_dossier is not None)
        self.list.stand_on(self.state.chosen)
        self.map.select(self.state.chosen if found is not None and found.kind is not RowKind.SPOT else None)
        QTimer.singleShot(0, self.board, self.board.fit)

    def _stand(self, id_: str) -> None:
        self.state = replace(self.state, chosen=id_)
        self._show_chosen()

    def _open_from_map(self, id_: str) -> None:
        """What the map opened is shown in the list too."""
        reading = self.state.reading
        found = detail_of(reading.board, id_, officer=reading.officer) if reading else None
        if found is None:
            return
        tab = _KIND_TAB[found.kind]
        state = replace(self.state, chosen=id_)
        if tab is not state.shown_tab and tab in tabs_for(officer=state.officer):
            state = with_tab(state, tab)
        self._take(state)
        self.board.show_part("detail")

    def _select(self, ids: tuple[str, ...]) -> None:
        self.state = replace(self.state, selected=ids)
        self.list.batch.show_batch(batch(self.state))

    def _tab(self, tab: str) -> None:
        self._take(replace(with_tab(self.state, Tab(tab)), chosen=""))

    def _filter(self, filters: Filters) -> None:
        reading, self._filters = self.state.reading, filters
        if reading is not None and len(reading.board.notes) > _MANY:
            self._reading_number += 1
            self._prepare(lambda: reading, filters)
        else:
            self._take(replace(self.state, filters=filters))

    def _act(self, do: str) -> None:
        reading, chosen = self.state.reading, self.state.chosen
        if reading is None or not do:
            self.board.fit()
            return
        board = reading.board
        view, note = board.case(CaseId(chosen)), board.note(NoteId(chosen))
        if view is not None:
            self._act_on_case(Do(do), board, view)
        elif note is not None:
            self._act_on_note(Do(do), board, note)
        else:
            self._act_on_spot(Do(do), board)

    def _act_on_case(self, do: Do, board: Board, view: CaseView) -> None:
        printing = self._acts.print_dossier
        if do is Do.NOTES:
            self._moves.notes(board, view, officer=self.state.officer)
        elif do is Do.EDIT_CASE:
            self._moves.edit_case(view, board)
        elif do is Do.DOSSIER and printing is not None:
            self._moves.attempt(lambda: printing(view.case.id, self))

    def _act_on_note(self, do: Do, board: Board, note: CoverageNote) -> None:
        if do is Do.EDIT_NOTE:
            self.start_note(note=note.id)
        elif do is Do.NOTES:
            self._moves.note(board, note)
        elif do is Do.REMOVE_NOTE:
            self._moves.remove_note(note)
        elif do is Do.OPEN_CASE:
            self._moves.open_case((note.id,))
        elif do is Do.SHOW_CASE and note.case_id is not None:
            self._open_from_map(note.case_id)

    def _act_on_spot(self, do: Do, board: Board) -> None:
        spot = next((each for each in board.spots if spot_id(each) == self.state.chosen), None)
        if do is Do.PROPOSALS:
            self._moves.proposals(board)
        elif spot is not None:
            self._moves.accept(spot)

    def _step(self, choice: Choice) -> None:
        reading = self.state.reading
        view = reading.board.case(CaseId(self.state.chosen)) if reading else None
        if reading is not None and view is not None:
            self._moves.step((view,), choice, reading.board)

    def _step_several(self, choice: Choice) -> None:
        views = selected_cases(self.state)
        if self.state.reading is not None and views:
            self._moves.step(views, choice, self.state.reading.board)

    def _gather(self, ids: list[str]) -> None:
        """A ring was drawn: what lies in it and is in no case becomes one."""
        self.circle(on=False)
        notes = loose_notes(replace(self.state, selected=tuple(ids)))
        if notes:
            self._moves.open_case(notes)
        else:
            words = "Trong vòng vừa vẽ không có ghi nhận nào chưa gộp. Hãy vẽ lại, quanh các dấu chưa có số."
            self._desk.ways.say(words, Tone.AMBER)

    def _play(self) -> None:
        def play() -> None:
            self._acts.play_officer(not self.state.officer)
            self._read()

        self._moves.attempt(play)

    def _map_imported(self) -> None:
        self.map.set_tiles(self._acts.open_tiles())
        self._read()

    def _import_map(self) -> None:
        if self._moves.importing():
            self._desk.ways.say("Đang nhập một bản đồ. Hãy đợi xong, hoặc bấm “Dừng” rồi nhập lại.", Tone.AMBER)
            return
        self.map.set_tiles(None)
        self._moves.attempt(lambda: self._moves.import_map(self.board.importing, self._map_imported))

    def _print_map(self) -> None:
        if self._prepared is not None:
            scene = self._prepared.scene
            self._moves.attempt(lambda: self._acts.print_map(scene, self.map.view_box(), self))

    def _export(self, kind: str, detail: bool) -> None:
        export = self._acts.export
        if export is not None:
            self._moves.attempt(lambda: export(kind, detail, self))

    def _connect(self) -> None:
        pane, bar = self.list, self.list.batch
        pane.new_wanted.connect(self.start_note)
        pane.tab_chosen.connect(self._tab)
        pane.filtered.connect(self._filter)
        pane.stood.connect(self._stand)
        pane.selected.connect(self._select)
        pane.view.opened.connect(lambda: self.board.show_part("detail"))
        bar.step.clicked.connect(lambda _checked: self._menus.open_steps(bar.step, batch(self.state).steps))
        bar.merge.clicked.connect(lambda _checked: self._moves.merge(selected_cases(self.state)))
        bar.open.clicked.connect(lambda _checked: self._moves.open_case(loose_notes(self.state)))
        self.map.note_chosen.connect(self._open_from_map)
        self.map.case_chosen.connect(self._open_from_map)
        self.map.lassoed.connect(self._gather)
        self.detail.acted.connect(self._act)
        self.detail.stepped.connect(self._step)
        self.board.play.clicked.connect(lambda _checked: self._play())
        self._menus.stepped.connect(self._step_several)
        self._menus.import_wanted.connect(self._import_map)
        self.board.importing.stopped.connect(self._moves.stop_import)
        self._menus.print_wanted.connect(self._print_map)
        self._menus.circle_wanted.connect(lambda on: self.circle(on=on))
        self._menus.export_wanted.connect(self._export)
        self._desk.changes.written.connect(self._written)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room again."""
        super().resizeEvent(event)
        self.board.arrange(self.width(), self.window().width())

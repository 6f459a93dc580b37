"""A coverage note in under a minute: where, one pick per network, save; all the rest below for who has the time."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cdtt_app.domain.coverage import point_of
from cdtt_app.domain.household import Location, LocationSource
from cdtt_app.domain.ids import HouseholdId, NoteId
from cdtt_app.imports.photo import Photo as ReadPhoto
from cdtt_app.imports.photo_errors import PhotoError
from cdtt_app.presenters.note_form import NoteForm, with_location
from cdtt_app.presenters.note_form_record import problems
from cdtt_app.presenters.note_state import NoteState, draft_words, spot_words
from cdtt_app.presenters.visit_state import trouble_words
from cdtt_app.services.coverage_notes import photo_bytes
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages import note_form_acts as acts
from cdtt_app.ui.pages.note_bar import NoteBar
from cdtt_app.ui.pages.note_form_acts import NoteActs
from cdtt_app.ui.pages.note_home_part import HomePart
from cdtt_app.ui.pages.note_more import MoreCard
from cdtt_app.ui.pages.note_networks_part import NetworksPart
from cdtt_app.ui.pages.note_position_part import PositionPart
from cdtt_app.ui.pages.visit_acts import found_lines
from cdtt_app.ui.pages.visit_keyboard import chain, put_keyboard
from cdtt_app.ui.theme import Theme, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.messages import Banner
from cdtt_app.ui.widgets.page_scroll import PageScroll

_ROOM = 980  # pixels at 13 pt: with less the networks stand below the place


class NoteFormView(QWidget):
    """Holds one `NoteState`; a draft is kept at every change."""

    left = Signal()  # saved, or turned back and the draft stays

    def __init__(self, desk: Desk, note_acts: NoteActs | None = None) -> None:
        super().__init__()
        self._desk, self._acts = desk, note_acts or acts.acts_of(desk)
        self._state: NoteState | None = None
        self._narrow: bool | None = None
        theme = desk.theme
        self.banner = Banner(theme)
        self.home = HomePart(theme, self._edit, partial(found_lines, desk.db))
        self.position = PositionPart(theme, self._edit, self._acts.read_text)
        self.networks = NetworksPart(theme, self._edit)
        self.more_button = button(theme, "Ghi thêm", "chevron-down", Kind.QUIET)
        self.more_button.setCheckable(True)
        self.more = MoreCard(theme, self._edit, partial(photo_bytes, desk.db), partial(acts.tries_near, desk.db))
        self.bar = NoteBar(theme)
        self._lay_out(theme)
        self._connect()
        self._open_more(on=acts.more_is_open(desk.db))
        self._chain()

    def start(self, household: HouseholdId | None = None, note: NoteId | None = None) -> None:
        """A new note, at a household or not, or a kept one; each goes on with its draft."""
        try:
            state = acts.begin_or_resume(self._desk.db, household, note)
        except (RefusedError, StorageError) as error:
            self._refuse_all(str(error))
            return
        self._open(state)

    def first_stop(self) -> QWidget:
        """Where the keyboard begins: the networks once the place is known."""
        state = self._state
        known = state is not None and (state.home is not None or bool(state.form.place.strip()))
        return self.networks.first() if known else self.home.search

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self._where, self._signals, *([self.more] if self.more_button.isChecked() else []), self.bar]

    def turn_back(self) -> None:
        """Leave; the draft stays."""
        self.left.emit()

    def save(self) -> None:
        """Save the note for good and be ready for the next, or say what is missing."""
        state = self._state
        if state is None:
            return
        lacking = problems(state.form, state.base, self._desk.db.now())
        if lacking:
            self.banner.say(" ".join(dict.fromkeys(each.sentence for each in lacking)), Tone.AMBER)
            self._go_to(lacking[0].field)
            return
        try:
            saved = acts.save_form(self._desk.db, state)
        except RefusedError as error:
            self.banner.say(str(error), Tone.AMBER)
        except StorageError as error:
            self.banner.say(trouble_words(str(error)), Tone.AMBER)
        else:
            spot = spot_words(state)
            self.start()
            self._desk.ways.saved(f"Đã ghi sóng ở {spot}." if spot else "Đã ghi chỗ sóng này.", saved)
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape turns back."""
        if event.key() == Qt.Key.Key_Escape:
            self.turn_back()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The networks beside the place, or below it."""
        super().resizeEvent(event)
        narrow = self.width() < self._desk.theme.px(_ROOM)
        if narrow != self._narrow:
            self._narrow = narrow
            row, column = (1, 0) if narrow else (0, 1)
            self._grid.addWidget(self._signals, row, column)
            self._grid.setColumnStretch(1, 0 if narrow else 5)

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        self._where, self._signals = Card(theme, "Ở đâu"), Card(theme, "Sóng từng mạng")
        for part in (self.home, self.position):
            self._where.body.addWidget(part)
        self._where.body.addStretch(1)
        self._signals.body.addWidget(self.networks)
        self._signals.body.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setSpacing(px(10))
        self._grid.setColumnStretch(0, 4)
        self._grid.addWidget(self._where, 0, 0)
        self._grid.addWidget(self._signals, 1, 0)
        self._scroll = PageScroll(theme)
        self._scroll.body.addLayout(self._grid)
        self._scroll.body.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll.body.addWidget(self.more)
        self._scroll.body.addStretch(1)
        shelf = QVBoxLayout()
        shelf.setContentsMargins(px(16), 0, px(16), 0)
        shelf.addWidget(self.banner)
        middle = QVBoxLayout()
        middle.setContentsMargins(px(10), 0, px(2), 0)
        middle.addWidget(self._scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(shelf)
        column.addLayout(middle, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        for part in (self.home, self.position, self.more.photos):
            part.stops_changed.connect(self._chain)
        self.home.home_chosen.connect(self._choose_home)
        self.position.pin_asked.connect(self._pin)
        self.position.photo_asked.connect(partial(self._choose_photo, self._position_photo))
        self.position.photo_kept.connect(self._add_photo)
        self.position.asked.connect(lambda: QTimer.singleShot(0, self, self._show_question))
        self.more.photos.photo_asked.connect(partial(self._choose_photo, self._note_photo))
        self.more_button.clicked.connect(lambda on: self._open_more(on=on))
        self.bar.save.connect(self.save)
        self.bar.back.connect(self.turn_back)
        QShortcut(QKeySequence("Ctrl+S"), self, self.save, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._desk.changes.written.connect(self._written)

    def _chain(self) -> None:
        """Tab goes through everything as it stands."""
        chain((self._where, self._signals, self.more_button, self.more, self.bar))

    def _open(self, state: NoteState) -> None:
        self.banner.hide()
        self._scroll.setEnabled(True)
        self._scroll.verticalScrollBar().setValue(0)
        self.position.open_form()
        self.home.close_search()
        self.networks.open_form(state)
        self._show(state)
        self._put_keyboard()
        if state.said:
            self.banner.say(state.said, Tone.AMBER)
        elif state.resumed:
            self.banner.say("Đây là bản nháp ghi dở lần trước.", Tone.BLUE, ("Bỏ nháp, ghi lại từ đầu", self._anew))

    def _put_keyboard(self) -> None:
        """To the first stop, in sight: all the networks where the place is known."""
        stop = self.first_stop()
        put_keyboard(stop)
        shown = self._where if stop is self.home.search else self._signals
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(shown, 0, self._desk.theme.px(8)))

    def _refuse_all(self, sentence: str) -> None:
        self._state = None
        self._scroll.setEnabled(False)
        self.banner.say(sentence, Tone.AMBER)
        self.bar.show_words(sentence, good=False)

    def _anew(self) -> None:
        if self._state is None:
            return
        try:
            self._open(acts.begin_anew(self._desk.db, self._state))
        except (RefusedError, StorageError) as error:
            self.banner.say(str(error), Tone.AMBER)

    def _edit(self, change: Callable[[NoteForm], NoteForm]) -> None:
        if self._state is not None:
            self._take(replace(self._state, form=change(self._state.form)))

    def _take(self, state: NoteState) -> None:
        if self._state is None or state.form != self._state.form:
            self._show(acts.keep_form(self._desk.db, state))

    def _show(self, state: NoteState) -> None:
        before, self._state = self._state.trouble if self._state else "", state
        for part in (self.home, self.position, self.networks):
            part.show_state(state)
        if self.more_button.isChecked():
            self.more.show_state(state)
        lacking = problems(state.form, state.base, self._desk.db.now())
        words = draft_words(state, self._desk.today())
        self.bar.show_words(lacking[0].sentence if lacking else words, good=not lacking and not state.trouble)
        if state.trouble:
            self.banner.say(trouble_words(state.trouble), Tone.AMBER)
        elif before:
            self.banner.hide()

    def _open_more(self, *, on: bool) -> None:
        self.more_button.setChecked(on)
        self.more.setVisible(on)
        if on != acts.more_is_open(self._desk.db):
            acts.keep_more_open(self._desk.db, on=on)
        if on and self._state is not None:
            self.more.show_state(self._state)

    def _go_to(self, field: str) -> None:
        near = {**self.home.fields, **self.position.fields, **self.networks.fields}
        if field == "where" and self._state is not None and self._state.home is not None:
            return
        if field and field not in near:
            self._open_more(on=True)
        target = near.get(field) or self.more.field(field)
        if target is not None and not target.isHidden():
            put_keyboard(target)

    def _choose_home(self, id_: str) -> None:
        if self._state is None:
            return
        self._take(acts.with_home(self._desk.db, self._state, HouseholdId(id_) if id_ else None))
        self._put_keyboard()

    def _pin(self) -> None:
        if self._state is None:
            return
        at = self._acts.pick_spot(self, point_of(self._state.form.location))
        if at is not None:
            place = Location(latitude=at.latitude, longitude=at.longitude, source=LocationSource.PIN)
            self._edit(lambda form: with_location(form, place))

    def _choose_photo(self, then: Callable[[ReadPhoto], None]) -> None:
        path = self._acts.choose_photo(self) if self._state is not None else None
        if path is None or self._state is None:
            return
        self.banner.say("Đang đọc và thu nhỏ ảnh.", Tone.BLUE)
        self._desk.tasks.run(
            partial(acts.load_photo, path, self._acts.read_photo),
            when_alive(self, partial(self._photo_read, self._state.base.id, then)),
            when_alive(self, self._photo_failed),
        )

    def _photo_read(self, note: NoteId, then: Callable[[ReadPhoto], None], photo: ReadPhoto) -> None:
        self.banner.hide()
        if self._state is not None and self._state.base.id == note:
            then(photo)

    def _photo_failed(self, error: Exception) -> None:
        if not isinstance(error, PhotoError):
            raise error
        self.banner.say(str(error), Tone.AMBER)

    def _show_question(self) -> None:
        """Once it has its place, for it may be below the fold."""
        self._scroll.ensureWidgetVisible(self.position.last_line(), 0, self._desk.theme.px(8))

    def _position_photo(self, photo: ReadPhoto) -> None:
        self.position.ask_photo(photo, kept=False)

    def _note_photo(self, photo: ReadPhoto) -> None:
        self._add_photo(photo)
        where = self._state.form.location if self._state is not None else None
        if photo.position is not None and (where is None or where.source is LocationSource.HOUSEHOLD):
            self.position.ask_photo(photo, kept=True)

    def _add_photo(self, photo: ReadPhoto) -> None:
        if self._state is None:
            return
        try:
            self._take(acts.with_photo(self._desk.db, self._state, photo))
        except StorageError as error:
            self.banner.say(trouble_words(str(error)), Tone.AMBER)

    def _written(self, kinds: frozenset[str]) -> None:
        """A save was taken back: its draft is there again, unless something new is begun here."""
        state = self._state
        if state is not None and state.untouched and "coverage_note" in kinds:
            try:
                again = acts.begin_or_resume(self._desk.db, state.base.household_id, acts.kept_id(self._desk.db, state))
            except (RefusedError, StorageError):
                return
            if again.resumed:
                self._open(again)

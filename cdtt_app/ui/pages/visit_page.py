"""Lượt thăm: choose a household, then one form, by keyboard alone if wished; a draft is kept at every key."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from cdtt_app.domain.ids import HouseholdId, PaperSheetId
from cdtt_app.domain.paper_sheet import PaperSheet
from cdtt_app.presenters.visit_context import subtitle
from cdtt_app.presenters.visit_entry import field_of, missing
from cdtt_app.presenters.visit_form import VisitForm
from cdtt_app.presenters.visit_keying import next_words
from cdtt_app.presenters.visit_matrix import Relevance
from cdtt_app.presenters.visit_state import VisitState, trouble_words
from cdtt_app.presenters.visit_steps import back, forward
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.undo import Saved, take_back
from cdtt_app.storage.drafts import Draft
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.changes import WHEREABOUTS
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.sheets_out_dialog import key_in_sheets
from cdtt_app.ui.page import Page
from cdtt_app.ui.pages import visit_acts as acts
from cdtt_app.ui.pages.visit_chooser import VisitChooser
from cdtt_app.ui.pages.visit_form_view import VisitFormView
from cdtt_app.ui.pages.visit_keyboard import put_keyboard
from cdtt_app.ui.pages.visit_keying_strip import KeyingStrip
from cdtt_app.ui.theme import Tone
from cdtt_app.ui.widgets.messages import Banner

_A_MOMENT = 60  # milliseconds: the list is on the screen by then
_OTHER_DRAFT = "Hộ này có phiếu ghi dở từ trước, máy mở phiếu ấy. Hãy xem lại từng ô theo phiếu giấy rồi hãy lưu."
_READ = frozenset({"household", "person", "visit", "consent", "member", WHEREABOUTS})


class VisitPage(Page):
    """Holds one `VisitState`, or none while a household is being chosen."""

    page_title = "Lượt thăm"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._state: VisitState | None = None
        self._form: VisitFormView | None = None
        self._last: Saved | None = None
        self._banner, self._paper = Banner(desk.theme), KeyingStrip(desk.theme)
        self._chooser = VisitChooser(desk.theme, partial(acts.found_lines, desk.db))
        self._stack = QStackedLayout()
        shelf = QVBoxLayout()
        shelf.setContentsMargins(desk.theme.px(16), 0, desk.theme.px(16), 0)
        shelf.addWidget(self._banner)
        shelf.addWidget(self._paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(shelf)
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self._chooser)  # after the layout has its page: before, it would be shown as a window
        self._chooser.chosen.connect(self.start)
        self._chooser.thrown_away.connect(self._throw_away)
        self._chooser.opened_household.connect(desk.ways.open_household)
        self._paper.others.connect(partial(key_in_sheets, desk, self))
        desk.changes.written.connect(self._written)
        for keys, act in (("Ctrl+S", self.save), ("Ctrl+Z", self.undo)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        # The expressions of a checklist need a library that is slow to load; the form asks for it soon.
        desk.tasks.run(partial(Relevance, desk.checklist(), desk.today()), lambda _made: None, lambda _error: None)

    def start(self, household: HouseholdId, sheet: PaperSheetId | None = None) -> None:
        """Begin the visit of a household, or go on with its draft; with a sheet of paper, key that in."""
        context = acts.load_context(self._desk, HouseholdId(household))
        if context is None:
            self._banner.say("Không thấy hộ này trên máy. Hãy chọn lại hộ.", Tone.AMBER)
            self._list()
            return
        self._banner.hide()
        if acts.has_other_draft(self._desk.db, context.household.id, sheet):
            self._banner.say(_OTHER_DRAFT, Tone.AMBER)
        self._open(acts.begin_or_resume(self._desk.db, context, sheet))

    def page_subtitle(self) -> str:
        """`Hộ ông Nông Văn Dư · BG-004 · Cụm Nà Phiêng · 4 người`."""
        if self._state is None:
            return "Chọn hộ để ghi"
        context = self._state.context
        return subtitle(context.household, context.people, context.today.year)

    def opened(self) -> None:
        """Read again what may have changed meanwhile."""
        self._reload()
        put_keyboard(self._first_stop())
        QTimer.singleShot(_A_MOMENT, self, self._form_made)

    def go_back(self) -> None:
        """From the form to the list; the draft stays."""
        if self._state is not None:
            self._banner.hide()
            self._list()
            put_keyboard(self._first_stop())

    def start_search(self) -> None:
        """Search for another household; the draft of this one stays."""
        self.go_back()
        self._chooser.search.setFocus()
        self._chooser.search.selectAll()

    def panes(self) -> list[QWidget]:
        """The parts of the form, or the list."""
        return self._form.panes() if self._form is not None and self._state is not None else [self._chooser]

    def save(self) -> None:
        """Save the form for good, or say what is missing."""
        state = self._state
        if state is None:
            return
        lacking = missing(state.form, state.context, self._desk.db.now())
        if lacking:
            self._refuse(tuple(each.sentence for each in lacking), lacking[0].field)
            return
        try:
            saved = acts.save_form(self._desk.db, state.form, state.context)
        except RefusedError as error:
            self._refuse(error.problems, field_of(error.problems[0]))
        except StorageError as error:
            self._banner.say(trouble_words(str(error)), Tone.AMBER)
        else:
            self._last = saved
            self._banner.hide()
            self._list()
            put_keyboard(self._first_stop())
            self._desk.ways.saved(f"Đã lưu phiếu hộ {state.context.household.head_name}.", saved)
            if state.paper is not None:
                self._offer_next(state.paper)

    def undo(self) -> None:
        """Take back the last change of the form; with none, the last save."""
        state = self._state
        if state is not None and state.steps.can_go_back:
            self._show(acts.keep_form(self._desk.db, replace(state, steps=back(state.steps))))
        elif self._can_take_back():
            self._take_back()

    def _edit(self, change: Callable[[VisitForm], VisitForm], field: str) -> None:
        if self._state is None:
            return
        steps = forward(self._state.steps, change(self._state.form), field)
        if steps is not self._state.steps:
            self._show(acts.keep_form(self._desk.db, replace(self._state, steps=steps)))

    def _every_question(self, shown: bool) -> None:
        if self._state is not None:
            self._show(replace(self._state, every_question=shown))

    def _open(self, state: VisitState) -> None:
        form = self._form_made()
        form.open_form(state.context)
        self._show(state)
        self._paper.show_keying(state.paper)
        self._stack.setCurrentWidget(form)
        self.subtitle_changed.emit()
        put_keyboard(self._first_stop())

    def _form_made(self) -> VisitFormView:
        """The form; making it takes as long as a blink, so it is made while a household is being chosen."""
        if self._form is None:
            self._form = VisitFormView(self._desk.theme, self._edit, self._every_question, self._open_household)
            self._form.bar.save.connect(self.save)
            self._form.bar.undo.connect(self.undo)
            self._stack.addWidget(self._form)
        return self._form

    def _open_household(self) -> None:
        if self._state is not None:
            self._desk.ways.open_household(self._state.context.household.id)

    def _show(self, state: VisitState) -> None:
        said = self._state.trouble if self._state is not None else ""
        self._state = state
        if self._form is not None:
            self._form.show_state(state, can_undo=state.steps.can_go_back or self._can_take_back())
        if state.trouble:
            self._banner.say(trouble_words(state.trouble), Tone.AMBER)
        elif said:
            self._banner.hide()

    def _offer_next(self, done: PaperSheet) -> None:
        """After a sheet of paper the next one of its evening, by one key."""
        sheet, home = acts.next_paper(self._desk.db, done)
        go_on = None
        if sheet is not None and home is not None:
            go_on = partial(self.start, home.id, sheet.id)
        elif sheet is not None:
            go_on = partial(key_in_sheets, self._desk, self, sheet.id)
        self._paper.show_next(next_words(done, sheet, home), go_on)

    def _list(self) -> None:
        self._state = None
        self._paper.show_keying(None)
        self._stack.setCurrentWidget(self._chooser)
        self._chooser.show_view(acts.chooser_view(self._desk))
        self.subtitle_changed.emit()

    def _first_stop(self) -> QWidget:
        if self._form is None or self._state is None:
            return self._chooser.first_stop()
        stop, box = self._form.first_stop(), self._form.fields["asking"]
        # Paper says the day by itself: where nobody is asked yet, what the family answered is keyed in first.
        asked_first = self._state.paper is not None and stop is not self._form.matrix and box.isVisibleTo(self._form)
        return box if asked_first else stop

    def _refuse(self, sentences: tuple[str, ...], field: str) -> None:
        self._banner.say(" ".join(sentences), Tone.AMBER)
        target = self._form.fields.get(field) if self._form is not None else None
        if target is not None:
            put_keyboard(target)

    def _written(self, kinds: frozenset[str]) -> None:
        if self.isVisible() and kinds & _READ:
            self._reload()

    def _reload(self) -> None:
        if self._state is None:
            self._chooser.show_view(acts.chooser_view(self._desk))
            return
        context = acts.load_context(self._desk, self._state.context.household.id)
        if context is None:
            self._list()
        elif context != self._state.context:
            self._open(replace(self._state, context=context))

    def _throw_away(self, household: HouseholdId) -> None:
        try:
            draft = acts.throw_away(self._desk.db, household)
        except StorageError as error:
            self._banner.say(str(error), Tone.AMBER)
            return
        self._chooser.show_view(acts.chooser_view(self._desk))
        if draft is not None:
            self._banner.say("Đã bỏ phiếu nháp.", Tone.BLUE, ("Hoàn tác", partial(self._put_back, draft)))

    def _put_back(self, draft: Draft) -> None:
        acts.put_back(self._desk.db, draft)
        self._reload()

    def _can_take_back(self) -> bool:
        return self._last is not None and acts.still_stands(self._desk.db, self._last)

    def _take_back(self) -> None:
        saved, self._last = self._last, None
        if saved is None:
            return
        try:
            take_back(self._desk.db, saved)
        except StorageError as error:
            self._banner.say(str(error), Tone.AMBER)
            return
        household = acts.household_of(saved)
        if household is not None:
            self.start(household, acts.paper_of(saved))
        self._banner.say("Đã hoàn tác lần lưu vừa rồi. Phiếu trở lại như trước khi lưu.", Tone.BLUE)

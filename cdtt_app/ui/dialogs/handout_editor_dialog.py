"""The editor of a handout: its texts at the left, the very paper at the right, drawn anew while one types."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.documents.handout_paper import Fit, HandoutPaperError, fit_sentence
from cdtt_app.domain.address_register import Address
from cdtt_app.domain.handout_text import Handout, Layout
from cdtt_app.domain.languages import Language
from cdtt_app.presenters import handout_editor as editor
from cdtt_app.presenters.handouts_page import LAYOUT_WORDS, address_lines, general_languages
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.errors import StorageError
from cdtt_app.ui.dialogs.handout_editor_acts import EditorActs
from cdtt_app.ui.dialogs.handout_editor_parts import AddressesCard, GrowingText, PlaceField
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.choices import Option, SegmentedChoice
from cdtt_app.ui.widgets.fields import ChoiceField, line_field
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.messages import Banner
from cdtt_app.ui.widgets.page_scroll import PageScroll
from cdtt_app.ui.widgets.paper_layout import Zoom
from cdtt_app.ui.widgets.paper_view import PaperView
from cdtt_app.ui.widgets.sheet_dialog import LARGEST
from cdtt_app.ui.widgets.text import ElidedLabel, label

if TYPE_CHECKING:
    from cdtt_app.services.undo import Saved

_REST: Final = 400  # milliseconds after the last key until the paper is drawn anew
_ROOM: Final = 940  # pixels at 13 pt: with less there is one pane at a time
_WHY: Final = "Vì sao sửa tờ này? Ghi một dòng cho người sau biết."
_UNDRAWN: Final = "Không vẽ được tờ này. Hãy xem lại chữ vừa gõ."
_WRITE, _LOOK = "write", "look"


class HandoutEditorDialog(QDialog):
    """Accepted when it was published: `saved` can be taken back. Escape keeps what was typed as a draft."""

    def __init__(self, theme: Theme, tasks: Tasks, acts: EditorActs, topic: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tasks, self._acts = theme, tasks, acts
        self._reading = acts.read(topic)
        self.state = editor.begin(self._reading.handout, self._reading.draft)
        self.saved: Saved | None = None
        self._number = 0
        self._drawing = False
        self._narrow: bool | None = None
        self._fields: dict[str, PlaceField] = {}
        title = f"Sửa tờ: {editor.spoken_title(self._reading.handout)}"
        self.setWindowTitle(title)
        self._title = ElidedLabel(theme, title, Role.H1)
        self.language = ChoiceField("Ngôn ngữ", [Option(each, name) for each, name in general_languages()])
        self._untranslated = button(theme, "", "arrow-right", Kind.QUIET)
        self.bold = button(theme, "Đậm")
        self.bold.setToolTip("Chữ đậm, phím Ctrl+B")
        self.bold.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the field
        self._panes = SegmentedChoice(theme, [Option(_WRITE, "Sửa chữ"), Option(_LOOK, "Xem tờ")], "Sửa hay xem")
        self._panes.set_value(_WRITE)
        self._scroll = PageScroll(theme)
        self._places = QVBoxLayout()
        self._addresses = AddressesCard(theme, self._tick)
        self.layout_choice = ChoiceField(
            "Khổ giấy",
            [Option(key, f"Khổ {words}" if len(words) == 2 else words) for key, words in LAYOUT_WORDS.items()],
        )
        self.layout_choice.setToolTip("Khổ giấy để xem")
        self.layout_choice.setFixedHeight(theme.px(40))
        self.paper = PaperView(theme, tasks, "Tờ sẽ in")
        self.larger = button(theme, "Phóng to", "eye")
        self.larger.setProperty("kind", "toggle")
        self.larger.setCheckable(True)
        self.fit_words = label(theme, "", Role.SMALL, wrap=True)
        self.banner = Banner(theme)
        self.why = line_field("Vì sao sửa", _WHY)
        self._standing = label(theme, "", Role.MUTED, wrap=True)
        self.revert = button(theme, f"Trở lại bản {self.state.published.version}", "undo-2")
        self._close = button(theme, "Đóng")
        self.publish = button(theme, editor.publish_words(self.state), "check", Kind.PRIMARY)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self._draw)
        self._put_together()
        self._connect()
        self._show_all()
        self.paper.show_words("Đang vẽ tờ…")
        self._draw()
        self.resize(self._room())
        if editor.is_stale(self._reading.handout, self._reading.draft):
            self.banner.say(editor.STALE, Tone.AMBER)

    def field(self, place: str) -> GrowingText:
        """Where a place is written."""
        return self._fields[place].text

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins in the title."""
        super().showEvent(event)
        self.field("title").setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both panes, or one at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _room(self) -> QSize:
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        return room.boundedTo(LARGEST)

    def _connect(self) -> None:
        self.language.chosen.connect(self._speak)
        self._untranslated.clicked.connect(lambda _checked: self._go_to(editor.next_untranslated(self.state)))
        self.bold.clicked.connect(lambda _checked: self._turn_bold())
        QShortcut(QKeySequence("Ctrl+B"), self).activated.connect(self._turn_bold)
        self._panes.chosen.connect(lambda _key: self._arrange(again=True))
        self.layout_choice.chosen.connect(self._lay_paper)
        self.larger.toggled.connect(lambda on: self.paper.set_zoom(Zoom.WIDTH if on else Zoom.PAGE))
        self.revert.clicked.connect(lambda _checked: self._revert())
        self._close.clicked.connect(self.reject)
        self.publish.clicked.connect(lambda _checked: self._publish())
        self.why.returnPressed.connect(self._publish)

    def _put_together(self) -> None:
        px = self._theme.px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._head())
        self._columns = QHBoxLayout()
        self._columns.setContentsMargins(px(16), 0, px(16), px(8))
        self._columns.setSpacing(px(12))
        self._write, self._look = self._text_pane(), self._paper_pane()
        self._columns.addWidget(self._write, 1)
        self._columns.addWidget(self._look, 1)
        outer.addLayout(self._columns, 1)
        self._places.setSpacing(px(10))
        self._scroll.body.addLayout(self._places)
        self._scroll.body.addWidget(self._addresses)
        self._scroll.body.addStretch(1)
        for view in editor.places(self.state):
            self._fields[view.place] = made = PlaceField(self._theme, view)
            made.typed.connect(self._typed)
            made.grown.connect(self._keep_in_sight)
            self._places.addWidget(made)
        outer.addLayout(self._shelf())
        outer.addWidget(self._bar())

    def _head(self) -> QHBoxLayout:
        px = self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(8), px(16), px(6))
        head.addWidget(self._title, 1)
        head.addWidget(self._panes)
        return head

    def _text_pane(self) -> QWidget:
        px, pane = self._theme.px, QWidget()
        pane.setAccessibleName("Sửa chữ")
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        tools = QHBoxLayout()
        tools.setContentsMargins(px(6), 0, 0, 0)
        tools.setSpacing(px(8))
        for each in (self.language, self.bold, self._untranslated):
            each.setFixedHeight(px(40))
            tools.addWidget(each)
        tools.addStretch(1)
        column.addLayout(tools)
        column.addWidget(self._scroll, 1)
        return pane

    def _paper_pane(self) -> QFrame:
        px, pane = self._theme.px, QFrame()
        pane.setObjectName("Card")
        pane.setAccessibleName("Xem trước")
        column = QVBoxLayout(pane)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(6))
        row = FlowLayout(px(8))
        row.addWidget(self.layout_choice)
        row.addWidget(self.larger)
        column.addLayout(row)
        column.addWidget(self.paper, 1)
        column.addWidget(self.fit_words)
        return pane

    def _shelf(self) -> QVBoxLayout:
        px = self._theme.px
        shelf = QVBoxLayout()
        shelf.setContentsMargins(px(16), 0, px(16), px(6))
        shelf.setSpacing(px(6))
        shelf.addWidget(self.banner)
        shelf.addWidget(self.why)
        self.why.hide()
        return shelf

    def _bar(self) -> QFrame:
        px, bar = self._theme.px, QFrame()
        bar.setObjectName("ActionBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(px(16), px(6), px(16), px(6))
        row.setSpacing(px(10))
        row.addWidget(self._standing, 1)
        for each in (self.revert, self._close, self.publish):
            each.setAutoDefault(False)
            row.addWidget(each)
        for each in (self.bold, self._untranslated, self.larger):
            each.setAutoDefault(False)
        return bar

    def _arrange(self, *, again: bool = False) -> None:
        """Side by side, or the one that is chosen."""
        narrow = self.width() < self._theme.px(_ROOM)
        if narrow == self._narrow and not again:
            return
        self._narrow = narrow
        look = self._panes.value() == _LOOK
        self._panes.setVisible(narrow)
        self._write.setVisible(not (narrow and look))
        self._look.setVisible(not narrow or look)

    def _show_all(self) -> None:
        """Every field in the language in hand, the addresses, the foot."""
        for view in editor.places(self.state):
            self._fields[view.place].show_view(view)
        self.language.set_value(self.state.language)
        self._addresses.show_lines(address_lines(self._reading.shelf, self._shown_handout()))
        self._show_standing()

    def _shown_handout(self) -> Handout:
        return editor.preview_paper(self.state, self._reading.shelf, self._reading.app).handout

    def _show_standing(self) -> None:
        self._standing.setText(editor.standing_words(self.state))
        words = editor.untranslated_words(self.state)
        self._untranslated.setText(words)
        self._untranslated.setAccessibleName(f"{words}, tới chỗ đầu tiên")
        self._untranslated.setVisible(bool(words))
        self._untranslated.setEnabled(bool(editor.next_untranslated(self.state)))
        self.publish.setEnabled(editor.may_publish(self.state))
        self.revert.setEnabled(editor.to_draft(self.state) is not None)
        if not self.publish.isEnabled():
            self.why.hide()

    def _typed(self, place: str, text: str) -> None:
        self._change(editor.typed(self.state, place, text))

    def _keep_in_sight(self, place: str) -> None:
        """A field that grew while one types in it; once the page has its new height."""
        field = self._fields[place]
        QTimer.singleShot(0, field, lambda: self._scroll.ensureWidgetVisible(field, 0, self._theme.px(8)))

    def _change(self, state: editor.EditorState) -> None:
        """Keep the draft, say what reads badly, and draw the paper once the keys rest."""
        self.state = state
        for view in editor.places(state):
            self._fields[view.place].show_view(view)
        self._show_standing()
        self._timer.start()
        try:
            self._acts.keep(state.published.topic, editor.to_draft(state))
        except StorageError as error:
            self.banner.say(f"{error} Chữ vẫn còn trên màn hình, đừng tắt máy.", Tone.AMBER)

    def _speak(self, code: str) -> None:
        self.state = replace(self.state, language=Language(code))
        self._show_all()
        self._draw()

    def _lay_paper(self, key: str) -> None:
        self.state = replace(self.state, layout=Layout(key))
        self._draw()

    def _go_to(self, place: str) -> None:
        if place in self._fields:
            self.field(place).setFocus()

    def _turn_bold(self) -> None:
        held = self.focusWidget()
        if isinstance(held, GrowingText):
            held.turn_bold()

    def _revert(self) -> None:
        before = self.state
        fresh = replace(before, now=before.published)
        self._change(fresh)
        self.banner.say("Đã bỏ các chỗ sửa chưa phát hành.", Tone.BLUE, ("Hoàn tác", lambda: self._change(before)))

    def _tick(self, address: Address) -> None:
        try:
            self._acts.tick(address)
            self._reading = self._acts.read(self.state.published.topic)
        except (RefusedError, StorageError) as error:
            self.banner.say(str(error), Tone.AMBER)
        self._addresses.show_lines(address_lines(self._reading.shelf, self._shown_handout()))

    def _publish(self) -> None:
        """First it asks why, in one line."""
        if self.why.isHidden():
            self.why.show()
            self.why.setFocus()
        elif not self.why.text().strip():
            self.banner.say("Hãy ghi một dòng vì sao sửa, rồi bấm phát hành lần nữa.", Tone.AMBER)
            self.why.setFocus()
        else:
            self._send_out()

    def _send_out(self) -> None:
        try:
            self.saved = self._acts.publish(self.state.now, self.why.text())
        except (RefusedError, StorageError) as error:
            self.banner.say(str(error), Tone.AMBER)
        else:
            self.accept()

    def _draw(self) -> None:
        """One drawing at a time; what was typed meanwhile is drawn after it."""
        self._number += 1
        if self._drawing:
            return
        self._drawing = True
        number, layout = self._number, self.state.layout
        paper = editor.preview_paper(self.state, self._reading.shelf, self._reading.app)
        self._tasks.run(
            lambda: self._acts.draw(paper, layout),
            when_alive(self, lambda found: self._drawn(number, found)),
            when_alive(self, lambda error: self._undrawn(number, error)),
        )

    def _drawn(self, number: int, found: tuple[bytes, Fit]) -> None:
        if self._is_late(number):
            return
        pdf, fit = found
        self.fit_words.setText(fit_sentence(fit) or "Vừa trang.")
        if pdf:
            self.paper.show_pdf(pdf)
        else:
            self.paper.show_words(fit_sentence(fit))

    def _undrawn(self, number: int, error: Exception) -> None:
        if not self._is_late(number):
            said = str(error) if isinstance(error, HandoutPaperError) else _UNDRAWN
            self.fit_words.setText(said)
            self.paper.show_words(said)

    def _is_late(self, number: int) -> bool:
        self._drawing = False
        if number != self._number:
            self._draw()
        return self._drawing

"""The lower right: the chosen case, note or proposal, and what may be done about it."""

from html import escape

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cdtt_app.domain.coverage_case import CaseState
from cdtt_app.presenters.coverage_detail import Detail, Fact
from cdtt_app.presenters.coverage_rows import Mark
from cdtt_app.presenters.coverage_steps import Action, Choice, Do
from cdtt_app.ui.icons import icon, pixmap, screen_ratio
from cdtt_app.ui.pages.coverage_time_line import TimeLine
from cdtt_app.ui.theme import Colour, Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button, icon_button
from cdtt_app.ui.widgets.chip import Chip
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.page_scroll import PageScroll
from cdtt_app.ui.widgets.text import label, rich_label

_LONG = 420  # a title wider than this, at 13 pt, has lines of its own


class CoverageDetailPane(QFrame):
    """Draws a Detail; says which button was pressed."""

    acted = Signal(str)  # Do
    stepped = Signal(object)  # Choice

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._detail: Detail | None = None
        self.setObjectName("Card")
        self.setAccessibleName("Điều đang chọn")
        self.buttons: list[QPushButton] = []
        self.line = TimeLine(theme)
        self._scroll = PageScroll(theme)
        self._scroll.body.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(2))
        self._scroll.body.setSpacing(theme.px(6))
        inside = self._scroll.widget()
        if inside is not None:
            inside.setMinimumHeight(1)  # else its height would be that of the narrowest width
        self._foot = QWidget()
        self._flow = FlowLayout(theme.px(8), self._foot)
        self._foot.setSizePolicy(_tall())
        edge = QHBoxLayout()
        edge.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), theme.px(10))
        edge.addWidget(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addLayout(edge)
        self._parts: list[QWidget] = []

    @property
    def detail(self) -> Detail | None:
        """What is shown."""
        return self._detail

    def show_detail(self, detail: Detail | None, *, dossier: bool) -> None:
        """Draw it; `dossier` tells whether it can be printed."""
        if detail == self._detail and detail is not None:
            return
        same = detail is not None and self._detail is not None and detail.id == self._detail.id
        had = self._foot.isAncestorOf(self.window().focusWidget() or self)
        self._detail = detail
        self._clear()
        if detail is None:
            words = "Chạm một thẻ ở danh sách, hoặc một dấu trên bản đồ, để xem ở đây."
            self._add(label(self._theme, words, Role.BODY, wrap=True))
        else:
            self._fill(detail, dossier=dossier)
        self._scroll.body.addStretch(1)
        if same and had and self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def wanted_height(self, width: int) -> int:
        """How high it would like to be when it is that wide."""
        body, px = self._scroll.body, self._theme.px
        inner = body.totalHeightForWidth(width - 2) if body.hasHeightForWidth() else body.sizeHint().height()
        foot = self._flow.heightForWidth(width - px(34)) + px(14) if self.buttons else px(8)
        return inner + foot + px(4)

    def minimumSizeHint(self) -> QSize:
        """It scrolls."""
        return QSize(self._theme.px(300), self._theme.px(140))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons may take another line now."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._foot.updateGeometry)

    def _clear(self) -> None:
        body = self._scroll.body
        self.line.hide()
        self.line.setParent(self)
        for part in (*self._parts, *self.buttons):
            part.hide()
            part.setParent(None)
            part.deleteLater()
        self._parts, self.buttons = [], []
        while body.count():
            body.takeAt(0)
        while self._flow.count():
            self._flow.takeAt(0)

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._scroll.body.addWidget(part)

    def _fill(self, detail: Detail, *, dossier: bool) -> None:
        theme = self._theme
        self._add_head(detail)
        if detail.facts:
            self._add(rich_label(theme, _facts_html(detail.facts), Role.BODY))
        for notice in detail.notices:
            self._add(_notice(theme, notice))
        for line in detail.lines:
            self._add(label(theme, line, Role.BODY, wrap=True))
        if detail.milestones:
            self.line.show_points(detail.milestones)
            self._scroll.body.addWidget(self.line)
        for action in detail.actions:
            if action.do is not Do.DOSSIER or dossier:
                self._add_button(action)
        if detail.others or detail.why:
            self._add_menu(detail)
        self._foot.setVisible(bool(self.buttons))

    def _add_head(self, detail: Detail) -> None:
        long = self._theme.metrics(Role.H1).horizontalAdvance(detail.title) > self._theme.px(_LONG)
        title = label(self._theme, detail.title, Role.H1, wrap=long)
        if long:
            self._add(title)
        self._add(self._head(detail, None if long else title))

    def _head(self, detail: Detail, title: QLabel | None) -> QWidget:
        """Chips and words, on one line with a title that leaves them room."""
        theme, holder = self._theme, QWidget()
        holder.setSizePolicy(_tall())
        flow = FlowLayout(theme.px(10), holder, line_gap=theme.px(2))
        chips = [Chip(theme, chip.words, Tone(chip.tone), chip.icon) for chip in detail.chips]
        words = [label(theme, each, Role.MUTED) for each in (detail.beside, detail.code) if each]
        parts = (*([title] if title else []), *chips, *words)
        high = max(part.sizeHint().height() for part in parts) if parts else 0
        for part in parts:
            part.setMinimumHeight(high)  # so that all of them stand on one line
            flow.addWidget(part)
        return holder

    def _tell_why(self, rank: str) -> None:
        if any(part.accessibleName() == rank for part in self._parts):
            return
        told = label(self._theme, rank, Role.BODY, wrap=True)
        told.setAccessibleName(rank)
        self._parts.append(told)
        self._scroll.body.insertWidget(2, told)
        self.updateGeometry()
        self.acted.emit("")

    def _add_button(self, action: Action) -> None:
        made = button(self._theme, action.words, action.icon, Kind.PRIMARY if action.primary else Kind.SECONDARY)
        if len(action.choices) > 1:
            made.clicked.connect(lambda _checked, made=made: self._open_choices(made, action.choices))
        elif action.choices:
            made.clicked.connect(lambda _checked: self.stepped.emit(action.choices[0]))
        else:
            made.clicked.connect(lambda _checked: self.acted.emit(action.do))
        self._put(made)

    def _add_menu(self, detail: Detail) -> None:
        made = icon_button(self._theme, "ellipsis", "Việc khác")
        made.clicked.connect(lambda _checked: self._open_others(made, detail))
        self._put(made)

    def _put(self, made: QPushButton) -> None:
        self.buttons.append(made)
        self._flow.addWidget(made)
        made.show()

    def _open_choices(self, under: QPushButton, choices: tuple[Choice, ...]) -> None:
        pop_up(self.step_menu(choices), under)

    def step_menu(self, choices: tuple[Choice, ...]) -> QMenu:
        """A menu of steps."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice in choices:
            chosen = menu.addAction(icon(choice.icon, Colour.INK, self._theme.px(18)), choice.words)
            chosen.setData(CaseState(choice.state))
            chosen.triggered.connect(lambda _checked=False, choice=choice: self.stepped.emit(choice))
        return menu

    def others_menu(self, detail: Detail) -> QMenu:
        """The rarer steps, and changing what the officer set."""
        menu = self.step_menu(detail.others)
        if detail.may_edit:
            menu.addSeparator()
            edit = menu.addAction(icon("pencil", Colour.INK, self._theme.px(18)), "Sửa vụ việc")
            edit.triggered.connect(lambda _checked=False: self.acted.emit(Do.EDIT_CASE))
        if detail.why:
            why = menu.addAction(icon("circle-help", Colour.INK, self._theme.px(18)), detail.why)
            why.triggered.connect(lambda _checked=False: self._tell_why(detail.rank))
        return menu

    def _open_others(self, under: QPushButton, detail: Detail) -> None:
        pop_up(self.others_menu(detail), under)


def pop_up(menu: QMenu, under: QWidget) -> None:
    """Open a menu above its button, which stands low on the page."""
    menu.ensurePolished()
    menu.popup(under.mapToGlobal(QPoint(0, -menu.sizeHint().height())))


def _tall() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


def _facts_html(facts: tuple[Fact, ...]) -> str:
    return "&nbsp;&nbsp;&nbsp; ".join(
        f"<b>{escape(fact.number)}</b>&nbsp;{_kept(fact.words)}" if fact.number else escape(fact.words)
        for fact in facts
    )


def _kept(words: str) -> str:
    """The words of a number stay on its line."""
    return escape(words).replace(" ", "&nbsp;")


def _notice(theme: Theme, mark: Mark) -> QFrame:
    tone = Tone(mark.tone)
    made = QFrame()
    made.setObjectName("Banner")
    made.setProperty("tone", tone.value)
    row = QHBoxLayout(made)
    row.setContentsMargins(theme.px(10), theme.px(16), theme.px(10), theme.px(4))
    sign = label(theme, "")
    sign.setPixmap(pixmap(mark.icon, tone.ink, theme.px(18), screen_ratio()))
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(theme, mark.words, Role.BODY, wrap=True), 1)
    return made

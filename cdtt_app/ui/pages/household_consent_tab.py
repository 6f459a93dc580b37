"""What the family agreed to: what stands now, every asking, and the way to take it back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from cdtt_app.presenters.household_detail import HouseholdDetail
from cdtt_app.ui.pages.household_parts import add_ruled, icon_label, row_of, scroll_of, two_lines
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.page_scroll import PageScroll
from cdtt_app.ui.widgets.text import label

NEVER_ASKED = "Chưa hỏi nhà này. Lần thăm tới hãy hỏi trước khi ghi ai biết làm gì; chưa đồng ý thì chỉ đếm số người."


def consent_tab(theme: Theme, detail: HouseholdDetail, withdraw: Callable[[], None]) -> PageScroll:
    """The answer in force and the history."""
    standing = Card(theme, "Nhà đang đồng ý")
    add_ruled(standing.body, [_purpose(theme, words, granted=granted) for words, granted in detail.purposes])
    if not detail.purposes:
        standing.body.addWidget(label(theme, NEVER_ASKED, Role.BODY, wrap=True))
    if detail.may_withdraw:
        end = button(theme, "Rút lại đồng ý", "undo-2", Kind.DANGER)
        end.clicked.connect(lambda _checked: withdraw())
        standing.body.addSpacing(theme.px(4))
        standing.body.addWidget(end, 0, Qt.AlignmentFlag.AlignLeft)
    history = Card(theme, "Các lần hỏi", "mới nhất ở trên")
    for asking in detail.askings:
        history.body.addWidget(label(theme, asking.day, Role.NAME))
        history.body.addWidget(label(theme, asking.answer, Role.BODY, wrap=True))
        history.body.addWidget(label(theme, asking.how, Role.MUTED, wrap=True))
        history.body.addSpacing(theme.px(4))
    history.setVisible(bool(detail.askings))
    return scroll_of(theme, standing, history)


def _purpose(theme: Theme, words: str, *, granted: bool) -> QHBoxLayout:
    row = row_of(theme, 12)
    row.addWidget(icon_label(theme, "check" if granted else "x", Colour.PRIMARY if granted else Colour.MUTED))
    row.addLayout(two_lines(theme, words, "đồng ý" if granted else "không đồng ý", Role.BODY), 1)
    return row

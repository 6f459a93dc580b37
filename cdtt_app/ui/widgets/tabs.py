"""A row of tabs over the parts of one thing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar

from cdtt_app.ui.theme import Role, Theme


def tab_bar(theme: Theme, titles: Sequence[str], name: str) -> QTabBar:
    """Tabs as wide as their words; shorten the words at the large text size, the arrows of a full bar are small."""
    made = QTabBar()
    made.setAccessibleName(name)
    made.setFont(theme.role_font(Role.NAME))
    made.setExpanding(False)
    made.setDrawBase(False)
    made.setElideMode(Qt.TextElideMode.ElideNone)
    for title in titles:
        made.addTab(title.replace("&", "&&"))
    return made

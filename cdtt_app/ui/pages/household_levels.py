"""Levels to read: a number on its colour, and what the numbers mean."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cdtt_app.domain.checklist import LEVELS
from cdtt_app.presenters.visit_words import LEVELS as LEVEL_WORDS
from cdtt_app.ui.theme import LEVEL_FILLS, LEVEL_INKS, Colour, Role, Theme
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.text import label


def level_pill(theme: Theme, answer: str) -> QLabel:
    """The level on its colour; a dash where it was not asked, nothing where it was left blank."""
    made = label(theme, answer if answer in LEVELS else "–" if answer else "", Role.SMALL)
    made.setFixedSize(theme.px(40), theme.px(26))
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    if answer in LEVELS:
        level = int(answer)
        edge = Colour.EDGE if level < 2 else LEVEL_FILLS[level]
        made.setStyleSheet(
            f"background: {LEVEL_FILLS[level]}; color: {LEVEL_INKS[level]}; border: 1px solid {edge};"
            f" border-radius: {theme.px(7)}px; font-weight: 700;"
        )
    return made


def level_legend(theme: Theme) -> FlowLayout:
    """The five levels in words."""
    flow = FlowLayout(theme.px(14), line_gap=theme.px(4))
    for level, word in LEVEL_WORDS.items():
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(level_pill(theme, level))
        row.addWidget(label(theme, word, Role.MUTED))
        flow.addWidget(pair)
    return flow

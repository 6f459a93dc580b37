"""What a page is, and the row that puts it into the frame."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """One page of the notebook; the frame calls it, it never knows the frame."""

    subtitle_changed = Signal()
    page_title = ""

    def page_subtitle(self) -> str:
        """The words beside the title; emit subtitle_changed when they change."""
        return ""

    def opened(self) -> None:
        """The page has come to the front: read again what it shows."""

    def go_back(self) -> None:
        """Escape was pressed: back to the list, if the page has one."""

    def start_search(self) -> None:
        """F2 was pressed: put the keyboard into the search field, if the page has one."""

    def panes(self) -> list[QWidget]:
        """The parts that F6 goes through."""
        return [self]


@dataclass(frozen=True, slots=True)
class PageRow:
    """One row of the list of pages; `make` is called when the page is first opened."""

    key: str
    title: str
    icon: str
    make: Callable[[], Page]
    at_bottom: bool = False

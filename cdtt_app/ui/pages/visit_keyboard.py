"""Where the keyboard goes on a form: to the first stop of a part, and by Tab in the order in which things stand."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget


def put_keyboard(target: QWidget) -> None:
    """Into the widget, or into what is chosen in it, or into the first thing of it that takes keys."""
    stops = list(stops_in(target))
    chosen = (each for each in stops if isinstance(each, QAbstractButton) and each.isChecked())
    stop = target if _takes_keys(target) else next(chosen, next(iter(stops), None))
    if stop is not None:
        stop.setFocus(Qt.FocusReason.OtherFocusReason)


def chain(parts: Sequence[QWidget]) -> None:
    """Tab goes through the parts in this order, inside each as it is laid out."""
    stops = [stop for part in parts for stop in stops_in(part)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def stops_in(widget: QWidget) -> Iterator[QWidget]:
    """What takes the keyboard in a widget, in the order of its layouts."""
    if _takes_keys(widget):
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _stops_of(layout)


def _stops_of(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        inner, below = (item.widget(), item.layout()) if item is not None else (None, None)
        if inner is not None:
            yield from stops_in(inner)
        elif below is not None:
            yield from _stops_of(below)


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None

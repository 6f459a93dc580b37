"""Answers that come late: a window may be gone when its background work is done."""

from collections.abc import Callable
from typing import ParamSpec

from PySide6.QtCore import QObject
from shiboken6 import isValid

P = ParamSpec("P")


def when_alive(owner: QObject, act: Callable[P, object]) -> Callable[P, None]:
    """`act`, but nothing once `owner` is gone."""

    def call(*args: P.args, **kwargs: P.kwargs) -> None:
        if isValid(owner):
            act(*args, **kwargs)

    return call

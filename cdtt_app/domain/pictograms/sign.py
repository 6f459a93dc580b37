"""What a sign is: its name in the data, what it shows in words, and its drawing."""

from collections.abc import Callable
from dataclasses import dataclass

from cdtt_app.domain.pictograms.shapes import Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictogram:
    """A sign in a box of 100 x 100."""

    name: str
    title: str  # for those who hear the screen, and for choosing one
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that is drawn when it is asked for."""

    name: str
    title: str
    draw: Callable[[], Drawing]

"""The signs on handouts: one drawing for paper and screen, drawn by this project."""

from typing import Final

from cdtt_app.domain.pictograms import coverage, family, messages, money, papers, people, phones, places, safety, things
from cdtt_app.domain.pictograms.sign import Pictogram

__all__ = ["PICTOGRAMS", "Pictogram", "pictogram"]

_SIGNS: Final = {
    sign.name: sign
    for theme in (phones, messages, safety, money, papers, people, family, places, things, coverage)
    for sign in theme.SIGNS
}
PICTOGRAMS: Final = tuple(_SIGNS)


def pictogram(name: str) -> Pictogram:
    """The sign of this name; raises KeyError if there is none."""
    sign = _SIGNS[name]
    return Pictogram(name=sign.name, title=sign.title, drawing=sign.draw())

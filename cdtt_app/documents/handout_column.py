"""Parts of a page one under the other: each measured first, then given what height is left over; never cut."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cdtt_app.documents.handout_sheet import HandoutSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that needs `height` and can use up to `most`; `draw` is given its top and the height it got."""

    height: float
    draw: Callable[[HandoutSheet, float, float], None]
    most: float = 0
    before: float = 0  # space above it, not at the top of a page
    with_next: bool = False  # a heading
    personal: bool = False  # for one household only


@dataclass(frozen=True, slots=True)
class Placed:
    """A part, where its top is, and how high it became."""

    part: Part
    top: float
    height: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height


Page = tuple[Placed, ...]


def one_page(parts: Sequence[Part], top: float, bottom: float) -> Page | None:
    """All of them between `top` and `bottom`; None when they need more."""
    room = bottom - top - _needed(parts)
    if room < -0.01:
        return None
    wants = [max(0.0, part.most - part.height) for part in parts]
    share = min(1.0, max(0.0, room) / sum(wants)) if sum(wants) else 0.0
    wider = min(1.6, 1 + max(0.0, room - share * sum(wants)) / max(_gaps(parts), 0.01))
    y, placed = top, []
    for number, (part, want) in enumerate(zip(parts, wants, strict=True)):
        y += part.before * wider if number else 0
        height = part.height + want * share
        placed.append(Placed(part, y, height))
        y += height
    return tuple(placed)


def two_pages(parts: Sequence[Part], top: float, bottom: float, again: Sequence[Part]) -> tuple[Page, Page] | None:
    """Split where both pages are most alike; `again` stands at the top of the second. None when that fits nowhere."""
    splits = [at for at, (before, _) in enumerate(pairwise(parts), start=1) if not before.with_next]
    fitting = []
    for at in splits:
        first, second = parts[:at], [*again, *parts[at:]]
        pages = one_page(first, top, bottom), one_page(second, top, bottom)
        if pages[0] and pages[1]:
            fitting.append((abs(_needed(first) - _needed(second)), at, (pages[0], pages[1])))
    return min(fitting, key=lambda found: found[:2])[2] if fitting else None


def _needed(parts: Sequence[Part]) -> float:
    return sum(part.height for part in parts) + _gaps(parts)


def _gaps(parts: Sequence[Part]) -> float:
    return sum(part.before for part in parts[1:])

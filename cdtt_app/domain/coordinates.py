"""The coordinate reader: a position out of any text that people paste, or the question to ask them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cdtt_app.domain.coordinates_links import LINK, find_links, places_in_link, without_links
from cdtt_app.domain.coordinates_readings import Candidate, Reading, fits, weigh
from cdtt_app.domain.coordinates_unread import EXAMPLE, TOO_LONG, in_metres, why_unread
from cdtt_app.domain.coordinates_written import read_pairs
from cdtt_app.domain.geo import Area, Point, area_at, contains, distance_m

__all__ = ["Question", "Reading", "Understood", "format_point", "read_coordinates"]

_LONGEST = 2_000
_SAME_PLACE_M = 30.0
_MOST_CHOICES = 6
_SEVERAL = "Trong đoạn này có nhiều vị trí. Hãy chọn một."
_TWO_MEANINGS = "Hai số này có nhiều cách hiểu, mỗi cách ra một nơi. Hãy chọn nơi đúng."
_CHOOSE = "Có phải nơi dưới đây không? Không phải thì hãy gõ lại, ví dụ {example}."
_RETYPE = "Hãy xem lại và gõ lại, ví dụ {example}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """One position, in Vietnam, that the text says beyond doubt."""

    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to ask; without `choices` only typing again helps."""

    sentence: str
    choices: tuple[Reading, ...] = ()


def read_coordinates(text: str, *, areas: Sequence[Area] = (), commune_code: str = "") -> Understood | Question:
    """The position that a text says; a question where it says none, several, one abroad or one in another area."""
    if len(text) > _LONGEST:
        return Question(sentence=TOO_LONG)
    candidates = _candidates(text)
    sure = _different(candidate for candidate in candidates if not candidate.doubt)
    if len(sure) == 1:
        return _checked(sure[0], areas, commune_code)
    if sure:
        return Question(sentence=_SEVERAL, choices=_choices(sure))
    if candidates and (any(one.readings for one in candidates) or not in_metres(text)):
        return _doubtful(candidates)
    return Question(sentence=why_unread(text))


def format_point(point: Point) -> str:
    """As shown everywhere, to the metre: "22,62924; 105,34808". The reader reads it back."""
    return f"{point.latitude:.5f}; {point.longitude:.5f}".replace(".", ",")


def _candidates(text: str) -> list[Candidate]:
    """Of the links and of the words around them; a broken link is read as words."""
    links = find_links(text)
    around = [weigh(pair, "") for pair in read_pairs(without_links(text), fits)]
    found = [*chain.from_iterable(map(_in_link, links)), *around]
    if not links or found:
        return found
    return [weigh(pair, "") for pair in read_pairs(text, fits) if fits(pair)]


def _in_link(link: str) -> list[Candidate]:
    """Of its most telling part; what the map happens to show must not speak over a pin that leads abroad."""
    for written, where in places_in_link(link):
        pairs = read_pairs(written, fits)
        if any(map(fits, pairs)) or (pairs and where != LINK):
            return [weigh(pair, where) for pair in pairs]
    return []


def _different(candidates: Iterator[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in candidates:
        point = candidate.readings[0].point
        if all(distance_m(point, other.readings[0].point) > _SAME_PLACE_M for other in kept):
            kept.append(candidate)
        if len(kept) == _MOST_CHOICES:
            break
    return kept


def _doubtful(candidates: Sequence[Candidate]) -> Question:
    choices = _choices(candidates)
    helpful = next((candidate for candidate in candidates if candidate.readings), candidates[0])
    what_next = _CHOOSE if choices else _RETYPE
    return Question(sentence=f"{helpful.doubt} {what_next.format(example=EXAMPLE)}", choices=choices)


def _choices(candidates: Sequence[Candidate]) -> tuple[Reading, ...]:
    readings = {format_point(reading.point): reading for one in reversed(candidates) for reading in one.readings}
    return tuple(reversed(readings.values()))[:_MOST_CHOICES]


def _checked(candidate: Candidate, areas: Sequence[Area], commune_code: str) -> Understood | Question:
    """Against the boundaries, where a map pack is loaded."""
    reading = candidate.readings[0]
    commune = next((area for area in areas if commune_code and area.code == commune_code), None)
    if not areas or (commune and contains(commune, reading.point)):
        return Understood(reading=reading)
    here = area_at(areas, reading.point)
    if here and not commune_code:
        return Understood(reading=reading)
    others = tuple(other for other in candidate.others if commune and contains(commune, other.point))
    if others:
        return Question(sentence=_TWO_MEANINGS, choices=(reading, *others))
    return Question(sentence=_whereabouts(here, commune), choices=(reading,))


def _whereabouts(here: Area | None, commune: Area | None) -> str:
    expected = f", không phải {_name(commune)}" if commune else ""
    if here:
        return f"Điểm này nằm ở {_name(here)}{expected}. Có đúng không?"
    if commune:
        return f"Điểm này nằm ngoài {_name(commune)} và ngoài các vùng khác của bản đồ. Có đúng không?"
    return "Điểm này nằm ngoài mọi vùng của bản đồ. Có đúng không?"


def _name(area: Area) -> str:
    """In the middle of a sentence: "xã Tri Phú"."""
    unit, _, rest = area.name.partition(" ")
    return f"{unit.lower()} {rest}" if unit in ("Xã", "Phường", "Đặc", "Tỉnh", "Thôn", "Thị") and rest else area.name

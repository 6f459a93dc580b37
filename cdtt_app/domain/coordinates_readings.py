"""What a pair of angles may mean on the earth, and what speaks against it."""

from collections.abc import Iterator
from dataclasses import dataclass

from cdtt_app.domain.coordinates_angles import Angle, Form, Pair, divided_angle
from cdtt_app.domain.geo import Box, Point, in_vietnam

_SEAS = Box(south=4.0, west=101.0, north=24.5, east=119.0)  # islands, and the strip along the border
_ENGLISH_NORTH, _VIETNAMESE_EAST = "n", frozenset(("đ", "đong", "dong"))
_SOUTH_WEST = frozenset(("s", "nam", "south", "w", "t", "tay", "west"))
LATITUDE_FIRST, LONGITUDE_FIRST = "vĩ độ đứng trước", "kinh độ đứng trước"

OUTSIDE = "Hai số này chỉ một nơi ngoài đất liền Việt Nam."
SWAPPED = "Chữ ghi vĩ độ, kinh độ trái với hai con số."
NEGATIVE = "Trước con số có dấu trừ, mà ở Việt Nam không có vĩ độ, kinh độ âm."
NORTH_OR_SOUTH = "Chữ N đứng cạnh chữ Đ: không rõ N là Bắc hay Nam."
SOUTH_OR_WEST = "Ở đây ghi vĩ độ Nam hoặc kinh độ Tây, mà Việt Nam ở vĩ độ Bắc, kinh độ Đông."
ROUGH = "Hai số này có thể là toạ độ, nhưng viết chưa đủ rõ."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A position and, in Vietnamese, how the text was understood."""

    point: Point
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What one pair says: `doubt` is a sentence, empty when there is none; `others` are readings of packed minutes."""

    readings: tuple[Reading, ...]
    doubt: str = ""
    others: tuple[Reading, ...] = ()


def fits(pair: Pair) -> bool:
    """Whether the pair has a reading in Vietnam without anything speaking against it but a rough spelling."""
    one, two, told = pair.first.value, pair.second.value, pair.told_longitude_first
    latitude_first = told is not True and in_vietnam(Point(one, two))
    return not pair.clash and (latitude_first or (told is not False and in_vietnam(Point(two, one))))


def weigh(pair: Pair, where: str) -> Candidate:
    """The readings of a pair; `where` says where in a link it stood."""
    told = tuple(reading for reading in _as_told(pair, where) if in_vietnam(reading.point))
    if told and not pair.clash:
        return Candidate(readings=told, doubt=_doubt(pair), others=tuple(_packed(pair)))
    turned = tuple(reading for reading in _both_ways(pair, where) if in_vietnam(reading.point))
    if turned:
        return Candidate(readings=turned, doubt=SWAPPED)
    unsigned = tuple(reading for reading in _both_ways(_positive(pair), where) if in_vietnam(reading.point))
    if unsigned:
        return Candidate(readings=unsigned, doubt=SOUTH_OR_WEST if pair.words & _SOUTH_WEST else NEGATIVE)
    near = tuple(reading for reading in _as_told(pair, where) if _in_seas(reading.point))
    return Candidate(readings=near, doubt=OUTSIDE)


def _doubt(pair: Pair) -> str:
    if _ENGLISH_NORTH in pair.words and pair.words & _VIETNAMESE_EAST:
        return NORTH_OR_SOUTH
    return "" if pair.sure else ROUGH


def _as_told(pair: Pair, where: str) -> Iterator[Reading]:
    told = pair.told_longitude_first
    if told is None:
        yield from _both_ways(pair, where)
    else:
        yield _reading(pair, where, longitude_first=told)


def _both_ways(pair: Pair, where: str) -> Iterator[Reading]:
    yield _reading(pair, where, longitude_first=False)
    yield _reading(pair, where, longitude_first=True)


def _reading(pair: Pair, where: str, *, longitude_first: bool) -> Reading:
    first, second = pair.first, pair.second
    point = Point(second.value, first.value) if longitude_first else Point(first.value, second.value)
    spelling = [LONGITUDE_FIRST if longitude_first else LATITUDE_FIRST, first.form.value]
    if second.form is not first.form:
        spelling.append(second.form.value)
    if _ENGLISH_NORTH in pair.words:
        spelling.append("N là Bắc")
    return Reading(point=point, how=", ".join([where, *spelling] if where else spelling))


def _positive(pair: Pair) -> Pair:
    one, two = (Angle(value=abs(angle.value), form=angle.form) for angle in (pair.first, pair.second))
    return Pair(first=one, second=two)


def _packed(pair: Pair) -> Iterator[Reading]:
    """22,3745 may be 22°37'45": kept for when the plain reading lies in another commune."""
    for form in (Form.SECONDS, Form.MINUTES):
        one, two = _unpacked(pair.first, form), _unpacked(pair.second, form)
        if one is None or two is None:
            continue
        unpacked = Pair(first=one, second=two, words=pair.words)
        yield from (reading for reading in _as_told(unpacked, "") if in_vietnam(reading.point))


def _unpacked(angle: Angle, form: Form) -> Angle | None:
    if angle.form not in (Form.POINT, Form.COMMA):
        return None
    degrees, minutes = divmod(round(angle.value * 100, 7), 100)
    parts = [degrees, minutes] if form is Form.MINUTES else [degrees, *divmod(round(minutes * 100, 5), 100)]
    found = divided_angle(parts, form)
    return found and Angle(value=found.value, form=form, axis=angle.axis)


def _in_seas(point: Point) -> bool:
    return _SEAS.south <= point.latitude <= _SEAS.north and _SEAS.west <= point.longitude <= _SEAS.east

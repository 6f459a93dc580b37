"""What a picture's EXIF tells a note: where, how exactly, when, and which way up. What is odd counts as not said."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final, SupportsFloat

from cdtt_app.domain.geo import Point

if TYPE_CHECKING:
    from PIL import Image

# Tags by number, as the EXIF standard has them.
_ORIENTATION, _EXIF, _GPS = 0x0112, 0x8769, 0x8825
_TIMES: Final = ((0x9003, 0x9011), (0x9004, 0x9012), (0x0132, 0x9010))  # taken, digitised, changed: time and its offset
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE, _ERROR = 1, 2, 3, 4, 31

_MOMENT: Final = re.compile(r"(\d{4})[:\-/](\d{2})[:\-/](\d{2})[ T](\d{2}):(\d{2}):(\d{2})")
_OFFSET: Final = re.compile(r"([+-])(\d{2}):?(\d{2})")
_FURTHEST_OFFSET: Final = 14 * 60  # minutes
_WORST_ACCURACY_M: Final = 100_000

_Tags = Mapping[int, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoFacts:
    """`turn` is the EXIF orientation, 1 to 8; a time without a zone is what the phone's clock showed."""

    position: Point | None = None
    accuracy_m: int | None = None
    taken_at: datetime | None = None
    turn: int = 1


def facts_of(image: "Image.Image") -> PhotoFacts:
    """Read what the note needs; the image is loaded (PNG and WebP may carry their EXIF behind the picture)."""
    tags = _tags(image)
    exif, gps = _inner(image, _EXIF), _inner(image, _GPS)
    position = _position(gps)
    turn = tags.get(_ORIENTATION)
    return PhotoFacts(
        position=position,
        accuracy_m=_accuracy(gps.get(_ERROR)) if position else None,
        taken_at=_taken_at({**tags, **exif}),
        turn=turn if isinstance(turn, int) and 1 <= turn <= 8 else 1,
    )


def _tags(image: "Image.Image") -> dict[int, Any]:
    """Tag by tag, since one broken tag must not hide the others."""
    try:
        exif = image.getexif()
        return _readable(exif)
    except Exception:  # Pillow's reader raises whatever garbage makes of it
        return {}


def _inner(image: "Image.Image", place: int) -> dict[int, Any]:
    try:
        inner = image.getexif().get_ifd(place)
        return _readable(inner)
    except Exception:  # as above
        return {}


def _readable(tags: Mapping[int, Any]) -> dict[int, Any]:
    found = {}
    for number in list(tags):
        try:
            found[number] = tags[number]
        except Exception:  # as above
            found[number] = None
    return found


def _position(gps: _Tags) -> Point | None:
    latitude = _degrees(gps.get(_LATITUDE), gps.get(_LATITUDE_REF), negative="S")
    longitude = _degrees(gps.get(_LONGITUDE), gps.get(_LONGITUDE_REF), negative="W")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    if latitude == longitude == 0:
        return None  # what a phone writes that has found no satellites
    return Point(latitude, longitude)


def _degrees(value: object, ref: object, *, negative: str) -> float | None:
    """Degrees, minutes, seconds (later ones may be missing); some apps write a sign as well as the letter."""
    parts = value if isinstance(value, tuple | list) else (value,)
    numbers = [_number(part) for part in parts]
    if not 1 <= len(numbers) <= 3 or any(not math.isfinite(number) for number in numbers):
        return None
    if any(not 0 <= number <= 60 for number in numbers[1:]):
        return None
    size = sum(abs(number) / unit for number, unit in zip(numbers, (1, 60, 3600), strict=False))
    return -size if numbers[0] < 0 or _text(ref)[:1].upper() == negative else size


def _accuracy(value: object) -> int | None:
    metres = _number(value)
    return math.ceil(metres) if 0 < metres <= _WORST_ACCURACY_M else None


def _number(value: object) -> float:
    """A rational over zero is no number, like anything else that is none."""
    try:
        return float(value) if isinstance(value, SupportsFloat) else math.nan
    except (ValueError, ZeroDivisionError, OverflowError):
        return math.nan


def _taken_at(tags: _Tags) -> datetime | None:
    for moment_tag, offset_tag in _TIMES:
        found = _MOMENT.match(_text(tags.get(moment_tag)))
        if found:
            year, month, day, hour, minute, second = map(int, found.groups())
            try:
                return datetime(year, month, day, hour, minute, second, tzinfo=_zone(tags.get(offset_tag)))
            except ValueError:  # "0000:00:00 00:00:00" from a phone that lost its clock
                continue
    return None


def _zone(value: object) -> timezone | None:
    found = _OFFSET.match(_text(value))
    if not found:
        return None
    minutes = int(found[2]) * 60 + int(found[3])
    if minutes > _FURTHEST_OFFSET:
        return None
    return timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes))


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return value.strip("\0 ") if isinstance(value, str) else ""

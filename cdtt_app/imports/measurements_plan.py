"""Which cell of a line tells what, in which unit: decided once for all lines below a header."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from statistics import median
from typing import Final

from cdtt_app.imports.measurements_cells import decimal_mark, number_and_rest
from cdtt_app.imports.measurements_columns import Heading, Meaning, speed_factor
from cdtt_app.imports.measurements_networks import network_named
from cdtt_app.imports.measurements_times import VIETNAM, DateOrder, date_order

_SAMPLE: Final = 1000  # lines tell the decimal mark and the size of speeds
_MOMENTS: Final = frozenset((Meaning.TIME, Meaning.DATE, Meaning.CLOCK))
_SPEEDS: Final = frozenset((Meaning.DOWN, Meaning.UP))
_SEVERAL: Final = frozenset((Meaning.RSRP, Meaning.RSRQ, Meaning.SINR, Meaning.TECHNOLOGY))  # 4G and 5G have one each

# Apps that write speeds without a unit: headings only theirs, and what they count in.
_STYLES: Final[Sequence[tuple[frozenset[str], float, str]]] = (
    (frozenset(("conn type", "server name")), 1e-3, "kbps"),  # Speedtest on a phone
    (frozenset(("testdownlink",)), 1e-3, "kbps"),  # G-NetTrack
    (frozenset(("sponsor", "share")), 1e-6, "bps"),  # speedtest-cli
    (frozenset(("download bytes",)), 8e-6, "B/s"),  # Ookla's command line
)
# Without any sign, only speeds that can be read one way: a phone network gives 0.1 to 1000 Mbps.
_SURELY_MBPS, _SURELY_KBPS, _SURELY_BPS = 100, (2_000, 100_000), 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`columns` are those used; `factors` turn a number into Mbps, ms or m."""

    width: int
    columns: tuple[tuple[int, Meaning], ...]
    factors: Mapping[Meaning, float]
    mark: str
    order: DateOrder
    zone: tzinfo
    understood: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]


def make_plan(headings: Sequence[Heading], rows: Sequence[Sequence[str]], dates: Sequence[str]) -> Plan:
    """Decide by the headings, by some rows below them, and by all their dates."""
    sample = rows[:_SAMPLE]
    mark = decimal_mark(cell for row in sample for cell in row)
    columns: list[tuple[int, Meaning]] = []
    factors: dict[Meaning, float] = {}
    understood: list[tuple[str, str]] = []
    ignored: list[str] = []
    for place, heading in enumerate(headings):
        meaning = heading.meaning
        if meaning is None or (meaning in factors and meaning not in _SEVERAL):
            ignored.append(heading.text)
            continue
        if meaning is not Meaning.NETWORK and network_named(heading.text):
            ignored.append(f"{heading.text} (mỗi nhà mạng phải là một dòng riêng)")
            continue
        factor, unit = _factor(heading, headings, [row[place] for row in sample if place < len(row)], mark)
        if factor is None:
            ignored.append(f"{heading.text} (không rõ đơn vị)")
            continue
        columns.append((place, meaning))
        factors[meaning] = factor
        understood.append((heading.text, f"{meaning.value}, tính bằng {unit}" if unit else meaning.value))
    return Plan(
        width=len(headings),
        columns=tuple(columns),
        factors=factors,
        mark=mark,
        order=date_order(dates),
        zone=_zone(headings),
        understood=tuple(understood),
        ignored=tuple(text for text in ignored if text),
    )


def date_columns(headings: Sequence[Heading]) -> list[int]:
    """Where dates stand."""
    return [place for place, heading in enumerate(headings) if heading.meaning in _MOMENTS]


def _zone(headings: Sequence[Heading]) -> tzinfo:
    moments = [heading for heading in headings if heading.meaning in _MOMENTS]
    universal = any({heading.unit.lower(), *heading.words.split()} & {"utc", "gmt"} for heading in moments)
    return UTC if universal else VIETNAM


def _factor(heading: Heading, headings: Sequence[Heading], cells: Sequence[str], mark: str) -> tuple[float | None, str]:
    """What a number of this column is multiplied by, and the unit in words; None: it cannot be told."""
    unit = heading.unit.lower()
    if heading.meaning in _SPEEDS:
        return _speed_factor(heading, headings, cells, mark)
    if heading.meaning is Meaning.PING:
        return (1000.0, "giây") if unit in ("s", "sec", "giây") else (1.0, "ms")
    if heading.meaning is Meaning.ACCURACY:
        return {"km": 1000.0, "ft": 0.3048}.get(unit, 1.0), ""
    return 1.0, ""


def _speed_factor(
    heading: Heading, headings: Sequence[Heading], cells: Sequence[str], mark: str
) -> tuple[float | None, str]:
    factor = speed_factor(heading.unit)
    if factor is not None:
        return factor, heading.unit
    words = {other.words for other in headings}
    for style, known_factor, unit in _STYLES:
        if style <= words:
            return known_factor, unit
    read = [number_and_rest(cell, mark) for cell in cells]
    if any(speed_factor(rest) for _, rest in read):
        return 1.0, "đơn vị ghi trong ô"
    return _guessed([value for value, _ in read if value])


def _guessed(values: Sequence[float]) -> tuple[float | None, str]:
    usual = median(values) if values else 0.0
    if usual < _SURELY_MBPS:
        return 1.0, "Mbps"
    if _SURELY_KBPS[0] <= usual < _SURELY_KBPS[1]:
        return 1e-3, "kbps"
    return (1e-6, "bps") if usual >= _SURELY_BPS else (None, "")

"""One line of a file of measurements to one measurement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cdtt_app.domain.coverage import Technology
from cdtt_app.domain.geo import Point
from cdtt_app.domain.household import Network
from cdtt_app.imports.measurements_cells import coordinate, indoors, known, number, number_and_rest, pair, point
from cdtt_app.imports.measurements_columns import Meaning, speed_factor
from cdtt_app.imports.measurements_networks import network_coded, network_named, says_no_signal, technology_named
from cdtt_app.imports.measurements_plan import Plan
from cdtt_app.imports.measurements_times import read_moment

_WAVES = (Technology.G4, Technology.G5)  # only these have RSRP
_MOST_MBPS, _MOST_PING_MS, _WORST_ACCURACY_M = 20_000, 120_000, 100_000
_MOST_LETTERS = 60  # of a cell that is read; longer ones would make the patterns slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What one line says; `network` as written, `carrier` whose stations those are (none for Wi-Fi)."""

    line: int
    measured_at: datetime | None
    point: Point | None
    accuracy_m: int | None
    network: str
    carrier: Network | None
    technology: Technology | None
    no_signal: bool
    rsrp_dbm: int | None
    rsrq: float | None
    sinr: float | None
    cell_id: str
    down_mbps: float | None
    up_mbps: float | None
    ping_ms: float | None
    indoors: bool | None

    @property
    def tells(self) -> bool:
        """Whether it says where, or how the signal was."""
        numbers = (self.point, self.technology, self.rsrp_dbm, self.rsrq, self.sinr, *self._speeds)
        return self.no_signal or any(value is not None for value in numbers)

    @property
    def _speeds(self) -> tuple[float | None, ...]:
        return self.down_mbps, self.up_mbps, self.ping_ms


def read_row(line: int, cells: Sequence[str], plan: Plan) -> Measurement:
    """Read the line; what cannot be read is left out."""
    row = _row(cells, plan)
    network, carrier = _network(row)
    technology, no_signal = _technology(row, network)
    waves = technology in _WAVES
    return Measurement(
        line=line,
        measured_at=_moment(row),
        point=_point(row),
        accuracy_m=_accuracy(row),
        network=network,
        carrier=None if technology is Technology.WIFI else carrier,
        technology=technology,
        no_signal=no_signal,
        rsrp_dbm=_rsrp(row, waves=waves),
        rsrq=_rsrq(row, waves=waves),
        sinr=row.number(Meaning.SINR, -30, 50),
        cell_id=_cell_id(row),
        down_mbps=_speed(row, Meaning.DOWN),
        up_mbps=_speed(row, Meaning.UP),
        ping_ms=_scaled(row, Meaning.PING, _MOST_PING_MS),
        indoors=_inside(row),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    cells: Mapping[Meaning, Sequence[str]]  # as far as anything is known
    plan: Plan

    def all(self, meaning: Meaning) -> Sequence[str]:
        """What stands in the columns of this meaning."""
        return self.cells.get(meaning, ())

    def one(self, meaning: Meaning) -> str:
        """The first of them, or nothing."""
        return self.cells[meaning][0] if meaning in self.cells else ""

    def number(self, meaning: Meaning, least: float, most: float) -> float | None:
        """The first number within bounds."""
        for cell in self.all(meaning):
            value = number(cell, self.plan.mark, least, most)
            if value is not None:
                return value
        return None


def _row(cells: Sequence[str], plan: Plan) -> _Row:
    found: dict[Meaning, list[str]] = {}
    for place, meaning in plan.columns:
        if place < len(cells) and (cell := known(cells[place][:_MOST_LETTERS])):
            found.setdefault(meaning, []).append(cell)
    return _Row(cells=found, plan=plan)


def _inside(row: _Row) -> bool | None:
    answers = map(indoors, [*row.all(Meaning.INDOORS), *row.all(Meaning.PLACE)])
    return next((inside for inside in answers if inside is not None), None)


def _moment(row: _Row) -> datetime | None:
    date, clock, both = row.one(Meaning.DATE), row.one(Meaning.CLOCK), row.one(Meaning.TIME)
    order, zone = row.plan.order, row.plan.zone
    for text in (both, f"{date} {clock or both}".strip(), date):
        moment = read_moment(text, order, zone) if text else None
        if moment:
            return moment
    return None


def _point(row: _Row) -> Point | None:
    latitude, longitude = row.one(Meaning.LATITUDE), row.one(Meaning.LONGITUDE)
    if latitude and longitude:
        return point(coordinate(latitude), coordinate(longitude))
    return next(
        (place for cell in (*row.all(Meaning.POSITION), *row.all(Meaning.PLACE)) if (place := pair(cell))), None
    )


def _accuracy(row: _Row) -> int | None:
    metres = _scaled(row, Meaning.ACCURACY, _WORST_ACCURACY_M)
    return max(1, round(metres)) if metres else None


def _network(row: _Row) -> tuple[str, Network | None]:
    name = row.one(Meaning.NETWORK)
    if not name:
        name = next(
            (c for c in row.all(Meaning.NETWORK_OR_TECHNOLOGY) if network_named(c) or not technology_named(c)), ""
        )
    country, code = row.one(Meaning.COUNTRY_CODE), row.one(Meaning.NETWORK_CODE)
    full = row.one(Meaning.FULL_CODE)
    written = name or full or (f"{country}-{code.zfill(2)}" if country and code else "")
    carrier = network_named(name) or network_named(full) or network_coded(country, code)
    return written, carrier


def _technology(row: _Row, network: str) -> tuple[Technology | None, bool]:
    """What the phone showed; with it whether it said that there is nothing."""
    names = (*row.all(Meaning.TECHNOLOGY), *row.all(Meaning.NETWORK_OR_TECHNOLOGY))
    technology = next((found for name in names if (found := technology_named(name))), None)
    nothing = technology is None and any(says_no_signal(name) for name in (*names, network))
    if technology is None and network_named(network):
        technology = technology_named(network)  # "Viettel 4G"
    return technology, nothing


def _rsrp(row: _Row, *, waves: bool) -> int | None:
    """A value without its minus is given it; steps of 3GPP's ASU count from -140."""
    values = [number(cell, row.plan.mark, -156, 156) for cell in row.all(Meaning.RSRP)]
    if waves:
        values.append(_from_signal(row))
    return next((round(-abs(value)) for value in values if value is not None and abs(value) >= 31), None)


def _from_signal(row: _Row) -> float | None:
    steps = row.number(Meaning.ASU, 0, 97)
    if steps is not None:
        return steps - 140
    value = row.number(Meaning.SIGNAL, -156, 156)
    if value is not None and 0 <= value < 98:
        return value - 140 if value <= 43 else None  # above that it may be either, and nobody can tell
    return value


def _rsrq(row: _Row, *, waves: bool) -> float | None:
    value = row.number(Meaning.RSRQ, -43, 43)
    if value is None and waves:
        value = row.number(Meaning.QUALITY, -43, 43)
    return -value if value is not None and value > 3 else value


def _cell_id(row: _Row) -> str:
    text = row.one(Meaning.CELL_ID)
    return text if text not in ("0", "-1") else ""


def _speed(row: _Row, meaning: Meaning) -> float | None:
    value, unit = number_and_rest(row.one(meaning), row.plan.mark)
    if value is None:
        return None
    factor = speed_factor(unit)
    mbps = value * (row.plan.factors[meaning] if factor is None else factor)
    return round(mbps, 3) if 0 <= mbps <= _MOST_MBPS else None


def _scaled(row: _Row, meaning: Meaning, most: float) -> float | None:
    value = row.number(meaning, 0, most)
    if value is None:
        return None
    scaled = round(value * row.plan.factors[meaning], 3)
    return scaled if scaled <= most else None

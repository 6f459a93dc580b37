"""Measurements of an app become coverage notes: one for each place and hour, so that a drive does not fill the book."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from statistics import median_low
from typing import Final, NamedTuple

from cdtt_app.domain.coverage import (
    CoverageNote,
    PointType,
    Reading,
    SpeedTest,
    Standing,
    Strength,
    Technology,
    Use,
    Works,
)
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.geo import Area, Point, contains, in_vietnam, middle
from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import Location, LocationSource, Network
from cdtt_app.domain.ids import HamletId, NoteId, long_id
from cdtt_app.domain.vietnamese import format_number
from cdtt_app.imports.measurements import read_measurements
from cdtt_app.imports.measurements_rows import Measurement
from cdtt_app.imports.measurements_text import MeasurementError
from cdtt_app.services.coverage import rules_in_use
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.maps import areas, own_area
from cdtt_app.services.setup import current_member
from cdtt_app.services.undo import TAKEN_BACK, Saved, save_all
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import hamlets

_CELL: Final = 3  # decimals of a degree: about 100 m
_ORDER: Final = tuple(Strength)
_NOWHERE: Final = "Không có vị trí nên không biết đo ở đâu."
_ABROAD: Final = "Vị trí nằm ngoài Việt Nam."
_ELSEWHERE: Final = "Vị trí nằm ngoài ranh giới của xã."
_NO_TIME: Final = "Không có ngày giờ đo."
_LATER: Final = "Ngày giờ đo ở sau lúc này."
_NOT_MOBILE: Final = "Đo qua Wi-Fi, không phải sóng di động."
_NO_NETWORK: Final = "Không rõ đo mạng nào."
_NO_RESULT: Final = "Không có mức sóng (RSRP) hay kết quả tốc độ nào."


class _Group(NamedTuple):
    """What becomes one note: about 100 m around, one hour."""

    row: int
    column: int
    hour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedMeasurements:
    """What one file brought: notes written, notes there already, lines that were left out and why."""

    saved: Saved
    notes: int
    known: int
    measurements: int
    skipped: tuple[tuple[int, str], ...]
    understood: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]


def import_measurements(db: Database, data: bytes, hamlet: Hamlet) -> ImportedMeasurements:
    """Write the notes of a CSV file into one hamlet; the same file again adds nothing. Raises RefusedError."""
    try:
        file = read_measurements(data)
    except MeasurementError as error:
        raise RefusedError(str(error)) from error
    rules, own, now = rules_in_use(db), own_area(db, areas(db)), db.now()
    judged = [(each, _fault(each, own, now)) for each in file.measurements]
    groups: dict[_Group, list[Measurement]] = {}
    for each, fault in judged:
        if not fault and each.point is not None and each.measured_at is not None:
            groups.setdefault(_group(each.point, each.measured_at), []).append(each)
    base, known = _blank(db, hamlet), _known(db)
    places = tuple(each.id for each in hamlets(db))
    fresh = tuple(
        _note(base, group, found, rules)
        for group, found in groups.items()
        if known.isdisjoint(_id(place, group, _carriers(found)) for place in places)
    )
    with db.write() as tx:
        changes = save_all(tx, fresh)
    skipped = [*file.skipped, *((each.line, fault) for each, fault in judged if fault)]
    return ImportedMeasurements(
        saved=Saved(changes),
        notes=len(changes),
        known=len(groups) - len(fresh),
        measurements=sum(not fault for _, fault in judged),
        skipped=tuple(sorted(skipped)),
        understood=file.understood,
        ignored=file.ignored,
    )


def strength_by_rsrp(rsrp_dbm: int, rules: CoverageRules) -> Strength:
    """By the edges of the province's bands: the three upper bands are good, the fourth is weak, below it unsteady.

    A phone that tells an RSRP still hears a station: "no signal" is only what it says itself.
    """
    if rsrp_dbm >= rules.rsrp_bands[-2]:
        return Strength.GOOD
    return Strength.WEAK if rsrp_dbm >= rules.rsrp_bands[-1] else Strength.UNSTEADY


def _fault(each: Measurement, own: Area | None, now: datetime) -> str:
    """Why this line cannot be used; empty when it can."""
    return _nowhere(each, own) or _when(each, now) or _of_what(each)


def _nowhere(each: Measurement, own: Area | None) -> str:
    if each.point is None:
        return _NOWHERE
    if not in_vietnam(each.point):
        return _ABROAD
    return _ELSEWHERE if own is not None and not contains(own, each.point) else ""


def _when(each: Measurement, now: datetime) -> str:
    if each.measured_at is None:
        return _NO_TIME
    return _LATER if each.measured_at > now else ""


def _of_what(each: Measurement) -> str:
    if each.technology is Technology.WIFI:
        return _NOT_MOBILE
    if each.carrier is None:
        return _NO_NETWORK
    return "" if each.no_signal or _rsrp(each) is not None or each.down_mbps else _NO_RESULT


def _rsrp(each: Measurement) -> int | None:
    """Only 4G and 5G have an RSRP; the bands say nothing of other values in that column."""
    return each.rsrp_dbm if each.technology in (None, Technology.G4, Technology.G5) else None


def _group(point: Point, at: datetime) -> _Group:
    scale = 10**_CELL
    return _Group(round(point.latitude * scale), round(point.longitude * scale), int(at.timestamp() // 3600))


def _blank(db: Database, hamlet: Hamlet) -> CoverageNote:
    member, now = current_member(db), db.now()
    return CoverageNote(
        id=NoteId(""),
        hamlet_id=hamlet.id,
        recorded_at=now,
        measured_at=now,
        recorded_by=member.id if member else None,
        point=PointType.OTHER,
    )


def _note(base: CoverageNote, group: _Group, found: Sequence[Measurement], rules: CoverageRules) -> CoverageNote:
    carriers = _carriers(found)
    point = middle([each.point for each in found if each.point is not None])
    accuracies = [each.accuracy_m for each in found if each.accuracy_m is not None]
    return replace(
        base,
        id=_id(base.hamlet_id, group, carriers),
        measured_at=max(each.measured_at for each in found if each.measured_at is not None),
        location=Location(
            latitude=round(point.latitude, 6),
            longitude=round(point.longitude, 6),
            accuracy_m=max(accuracies, default=None),
            source=LocationSource.PHONE,
        ),
        readings={carrier.value: _reading(carrier, found, rules) for carrier in carriers},
        standing=_standing(found),
        note=f"Nhập từ tệp đo: {format_number(len(found))} lần đo trong một giờ.",
    )


def _id(hamlet: HamletId, group: _Group, carriers: Iterable[Network]) -> NoteId:
    """The same for the same place, hour and networks, so that a file read twice is one set of notes."""
    told = "/".join((hamlet, *map(str, group), *carriers))
    return NoteId(long_id(group.hour * 3_600_000, sha256(told.encode()).digest()))


def _known(db: Database) -> frozenset[str]:
    """The notes that were written before, in whatever hamlet; what was taken back may come again."""
    rows = db.rows("SELECT id FROM coverage_note WHERE deleted <> ?", (TAKEN_BACK,))
    return frozenset(id_ for (id_,) in rows)


def _carriers(found: Iterable[Measurement]) -> list[Network]:
    return sorted({each.carrier for each in found if each.carrier is not None})


def _reading(carrier: Network, found: Iterable[Measurement], rules: CoverageRules) -> Reading:
    """What was measured of one network: the usual value stands for all, as single ones leap about."""
    own = [each for each in found if each.carrier is carrier]
    rsrps = [rsrp for each in own if (rsrp := _rsrp(each)) is not None]
    rsrp = median_low(rsrps) if rsrps else None
    technologies = Counter(each.technology for each in own if each.technology is not None)
    speed = _speed(own)
    return Reading(
        host=carrier,
        strength=_strength(own, rsrp, rules),
        technology=technologies.most_common(1)[0][0] if technologies else None,
        works={Use.DATA: Works.YES} if speed is not None and speed.down_mbps else {},
        rsrp_dbm=rsrp,
        cell=next((each.cell_id for each in own if each.cell_id), ""),
        speed=speed,
    )


def _strength(own: Sequence[Measurement], rsrp: int | None, rules: CoverageRules) -> Strength | None:
    """None: nothing but a speed was measured, and that data worked says it already."""
    silent = sum(each.no_signal for each in own)
    if 2 * silent > len(own):
        return Strength.NONE
    said = strength_by_rsrp(rsrp, rules) if rsrp is not None else None
    if not silent:
        return said
    return min(said or Strength.UNSTEADY, Strength.UNSTEADY, key=_ORDER.index)


def _speed(own: Iterable[Measurement]) -> SpeedTest | None:
    """The middle one of those that have a speed."""
    tested = sorted((each for each in own if each.down_mbps is not None), key=lambda each: each.down_mbps or 0)
    if not tested:
        return None
    usual = tested[(len(tested) - 1) // 2]
    return SpeedTest(
        down_mbps=usual.down_mbps, up_mbps=usual.up_mbps, ping_ms=usual.ping_ms, tested_at=usual.measured_at
    )


def _standing(found: Iterable[Measurement]) -> Standing | None:
    inside = {each.indoors for each in found if each.indoors is not None}
    if len(inside) > 1:
        return Standing.BOTH
    return {True: Standing.INDOORS, False: Standing.OUTDOORS}[inside.pop()] if inside else None

"""From the note file of `cdtt note` to the note that is saved: household by code, position by the reader."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time

from cdtt_app.cli.noting import hamlet_named
from cdtt_app.domain.coordinates import Question, format_point, read_coordinates
from cdtt_app.domain.coverage import CoverageNote, Reading, SpeedTest
from cdtt_app.domain.geo import Point
from cdtt_app.domain.household import Location, LocationSource
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.networks import BRANDS, host_of
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.imports.note_json import NetworkSaid, NoteFile
from cdtt_app.imports.photo import Photo
from cdtt_app.services.coverage_notes import blank_note
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.maps import areas
from cdtt_app.services.setup import COMMUNE
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.households import household_by_code


def note_of(db: Database, file: NoteFile, photos: Sequence[Photo]) -> CoverageNote:
    """The note, not yet saved; raises RefusedError with everything that is wrong."""
    home = household_by_code(db, file.household) if file.household else None
    problems = list(_problems(file, known_home=home is not None))
    if problems:
        raise RefusedError(tuple(problems))
    base = blank_note(db, HouseholdId(home.id) if home else None)
    measured = _measured_at(file)
    return replace(
        base,
        hamlet_id=base.hamlet_id if home else hamlet_named(db, file.hamlet).id,
        measured_at=measured or base.measured_at,
        witness=nfc(file.witness).strip(),
        point=file.point,
        place=nfc(file.place).strip() or base.place,
        location=_location(db, file, photos) or base.location,
        location_text=file.position,
        readings={brand: _reading(brand, said, measured) for brand, said in file.networks.items()},
        standing=file.standing,
        occurrence=file.occurrence,
        hours=file.hours,
        weather=file.weather,
        households_affected=file.households_affected,
        people_affected=file.people_affected,
        facilities=tuple(dict.fromkeys(file.facilities)),
        power=file.power or base.power,
        road=file.road,
        nearest_signal=nfc(file.nearest_signal).strip(),
        nearest_signal_m=file.nearest_signal_m,
        station=nfc(file.station).strip(),
        station_m=file.station_m,
        note=file.note,
    )


def _problems(file: NoteFile, *, known_home: bool) -> Iterator[str]:
    if file.household and not known_home:
        yield f"Không có hộ mang mã {file.household}. Hãy tìm mã bằng: cdtt find TÊN-CHỦ-HỘ"
    if file.household and file.hamlet:
        yield "Mục hamlet: đã có household thì không ghi hamlet nữa."
    for brand, said in file.networks.items():
        if host_of(brand) is None and said.host is None:
            names = ", ".join(BRANDS)
            yield f"Mục networks: không có mạng tên {brand}. Các mạng: {names}; mạng khác thì ghi thêm host."
        if said.strength is None and not said.works and said.bars is None:
            yield f"Mục networks.{brand}: chưa nói sóng ra sao. Hãy ghi strength, works hoặc bars."


def _measured_at(file: NoteFile) -> datetime | None:
    if file.on is None:
        return None
    return datetime.combine(file.on, time.fromisoformat(file.clock)).astimezone()


def _answered(asked: Question, *, sure: bool) -> Point:
    """The only place that may be meant, if the file says that it is; raises RefusedError with the question."""
    if sure and len(asked.choices) == 1:
        return asked.choices[0].point
    choices = [f"  {format_point(each.point)} ({each.how})" for each in asked.choices]
    how = ['Đúng nơi đó thì thêm vào tệp: "position_sure": true'] if len(choices) == 1 else []
    raise RefusedError((f"Mục position: {asked.sentence}", *choices, *how))


def _location(db: Database, file: NoteFile, photos: Sequence[Photo]) -> Location | None:
    """As the text says; else where a photo was taken, unless the household is known."""
    if file.position:
        found = read_coordinates(file.position, areas=areas(db), commune_code=read_fact(db, COMMUNE, ""))
        point = _answered(found, sure=file.position_sure) if isinstance(found, Question) else found.reading.point
        return Location(
            latitude=point.latitude,
            longitude=point.longitude,
            accuracy_m=file.accuracy_m,
            source=LocationSource.TEXT,
        )
    taken = next((photo for photo in photos if photo.position is not None), None)
    if taken is None or taken.position is None or file.household:
        return None
    return Location(
        latitude=taken.position.latitude,
        longitude=taken.position.longitude,
        accuracy_m=taken.accuracy_m,
        source=LocationSource.PHOTO,
    )


def _reading(brand: str, said: NetworkSaid, tested_at: datetime | None) -> Reading:
    measured = any(value is not None for value in (said.down_mbps, said.up_mbps, said.ping_ms))
    speed = SpeedTest(down_mbps=said.down_mbps, up_mbps=said.up_mbps, ping_ms=said.ping_ms, tested_at=tested_at)
    return Reading(
        host=said.host or host_of(brand),
        strength=said.strength,
        technology=said.technology,
        bars=said.bars,
        works=said.works,
        rsrp_dbm=said.rsrp_dbm,
        cell=said.cell,
        speed=speed if measured else None,
    )

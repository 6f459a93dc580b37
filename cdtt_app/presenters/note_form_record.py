"""From the form to the note that is saved, and what keeps it from being saved."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from cdtt_app.domain.coverage import CoverageNote, Facility, Reading, SpeedTest, note_problems
from cdtt_app.domain.household import Location
from cdtt_app.domain.networks import BRANDS, host_of
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.presenters.note_form import NetworkForm, NoteForm
from cdtt_app.presenters.note_numbers import (
    UnreadableError,
    read_count,
    read_decimal,
    read_metres,
    read_moment,
    read_rsrp,
)

T = TypeVar("T")


class Problem(NamedTuple):
    """What is missing or cannot be read, and the field where the keyboard goes: `households`, `Viettel/rsrp`."""

    field: str
    sentence: str


# How the sentences of `note_problems` begin, and the field each is about.
_FIELDS = (("Chưa ghi mạng", "networks"), ("Chưa biết ở đâu", "where"), ("Toạ độ", "position"), ("Ngày giờ", "clock"))


def problems(form: NoteForm, base: CoverageNote, now: datetime) -> tuple[Problem, ...]:
    """All that keeps the note from being saved, in the order of the page."""
    rule_problems = (Problem(_field(said), said) for said in note_problems(note_of(form, base), now=now))
    return (*rule_problems, *_unreadable(form))


def _field(sentence: str) -> str:
    return next((field for start, field in _FIELDS if sentence.startswith(start)), "")


def unreadable(form: NoteForm) -> dict[str, str]:
    """The fields whose text is no number, with the sentence for each."""
    return dict(_unreadable(form))


def _unreadable(form: NoteForm) -> Iterator[Problem]:
    readers: tuple[tuple[str, str, Callable[[str], object]], ...] = (
        ("accuracy", form.accuracy, read_metres),
        ("clock", form.clock, lambda text: read_moment(text, form.day)),
        ("households", form.households, read_count),
        ("people", form.people, read_count),
        ("nearest_m", form.nearest_m, read_metres),
        ("station_m", form.station_m, read_metres),
    )
    for field, text, read in (*readers, *_network_readers(form)):
        try:
            read(text)
        except UnreadableError as error:
            yield Problem(field, str(error))
    if not form.clock.strip():
        yield Problem("clock", "Chưa ghi giờ đo. Hãy ghi như 19:40.")


def _network_readers(form: NoteForm) -> Iterator[tuple[str, str, Callable[[str], object]]]:
    for brand, said in form.networks.items():
        yield f"{brand}/rsrp", said.rsrp, read_rsrp
        yield f"{brand}/down", said.down, read_decimal
        yield f"{brand}/up", said.up, read_decimal
        yield f"{brand}/ping", said.ping, read_decimal
        yield f"{brand}/tested", said.tested, lambda text: read_moment(text, form.day)


def note_of(form: NoteForm, base: CoverageNote) -> CoverageNote:
    """The note as the form says it, over the one it began from; what cannot be read is left out."""
    return replace(
        base,
        hamlet_id=form.hamlet_id,
        household_id=form.household_id,
        measured_at=measured_at(form, base),
        point=form.point,
        place=_said(form.place),
        location=_location(form),
        location_text=_said(form.location_text),
        readings=_readings(form, base),
        standing=form.standing,
        occurrence=form.occurrence,
        hours=_said(form.hours),
        weather=form.weather,
        households_affected=_read(read_count, form.households),
        people_affected=_read(read_count, form.people),
        facilities=tuple(each for each in Facility if each in form.facilities),
        power=form.power,
        road=form.road,
        nearest_signal=_said(form.nearest),
        nearest_signal_m=_read(read_metres, form.nearest_m),
        station=_said(form.station),
        station_m=_read(read_metres, form.station_m),
        witness=_said(form.witness),
        note=_said(form.note),
        photos=form.photos,
        tries=base.tries if form.with_tries else (),
    )


def measured_at(form: NoteForm, base: CoverageNote) -> datetime:
    """When it was measured: to the second as long as day and minute were left as they were."""
    read = _read(lambda text: read_moment(text, form.day), form.clock)
    was = base.measured_at.astimezone().replace(second=0, microsecond=0)
    return base.measured_at if read is None or read == was else read


def _location(form: NoteForm) -> Location | None:
    return replace(form.location, accuracy_m=_read(read_metres, form.accuracy)) if form.location else None


def _readings(form: NoteForm, base: CoverageNote) -> dict[str, Reading]:
    known = (*BRANDS, *(brand for brand in form.networks if brand not in BRANDS))
    return {
        brand: _reading(brand, form.networks[brand], base.readings.get(brand), form.day)
        for brand in known
        if brand in form.networks
    }


def _reading(brand: str, said: NetworkForm, before: Reading | None, day: date) -> Reading:
    """The host is the one of the day the note was begun."""
    speed = SpeedTest(
        down_mbps=_read(read_decimal, said.down),
        up_mbps=_read(read_decimal, said.up),
        ping_ms=_read(read_decimal, said.ping),
        tested_at=_read(lambda text: read_moment(text, day), said.tested),
    )
    return Reading(
        host=before.host if before else host_of(brand),
        strength=said.strength,
        technology=said.technology,
        bars=said.bars,
        works=dict(said.works),
        rsrp_dbm=_read(read_rsrp, said.rsrp),
        cell=_said(said.cell),
        speed=None if speed == SpeedTest() else speed,
    )


def _read(read: Callable[[str], T | None], text: str) -> T | None:
    try:
        return read(text)
    except UnreadableError:
        return None


def _said(text: str) -> str:
    return nfc(text).strip()

"""What was done to a household's records, in the order of the log: what a day's records were, odd clocks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.history import Event
from cdtt_app.presenters.field_values import Known, Value
from cdtt_app.presenters.field_words import may_show

CLOCK_SLACK: Final = timedelta(minutes=10)  # as much as an honest clock may be off


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdHistory:
    """All that was done to a household, its people and its visits, as the window is given it."""

    name: str  # "hộ Nông Văn Dư"
    line: str  # "BG-004 · thôn Bản Giòng"
    events: tuple[Event, ...]
    known: Known
    today: date


def happened(event: Event) -> datetime:
    """When it was done: the machine's time, unless the province knows that it cannot be."""
    off = _impossible(event)
    return event.at - off if off else event.at


def clock_note(event: Event) -> str:
    """What to say of a clock that was wrong; empty while it may have been right."""
    off = abs(_impossible(event))
    if not off:
        return ""
    days, hours, minutes = off.days, off.seconds // 3600, off.seconds // 60
    amount = f"{days} ngày" if days else f"{hours} giờ" if hours else f"{minutes} phút"
    return f"giờ máy lệch ít nhất {amount}"


def as_it_was(events: Sequence[Event], at: datetime) -> dict[str, Value]:
    """The fields of one record as they stood at a moment; what was kept aside never stood."""
    fields: dict[str, Value] = {}
    for event in events:
        if happened(event) <= at:
            fields |= {each.field: each.new for each in event.changes if each.field not in event.kept_aside}
    return {path: value for path, value in fields.items() if value is not None}


def by_record(events: Sequence[Event]) -> dict[tuple[str, str], list[Event]]:
    """The events of each record, by kind and id."""
    found: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        found.setdefault((event.kind, event.record), []).append(event)
    return found


def agreed(events: Sequence[Event], granted: Collection[Purpose]) -> tuple[Event, ...]:
    """The events without what the household does not agree to today: levels and names, place, language."""
    kept = (
        replace(event, changes=tuple(each for each in event.changes if may_show(event.kind, each.field, granted)))
        for event in events
    )
    return tuple(event for event in kept if event.changes)


def end_of(day: date) -> datetime:
    """The last moment of a day, local time."""
    return datetime.combine(day, time.max).astimezone()


def _impossible(event: Event) -> timedelta:
    """How far the clock was ahead of what can be, negative when it was behind; zero within the slack."""
    if event.received_at is not None and event.at > event.received_at + CLOCK_SLACK:
        return event.at - event.received_at
    if event.vouched_at is not None and event.at < event.vouched_at - CLOCK_SLACK:
        return event.at - event.vouched_at
    return timedelta()

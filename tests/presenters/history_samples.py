"""The story of one family as events, made from real records by the program's own way of seeing what changed."""

from datetime import UTC, datetime, timedelta
from itertools import count

from cdtt_app.domain.history import Change, Event
from cdtt_app.domain.kinds import Entity, kind_of
from cdtt_app.presenters.field_values import Known
from cdtt_app.sync.codec import to_document
from cdtt_app.sync.fields import changed, flatten
from tests.factories import Fields

START = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
KNOWN = Known(names={}, questions={"D2": "Trả tiền bằng QR", "C1": "Đăng nhập VNeID mức 2"})


def event_of(before: Entity | None, after: Entity, at: datetime = START, **more: Fields) -> Event:
    """The event that `after` makes of `before`; received half an hour later unless told otherwise."""
    old = flatten(to_document(before)) if before else {}
    new = changed(old, flatten(to_document(after)))
    told: Fields = {"person": "Chị Mai", "machine": "máy thôn Bản Giòng", "received_at": at + 30 * MINUTE} | more
    return Event(
        kind=kind_of(after).name,
        record=after.id,
        at=at,
        changes=tuple(Change(field=path, old=old.get(path), new=value) for path, value in new.items()),
        **told,
    )


def story(*records: Entity, at: datetime = START, step: timedelta = DAY) -> list[Event]:
    """Records saved one after another; a record that was there before is changed."""
    kept: dict[str, Entity] = {}
    events = []
    for number, record in zip(count(), records, strict=False):
        events.append(event_of(kept.get(record.id), record, at + number * step))
        kept[record.id] = record
    return events

"""A household's records as they were at the end of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cdtt_app.domain.history import Event
from cdtt_app.presenters.field_values import Known, Value, first_upper, is_blank
from cdtt_app.presenters.field_words import DELETED, KIND_WORDS
from cdtt_app.presenters.history import as_it_was, by_record, end_of, happened
from cdtt_app.presenters.record_facts import answer_facts, told_facts
from cdtt_app.presenters.record_name import record_words

_ORDER: Final = ("household", "person", "visit", "consent", "handout_given", "coverage_note")
_Found = tuple[str, str, Mapping[str, Value]]  # kind, id, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordThen:
    """One record of that day."""

    title: str
    rows: tuple[tuple[str, str], ...]


def records_on(events: Sequence[Event], day: date, known: Known) -> tuple[RecordThen, ...]:
    """What was written by the end of that day; empty before the household was."""
    found = [(kind, id_, as_it_was(own, end_of(day))) for (kind, id_), own in by_record(events).items()]
    there = [each for each in found if each[2] and (each[0] == "household" or is_blank(each[2].get(DELETED)))]
    return tuple(_record(each, known) for each in sorted(there, key=_place))


def first_day(events: Sequence[Event]) -> date | None:
    """The first day of which something is known."""
    first = min((happened(event) for event in events), default=None)
    return first.astimezone().date() if first else None


def _place(found: _Found) -> tuple[int, float, str]:
    """People in the order of the family, visits and coverage notes newest first."""
    kind, id_, fields = found
    rank = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    position = fields.get("position", 0)
    day = str(fields.get("visited_on") or fields.get("measured_at") or "")[:10].replace("-", "")
    newest = -float(day) if day.isdecimal() else 0.0
    return rank, newest or (position if isinstance(position, int) else 0), id_


def _record(found: _Found, known: Known) -> RecordThen:
    kind, id_, fields = found
    title = record_words(kind, id_, fields, known) or f"{KIND_WORDS.get(kind, 'phiếu')} {fields.get('head_name', '')}"
    gone = fields.get(DELETED)
    rows = (
        *((("đã xoá", str(gone)),) if gone else ()),
        *told_facts(kind, fields, known),
        *answer_facts(fields, known),
    )
    return RecordThen(
        title=first_upper(title.strip()), rows=tuple((first_upper(caption), words) for caption, words in rows)
    )

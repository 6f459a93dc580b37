"""What was set aside, in words: which record, what was to be written, whose it is and why it waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cdtt_app.domain.conflict import RecordFacts
from cdtt_app.presenters.field_values import Known, Value, moment_words
from cdtt_app.presenters.field_words import fact_line, is_told, may_show
from cdtt_app.presenters.record_name import record_title
from cdtt_app.presenters.sync_words import reason_words


@dataclass(frozen=True, slots=True, kw_only=True)
class LateWords:
    """One operation: its title, whose it is and when it came, why it waits and what to do, what it says."""

    title: str
    who: str
    reason: str
    advice: str
    facts: tuple[str, ...]


def late_words(
    record: RecordFacts,
    changes: Mapping[str, Value],
    *,
    reason: str,
    author: tuple[str, str],
    at: datetime,
    known: Known,
) -> LateWords:
    """The words; `author` is a person and a machine. What the household does not agree to today is left out."""
    words = reason_words(reason)
    who = ", ".join(part for part in (author[0] or "Chưa rõ ai", author[1]) if part)
    return LateWords(
        title=record_title(record, known),
        who=f"{who}, tỉnh nhận {moment_words(at)}",
        reason=words.sentence,
        advice=words.advice,
        facts=tuple(
            fact_line(record.kind, path, value, known)
            for path, value in changes.items()
            if may_show(record.kind, path, record.granted) and is_told(record.kind, path)
        ),
    )

"""What a record is called: above a question, in the middle of a sentence."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Final

from cdtt_app.domain.conflict import RecordFacts
from cdtt_app.domain.coverage_case import case_code
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.presenters.field_values import Known, Value, day_of, first_upper, in_sentence
from cdtt_app.presenters.field_words import KIND_WORDS, value_words

_Words = Callable[[Mapping[str, Value], Known], str]


def _dated(word: str, name: str) -> _Words:
    def words(fields: Mapping[str, Value], _known: Known) -> str:
        day = _day(fields.get(name))
        return f"{word} {format_date(day)}" if day else word

    return words


def _day(value: Value) -> date | None:
    """The day of a date, or of a moment as it is here."""
    try:
        return day_of(value) or datetime.fromisoformat(value).astimezone().date()
    except (TypeError, ValueError, OverflowError):
        return None


def _sheet(fields: Mapping[str, Value], known: Known) -> str:
    return f"tờ “{value_words('handout_given', 'topic', fields.get('topic'), known)}”"


def _case(fields: Mapping[str, Value], _known: Known) -> str:
    number = fields.get("number")
    code = case_code(number) if isinstance(number, int) else ""
    return " ".join(part for part in ("vụ việc", code, str(fields.get("title") or "")) if part)


def _step(fields: Mapping[str, Value], known: Known) -> str:
    state = fields.get("state")
    step = f"bước “{value_words('case_step', 'state', state, known)}”" if state else "một bước"
    return f"{step} của vụ việc {known.names.get(str(fields.get('case_id')), '')}".strip()


_OF_HOUSEHOLD: Final = frozenset({"household", "person", "visit", "consent", "handout_given"})
_WORDS: Final[Mapping[str, _Words]] = {
    "visit": _dated("lượt thăm", "visited_on"),
    "consent": _dated("lần hỏi đồng ý", "asked_at"),
    "handout_given": _sheet,
    "paper_sheet": _dated("phiếu thăm giấy", "run_on"),
    "coverage_note": _dated("ghi nhận sóng", "measured_at"),
    "coverage_case": _case,
    "case_step": _step,
}


def record_words(kind: str, id_: str, fields: Mapping[str, Value], known: Known) -> str:
    """The record: "Bế Thị Vân", "lượt thăm 24/11/2026"; empty for a household, which is what the others are part of."""
    if kind == "person":
        return in_sentence(known.names.get(id_, "")) or str(fields.get("name") or "một người trong nhà")
    words = _WORDS.get(kind)
    return words(fields, known) if words else ""


def is_of_household(record: RecordFacts) -> bool:
    """Whether it is told of as part of a household; a coverage note is when it hangs on one that is known here."""
    return record.kind in _OF_HOUSEHOLD or (record.kind == "coverage_note" and bool(record.head_name or record.code))


def record_title(record: RecordFacts, known: Known, *, without: Collection[str] = ()) -> str:
    """The record above a question: "Hộ Lục Văn Bảo", "Hộ Lục Văn Bảo, lượt thăm 24/11/2026".

    A name that is itself in question (`without`) is not used.
    """
    fields = {path: value for path, value in record.fields.items() if path not in without}
    words = record_words(record.kind, record.id, fields, Known() if "name" in without else known)
    if is_of_household(record):
        named = "head_name" not in without and record.head_name
        return f"Hộ {named or record.code}".strip() + (f", {words}" if words else "")
    if words:
        where = str(fields.get("place") or record.hamlet) if record.kind == "coverage_note" else ""
        return first_upper(f"{words}, {where}" if where else words)
    name = "" if "name" in without else known.names.get(record.id) or str(fields.get("name") or "")
    kind = KIND_WORDS.get(record.kind, "phiếu")
    alone = name and (record.kind == "member" or name.casefold().startswith(kind))
    return first_upper(name if alone else f"{kind} {name or record.hamlet}".strip())

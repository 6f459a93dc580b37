"""What a record is called: above a question, in the middle of a sentence."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

from cdtt_app.domain.conflict import RecordFacts
from cdtt_app.presenters.field_values import Known, Value, day_of, first_upper, in_sentence
from cdtt_app.presenters.field_words import KIND_WORDS, value_words

_Words = Callable[[Mapping[str, Value], Known], str]


def _person(fields: Mapping[str, Value], _known: Known) -> str:
    return str(fields.get("name") or "một người trong nhà")


def _dated(word: str, name: str) -> _Words:
    def words(fields: Mapping[str, Value], _known: Known) -> str:
        day = day_of(str(fields.get(name) or "")[:10])
        return f"{word} {day:%d/%m/%Y}" if day else word

    return words


def _sheet(fields: Mapping[str, Value], known: Known) -> str:
    return f"tờ “{value_words('handout_given', 'topic', fields.get('topic'), known)}”"


_IN_HOUSEHOLD: Final[Mapping[str, _Words]] = {
    "person": _person,
    "visit": _dated("lượt thăm", "visited_on"),
    "consent": _dated("lần hỏi đồng ý", "asked_at"),
    "handout_given": _sheet,
}


def record_words(kind: str, id_: str, fields: Mapping[str, Value], known: Known) -> str:
    """The record inside its household: "Bế Thị Vân", "lượt thăm 24/11/2026"; empty for what is no part of one."""
    words = _IN_HOUSEHOLD.get(kind)
    return in_sentence(known.names.get(id_, "")) or words(fields, known) if words else ""


def record_title(record: RecordFacts, known: Known, *, without: Collection[str] = ()) -> str:
    """The record above a question: "Hộ Lục Văn Bảo", "Hộ Lục Văn Bảo, lượt thăm 24/11/2026".

    A name that is itself in question (`without`) is not used.
    """
    fields = {path: value for path, value in record.fields.items() if path not in without}
    if record.kind in _IN_HOUSEHOLD or record.kind == "household":
        inside = record_words(record.kind, record.id, fields, Known() if "name" in without else known)
        named = "head_name" not in without and record.head_name
        return f"Hộ {named or record.code}".strip() + (f", {inside}" if inside else "")
    name = "" if "name" in without else known.names.get(record.id) or str(fields.get("name") or "")
    kind = KIND_WORDS.get(record.kind, "phiếu")
    alone = name and (record.kind == "member" or name.casefold().startswith(kind))
    return first_upper(name if alone else f"{kind} {name or record.hamlet}".strip())

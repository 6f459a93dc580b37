"""A value of one field in words; whatever a newer program wrote is still shown as readable text, never refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, TypeAlias

from cdtt_app.domain.checklist import LEVELS, NOT_ASKED
from cdtt_app.domain.vietnamese import format_date, format_number, format_phone
from cdtt_app.presenters.coverage_words import distance_words
from cdtt_app.presenters.visit_words import DOSSIER_RESULTS, answer_words

Value: TypeAlias = Any  # what JSON holds
EMPTY: Final = "để trống"
_ADDRESSES = frozenset({"Ông", "Bà", "Cụ", "Bác", "Chú", "Cô", "Dì", "Cậu", "Anh", "Chị", "Em", "Cháu", "Người"})
_MOST = 10**12  # what is larger is no distance and no size
_DEEPEST = 3  # nothing of ours is nested deeper; something foreign is cut there


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What ids and codes stand for: people, members, hamlets by id; questions of the checklist by name."""

    names: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)


Say: TypeAlias = Callable[[Value, Known], str]


def is_blank(value: Value) -> bool:
    """Whether nothing is written there; no and 0 are something."""
    return value is None or value in ("", [], {}, ())


def first_upper(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def in_sentence(name: str) -> str:
    """A name inside a sentence: "chị Vân" from "Chị Vân"."""
    return name[:1].lower() + name[1:] if name.split(" ")[0] in _ADDRESSES else name


def say_plain(value: Value, _known: Known) -> str:
    """Text and numbers as they stand, lists with commas, yes or no."""
    return _readable(value)


def say_phone(value: Value, known: Known) -> str:
    """A phone number in groups."""
    return format_phone(value) if isinstance(value, str) and value else say_plain(value, known)


def say_degrees(value: Value, known: Known) -> str:
    """A latitude or longitude with a decimal comma."""
    return format_number(value, 5) if isinstance(value, float) else say_plain(value, known)


def say_date(value: Value, known: Known) -> str:
    """A day as dd/MM/yyyy."""
    day = day_of(value)
    return format_date(day) if day else say_plain(value, known)


def say_time(value: Value, known: Known) -> str:
    """A moment in local time: "24/11/2026 lúc 19:30"."""
    try:
        return moment_words(datetime.fromisoformat(value))
    except (TypeError, ValueError, OverflowError):
        return say_plain(value, known)


def day_of(value: Value) -> date | None:
    """The day that a field holds, if it holds one."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def moment_words(moment: datetime) -> str:
    """A moment in local time: "24/11/2026 lúc 19:30"."""
    return f"{moment.astimezone():%d/%m/%Y lúc %H:%M}"


def say_answer(value: Value, known: Known) -> str:
    """A level with its word; any other answer as it stands."""
    return answer_words(value) if value in (*LEVELS, NOT_ASKED) else say_plain(value, known)


def say_word(table: Mapping[Any, str]) -> Say:
    """A code by the word that the screens use for it."""
    words = {str(code): word for code, word in table.items()}
    return lambda value, known: words.get(str(value)) or say_plain(value, known)


def say_words(table: Mapping[Any, str], empty: str = EMPTY) -> Say:
    """A list of codes by their words."""
    one = say_word(table)

    def say(value: Value, known: Known) -> str:
        if is_blank(value):
            return empty
        return ", ".join(one(each, known) for each in value) if isinstance(value, list) else one(value, known)

    return say


def say_enum(words: type[StrEnum]) -> Say:
    """A code that is its own word."""
    return say_word({each.value: each.value for each in words})


def say_truth(yes: str = "có", no: str = "không") -> Say:
    """Yes or no in the words of the field."""
    return lambda value, known: (yes if value else no) if isinstance(value, bool) else say_plain(value, known)


def say_around(before: str, after: str = "") -> Say:
    """A value with words around it; nothing around an empty one."""

    def say(value: Value, known: Known) -> str:
        words = say_plain(value, known)
        return words if is_blank(value) else f"{before} {words} {after}".strip()

    return say


def say_count(word: str) -> Say:
    """A list of things that have no words, by how many there are."""
    return lambda value, known: f"{len(value)} {word}" if isinstance(value, list) and value else say_plain(value, known)


def say_distance(value: Value, known: Known) -> str:
    """Metres as one says them: "2,6 km"."""
    return distance_words(value) if _is_count(value) else say_plain(value, known)


def say_size(value: Value, known: Known) -> str:
    """The size of a file: "120 kB"."""
    return f"{format_number(value / 1000, 0)} kB" if _is_count(value) else say_plain(value, known)


def say_fixed(words: str) -> Say:
    """The same words whatever is written: that something is there at all."""
    return lambda value, _known: EMPTY if is_blank(value) else words


def say_place(value: Value, known: Known) -> str:
    """A place in a row that is counted from 0, as people count."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return f"thứ {value + 1}" if whole else say_plain(value, known)


def say_name(stranger: str) -> Say:
    """An id by the name of what it stands for; never the id itself."""

    def say(value: Value, known: Known) -> str:
        if is_blank(value):
            return EMPTY
        return ", ".join(
            known.names.get(str(each), stranger) for each in (value if isinstance(value, list) else [value])
        )

    return say


def say_named(value: Value, known: Known) -> str:
    """A code that may have a name."""
    return known.names.get(value) or _readable(value) if isinstance(value, str) else say_plain(value, known)


def say_questions(value: Value, known: Known) -> str:
    """Questions of the checklist by their few words."""
    listed = value if isinstance(value, list) else [value]
    return ", ".join(known.questions.get(str(each)) or _readable(each) for each in listed) or EMPTY


def say_former_names(value: Value, known: Known) -> str:
    """The names that a hamlet had."""
    return _listed(
        value, known, lambda each: (each.get("name"), f"đến {say_date(u, known)}" if (u := each.get("until")) else "")
    )


def say_dossiers(value: Value, known: Known) -> str:
    """The dossiers helped with, and where they got to."""
    result = say_word(DOSSIER_RESULTS)
    return _listed(value, known, lambda each: (each.get("procedure"), result(each.get("result"), known).lower()))


def say_stations(value: Value, known: Known) -> str:
    """The stations near a spot, and how far they are."""
    return _listed(
        value,
        known,
        lambda each: (each.get("code"), say_distance(far, known) if (far := each.get("distance_m")) else ""),
    )


def _is_count(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST


def _listed(value: Value, known: Known, parts: Callable[[Mapping[str, Value]], tuple[Value, str]]) -> str:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return say_plain(value, known)
    pairs = [parts(each) for each in value]
    return "; ".join(f"{_readable(name)} ({note})" if note else _readable(name) for name, note in pairs) or EMPTY


def _readable(value: Value, depth: int = 0) -> str:
    if is_blank(value):
        return EMPTY
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return format_number(value)
    if depth < _DEEPEST and isinstance(value, list):
        return ", ".join(_readable(each, depth + 1) for each in value)
    if depth < _DEEPEST and isinstance(value, dict):
        return "; ".join(f"{name}: {_readable(each, depth + 1)}" for name, each in value.items())
    return str(value) if isinstance(value, str | int) else "…"

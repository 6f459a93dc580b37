"""What a field of a record is called and what stands in it, in words of the village; fields of newer programs too."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Final

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.kinds import KINDS
from cdtt_app.presenters.field_row import FieldWords, Together
from cdtt_app.presenters.field_table import FIELDS, TOGETHER
from cdtt_app.presenters.field_values import Known, Value, first_upper, in_sentence, is_blank
from cdtt_app.sync.fields import SEPARATOR

DELETED: Final = "deleted"
KIND_WORDS: Final[Mapping[str, str]] = {
    "hamlet": "thôn",
    "team": "tổ",
    "member": "thành viên",
    "household": "hộ",
    "person": "người",
    "visit": "lượt thăm",
    "consent": "lần hỏi đồng ý",
    "handout_given": "tờ đã phát",
    "handout_edition": "tờ đã sửa",
    "address_check": "địa chỉ đã thử",
    "paper_sheet": "phiếu thăm giấy",
    "coverage_note": "ghi nhận sóng",
    "coverage_case": "vụ việc",
    "case_step": "bước của vụ việc",
}


@dataclass(frozen=True, slots=True)
class _Row:
    words: FieldWords
    parts: tuple[str, ...] = ()  # what the stars of the row stand for


def field_name(kind: str, field: str, known: Known) -> str:
    """The field as it is called: "số điện thoại", "sóng Viettel", "mức của Chị Vân ở “Quét QR”"."""
    row = _row(kind, field)
    return row.words.name.format(**_named(row, known)) if row else f"mục “{_spelled(field)}”"


def value_words(kind: str, field: str, value: Value, known: Known) -> str:
    """What stands in the field; a field that was never written says what that means."""
    row = _row(kind, field)
    words = row.words if row else FieldWords(field)
    return words.say(_default(kind, field) if value is None else value, known)


def fact_line(kind: str, field: str, value: Value, known: Known) -> str:
    """The field with what stands in it: "Số điện thoại: 0912 345 678"."""
    return f"{first_upper(field_name(kind, field, known))}: {value_words(kind, field, value, known)}"


def field_question(kind: str, field: str, known: Known) -> str:
    """The field as it is asked about: "số điện thoại nào đúng?"."""
    row = _row(kind, field)
    if row is None:
        return f"{field_name(kind, field, known)} nào đúng?"
    return row.words.ask.format(field_name(kind, field, known), **_named(row, known))


def together(kind: str, field: str) -> Together | None:
    """The fields that this one is asked, shown and taken back with."""
    return next((group for group in TOGETHER.get(kind, ()) if field in group.fields), None)


def together_words(kind: str, group: Together, record: Mapping[str, Value], known: Known) -> str:
    """The values of fields that belong together, those that are empty left out."""
    written = [path for path in group.fields if not is_blank(record.get(path))]
    return group.between.join(value_words(kind, path, record[path], known) for path in written) or value_words(
        kind, group.fields[0], None, known
    )


def same_value(kind: str, field: str, one: Value, other: Value) -> bool:
    """Whether two values mean the same: never written, empty, and as it is anyway."""
    pair = [None if is_blank(filled) else filled for filled in (_filled(kind, field, one), _filled(kind, field, other))]
    return pair[0] == pair[1] and isinstance(pair[0], bool) == isinstance(pair[1], bool)


def may_take_back(kind: str, field: str) -> bool:
    """Whether a person may set this field back to what it was."""
    row = _row(kind, field)
    return row is not None and not row.words.fixed


def is_told(kind: str, field: str) -> bool:
    """Whether the field is worth saying when the record is new; whose it is, is known."""
    row = _row(kind, field)
    return row is None or row.words.told


def may_show(kind: str, field: str, granted: Iterable[Purpose]) -> bool:
    """Whether the field may be shown with what the household agrees to today."""
    row = _row(kind, field)
    return row is None or row.words.purpose is None or row.words.purpose in granted


def all_said(kind: str, record: Mapping[str, Value]) -> dict[str, Value]:
    """The record in the order of its form, with what it says without holding it: "Gặp", "thành viên"."""
    names = [each.name for each in fields(KINDS[kind].cls)] if kind in KINDS else []
    unsaid = {name: value for name in names if not is_blank(value := _default(kind, name)) and value not in (0, False)}
    place = {name: number for number, name in enumerate(names)}
    said = unsaid | dict(record)
    return {path: said[path] for path in sorted(said, key=lambda path: place.get(path.split(SEPARATOR)[0], len(place)))}


def _row(kind: str, field: str) -> _Row | None:
    table = FIELDS.get(kind, {})
    if field in table:
        return _Row(table[field])
    path = field.split(SEPARATOR)
    for pattern, words in table.items():
        wanted = pattern.split(SEPARATOR)
        if len(wanted) == len(path) and all(star in ("*", part) for star, part in zip(wanted, path, strict=True)):
            return _Row(words, tuple(part for star, part in zip(wanted, path, strict=True) if star == "*"))
    return None


def _named(row: _Row, known: Known) -> dict[str, str]:
    who = in_sentence(known.names.get(row.parts[0], "người đã rời hộ")) if row.parts else ""
    what = known.questions.get(row.parts[-1]) or row.parts[-1] if row.parts else ""
    return {"who": who, "what": what}


def _filled(kind: str, field: str, value: Value) -> Value:
    return _default(kind, field) if value is None else value


def _default(kind: str, field: str) -> Value:
    """What a record says that says nothing: a visit without an outcome is one where people were met."""
    found = next((each for each in fields(KINDS[kind].cls) if each.name == field), None) if kind in KINDS else None
    if found is None or found.default is MISSING:
        return None
    return list(found.default) if isinstance(found.default, tuple) else found.default


def _spelled(field: str) -> str:
    return " ".join(field.replace("_", " ").replace(SEPARATOR, " ").split()) or "không tên"

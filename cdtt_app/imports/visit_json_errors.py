"""What a strict decoder says of a visit file, put into sentences for the person who wrote the file."""

import re
from collections.abc import Mapping
from typing import Any

_KINDS = {
    "str": "chữ",
    "int": "số nguyên",
    "float": "số lẻ",
    "bool": "true hoặc false",
    "null": "null",
    "array": "danh sách [...]",
    "object": "nhóm {...}",
    "date": 'ngày như "2026-11-24"',
    "uuid": "mã UUID",
}
_WHERE = re.compile(r" - at (?P<key>`key` in )?`\$\.?(?P<path>.*)`$", re.DOTALL)
_SAID: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (r"Object missing required field `(?P<field>.*)`", "thiếu mục {field}."),
        (r"Object contains unknown field `(?P<field>.*)`", "không có mục nào tên {field}. Các mục có: {fields}."),
        (r"Invalid enum value (?P<value>.*)", "không có giá trị {value}. Chọn một trong: {choices}."),
        (r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`", "cần {wanted}, tệp lại ghi {got}."),
        (r"Expected `int` >= (?P<bound>\d+)", "số phải từ {bound} trở lên."),
        (r"Expected `int` <= (?P<bound>\d+)", "số không được quá {bound}."),
        (r"Expected `str` of length >= 1", "không được để trống."),
        (r"Expected `str` matching regex .*", 'cần giờ và phút như "19:30".'),
        (r"Invalid RFC3339 encoded date", 'không phải một ngày có thật, viết như "2026-11-24".'),
        (r"Invalid UUID", 'cần mã UUID như "0193a1c2-7d4e-7c10-9f2b-5d0e8a4c6b11".'),
    )
)


class VisitFileError(Exception):
    """The file is no visit; `problems` are sentences that say where and why."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


def in_words(said: str, schema: Mapping[str, Any]) -> str:
    """A sentence for what msgspec said; `schema` tells which names and values would have been right."""
    where = _WHERE.search(said)
    path = where["path"] if where else ""
    bare = said[: where.start()] if where else said
    node = _node(schema, path, keys=bool(where and where["key"]))
    return f"Mục {path}: {_sentence(bare, node)}" if path else f"Trong tệp: {_sentence(bare, node)}"


def _sentence(said: str, node: Mapping[str, Any]) -> str:
    for pattern, sentence in _SAID:
        found = pattern.fullmatch(said)
        if found:
            words = {
                name: _kinds(text) if name in ("wanted", "got") else text for name, text in found.groupdict().items()
            }
            right = {"fields": ", ".join(node.get("properties", ())), "choices": ", ".join(node.get("enum", ()))}
            return sentence.format(**words, **right)
    return said


def _kinds(said: str) -> str:
    """`int | null` as "số nguyên hoặc null"."""
    return " hoặc ".join(_KINDS.get(kind, kind) for kind in said.split(" | "))


def _node(schema: Mapping[str, Any], path: str, *, keys: bool) -> Mapping[str, Any]:
    """The part of the schema at a path like `people[0].answers[...]`; the names of a mapping when `keys`."""
    node = _resolved(schema, schema)
    for step in re.findall(r"[^.\[\]]+|\[[^]]*\]", path):
        inner = node.get("properties", {}).get(step) or node.get("items") or node.get("additionalProperties") or {}
        node = _resolved(schema, inner)
    return _resolved(schema, node.get("propertyNames", {})) if keys else node


def _resolved(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Behind references, and past the null of what may be left out."""
    if "anyOf" in node:
        node = next(choice for choice in node["anyOf"] if choice.get("type") != "null")
    if "$ref" in node:
        return _resolved(schema, schema["$defs"][node["$ref"].rpartition("/")[2]])
    return node

"""A JSON file that a person wrote, read strictly: one document, every name once, text as it is to be kept."""

import json
import unicodedata
from typing import Any, TypeAlias

import msgspec

from cdtt_app.domain.vietnamese import nfc

Document: TypeAlias = Any  # what JSON holds
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NO_TEXT = ("Cc", "Cs")  # control signs and halves of a character


class DocumentError(Exception):
    """The bytes are no such document; the message is a sentence that says where and why."""


def schema_of(form: type[Any]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of such a file."""
    schema = {"$schema": _DRAFT, **msgspec.json.schema(form)}
    for part in schema["$defs"].values():
        if "enum" in part:
            part.pop("description", None)  # written for programmers, in English
    return schema


def read_document(content: bytes, what: str) -> Document:
    """What the bytes hold; raises DocumentError, `what` being what they should have been."""
    try:
        return _tidy(json.loads(content, object_pairs_hook=_once))
    except json.JSONDecodeError as error:
        raise DocumentError(f"Tệp không phải JSON: sai ở dòng {error.lineno}, cột {error.colno}.") from error
    except RecursionError as error:
        raise DocumentError(f"Tệp lồng nhau quá nhiều lớp, không phải {what}.") from error
    except ValueError as error:
        raise DocumentError("Tệp không phải chữ mã UTF-8. Hãy lưu lại tệp với mã UTF-8.") from error


def _once(pairs: list[tuple[str, Document]]) -> dict[str, Document]:
    names = [_tidy_text(name) for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise DocumentError(f"Mục {name} được ghi hai lần trong cùng một chỗ. Hãy giữ lại một.")
    return dict(zip(names, (value for _, value in pairs), strict=True))


def _tidy(value: Document) -> Document:
    """Every text inside as it is to be kept."""
    if isinstance(value, dict):
        return {name: _tidy(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_tidy(inner) for inner in value]
    return _tidy_text(value) if isinstance(value, str) else value


def _tidy_text(text: str) -> str:
    """NFC without stray spaces, line by line."""
    tidy = "\n".join(nfc(line) for line in text.splitlines()).strip()
    if any(unicodedata.category(sign) in _NO_TEXT for sign in tidy.replace("\n", "")):
        raise DocumentError("Trong tệp có ký tự điều khiển không phải chữ. Hãy gõ lại chỗ đó.")
    return tidy

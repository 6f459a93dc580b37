"""What a record says, as captions and words: fields that belong together as one, answers by person."""

from collections.abc import Mapping, Sequence

from cdtt_app.presenters.field_values import Known, Value, in_sentence, is_blank
from cdtt_app.presenters.field_words import (
    DELETED,
    all_said,
    field_name,
    is_told,
    together,
    together_words,
    value_words,
)
from cdtt_app.sync.fields import SEPARATOR

_ANSWERS = "answers"
_LEVELS = f"{_ANSWERS}{SEPARATOR}a{SEPARATOR}"


def told_facts(kind: str, fields: Mapping[str, Value], known: Known) -> tuple[tuple[str, str], ...]:
    """The fields that are worth saying, without answers; what is empty is left out."""
    said = all_said(kind, fields)
    paths = (path for path in said if not path.startswith(_ANSWERS) and path != DELETED and is_told(kind, path))
    bundles = dict.fromkeys(paths_of(kind, path) for path in paths if not is_blank(said[path]))
    return tuple((name_of(kind, bundle, known), words_of(kind, bundle, said, known)) for bundle in bundles)


def answer_count(fields: Mapping[str, Value]) -> int:
    """How many answers a visit holds."""
    return sum(path.startswith(_LEVELS) for path in fields)


def answer_facts(fields: Mapping[str, Value], known: Known) -> tuple[tuple[str, str], ...]:
    """The answers of a visit, one line per person."""
    people: dict[str, list[str]] = {}
    for path, value in fields.items():
        person, _, question = path.removeprefix(_LEVELS).partition(SEPARATOR)
        if path.startswith(_LEVELS):
            words = value_words("visit", path, value, known)
            people.setdefault(person, []).append(f"{known.questions.get(question) or question}: {words}")
    return tuple(
        (f"kỹ năng của {in_sentence(known.names.get(person, 'người đã rời hộ'))}", "; ".join(lines))
        for person, lines in people.items()
    )


def paths_of(kind: str, path: str) -> tuple[str, ...]:
    """The field with those it belongs together with."""
    bundle = together(kind, path)
    return bundle.fields if bundle else (path,)


def name_of(kind: str, paths: Sequence[str], known: Known) -> str:
    """The name of a field, or of fields that belong together."""
    bundle = together(kind, paths[0])
    return bundle.name if bundle else field_name(kind, paths[0], known)


def words_of(kind: str, paths: Sequence[str], fields: Mapping[str, Value], known: Known) -> str:
    """What stands in a field, or in fields that belong together."""
    bundle = together(kind, paths[0])
    if bundle:
        return together_words(kind, bundle, fields, known)
    return value_words(kind, paths[0], fields.get(paths[0]), known)

"""What the columns of a form are called: a name, and for words that people read a language behind `::`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cdtt_app.checklists.sheets import Row, Sheet

VIETNAMESE = "vi"
TRANSLATED = frozenset({"label", "hint", "short_label", "constraint_message", "form_title"})

_CODE = re.compile(r"\(([\w-]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class Column:
    """A heading taken apart: `label::English (en)` is the label in `en`; `lang` is blank where none is named."""

    heading: str
    name: str
    lang: str = ""


def column(heading: str) -> Column:
    """Take a heading apart; what stands behind `::` is a language only where words are translated."""
    name, _, behind = heading.partition("::")
    if behind and name.strip() in TRANSLATED:
        return Column(heading, name.strip(), language_code(behind))
    return Column(heading, heading)


def language_code(language: str) -> str:
    """`English (en)` -> `en`; `vi` -> `vi`."""
    found = _CODE.search(language)
    return found[1] if found else language.strip()


def columns(sheet: Sheet) -> tuple[Column, ...]:
    """The named columns of a sheet."""
    return tuple(column(heading) for heading in sheet.columns if heading not in {"", "None"})


def cell(row: Row, sheet_columns: Iterable[Column], name: str) -> str:
    """The cell of the column of that name, in whatever language comes first; blank when there is none."""
    return next((row[c.heading] for c in sheet_columns if c.name == name and row[c.heading]), "")


def words(row: Row, sheet_columns: Iterable[Column], name: str, default_language: str) -> Mapping[str, str]:
    """The cells of a translated column by language."""
    found = ((c.lang or default_language, row[c.heading]) for c in sheet_columns if c.name == name)
    return {lang: said for lang, said in found if said}


def languages(sheets: Mapping[str, Sheet]) -> tuple[str, ...]:
    """The languages of a form, the default one first."""
    named = tuple(dict.fromkeys(c.lang for sheet in sheets.values() for c in columns(sheet) if c.lang))
    settings = sheets["settings"]
    stated = cell(settings.rows[0], columns(settings), "default_language") if settings.rows else ""
    fallback = VIETNAMESE if VIETNAMESE in named or not named else named[0]
    default = language_code(stated) or fallback
    return (default, *(lang for lang in named if lang != default))

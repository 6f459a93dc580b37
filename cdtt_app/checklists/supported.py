"""The part of XLSForm that this program asks: the tables of what may stand where, and a row read by them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cdtt_app.checklists.columns import Column, cell, columns
from cdtt_app.checklists.problems import Problem
from cdtt_app.checklists.sheets import Row, Sheet
from cdtt_app.domain.checklist import QuestionKind

BEGIN, END = "begin_group", "end_group"
TABLE_LIST = "table-list"
SELECTS = frozenset({QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE})
EXPRESSIONS = ("relevant", "constraint", "required", "calculation", "choice_filter")
YES_NO = {"": False, "no": False, "yes": True}

_PLACED = frozenset({"type", "name", "label", "relevant"})
_ASKED = _PLACED | frozenset(
    ["hint", "constraint", "constraint_message", "required", "core", "personas", "framework", "digcomp", "short_label"]
)
SURVEY_COLUMNS: Mapping[str, frozenset[str]] = {
    BEGIN: _PLACED | {"appearance"},
    END: frozenset({"type", "name"}),
    QuestionKind.SELECT_ONE: _ASKED | {"choice_filter", "five_skill"},
    QuestionKind.SELECT_MULTIPLE: _ASKED | {"choice_filter"},
    QuestionKind.INTEGER: _ASKED,
    QuestionKind.DECIMAL: _ASKED,
    QuestionKind.TEXT: _ASKED,
    QuestionKind.DATE: _ASKED,
    QuestionKind.NOTE: _PLACED | {"hint"},
    QuestionKind.CALCULATE: _PLACED | {"calculation"},
}
CHOICE_COLUMNS = frozenset({"list_name", "name", "label"})
SETTINGS_COLUMNS = ("form_id", "version", "form_title", "default_language", "subject")
OUR_COLUMNS = frozenset({"core", "five_skill", "personas", "framework", "digcomp", "short_label", "subject"})

_LIST_NAME = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the survey sheet with what its type says; `kind` is blank where the type is not supported."""

    row: Row
    columns: tuple[Column, ...]
    kind: str
    choice_list: str = ""

    def __getitem__(self, name: str) -> str:
        return cell(self.row, self.columns, name)

    def problem(self, column: str, said: str, reason: str) -> Problem:
        """A refusal of this row, by its name."""
        about = f"«{self['name']}»: " if self["name"] else ""
        return Problem(sheet="survey", row=self.row.number, column=column, said=said, reason=about + reason)


def entries(survey: Sheet) -> tuple[Entry, ...]:
    """The rows of the survey sheet."""
    heads = columns(survey)
    return tuple(_entry(row, heads) for row in survey.rows)


def _entry(row: Row, heads: tuple[Column, ...]) -> Entry:
    said = cell(row, heads, "type").split()
    alone = "_".join(said)
    if alone in SURVEY_COLUMNS and alone not in SELECTS:
        return Entry(row, heads, alone)
    if len(said) == 2 and said[0] in SELECTS and _LIST_NAME.fullmatch(said[1]):
        return Entry(row, heads, said[0], said[1])
    return Entry(row, heads, "")

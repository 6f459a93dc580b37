"""A checklist of questions, and the sheet of answers to it: people, a household or a hamlet by questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

LEVELS = ("0", "1", "2", "3", "4")
NOT_ASKED = "na"  # the dash of the matrix: does not apply, or was not asked; never a level


class Subject(StrEnum):
    """Whom a checklist asks about."""

    PERSON = "person"
    HOUSEHOLD = "household"
    HAMLET = "hamlet"


class SubjectFact(StrEnum):
    """What the program tells a checklist about its subject; a form declares it as a calculate row of that name."""

    AGE = "subject_age"  # years, blank when unknown
    PERSONA = "subject_persona"  # codes of `Persona`, separated by spaces
    ROLE = "subject_role"


class QuestionKind(StrEnum):
    """What an answer looks like."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    NOTE = "note"
    CALCULATE = "calculate"


class How(StrEnum):
    """Whether the volunteer saw it done or was told."""

    OBSERVED = "quan_sat"
    TOLD = "tu_khai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a list; `filters` are the extra columns that a choice_filter reads."""

    name: str
    labels: Mapping[str, str] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A heading; `name` is its path from the top ("a" or "a/b"), as in `Question.group`."""

    name: str
    labels: Mapping[str, str] = field(default_factory=dict)
    table_list: bool = False  # drawn as the people x skills matrix
    relevant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One row of the form; expressions are XPath over the compiled form, labels are by language code."""

    name: str
    kind: QuestionKind
    labels: Mapping[str, str] = field(default_factory=dict)
    short_labels: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    relevant: str = ""
    constraint: str = ""
    constraint_messages: Mapping[str, str] = field(default_factory=dict)
    required: str = ""
    calculation: str = ""
    choice_list: str = ""
    choice_filter: str = ""
    core: bool = False  # one of the few asked at the door
    five_skill: str | None = None  # a value of `skills.FiveSkill`
    personas: tuple[str, ...] = ()  # whom it is meant for first; empty: everybody
    framework: str = ""
    digcomp: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A compiled checklist. Answers keep its `id` and `version`."""

    id: str
    version: str
    titles: Mapping[str, str]
    subject: Subject
    languages: tuple[str, ...]
    default_language: str
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]
    choice_lists: Mapping[str, tuple[Choice, ...]]

    def question(self, name: str) -> Question:
        """The question of that name; raises KeyError."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """All choices of a question, before its filter."""
        return self.choice_lists.get(question.choice_list, ())

    def title(self, lang: str = "") -> str:
        """The title in `lang`, else in the default language."""
        return self._say(self.titles, lang) or self.id

    def label(self, item: Question | Group | Choice, lang: str = "") -> str:
        """The label in `lang`, else in the default language, else the name."""
        return self._say(item.labels, lang) or item.name

    def short_label(self, question: Question, lang: str = "") -> str:
        """The few words beside a row of the matrix, else the label."""
        return self._say(question.short_labels, lang) or self.label(question, lang)

    def hint(self, question: Question, lang: str = "") -> str:
        """What stands in small print below the label; may be blank."""
        return self._say(question.hints, lang)

    def door_questions(self) -> tuple[Question, ...]:
        """The core, and whatever else the five skills need, in the order of the form."""
        return tuple(q for q in self.questions if q.core or q.five_skill)

    def core(self) -> tuple[str, ...]:
        """Names of the core questions, in the order of the form."""
        return tuple(q.name for q in self.questions if q.core)

    def _say(self, labels: Mapping[str, str], lang: str) -> str:
        return labels.get(lang) or labels.get(self.default_language, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSheet:
    """Answers by subject and question, under the checklist version they were asked under. Blank is an absent key."""

    checklist_id: str
    version: str
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    observed: frozenset[tuple[str, str]] = frozenset()
    unknown: Mapping[str, Any] = field(default_factory=dict)  # written by a newer program; kept, not understood

    def answer(self, subject: str, question: str) -> str:
        """The answer, or blank."""
        return self.answers.get(subject, {}).get(question, "")

    def how(self, subject: str, question: str) -> How:
        """Whether the answer was seen or told."""
        return How.OBSERVED if (subject, question) in self.observed else How.TOLD

    def to_document(self) -> dict[str, Any]:
        """The sheet as plain data; equal sheets give equal documents."""
        document = dict(self.unknown)
        odd: Mapping[str, Mapping[str, Any]] = document.pop("a", {})
        people = sorted({*odd, *(s for s, given in self.answers.items() if given)})
        answers = {s: dict(sorted({**odd.get(s, {}), **self.answers.get(s, {})}.items())) for s in people}
        observed: dict[str, list[str]] = {}
        for subject, question in sorted(self.observed):
            observed.setdefault(subject, []).append(question)
        document |= {"id": self.checklist_id, "v": self.version}
        return document | {key: value for key, value in (("a", answers), ("o", observed)) if value}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """The sheet of `to_document`; never fails. Keys and values that this program does not know survive."""
        answers: dict[str, dict[str, str]] = {}
        odd: dict[str, dict[str, Any]] = {}
        for subject, given in _mapping(document.get("a")).items():
            for question, value in _mapping(given).items():
                (answers if isinstance(value, str) else odd).setdefault(subject, {})[question] = value
        marked = {subject: names for subject, names in _mapping(document.get("o")).items() if isinstance(names, list)}
        unknown = {key: value for key, value in document.items() if key not in {"id", "v", "a", "o"}}
        return cls(
            checklist_id=str(document.get("id", "")),
            version=str(document.get("v", "")),
            answers=answers,
            observed=frozenset((subject, str(name)) for subject, names in marked.items() for name in names),
            unknown=unknown | ({"a": odd} if odd else {}),
        )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def with_answer(sheet: AnswerSheet, subject: str, question: str, answer: str, how: How = How.TOLD) -> AnswerSheet:
    """The sheet with that answer; a blank answer takes it away."""
    if not answer:
        return without_answer(sheet, subject, question)
    mark = frozenset({(subject, question)})
    return replace(
        sheet,
        answers={**sheet.answers, subject: {**sheet.answers.get(subject, {}), question: answer}},
        observed=sheet.observed | mark if how is How.OBSERVED else sheet.observed - mark,
    )


def without_answer(sheet: AnswerSheet, subject: str, question: str) -> AnswerSheet:
    """The sheet without that answer."""
    left = {name: answer for name, answer in sheet.answers.get(subject, {}).items() if name != question}
    others = {name: given for name, given in sheet.answers.items() if name != subject}
    return replace(
        sheet,
        answers={**others, subject: left} if left else others,
        observed=sheet.observed - {(subject, question)},
    )


def merge_latest(sheets: Iterable[AnswerSheet], *, checklist_id: str = "") -> dict[str, dict[str, str]]:
    """The latest answer per subject and question; `sheets` oldest first, of one checklist when `checklist_id` says so.

    "Not asked" never hides what was learned before: it stands only where nothing else is known.
    """
    latest: dict[str, dict[str, str]] = {}
    for sheet in sheets:
        if checklist_id and sheet.checklist_id != checklist_id:
            continue
        for subject, given in sheet.answers.items():
            known = latest.setdefault(subject, {})
            known.update({q: a for q, a in given.items() if a != NOT_ASKED or q not in known})
    return latest

"""What a checklist says about one subject's answers: which questions are asked, computed values, what is wrong."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cdtt_app.checklists.expressions import Scope
from cdtt_app.checklists.functions import as_date, as_text
from cdtt_app.checklists.questions import Compiled, compile_questions, in_order
from cdtt_app.domain.checklist import Checklist, Choice, QuestionKind

_INTEGER = re.compile(r"-?[0-9]+")
_DECIMAL = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)")


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """What is wrong with one answer, in a sentence."""

    question: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluated:
    """`values` are the answers that count and the calculates; an answer that is not relevant counts as blank."""

    relevant: frozenset[str]
    values: Mapping[str, str]
    problems: tuple[AnswerProblem, ...]
    offered: Mapping[str, tuple[Choice, ...]]

    def choices(self, question: str) -> tuple[Choice, ...]:
        """The choices that the filter leaves; none for a question without a list."""
        return self.offered.get(question, ())


class Evaluator:
    """One checklist, its expressions compiled once; evaluating changes nothing in it."""

    def __init__(self, checklist: Checklist) -> None:
        """Raises ExpressionError or LoopError, which a compiled checklist never does."""
        self.checklist = checklist
        self._in_form = compile_questions(checklist)
        self._in_order = in_order(self._in_form)

    def evaluate(
        self, answers: Mapping[str, str], facts: Mapping[str, str], *, today: date, lang: str = ""
    ) -> Evaluated:
        """Answers of one subject; `facts` by the names of `SubjectFact`."""
        values: dict[str, str] = {}
        relevant: set[str] = set()
        scope = Scope(values=values, today=today)
        for item in self._in_order:
            if all(expression.holds(scope) for expression in item.relevant):
                relevant.add(item.question.name)
                values[item.path] = _value(item, answers, facts, scope)
        lists = (item for item in self._in_form if item.question.choice_list)
        offered = {item.question.name: self._offered(item, scope) for item in lists}
        problems = tuple(
            AnswerProblem(item.question.name, sentence)
            for item in self._in_form
            if item.question.name in relevant
            for sentence in self._problems(item, scope, offered.get(item.question.name, ()), lang)
        )
        return Evaluated(
            relevant=frozenset(relevant),
            values={item.question.name: values[item.path] for item in self._in_form if values.get(item.path)},
            problems=problems,
            offered=offered,
        )

    def _offered(self, item: Compiled, scope: Scope) -> tuple[Choice, ...]:
        choices = self.checklist.choices(item.question)
        only = item.choice_filter
        if only is None:
            return choices
        return tuple(
            choice
            for choice in choices
            if only.holds(Scope(scope.values, scope.today, choice={**choice.filters, "name": choice.name}))
        )

    def _problems(self, item: Compiled, scope: Scope, offered: tuple[Choice, ...], lang: str) -> Iterator[str]:
        answer = scope.values.get(item.path, "")
        own = Scope(scope.values, scope.today, own=answer)
        if not answer:
            if item.required is not None and item.required.holds(own):
                yield "Câu này cần có trả lời."
        elif wrong := _wrong_kind(item.question.kind, answer, offered):
            yield wrong
        elif item.constraint is not None and not item.constraint.holds(own):
            said = item.question.constraint_messages
            yield said.get(lang) or said.get(self.checklist.default_language) or "Trả lời này chưa hợp lệ. Xem lại."


def evaluate(
    checklist: Checklist, answers: Mapping[str, str], facts: Mapping[str, str], *, today: date, lang: str = ""
) -> Evaluated:
    """Evaluate once. For every key press keep an `Evaluator`, which compiles only once."""
    return Evaluator(checklist).evaluate(answers, facts, today=today, lang=lang)


def _value(item: Compiled, answers: Mapping[str, str], facts: Mapping[str, str], scope: Scope) -> str:
    name = item.question.name
    if item.calculation is None:
        return "" if item.question.kind is QuestionKind.NOTE else answers.get(name, "")
    if name in facts:
        return facts[name]
    computed = as_text(item.calculation.run(scope))
    return "" if computed == "NaN" else computed


def _wrong_kind(kind: QuestionKind, answer: str, offered: tuple[Choice, ...]) -> str:
    return _CHECKS[kind](answer, frozenset(choice.name for choice in offered)) if kind in _CHECKS else ""


def _not_one(answer: str, names: frozenset[str]) -> str:
    return "" if answer in names else "Lựa chọn này không có trong danh sách. Chọn lại."


def _not_some(answer: str, names: frozenset[str]) -> str:
    return "" if names.issuperset(answer.split()) else "Có lựa chọn không có trong danh sách. Chọn lại."


_CHECKS: Mapping[QuestionKind, Callable[[str, frozenset[str]], str]] = {
    QuestionKind.SELECT_ONE: _not_one,
    QuestionKind.SELECT_MULTIPLE: _not_some,
    QuestionKind.INTEGER: lambda answer, _: "" if _INTEGER.fullmatch(answer) else "Câu này cần một số nguyên, như 12.",
    QuestionKind.DECIMAL: lambda answer, _: "" if _DECIMAL.fullmatch(answer) else "Câu này cần một số, như 12 hay 1,5.",
    QuestionKind.DATE: lambda answer, _: "" if as_date(answer) else "Câu này cần một ngày có thật. Chọn lại ngày.",
}

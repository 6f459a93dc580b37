"""The questions of a checklist with their expressions compiled, and the order in which their values are known."""

from dataclasses import dataclass

from cdtt_app.checklists.expressions import ROOT, Expression, ExpressionReader
from cdtt_app.domain.checklist import Checklist, Question, QuestionKind


class LoopError(ValueError):
    """Questions that wait for one another; `names` in a ring."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(" → ".join(names))


@dataclass(frozen=True, slots=True)
class Compiled:
    """A question with its expressions; None where there is none."""

    question: Question
    path: str
    relevant: tuple[Expression, ...]  # its own and its groups': all must hold
    calculation: Expression | None
    constraint: Expression | None
    required: Expression | None
    choice_filter: Expression | None

    def waits_for(self) -> frozenset[str]:
        """Paths whose value must be known before this one's."""
        wanted = (*self.relevant, *((self.calculation,) if self.calculation else ()))
        return frozenset[str]().union(*(expression.reads for expression in wanted))


def path_of(question: Question) -> str:
    """Where the compiled form keeps the answer."""
    return "/".join(("", ROOT, question.group, question.name) if question.group else ("", ROOT, question.name))


def reader_of(checklist: Checklist) -> ExpressionReader:
    """The reader that knows the names of this checklist; imports elementpath."""
    columns = {column for choices in checklist.choice_lists.values() for choice in choices for column in choice.filters}
    answered = [path_of(question) for question in checklist.questions if question.kind is not QuestionKind.NOTE]
    return ExpressionReader(answered, {"name", *columns})


def compile_questions(checklist: Checklist) -> tuple[Compiled, ...]:
    """All questions; raises ExpressionError at the first expression that cannot be used."""
    reader = reader_of(checklist)
    return tuple(_compile(question, conditions_of(checklist, question), reader) for question in checklist.questions)


def conditions_of(checklist: Checklist, question: Question) -> tuple[str, ...]:
    """The `relevant` of the groups around a question, then its own."""
    around = (group.relevant for group in checklist.groups if f"{question.group}/".startswith(f"{group.name}/"))
    return tuple(condition for condition in (*around, question.relevant) if condition)


def _compile(question: Question, conditions: tuple[str, ...], reader: ExpressionReader) -> Compiled:
    return Compiled(
        question=question,
        path=path_of(question),
        relevant=tuple(map(reader.read, conditions)),
        calculation=reader.read(question.calculation) if question.calculation else None,
        constraint=reader.read(question.constraint, own=True) if question.constraint else None,
        required=reader.read(question.required) if question.required else None,
        choice_filter=reader.read(question.choice_filter, choice=True) if question.choice_filter else None,
    )


def in_order(compiled: tuple[Compiled, ...]) -> tuple[Compiled, ...]:
    """Every question after those that it waits for; raises LoopError."""
    by_path = {item.path: item for item in compiled}
    done: dict[str, Compiled] = {}
    under_way: list[str] = []

    def visit(path: str) -> None:
        if path in done:
            return
        if path in under_way:
            ring = (*under_way[under_way.index(path) :], path)
            raise LoopError(tuple(by_path[step].question.name for step in ring))
        under_way.append(path)
        for wanted in sorted(by_path[path].waits_for()):
            visit(wanted)
        under_way.pop()
        done[path] = by_path[path]

    for item in compiled:
        visit(item.path)
    return tuple(done.values())

"""The matrix of people and skills: what each cell shows, where the keys lead, what a screen reader says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from cdtt_app.checklists.evaluate import Evaluator
from cdtt_app.domain.checklist import LEVELS, NOT_ASKED, Checklist, How, Question, QuestionKind, SubjectFact
from cdtt_app.domain.ids import PersonId
from cdtt_app.domain.person import Person, age_in
from cdtt_app.presenters.visit_context import VisitContext, band_words, called
from cdtt_app.presenters.visit_form import VisitForm
from cdtt_app.presenters.visit_words import answer_words

At = tuple[int, int]  # row, column


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One skill; `group` is its heading, and `first` whether the heading stands on this row."""

    question: str
    label: str
    asked: str  # the whole question, as it is said
    group: str
    first: bool


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One person."""

    person: PersonId
    name: str
    band: str


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One answer, with the level of the last visit beside it."""

    answer: str = ""
    ghost: str = ""
    observed: bool = False
    relevant: bool = True


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole matrix; cells by row, then by column."""

    rows: tuple[MatrixRow, ...] = ()
    columns: tuple[MatrixColumn, ...] = ()
    cells: tuple[tuple[MatrixCell, ...], ...] = ()
    last_asked: date | None = None

    def same_shape(self, other: "Matrix") -> bool:
        """Whether only cells differ."""
        return self.rows == other.rows and self.columns == other.columns


class Way(Enum):
    """Where a key leads, in rows and columns."""

    UP = (-1, 0)
    DOWN = (1, 0)
    LEFT = (0, -1)
    RIGHT = (0, 1)


class Edge(Enum):
    """The first or last person of a skill, or the first or last skill of a person."""

    HOME = "home"
    END = "end"
    TOP = "top"
    BOTTOM = "bottom"


class Relevance:
    """Which questions concern whom; remembers, because a key press changes the answers of one person only."""

    def __init__(self, checklist: Checklist, today: date) -> None:
        self._evaluator = Evaluator(checklist)
        self._checklist, self._today = checklist, today
        self._known: dict[tuple[Person, frozenset[tuple[str, str]]], frozenset[str]] = {}

    def fits(self, context: VisitContext) -> bool:
        """Whether it was made for this checklist and this day."""
        return self._checklist == context.checklist and self._today == context.today

    def questions(self, person: Person, answers: Mapping[str, str]) -> frozenset[str]:
        """The questions to ask this person, given these answers."""
        key = (person, frozenset(answers.items()))
        if key not in self._known:
            self._known[key] = self._evaluator.evaluate(
                answers, _facts(person, self._today), today=self._today
            ).relevant
        return self._known[key]


def _facts(person: Person, today: date) -> dict[str, str]:
    return {
        SubjectFact.AGE: str(age_in(person.born, today.year)) if person.born else "",
        SubjectFact.PERSONA: " ".join(person.personas),
        SubjectFact.ROLE: person.role.value,
    }


def matrix_of(form: VisitForm, context: VisitContext, relevance: Relevance, *, every_question: bool = False) -> Matrix:
    """The matrix of a form: the questions asked at the door and any others that have an answer, or all of them."""
    rows = tuple(_rows(context.checklist, _shown(form, context.checklist, every_question=every_question)))
    year = context.today.year
    answers = form.sheet.answers
    asked = {person.id: relevance.questions(person, answers.get(person.id, {})) for person in context.people}
    return Matrix(
        rows=rows,
        columns=tuple(MatrixColumn(p.id, called(p, year), band_words(p, year)) for p in context.people),
        cells=tuple(
            tuple(_cell(form, context, person.id, row.question, asked[person.id]) for person in context.people)
            for row in rows
        ),
        last_asked=context.last_asked,
    )


def askable(checklist: Checklist) -> tuple[Question, ...]:
    """The questions that are answered by a level."""
    levels = {*LEVELS, NOT_ASKED}
    return tuple(
        question
        for question in checklist.questions
        if question.kind is QuestionKind.SELECT_ONE
        and levels.issuperset(choice.name for choice in checklist.choices(question))
    )


def _shown(form: VisitForm, checklist: Checklist, *, every_question: bool) -> Iterable[Question]:
    door = {question.name for question in checklist.door_questions()}
    written = {question for answers in form.sheet.answers.values() for question in answers}
    return (q for q in askable(checklist) if every_question or q.name in door or q.name in written)


def _rows(checklist: Checklist, questions: Iterable[Question]) -> Iterator[MatrixRow]:
    headings = {group.name: checklist.label(group) for group in checklist.groups}
    before = None
    for question in questions:
        heading = headings.get(question.group, "")
        label = checklist.short_label(question)
        yield MatrixRow(question.name, label, checklist.label(question), heading, first=question.group != before)
        before = question.group


def _cell(form: VisitForm, context: VisitContext, person: str, question: str, asked: frozenset[str]) -> MatrixCell:
    last = context.last_levels.get(person, {}).get(question, "")
    return MatrixCell(
        answer=form.sheet.answer(person, question),
        ghost=last if last in LEVELS else "",
        observed=form.sheet.how(person, question) is How.OBSERVED,
        relevant=question in asked,
    )


def moved(matrix: Matrix, at: At, way: Way) -> At:
    """The next cell that way which concerns its person, or the same one at the end."""
    down, right = way.value
    row, column = at[0] + down, at[1] + right
    while 0 <= row < len(matrix.rows) and 0 <= column < len(matrix.columns):
        if matrix.cells[row][column].relevant:
            return row, column
        row, column = row + down, column + right
    return at


def written(matrix: Matrix, at: At) -> At:
    """Where an answer leads: the next skill of the same person, after the last one the next person's first."""
    below = moved(matrix, at, Way.DOWN)
    if below != at:
        return below
    later = (first_of(matrix, column) for column in range(at[1] + 1, len(matrix.columns)))
    return next((cell for cell in later if cell is not None), at)


def first_of(matrix: Matrix, column: int) -> At | None:
    """The first skill that concerns this person."""
    return next(((row, column) for row in range(len(matrix.rows)) if matrix.cells[row][column].relevant), None)


def edge(matrix: Matrix, at: At, side: Edge) -> At:
    """As far as it goes to one side."""
    ways = {Edge.HOME: Way.LEFT, Edge.END: Way.RIGHT, Edge.TOP: Way.UP, Edge.BOTTOM: Way.DOWN}
    while (further := moved(matrix, at, ways[side])) != at:
        at = further
    return at


def begin(matrix: Matrix) -> At | None:
    """Where the keyboard arrives first: the first cell that nobody filled, or else the first of all."""
    cells = [
        (row, column)
        for column in range(len(matrix.columns))
        for row in range(len(matrix.rows))
        if matrix.cells[row][column].relevant
    ]
    return next((at for at in cells if not matrix.cells[at[0]][at[1]].answer), cells[0] if cells else None)


def spoken(matrix: Matrix, at: At) -> str:
    """`Nhận ra cuộc gọi, tin giả danh, Anh Toàn: mức 2, cần giúp, lần trước 1`."""
    row, column, cell = matrix.rows[at[0]], matrix.columns[at[1]], matrix.cells[at[0]][at[1]]
    parts = [answer_words(cell.answer) if cell.relevant else "không cần hỏi"]
    if cell.observed:
        parts.append("đã quan sát")
    if cell.ghost:
        parts.append(f"lần trước {cell.ghost}")
    return f"{row.label}, {column.name}: {', '.join(parts)}"

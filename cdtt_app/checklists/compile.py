"""XLSForm text to a checklist that can be asked. Whatever cannot be used is refused here, before anyone is asked."""

from collections.abc import Iterator, Mapping

from cdtt_app.checklists.columns import cell, columns, languages, words
from cdtt_app.checklists.expressions import ROOT, ExpressionError, ExpressionReader
from cdtt_app.checklists.problems import ChecklistError, Problem
from cdtt_app.checklists.questions import LoopError, compile_questions, in_order, reader_of
from cdtt_app.checklists.sheet_rules import choice_problems, column_problems, settings_problems
from cdtt_app.checklists.sheets import Sheet, read_sheets
from cdtt_app.checklists.supported import (
    BEGIN,
    CHOICE_COLUMNS,
    END,
    EXPRESSIONS,
    TABLE_LIST,
    YES_NO,
    Entry,
    entries,
)
from cdtt_app.checklists.survey_rules import survey_problems
from cdtt_app.checklists.xform import Binds, compile_xform
from cdtt_app.domain.checklist import Checklist, Choice, Group, Question, QuestionKind, Subject


def compile_checklist(text: str, *, name: str) -> Checklist:
    """Compile Markdown tables, or CSV when `name` ends in .csv; raises ChecklistError with every problem found."""
    sheets = read_sheets(text, name)
    survey = entries(sheets["survey"])
    _refuse(
        name,
        *settings_problems(sheets),
        *column_problems(sheets),
        *survey_problems(survey, languages(sheets)[0]),
        *choice_problems(sheets, survey),
    )
    binds = compile_xform(sheets, name)
    checklist = _checklist(sheets, survey, binds)
    _refuse(name, *_expression_problems(checklist, survey))
    _refuse(name, *_loop_problems(checklist, survey))
    return checklist


def _refuse(name: str, *problems: Problem) -> None:
    if problems:
        raise ChecklistError(name, problems)


def _checklist(sheets: Mapping[str, Sheet], survey: tuple[Entry, ...], binds: Binds) -> Checklist:
    spoken = languages(sheets)
    settings = sheets["settings"]
    row, heads = settings.rows[0], columns(settings)
    groups, questions = _rows(survey, spoken[0], binds)
    return Checklist(
        id=cell(row, heads, "form_id"),
        version=cell(row, heads, "version"),
        titles=words(row, heads, "form_title", spoken[0]),
        subject=Subject(cell(row, heads, "subject")),
        languages=spoken,
        default_language=spoken[0],
        groups=groups,
        questions=questions,
        choice_lists=_choice_lists(sheets["choices"], spoken[0]),
    )


def _rows(survey: tuple[Entry, ...], language: str, binds: Binds) -> tuple[tuple[Group, ...], tuple[Question, ...]]:
    groups, questions = [], []
    around: list[str] = []
    for entry in survey:
        if entry.kind == BEGIN:
            around.append(entry["name"])
            groups.append(_group(entry, "/".join(around), language, binds))
        elif entry.kind == END:
            around.pop()
        else:
            questions.append(_question(entry, "/".join(around), language, binds))
    return tuple(groups), tuple(questions)


def _group(entry: Entry, path: str, language: str, binds: Binds) -> Group:
    return Group(
        name=path,
        labels=words(entry.row, entry.columns, "label", language),
        table_list=entry["appearance"] == TABLE_LIST,
        relevant=binds.of(f"/{ROOT}/{path}", "relevant"),
    )


def _question(entry: Entry, group: str, language: str, binds: Binds) -> Question:
    path = "/".join(("", ROOT, *filter(None, (group, entry["name"]))))
    return Question(
        name=entry["name"],
        kind=QuestionKind(entry.kind),
        labels=words(entry.row, entry.columns, "label", language),
        short_labels=words(entry.row, entry.columns, "short_label", language),
        hints=words(entry.row, entry.columns, "hint", language),
        group=group,
        relevant=binds.of(path, "relevant"),
        constraint=binds.of(path, "constraint"),
        constraint_messages=words(entry.row, entry.columns, "constraint_message", language),
        required=binds.of(path, "required"),
        calculation=binds.of(path, "calculate"),
        choice_list=entry.choice_list,
        choice_filter=binds.filters.get(path, ""),
        core=YES_NO[entry["core"]],
        five_skill=entry["five_skill"] or None,
        personas=tuple(entry["personas"].split()),
        framework=entry["framework"],
        digcomp=entry["digcomp"],
    )


def _choice_lists(choices: Sheet, language: str) -> Mapping[str, tuple[Choice, ...]]:
    heads = columns(choices)
    extra = [head.heading for head in heads if head.name not in CHOICE_COLUMNS]
    lists: dict[str, tuple[Choice, ...]] = {}
    for row in choices.rows:
        choice = Choice(
            name=cell(row, heads, "name"),
            labels=words(row, heads, "label", language),
            filters={heading: row[heading] for heading in extra if row[heading]},
        )
        list_name = cell(row, heads, "list_name")
        lists[list_name] = (*lists.get(list_name, ()), choice)
    return lists


def _expression_problems(checklist: Checklist, survey: tuple[Entry, ...]) -> Iterator[Problem]:
    """Dry run: every expression is read once, so that none of them can fail at a door."""
    reader = reader_of(checklist)
    by_name: Mapping[str, Group | Question] = {
        **{group.name.rpartition("/")[2]: group for group in checklist.groups},
        **{question.name: question for question in checklist.questions},
    }
    for entry in survey:
        if entry.kind == END:
            continue
        for column in EXPRESSIONS:
            source = getattr(by_name[entry["name"]], column, "")
            said = _cannot_read(reader, column, source) if source else ""
            if said:
                yield entry.problem(column, entry[column], said)


def _cannot_read(reader: ExpressionReader, column: str, source: str) -> str:
    try:
        reader.read(source, own=column == "constraint", choice=column == "choice_filter")
    except ExpressionError as error:
        return str(error)
    return ""


def _loop_problems(checklist: Checklist, survey: tuple[Entry, ...]) -> Iterator[Problem]:
    try:
        in_order(compile_questions(checklist))
    except LoopError as error:
        first = next(entry for entry in survey if entry["name"] == error.names[0])
        reason = f"Các câu này chờ lẫn nhau: {error}. Bỏ một điều kiện để có câu tính trước."
        yield first.problem("relevant", str(error), reason)

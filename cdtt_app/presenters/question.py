"""Two machines wrote different things: one plain question, what may be answered, and what an answer writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from cdtt_app.domain.conflict import Claim, Question, RecordFacts
from cdtt_app.presenters.field_values import Known, Value, first_upper, is_blank, moment_words
from cdtt_app.presenters.field_words import (
    DELETED,
    KIND_WORDS,
    fact_line,
    field_question,
    may_show,
    same_value,
    together,
    together_words,
    value_words,
)
from cdtt_app.presenters.question_value import Choice, QuestionValue
from cdtt_app.presenters.record_name import is_of_household, record_title

_FACTS: Final = 4
_NEIGHBOURS: Final[Mapping[str, tuple[str, ...]]] = {
    "household": ("cluster", "address", "phone", "member_count"),
    "person": ("role", "called", "phone"),
    "visit": ("outcome", "activity", "topics"),
    "handout_given": ("given_on", "version"),
    "consent": ("method", "witness"),
    "member": ("role", "phone"),
    "coverage_note": ("measured_at", "place", "point"),
    "coverage_case": ("title", "households_affected", "terrain"),
    "case_step": ("happened_on", "operator", "deadline"),
}

Group = Sequence[Question]  # questions that are asked as one; never empty


@dataclass(frozen=True, slots=True, kw_only=True)
class _Option:
    values: dict[str, Value]
    claims: tuple[Claim, ...]


def agreed_questions(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions, and beside each the facts, that the household agrees to have shown today."""
    return tuple(
        replace(question, record=replace(question.record, fields=_agreed_fields(question.record)))
        for question in questions
        if may_show(question.record.kind, question.field, question.record.granted)
    )


def _agreed_fields(record: RecordFacts) -> dict[str, Value]:
    return {path: value for path, value in record.fields.items() if may_show(record.kind, path, record.granted)}


def grouped(questions: Sequence[Question]) -> tuple[tuple[Question, ...], ...]:
    """Questions to ask as one, in the order of the first of each: a latitude is no answer without its longitude."""
    keys = [_key(question) for question in questions]
    order = {key: place for place, key in reversed(list(enumerate(keys)))}
    rows = sorted(zip(keys, questions, strict=True), key=lambda row: order[row[0]])
    return tuple(tuple(question for _, question in rows) for _, rows in groupby(rows, key=lambda row: row[0]))


def question_value(group: Group, known: Known) -> QuestionValue:
    """The question as it is shown; its choices are in the order that `answer` counts them in."""
    record, options = group[0].record, _options(group)
    word = "Số" if group[0].field == "phone" else "Điều"
    now = _words(group, {each.field: each.claims[each.current].value for each in group}, known)
    home = "hộ" if is_of_household(record) else KIND_WORDS.get(record.kind, "phiếu")
    return QuestionValue(
        title=_title(group, options, known),
        facts=_facts(group, known),
        choices=tuple(_choice(group, option, known) for option in options),
        note=f"Hiện giờ: {now}. {word} không chọn vẫn được giữ trong lịch sử của {home}.",
        keep_label=f"Giữ {word.lower()} đã chọn",
    )


def answer(group: Group, choice: int) -> dict[str, Value]:
    """What the record is to say when that choice is kept: field -> value."""
    return _options(group)[choice].values


def _key(question: Question) -> tuple[str, str, str]:
    bundle = together(question.record.kind, question.field)
    return question.record.kind, question.record.id, bundle.name if bundle else question.field


def _options(group: Group) -> list[_Option]:
    """Every writing, newest first; the same thing written twice is one choice."""
    claims = sorted((claim for question in group for claim in question.claims), key=lambda claim: claim.at)
    writings = {(claim.person, claim.machine, claim.at): claim for claim in reversed(claims)}
    options: list[_Option] = []
    for claim in writings.values():
        fresh = _Option(values={question.field: _as_of(question, claim) for question in group}, claims=(claim,))
        twin = next((place for place, each in enumerate(options) if _same(group, each, fresh)), None)
        if twin is None:
            options.append(fresh)
        else:
            options[twin] = _Option(values=options[twin].values, claims=(*options[twin].claims, claim))
    return options


def _as_of(question: Question, writing: Claim) -> Value:
    """The author's own last word on a field when it was written; where there is none, what stands."""
    own = [
        claim
        for claim in question.claims
        if (claim.person, claim.machine) == (writing.person, writing.machine) and claim.at <= writing.at
    ]
    return max(own, key=lambda claim: claim.at, default=question.claims[question.current]).value


def _same(group: Group, one: _Option, other: _Option) -> bool:
    kind = group[0].record.kind
    return all(same_value(kind, path, value, other.values[path]) for path, value in one.values.items())


def _title(group: Group, options: Sequence[_Option], known: Known) -> str:
    record, path = group[0].record, group[0].field
    title = record_title(record, known, without={question.field for question in group})
    if path == DELETED:
        return f"{title}: {_deletion(record.kind, options)}"
    bundle = together(record.kind, path)
    if bundle and len(group) > 1:
        return f"{title}: {bundle.ask.format(bundle.name)}"
    return f"{title}: {field_question(record.kind, path, known)}"


def _deletion(kind: str, options: Sequence[_Option]) -> str:
    if all(not is_blank(option.values[DELETED]) for option in options):
        return "các máy đều đã xoá. Lý do nào đúng?"
    return f"một máy đã xoá {KIND_WORDS.get(kind, 'phiếu')} này, máy khác lại sửa. Giữ hay xoá?"


def _choice(group: Group, option: _Option, known: Known) -> Choice:
    words = _words(group, option.values, known)
    return Choice(
        value_text=first_upper(words),
        who="; ".join(dict.fromkeys(_who(claim) for claim in option.claims)),
        when=moment_words(max(claim.at for claim in option.claims)),
    )


def _words(group: Group, values: Mapping[str, Value], known: Known) -> str:
    record, path = group[0].record, group[0].field
    if path == DELETED:
        kind = KIND_WORDS.get(record.kind, "phiếu")
        return f"giữ {kind} này" if is_blank(values[path]) else f"xoá, lý do: {values[path]}"
    bundle = together(record.kind, path)
    if bundle:
        return together_words(record.kind, bundle, {**record.fields, **values}, known)
    return value_words(record.kind, path, values[path], known)


def _who(claim: Claim) -> str:
    """“Pảo ghi, máy thôn Bản Khẻ”."""
    machine = claim.machine if not claim.machine or claim.machine.startswith("máy") else f"máy {claim.machine}"
    return ", ".join(part for part in (f"{claim.person or 'Chưa rõ ai'} ghi", machine) if part)


def _facts(group: Group, known: Known) -> tuple[str, ...]:
    record, asked = group[0].record, {question.field for question in group}
    code = f"Mã hộ {record.code}" if record.code and "code" not in asked else ""
    place = " · ".join(part for part in (code, record.hamlet) if part)
    lines = [
        fact_line(record.kind, path, record.fields[path], known)
        for path in _NEIGHBOURS.get(record.kind, ())
        if path not in asked and not is_blank(record.fields.get(path))
    ]
    gone = record.fields.get(DELETED)
    if gone and DELETED not in asked:
        lines.insert(0, f"{first_upper(KIND_WORDS.get(record.kind, 'phiếu'))} này đã bị xoá: {gone}")
    return tuple(line for line in (place, *lines) if line)[:_FACTS]

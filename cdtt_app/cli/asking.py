"""`cdtt conflicts`: what two machines wrote differently, and the answer to it."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from cdtt_app.cli.answer import Answer, MisuseError
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.presenters.field_values import Known
    from cdtt_app.presenters.question import Group
    from cdtt_app.presenters.question_value import QuestionValue
    from cdtt_app.storage.database import Database


def add(commands: Commands) -> None:
    """Add the command."""
    conflicts = commands.add("conflicts", _conflicts, "câu hỏi: hai máy ghi khác nhau, điều nào đúng")
    what = conflicts.add_mutually_exclusive_group()
    what.add_argument(
        "--answer", nargs=2, type=int, metavar=("CÂU", "CHỌN"), help="giữ điều đã chọn: số câu, số thứ tự điều đúng"
    )
    what.add_argument("--postpone", type=int, metavar="CÂU", help="chưa rõ, để hỏi lại hộ")


def _conflicts(args: argparse.Namespace) -> Answer:
    from cdtt_app.presenters.question import agreed_questions, grouped, question_value
    from cdtt_app.services.conflicts import open_questions
    from cdtt_app.storage.conflicts import postponed

    with opened(args) as db:
        groups = grouped(agreed_questions(open_questions(db)))
        known = _known(db, groups)
        values = [question_value(group, known) for group in groups]
        if args.answer is not None:
            return _answered(db, groups, values, *args.answer)
        if args.postpone is not None:
            return _postponed(db, groups, values, args.postpone)
        later = postponed(db)
    asked_again = [(group[0].record.id, group[0].field) in later for group in groups]
    rows = list(zip(values, asked_again, strict=True))
    return Answer(
        text="\n".join(_question_lines(rows)) or "Không có câu hỏi nào.",
        document={"questions": [{**asdict(value), "postponed": put_off} for value, put_off in rows]},
    )


def _known(db: "Database", groups: "Sequence[Group]") -> "Known":
    from cdtt_app.presenters.field_values import Known
    from cdtt_app.services.record_facts import homes, names_of, question_words

    records = [question.record for group in groups for question in group]
    return Known(names=names_of(db, homes(records)), questions=question_words(db))


def _question_lines(rows: "Sequence[tuple[QuestionValue, bool]]") -> Iterator[str]:
    for number, (value, put_off) in enumerate(rows, start=1):
        yield f"{number}. {value.title}" + (" (để hỏi lại hộ)" if put_off else "")
        yield from (f"     {fact}" for fact in value.facts)
        for place, choice in enumerate(value.choices, start=1):
            yield f"   {place}) {choice.value_text}  ({choice.who}, {choice.when})"
        yield f"   {value.note}"


def _pick(groups: "Sequence[Group]", number: int) -> int:
    if not 1 <= number <= len(groups):
        raise MisuseError(f"Không có câu số {number}. Xem các câu: cdtt conflicts")
    return number - 1


def _answered(
    db: "Database", groups: "Sequence[Group]", values: "Sequence[QuestionValue]", number: int, choice: int
) -> Answer:
    from cdtt_app.presenters.question import answer
    from cdtt_app.services.conflicts import answer_question

    group, value = groups[_pick(groups, number)], values[number - 1]
    if not 1 <= choice <= len(value.choices):
        raise MisuseError(f"Câu này chỉ có {len(value.choices)} điều để chọn. Xem lại: cdtt conflicts")
    record = group[0].record
    answer_question(db, record.kind, record.id, answer(group, choice - 1))
    kept = value.choices[choice - 1].value_text
    return Answer(text=f"{value.title}\nĐã giữ: {kept}.", document={"title": value.title, "kept": kept})


def _postponed(db: "Database", groups: "Sequence[Group]", values: "Sequence[QuestionValue]", number: int) -> Answer:
    from cdtt_app.services.conflicts import postpone_question

    group, value = groups[_pick(groups, number)], values[number - 1]
    postpone_question(db, group[0].record.id, tuple(question.field for question in group))
    return Answer(text=f"{value.title}\nĐể hỏi lại hộ.", document={"title": value.title, "postponed": True})

"""`cdtt history`: who changed what of a household, and how it was on a day."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cdtt_app.cli.answer import Answer, MisuseError
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.presenters.history_lines import HistoryDay
    from cdtt_app.presenters.history_then import RecordThen


def add(commands: Commands) -> None:
    """Add the command."""
    history = commands.add("history", _history, "lịch sử một hộ: ai sửa gì, lúc nào, trên máy nào")
    history.add_argument("code", metavar="MÃ", help="mã hộ, ví dụ BG-004")
    history.add_argument("--on", metavar="NGÀY", help="xem hộ như cuối ngày ấy: 30/06/2026")


def _history(args: argparse.Namespace) -> Answer:
    from cdtt_app.domain.vietnamese import format_date, parse_date
    from cdtt_app.presenters.field_values import Known
    from cdtt_app.presenters.history import agreed
    from cdtt_app.presenters.history_lines import history_days
    from cdtt_app.presenters.history_then import records_on
    from cdtt_app.services.errors import RefusedError
    from cdtt_app.services.history import household_events
    from cdtt_app.services.record_facts import granted, names_of, question_words
    from cdtt_app.storage.households import household_by_code

    day = parse_date(args.on) if args.on else None
    if args.on and day is None:
        raise MisuseError(f"Không hiểu ngày “{args.on}”. Hãy ghi như: 30/06/2026")
    with opened(args) as db:
        household = household_by_code(db, args.code)
        if household is None:
            raise RefusedError(f"Không có hộ mang mã {args.code}. Hãy tìm mã bằng: cdtt find TÊN-CHỦ-HỘ")
        events = agreed(household_events(db, household.id), granted(db, household.id))
        known = Known(names=names_of(db, (household.id,)), questions=question_words(db))
    title = f"Hộ {household.head_name} · {household.code}"
    if day is not None:
        then = records_on(events, day, known)
        return Answer(
            text="\n".join((f"{title}, cuối ngày {format_date(day)}", *_then_lines(then))),
            document={"code": household.code, "on": day.isoformat(), "records": [asdict(record) for record in then]},
        )
    days = history_days(events, known)
    return Answer(text="\n".join((title, *_lines(days))), document={"code": household.code, "days": _document(days)})


def _lines(days: "Sequence[HistoryDay]") -> Iterator[str]:
    for day in days:
        yield day.day
        for line in day.lines:
            marks = ", ".join(part for part in (line.note, line.warning, "để riêng" if line.aside else "") if part)
            yield f"  {line.time}  {line.text}  [{marks}]"


def _document(days: "Sequence[HistoryDay]") -> list[dict[str, Any]]:
    return [
        {
            "day": day.day,
            "lines": [
                {
                    "time": line.time,
                    "text": line.text,
                    "note": line.note,
                    "aside": line.aside,
                    "warning": line.warning,
                }
                for line in day.lines
            ],
        }
        for day in days
    ]


def _then_lines(records: "Sequence[RecordThen]") -> Iterator[str]:
    if not records:
        yield "Hôm ấy sổ chưa ghi hộ này."
    for record in records:
        yield record.title
        yield from (f"  {caption}: {words}" for caption, words in record.rows)

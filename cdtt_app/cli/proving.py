"""`cdtt receipts`: what the province signed for, day by day, and one day as a sheet to print."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdtt_app.cli.answer import Answer, MisuseError, RefusedFileError
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.documents.day_sheet_pdf import DaySheet, SheetRow
    from cdtt_app.presenters.day_sheet import Whose
    from cdtt_app.services.day_book import CheckedReceipt
    from cdtt_app.storage.database import Database
    from cdtt_app.storage.whereabouts import DayCount


def add(commands: Commands) -> None:
    """Add the command."""
    receipts = commands.add("receipts", _receipts, "sổ ngày: ghi bao nhiêu, tỉnh đã nhận bao nhiêu, lúc nào")
    receipts.add_argument("--day", metavar="NGÀY", help="xem từng phiếu của một ngày: 24/11/2026 hoặc today")
    receipts.add_argument("--pdf", type=Path, metavar="TỆP", help="ghi tờ sổ ngày để in; không có --day là hôm nay")


def _receipts(args: argparse.Namespace) -> Answer:
    with opened(args) as db:
        if args.day is None and args.pdf is None:
            return _all_days(db)
        return _one_day(db, _day(args.day, db.now().astimezone().date()), args.pdf)


def _day(said: str | None, today: date) -> date:
    from cdtt_app.domain.vietnamese import parse_date

    if said in (None, "today", "nay"):
        return today
    day = parse_date(str(said))
    if day is None:
        raise MisuseError(f"Không hiểu ngày “{said}”. Hãy ghi như: 24/11/2026")
    return day


def _all_days(db: "Database") -> Answer:
    from cdtt_app.presenters.day_sheet import signature_words
    from cdtt_app.services.day_book import checked_receipts, day_counts

    days, receipts = day_counts(db), checked_receipts(db)
    lines = [_day_line(day) for day in days] or ["Chưa ghi lượt thăm nào trên máy này."]
    return Answer(
        text="\n".join((*lines, signature_words(_genuine(receipts)))),
        document={
            "days": [_day_document(day) for day in days],
            "receipts": [{**asdict(each), "at": each.at.isoformat()} for each in receipts],
        },
    )


def _genuine(receipts: "Sequence[CheckedReceipt]") -> bool | None:
    return all(each.genuine for each in receipts) if receipts else None


def _day_line(day: "DayCount") -> str:
    from cdtt_app.presenters.day_sheet import headline

    return f"{day.day:%d/%m/%Y}: {headline(day)}"


def _day_document(day: "DayCount") -> dict[str, Any]:
    at = day.last_received_at
    return {**asdict(day), "day": day.day.isoformat(), "last_received_at": at.isoformat() if at else None}


def _one_day(db: "Database", day: date, pdf: Path | None) -> Answer:
    from cdtt_app.documents.day_sheet_pdf import day_sheet_pdf
    from cdtt_app.presenters.day_sheet import day_sheet
    from cdtt_app.services.day_book import checked_receipts, visits_on
    from cdtt_app.storage.households import households_by_ids

    visits = visits_on(db, day)
    homes = households_by_ids(db, tuple({visit.household_id for visit in visits}))
    sheet = day_sheet(day, visits, homes, _whose(db), genuine=_genuine(checked_receipts(db)), now=db.now())
    if pdf is not None:
        _write(pdf, day_sheet_pdf(sheet))
    lines = [f"{sheet.day:%d/%m/%Y}: {sheet.headline}", *map(_row_line, sheet.rows), sheet.checked]
    if pdf is not None:
        lines.append(f"Đã ghi tờ sổ ngày vào {pdf}.")
    return Answer(text="\n".join(lines), document=_sheet_document(sheet, pdf))


def _whose(db: "Database") -> "Whose":
    from cdtt_app.domain.hamlet import full_name
    from cdtt_app.presenters.day_sheet import Whose
    from cdtt_app.services.authors import read_authors
    from cdtt_app.services.setup import current_hamlet

    hamlet, authors = current_hamlet(db), read_authors(db)
    return Whose(place=full_name(hamlet) if hamlet else "", person=authors.me.person, machine=f"máy số {authors.own}")


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise RefusedFileError(f"Không ghi được tệp {file}. Hãy chọn chỗ khác.") from error


def _row_line(row: "SheetRow") -> str:
    home = " · ".join(part for part in (row.code, row.head) if part)
    return "  ".join(part for part in (f"  {row.time}", home, row.state, row.received, row.receipt) if part)


def _sheet_document(sheet: "DaySheet", pdf: Path | None) -> dict[str, Any]:
    return {
        "day": sheet.day.isoformat(),
        "headline": sheet.headline,
        "visits": [asdict(row) for row in sheet.rows],
        "pdf": str(pdf) if pdf else "",
    }

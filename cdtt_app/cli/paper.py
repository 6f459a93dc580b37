"""`cdtt sheet`: visit sheets and the evening's run sheet on paper, and which sheets are still out."""

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdtt_app.cli.answer import Answer, MisuseError
from cdtt_app.cli.files import check_free, write_out
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.domain.household import Household
    from cdtt_app.domain.paper_sheet import PaperSheet
    from cdtt_app.storage.database import Database

_MOST_BLANK = 200
_ACTS = "--visit, --blank, --run, --list, --entered"


def add(commands: Commands) -> None:
    """Add the command."""
    sheet = commands.add("sheet", _sheet, "phiếu giấy: phiếu thăm hộ, danh sách đi thăm, phiếu còn ở ngoài")
    sheet.add_argument(
        "--visit", nargs="*", metavar="MÃ", help="phiếu thăm điền sẵn cho các hộ này; không ghi mã: các hộ cần thăm"
    )
    sheet.add_argument("--blank", type=int, default=0, metavar="SỐ", help="thêm chừng này phiếu trắng")
    sheet.add_argument("--run", action="store_true", help="danh sách đi thăm trong buổi")
    sheet.add_argument("--day", metavar="NGÀY", help="buổi nào, ví dụ 24/11/2026; không ghi: ngày mai")
    sheet.add_argument("--out", type=Path, metavar="RA", help="tên tệp PDF sẽ ghi")
    sheet.add_argument("--force", action="store_true", help="ghi đè tệp đã có")
    sheet.add_argument("--list", action="store_true", help="xem các phiếu còn ở ngoài, chưa ai gõ vào máy")
    sheet.add_argument(
        "--entered", nargs=2, metavar=("MÃ-PHIẾU", "MÃ-LƯỢT"), help="phiếu này đã gõ thành lượt thăm kia"
    )


def _sheet(args: argparse.Namespace) -> Answer:
    _check(args)
    if args.out:
        check_free(args.out, force=args.force)
    with opened(args) as db:
        if args.list:
            return _out(db)
        if args.entered:
            return _entered(db, *args.entered)
        day = _day(args.day) or db.now().astimezone().date() + timedelta(days=1)
        return _run(db, args.out, day) if args.run else _visit(db, args, day)


def _check(args: argparse.Namespace) -> None:
    """Raise MisuseError unless one thing was asked for, with all it needs."""
    acts = (args.visit is not None or args.blank != 0, args.run, args.list, args.entered is not None)
    if sum(acts) != 1:
        raise MisuseError(f"Cần đúng một việc: {_ACTS}; riêng --blank đi cùng --visit được.")
    if not 0 <= args.blank <= _MOST_BLANK:
        raise MisuseError(f"Sau --blank cần một số từ 1 đến {_MOST_BLANK}.")
    if not args.out and not (args.list or args.entered):
        raise MisuseError("Thiếu --out.")
    _day(args.day)


def _day(said: str | None) -> date | None:
    from cdtt_app.domain.vietnamese import parse_date

    day = parse_date(said) if said else None
    if said and day is None:
        raise MisuseError(f"Không hiểu ngày “{said}”. Hãy ghi như: 24/11/2026")
    return day


def _visit(db: "Database", args: argparse.Namespace, day: date) -> Answer:
    from cdtt_app.cli.handout_homes import home_of
    from cdtt_app.documents.visit_sheet_pdf import visit_sheet_pdf
    from cdtt_app.domain.vietnamese import format_date
    from cdtt_app.presenters.visit_sheet import contexts_of, visit_sheets
    from cdtt_app.services.checklists import checklist_in_use
    from cdtt_app.services.errors import RefusedError
    from cdtt_app.services.paper_runs import homes_for, paper_homes
    from cdtt_app.services.paper_sheets import keep_printed, new_sheets
    from cdtt_app.services.today import hamlet_in_hand

    wanted = {home_of(db, code) for code in args.visit or ()}
    homes = homes_for(db, wanted, day) if args.visit is not None else ()
    if not homes and not args.blank:
        raise RefusedError(_nobody(day))
    checklist, today = checklist_in_use(db), db.now().astimezone().date()
    sheets = new_sheets(db, (*homes, *[None] * args.blank), day)
    contexts = contexts_of(paper_homes(db, homes), checklist, today)
    write_out(args.out, visit_sheet_pdf(visit_sheets(sheets, contexts, checklist, hamlet_in_hand(db), today=today)))
    keep_printed(db, sheets)
    parts = (f"{len(homes)} phiếu điền sẵn" if homes else "", f"{args.blank} phiếu trắng" if args.blank else "")
    said = " và ".join(part for part in parts if part)
    return Answer(
        text=f"Đã ghi {said} cho buổi {format_date(day)} vào {args.out}. Xem phiếu còn ở ngoài: cdtt sheet --list",
        document={"file": str(args.out), "day": day.isoformat(), "sheets": _documents(sheets, homes)},
    )


def _run(db: "Database", out: Path, day: date) -> Answer:
    from cdtt_app.documents.run_sheet_pdf import run_sheet_pdf
    from cdtt_app.domain.standing import needs_visit
    from cdtt_app.domain.vietnamese import format_date
    from cdtt_app.presenters.run_sheet import handout_names, run_sheet
    from cdtt_app.services.errors import RefusedError
    from cdtt_app.services.paper_runs import evening_out, may_call, to_bring
    from cdtt_app.services.today import hamlet_in_hand, standings

    hamlet = hamlet_in_hand(db)
    board = standings(db, hamlet, today=day) if hamlet else ()
    rows = tuple(row for row in board if needs_visit(row.standing.state))
    if hamlet is None or not rows:
        raise RefusedError(_nobody(day))
    homes = tuple(row.household for row in rows)
    run = run_sheet(
        rows,
        hamlet,
        day=day,
        now=db.now(),
        agreed=may_call(db, homes),
        bring=handout_names(to_bring(db, homes, day)),
        sheets=evening_out(db, day),
    )
    write_out(out, run_sheet_pdf(run))
    return Answer(
        text=f"Đã ghi danh sách đi thăm ngày {format_date(day)}, {len(homes)} nhà, vào {out}.",
        document={"file": str(out), "day": day.isoformat(), "households": [home.code for home in homes]},
    )


def _nobody(day: date) -> str:
    from cdtt_app.domain.vietnamese import format_date

    return f"Ngày {format_date(day)} không có hộ nào cần thăm. Hãy ghi mã hộ sau --visit, hoặc chọn ngày khác."


def _out(db: "Database") -> Answer:
    from cdtt_app.presenters.sheets_out import evenings, paper_words
    from cdtt_app.services.paper_sheets import sheets_out
    from cdtt_app.storage.households import households_by_ids

    sheets = sheets_out(db)
    homes = households_by_ids(db, tuple({sheet.household_id for sheet in sheets if sheet.household_id}))
    lines = [paper_words(sheets)[0] or "Không còn phiếu giấy nào ở ngoài."]
    for evening in evenings(sheets, homes):
        lines.append(f"{evening.title}: {evening.note}")
        lines += [f"  {line.name} · {line.words}" for line in evening.lines]
    return Answer(text="\n".join(lines), document={"sheets": _documents(sheets, tuple(homes.values()))})


def _entered(db: "Database", code: str, visit_id: str) -> Answer:
    from cdtt_app.domain.paper_sheet import SheetState, sheet_code, sheet_state
    from cdtt_app.domain.short_code import grouped
    from cdtt_app.domain.visit import Visit
    from cdtt_app.presenters.sheets_out import code_problem
    from cdtt_app.services.errors import RefusedError
    from cdtt_app.services.paper_sheets import mark_entered, sheet_by_code
    from cdtt_app.storage.households import household
    from cdtt_app.storage.questions import by_id

    sheet, visit = sheet_by_code(db, code), by_id(db, Visit, visit_id)
    if sheet is None or sheet_state(sheet) is SheetState.ENTERED:
        raise RefusedError(code_problem(code, sheet, None))
    if visit is None or visit.deleted:
        raise RefusedError("Không thấy lượt thăm này trên máy. Hãy xem mã lượt bằng: cdtt show MÃ-HỘ --json")
    if sheet.household_id not in (None, visit.household_id):
        raise RefusedError("Phiếu này in cho hộ khác với hộ của lượt thăm. Hãy xem lại mã phiếu.")
    mark_entered(db, sheet.id, visit.id, visit.household_id)
    home, shown = household(db, visit.household_id), grouped(sheet_code(sheet))
    return Answer(
        text=f"Phiếu {shown} đã gõ xong: lượt thăm hộ {home.head_name if home else ''}.",
        document={"sheet": sheet_code(sheet), "visit": visit.id, "household": home.code if home else ""},
    )


def _documents(sheets: "tuple[PaperSheet, ...]", homes: "tuple[Household, ...]") -> list[dict[str, Any]]:
    from cdtt_app.domain.paper_sheet import sheet_code

    codes = {home.id: home.code for home in homes}
    return [
        {
            "code": sheet_code(sheet),
            "household": codes.get(sheet.household_id, "") if sheet.household_id else "",
            "day": sheet.run_on.isoformat(),
            "place": sheet.place,
            "places": sheet.places,
        }
        for sheet in sheets
    ]

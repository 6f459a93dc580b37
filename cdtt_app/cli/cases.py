"""`cdtt cases`: the list of cases, and the next step of one."""

import argparse
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cdtt_app.cli.answer import Answer, MisuseError
from cdtt_app.cli.files import content_of
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.domain.coverage_board import Board, CaseView
    from cdtt_app.domain.coverage_case import CaseState, CaseStep
    from cdtt_app.storage.database import Database

E = TypeVar("E", bound=StrEnum)
_STEP_ONLY = ("case", "why", "document", "on", "operator", "station", "deadline", "block", "attach")


def add(commands: Commands) -> None:
    """Add the command."""
    cases = commands.add("cases", _cases, "các vụ việc lõm sóng, việc gấp đứng trước; cán bộ xã ghi bước tiếp theo")
    cases.add_argument("--state", metavar="BƯỚC", help="chỉ các vụ việc đang ở bước này, ví dụ da_gui_so")
    cases.add_argument("--step", metavar="BƯỚC", help="ghi bước này cho vụ việc ở --case")
    cases.add_argument("--case", metavar="MÃ", help="mã vụ việc, ví dụ VL-007")
    cases.add_argument("--why", metavar="CHỮ", help="vì sao")
    cases.add_argument("--document", metavar="SỐ", help="số văn bản")
    cases.add_argument("--on", metavar="NGÀY", help="ngày của bước này (không ghi: hôm nay)")
    cases.add_argument("--operator", metavar="MẠNG", help="nhà mạng, ví dụ Viettel")
    cases.add_argument("--station", metavar="MÃ", help="mã trạm")
    cases.add_argument("--deadline", metavar="NGÀY", help="hẹn trả lời hoặc phát sóng")
    cases.add_argument("--block", metavar="VÌ", help="đang vướng gì: chua_co_dien, it_ho, dia_hinh, chua_bo_tri_von")
    cases.add_argument("--attach", type=Path, metavar="TỆP", help="văn bản kèm theo, tệp PDF")


def _cases(args: argparse.Namespace) -> Answer:
    from cdtt_app.domain.coverage_case import CaseState

    wanted = _one_of(CaseState, args.state, "--state") if args.state else None
    if args.step is None:
        stray = next((name for name in _STEP_ONLY if getattr(args, name) is not None), None)
        if stray:
            raise MisuseError(f"--{stray} cần đi cùng --step.")
        with opened(args) as db:
            return _listed(db, wanted)
    if not args.case:
        raise MisuseError("--step cần đi cùng --case. Xem mã các vụ việc: cdtt cases")
    if wanted:
        raise MisuseError("Không dùng --step cùng lúc với --state.")
    state = _one_of(CaseState, args.step, "--step")
    said = _said(args)
    paper = content_of(args.attach) if args.attach else b""
    with opened(args) as db:
        return _stepped(db, args.case, state, said, paper)


def _one_of(kind: type[E], said: str, option: str) -> E:
    if said not in [each.value for each in kind]:
        raise MisuseError(f"Sau {option} không có giá trị {said}. Chọn một trong: {', '.join(kind)}.")
    return kind(said)


def _said(args: argparse.Namespace) -> dict[str, Any]:
    """What the command line says of the step, under the names that the record has."""
    from cdtt_app.domain.coverage_case import Block
    from cdtt_app.domain.household import Network

    said: dict[str, Any] = {
        "why": args.why,
        "document": args.document,
        "happened_on": _day(args.on, "--on"),
        "operator": _one_of(Network, args.operator, "--operator") if args.operator else None,
        "station": args.station,
        "deadline": _day(args.deadline, "--deadline"),
        "block": _one_of(Block, args.block, "--block") if args.block else None,
        "attachment_name": args.attach.name if args.attach else None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _day(said: str | None, option: str) -> date | None:
    from cdtt_app.domain.vietnamese import parse_date

    if said is None:
        return None
    day = parse_date(said)
    if day is None:
        raise MisuseError(f"Sau {option} cần một ngày như 30/06/2026, câu lệnh lại ghi {said}.")
    return day


def _stepped(db: "Database", code: str, state: "CaseState", said: dict[str, Any], paper: bytes) -> Answer:
    from dataclasses import replace

    from cdtt_app.presenters.case_facts import case_number
    from cdtt_app.presenters.coverage_words import STATES
    from cdtt_app.services.coverage import read_board
    from cdtt_app.services.coverage_cases import blank_step, take_step

    view = case_of(read_board(db), code)
    step: CaseStep = replace(blank_step(db, view.case.id, state), **said)
    take_step(db, step, paper)
    board = read_board(db)
    after = case_of(board, code)
    return Answer(
        text=f"{view.case.title}: đã ghi “{STATES[state]}” ngày {step.happened_on:%d/%m/%Y}.",
        document={"case": document_of(board, after), "code": case_number(board, after)},
    )


def _listed(db: "Database", wanted: "CaseState | None") -> Answer:
    from cdtt_app.presenters.coverage_sentences import rule_words
    from cdtt_app.services.coverage import read_board

    board = read_board(db)
    views = [view for view in board.cases if wanted is None or view.course.state is wanted]
    rule = rule_words(board.rules)
    lines = [line for view in views for line in _lines(board, view)]
    nothing = "Không có vụ việc nào ở bước này." if wanted else "Chưa có vụ việc nào."
    waiting = f"Còn {len(board.spots)} chỗ có ghi nhận chưa gộp vào vụ việc." if board.spots else ""
    return Answer(
        text="\n".join(filter(None, (*(lines or [nothing]), waiting, rule if views else ""))),
        document={
            "cases": [document_of(board, view) for view in views],
            "waiting": [[note.id for note in spot.notes] for spot in board.spots],
            "rule": rule,
        },
    )


def _lines(board: "Board", view: "CaseView") -> Iterator[str]:
    from cdtt_app.domain.coverage_case import case_code
    from cdtt_app.presenters.coverage_rows import clock_mark
    from cdtt_app.presenters.coverage_sentences import rank_words
    from cdtt_app.presenters.coverage_words import STATES, networks_words

    yield f"{case_code(view.case.number)}  {view.case.title}: {STATES[view.course.state]}"
    networks = networks_words(view.facts.worst)
    what = f"{view.facts.households} hộ, {len(view.facts.notes)} ghi nhận"
    yield f"   {what}{f', {networks}' if networks else ''}"
    yield f"   {clock_mark(board, view).words}"
    yield f"   {rank_words(view.rank)}"


def document_of(board: "Board", view: "CaseView") -> dict[str, Any]:
    """One case for programs."""
    from cdtt_app.domain.coverage_case import ALLOWED, case_code, overdue_days
    from cdtt_app.domain.hamlet import full_name
    from cdtt_app.presenters.case_facts import hamlet_of

    facts, course, hamlet = view.facts, view.course, hamlet_of(board, view)
    return {
        "id": view.case.id,
        "code": case_code(view.case.number),
        "title": view.case.title,
        "hamlet": full_name(hamlet) if hamlet else "",
        "state": str(course.state),
        "since": course.since.happened_on.isoformat() if course.since else None,
        "deadline": course.deadline.isoformat() if course.deadline else None,
        "overdue_days": overdue_days(course, today=board.now.astimezone().date()),
        "may_follow": [str(state) for state in ALLOWED[course.state]],
        "severity": str(facts.severity),
        "networks": {brand: str(strength) for brand, strength in facts.worst.items()},
        "households": facts.households,
        "notes": [note.id for note in facts.notes],
        "refuted_by": facts.refuted_by.id if facts.refuted_by else None,
        "stale": facts.stale,
        "points": round(view.rank.points, 1),
        "steps": [
            {
                "state": str(step.state),
                "on": step.happened_on.isoformat(),
                "why": step.why,
                "document": step.document,
            }
            for step in course.taken
        ],
    }


def case_of(board: "Board", code: str) -> "CaseView":
    """The case of a code: "VL-007", with the commune's code in it, or the bare number; raises RefusedError."""
    from cdtt_app.services.errors import RefusedError

    last = code.strip().rpartition("-")[2]
    number = int(last) if last.isascii() and last.isdigit() and len(last) < 10 else 0
    found = [view for view in board.cases if view.case.number == number]
    if not found:
        raise RefusedError(f"Không có vụ việc mang mã {code}. Xem mã các vụ việc: cdtt cases")
    return found[0]

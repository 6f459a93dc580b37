"""`cdtt log-visit`: a visit from a JSON file; a file that carries an id may be sent again without harm."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cdtt_app.cli.answer import Answer, RefusedFileError
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.imports.visit_json import VisitFile
    from cdtt_app.storage.database import Database

_STDIN = "-"


def add(commands: Commands) -> None:
    """Add the command."""
    log = commands.add("log-visit", _log_visit, "ghi một lượt thăm từ tệp JSON")
    what = log.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--file", metavar="TỆP", help="tệp lượt thăm; - là đầu vào chuẩn (khi đó đặt mã PIN vào CDTT_PIN)"
    )
    what.add_argument("--schema", action="store_true", help="in ra lược đồ JSON của tệp lượt thăm")


def _log_visit(args: argparse.Namespace) -> Answer:
    from cdtt_app.imports.visit_json import read_visit, visit_schema

    if args.schema:
        schema = visit_schema()
        return Answer(text=json.dumps(schema, ensure_ascii=False, indent=2), document={"schema": schema})
    file = read_visit(_content(args.file))
    with opened(args, stdin_taken=args.file == _STDIN) as db:
        return _again(db, file) or _logged(db, file)


def _content(name: str) -> bytes:
    if name == _STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise RefusedFileError(f"Không đọc được tệp {name}. Hãy xem lại tên tệp.") from error


def _again(db: "Database", file: "VisitFile") -> Answer | None:
    """The answer when this id was logged before, or None."""
    from cdtt_app.domain.visit import Visit
    from cdtt_app.imports.visit_json import fingerprint
    from cdtt_app.services.errors import RefusedError
    from cdtt_app.storage.facts import read_fact
    from cdtt_app.storage.questions import by_id

    kept = by_id(db, Visit, str(file.id)) if file.id else None
    if kept is None:
        return None
    if read_fact(db, _fact(kept.id)) != fingerprint(file):
        raise RefusedError(f"Mã {kept.id} đã dùng cho một lượt thăm có nội dung khác. Hãy đặt mã khác cho lượt này.")
    if kept.deleted:
        raise RefusedError(f"Lượt thăm {kept.id} đã ghi rồi được hoàn tác. Muốn ghi lại, hãy đặt mã khác.")
    return Answer(
        text=f"Lượt thăm {kept.id} đã được ghi từ trước, không ghi thêm lần nữa.",
        document={"visit": kept.id, "household": file.household, "logged": False},
    )


def _logged(db: "Database", file: "VisitFile") -> Answer:
    from cdtt_app.cli.visit_entry import entry_of
    from cdtt_app.domain.vietnamese import format_date
    from cdtt_app.imports.visit_json import fingerprint
    from cdtt_app.services.errors import RefusedError
    from cdtt_app.services.visits import entry_problems, log_visit
    from cdtt_app.storage.facts import keep_fact

    entry = entry_of(db, file)
    visit = entry.visit
    problems = entry_problems(db, entry)
    if problems:
        raise RefusedError(problems)
    if file.id:  # before the visit: a power cut in between then costs nothing
        keep_fact(db, _fact(visit.id), fingerprint(file))
    log_visit(db, entry)
    return Answer(
        text=f"Đã ghi lượt thăm hộ {file.household} ngày {format_date(visit.visited_on)} (mã {visit.id}).",
        document={"visit": visit.id, "household": file.household, "logged": True},
    )


def _fact(visit: str) -> str:
    return f"visit-file/{visit}"

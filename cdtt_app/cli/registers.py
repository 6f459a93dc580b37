"""`cdtt import-register`: the commune's household register, first as a preview, then as one act."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdtt_app.cli.answer import Answer, MisuseError, RefusedFileError
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.imports.register_columns import Field
    from cdtt_app.imports.register_types import RegisterFile
    from cdtt_app.services.import_register import ImportPlan
    from cdtt_app.storage.database import Database


def add(commands: Commands) -> None:
    """Add the command."""
    register = commands.add("import-register", _import, "nhập danh sách hộ của xã từ tệp Excel")
    register.add_argument("file", type=Path, metavar="TỆP", help="tệp danh sách hộ: xlsx hoặc xls")
    register.add_argument(
        "--map",
        action="append",
        default=[],
        metavar='"TIÊU ĐỀ=LOẠI"',
        help='cột nào là gì, khi máy đoán sai: "Tên=head_name"; ghi được nhiều lần',
    )
    register.add_argument("--sheet", metavar="TRANG", help="trang tính cần đọc, khi tệp có nhiều trang")
    register.add_argument("--hamlet", default="", metavar="TÊN", help="thôn của cả tệp, khi tệp không có cột thôn")
    register.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi gì")


def _import(args: argparse.Namespace) -> Answer:
    from cdtt_app.services.import_register import apply_import, plan_import

    said = _mapping(args.map)
    data = _content(args.file)
    with opened(args) as db:
        file = _read(db, data, args, said)
        if file.problems:
            return Answer(document=_document(file, None), problems=(*file.problems, _columns_there(file)))
        plan = plan_import(db, file, hamlet=_hamlet(db, file, args.hamlet))
        if not args.dry_run:
            apply_import(db, plan)
    return Answer(
        text="\n".join(_lines(plan, dry=args.dry_run)),
        document={**_document(file, plan), "written": not args.dry_run},
    )


def _mapping(said: list[str]) -> "dict[str, Field]":
    from cdtt_app.imports.register_columns import FIELD_NAMES, field_named

    mapping: dict[str, Field] = {}
    for pair in said:
        header, sign, name = pair.rpartition("=")
        field = field_named(name)
        if not sign or not header.strip() or field is None:
            fields = "\n".join(f"  {each}: {words}" for each, words in FIELD_NAMES.items())
            raise MisuseError(f'Sau --map cần "TIÊU ĐỀ=LOẠI", câu lệnh lại ghi "{pair}". Các loại:\n{fields}')
        mapping[header.strip()] = field
    return mapping


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RefusedFileError(f"Không đọc được tệp {file}. Hãy xem lại tên tệp.") from error


def _read(db: "Database", data: bytes, args: argparse.Namespace, said: "dict[str, Field]") -> "RegisterFile":
    """Read under the mapping that was agreed to for such a file before, and what is said now."""
    from cdtt_app.imports.register_xlsx import read_register
    from cdtt_app.services.households import MINORS_FACT
    from cdtt_app.services.import_register import remembered_mapping
    from cdtt_app.storage.facts import read_fact

    today = db.now().astimezone().date()
    children = bool(read_fact(db, MINORS_FACT, default=False))

    def read(mapping: "dict[str, Field] | None") -> "RegisterFile":
        return read_register(
            data,
            file_name=args.file.name,
            today=today,
            mapping=mapping or None,
            sheet=args.sheet,
            keep_children=children,
        )

    file = read(said)
    remembered = remembered_mapping(db, file.signature)
    return read({**remembered, **said}) if remembered else file


def _hamlet(db: "Database", file: "RegisterFile", said: str) -> str:
    """Where rows without a hamlet go: what is said, what the file's title says, else the hamlet in hand."""
    from cdtt_app.services.setup import current_hamlet

    current = current_hamlet(db)
    return said or file.hamlet_hint or (current.name if current else "")


def _columns_there(file: "RegisterFile") -> str:
    headers = ", ".join(f"{column.letter} “{column.header}”" for column in file.columns if column.header)
    return f'Các cột trong tệp: {headers or "không có"}. Chỉ cột bằng: --map "TIÊU ĐỀ=head_name".'


def _document(file: "RegisterFile", plan: "ImportPlan | None") -> dict[str, Any]:
    return {
        "file": file.file_name,
        "sheet": file.sheet,
        "other_sheets": list(file.other_sheets),
        "encoding": file.encoding,
        "columns": [
            {"letter": one.letter, "header": one.header, "field": one.field, "refused": one.refused}
            for one in file.columns
        ],
        "rows": [
            {"row": one.row, "status": one.status, "label": one.label, "sentences": list(one.sentences)}
            for one in file.rows
        ],
        "households": [
            {
                "row": one.register.row,
                "head": one.register.head_name,
                "action": one.action,
                "sentence": one.sentence,
            }
            for one in (plan.rows if plan else ())
        ],
        "counts": dict(plan.counts) if plan else {},
    }


def _lines(plan: "ImportPlan", *, dry: bool) -> Iterator[str]:
    from cdtt_app.imports.register_columns import FIELD_NAMES
    from cdtt_app.imports.register_types import RowStatus
    from cdtt_app.services.import_register import Action

    marks = {
        RowStatus.UNDERSTOOD: "hiểu",
        RowStatus.CHANGED: "hiểu, có sửa",
        RowStatus.DOUBTFUL: "cần xem",
        RowStatus.SKIPPED: "bỏ qua",
        RowStatus.DOUBLE: "trùng",
    }
    yield f"Tệp {plan.file.file_name}, trang {plan.file.sheet}"
    for column in plan.file.columns:
        meaning = column.refused or (FIELD_NAMES[column.field] if column.field else "không hiểu, bỏ qua")
        sign = "KHÔNG NHẬN: " if column.refused else ""
        yield f"  cột {column.letter} “{column.header}”: {sign}{meaning}"
    for row in plan.file.rows:
        yield f"  dòng {row.row} [{marks[row.status]}] {row.label} {' '.join(row.sentences)}".rstrip()
    for one in plan.rows:
        if one.sentence:
            yield f"  hộ {one.register.head_name} (dòng {one.register.row}): {one.sentence}"
    counts = plan.counts
    done = "Xem trước, chưa ghi gì" if dry else "Đã nhập"
    yield (
        f"{done}: {counts[Action.NEW]} hộ mới, {counts[Action.FILL]} hộ bổ sung, {counts[Action.SAME]} hộ như cũ, "
        f"{counts[Action.DOUBT]} hộ cần xem lại nên để nguyên."
    )

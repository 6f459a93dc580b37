"""`cdtt note` and `cdtt import-measurements`: coverage notes from a JSON file, or from the CSV of a measuring app."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cdtt_app.cli.answer import Answer, RefusedFileError
from cdtt_app.cli.files import content_of
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.domain.hamlet import Hamlet
    from cdtt_app.imports.note_json import NoteFile
    from cdtt_app.imports.photo import Photo
    from cdtt_app.services.coverage_measurements import ImportedMeasurements
    from cdtt_app.storage.database import Database

_MOST_SHOWN = 20


def add(commands: Commands) -> None:
    """Add the commands."""
    note = commands.add("note", _note, "ghi một chỗ mất sóng, sóng yếu từ tệp JSON")
    what = note.add_mutually_exclusive_group(required=True)
    what.add_argument("--file", type=Path, metavar="TỆP", help="tệp ghi nhận")
    what.add_argument("--schema", action="store_true", help="in ra lược đồ JSON của tệp ghi nhận")
    measured = commands.add("import-measurements", _measurements, "nhập kết quả đo sóng từ tệp CSV của ứng dụng đo")
    measured.add_argument("file", type=Path, metavar="TỆP", help="tệp CSV: i-Speed, Speedtest, G-NetTrack...")
    measured.add_argument("--hamlet", default="", metavar="TÊN", help="thôn của các lần đo; không ghi là thôn đang làm")


def _note(args: argparse.Namespace) -> Answer:
    from cdtt_app.imports.note_json import NoteFileError, note_schema, read_note

    if args.schema:
        schema = note_schema()
        return Answer(text=json.dumps(schema, ensure_ascii=False, indent=2), document={"schema": schema})
    try:
        file = read_note(content_of(args.file))
    except NoteFileError as error:
        raise RefusedFileError(str(error)) from error
    photos = tuple(_photo(args.file.parent / name) for name in file.photos)
    with opened(args) as db:
        return _noted(db, file, photos)


def _photo(path: Path) -> "Photo":
    from cdtt_app.imports.photo import read_photo
    from cdtt_app.imports.photo_errors import PhotoError

    try:
        return read_photo(content_of(path))
    except PhotoError as error:
        raise RefusedFileError(f"Ảnh {path.name}: {error}") from error


def _noted(db: "Database", file: "NoteFile", photos: "tuple[Photo, ...]") -> Answer:
    from cdtt_app.cli.note_entry import note_of
    from cdtt_app.domain.coverage import point_of, severity
    from cdtt_app.presenters.coverage_words import SEVERITIES
    from cdtt_app.services.coverage_notes import save_note

    note = note_of(db, file, photos)
    save_note(db, note, photos)
    point = point_of(note.location)
    where = note.place or file.household or "chỗ đã chấm"
    return Answer(
        text=f"Đã ghi {where}: {SEVERITIES[severity(note)]}, {len(photos)} ảnh (mã {note.id}).",
        document={
            "note": note.id,
            "household": file.household,
            "severity": str(severity(note)),
            "position": [point.latitude, point.longitude] if point else None,
            "photos": len(photos),
        },
    )


def _measurements(args: argparse.Namespace) -> Answer:
    from cdtt_app.services.coverage_measurements import import_measurements

    data = content_of(args.file)
    with opened(args) as db:
        came = import_measurements(db, data, hamlet_named(db, args.hamlet))
    return Answer(
        text="\n".join(_lines(came)),
        document={
            "notes": came.notes,
            "known": came.known,
            "measurements": came.measurements,
            "skipped": [{"line": line, "reason": reason} for line, reason in came.skipped],
            "columns": dict(came.understood),
            "ignored": list(came.ignored),
        },
    )


def _lines(came: "ImportedMeasurements") -> Iterator[str]:
    from cdtt_app.domain.vietnamese import format_number

    yield (
        f"Dùng được {format_number(came.measurements)} lần đo: thêm {format_number(came.notes)} ghi nhận "
        f"(mỗi chỗ, mỗi giờ một ghi nhận), {format_number(came.known)} ghi nhận đã có từ trước."
    )
    yield from (f"  cột “{column}”: {meaning}" for column, meaning in came.understood)
    if came.ignored:
        yield f"  không dùng các cột: {', '.join(came.ignored)}"
    yield from (f"  dòng {line}: {reason}" for line, reason in came.skipped[:_MOST_SHOWN])
    left = len(came.skipped) - _MOST_SHOWN
    if left > 0:
        yield f"  và {format_number(left)} dòng nữa không dùng được; xem hết bằng --json"


def hamlet_named(db: "Database", name: str) -> "Hamlet":
    """The hamlet of that name, with or without accents; without a name the one in hand. Raises RefusedError."""
    from cdtt_app.domain.hamlet import full_name
    from cdtt_app.domain.vietnamese import fold
    from cdtt_app.services.coverage_notes import NO_HAMLET
    from cdtt_app.services.errors import RefusedError
    from cdtt_app.services.today import hamlet_in_hand
    from cdtt_app.storage.households import hamlets

    if not name.strip():
        hamlet = hamlet_in_hand(db)
        if hamlet is None:
            raise RefusedError(NO_HAMLET)
        return hamlet
    known = [hamlet for hamlet in hamlets(db) if hamlet.merged_into is None]
    found = [hamlet for hamlet in known if fold(name) in (fold(hamlet.name), fold(full_name(hamlet)))]
    if len(found) != 1:
        names = ", ".join(full_name(hamlet) for hamlet in known)
        raise RefusedError(f"Trên máy không có thôn tên “{name}”. Các thôn: {names or 'chưa có thôn nào'}.")
    return found[0]

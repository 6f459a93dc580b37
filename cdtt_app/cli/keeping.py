"""`cdtt check`, `cdtt backup`, `cdtt restore`: is the data whole, and keeping a copy of it."""

import argparse
from pathlib import Path

from cdtt_app.cli.answer import Answer, RefusedFileError
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened, profile_of, read_pin


def add(commands: Commands) -> None:
    """Add the commands."""
    commands.add("check", _check, "tự kiểm tra dữ liệu: tệp, mã hoá, sổ thay đổi, tìm kiếm, sao lưu")
    backup = commands.add("backup", _backup, "sao lưu toàn bộ dữ liệu vào một tệp")
    backup.add_argument("file", type=Path, metavar="TỆP", help="tệp sao lưu sẽ ghi, ví dụ trên USB")
    restore = commands.add("restore", _restore, "khôi phục dữ liệu từ một tệp sao lưu")
    restore.add_argument("file", type=Path, metavar="TỆP", help="tệp sao lưu; mã PIN là mã của bản sao lưu")


def _check(args: argparse.Namespace) -> Answer:
    from cdtt_app.storage.selfcheck import Grade, full_check

    signs = {Grade.GOOD: "tốt", Grade.WARNING: "lưu ý", Grade.BAD: "HỎNG"}
    with opened(args) as db:
        findings = full_check(db, profile_of(args))
    return Answer(
        text="\n".join(f"{signs[found.grade]:>6}  {found.sentence}" for found in findings),
        document={"findings": [{"grade": found.grade, "sentence": found.sentence} for found in findings]},
        problems=tuple(found.sentence for found in findings if found.grade is Grade.BAD),
    )


def _backup(args: argparse.Namespace) -> Answer:
    from cdtt_app.storage.backup import make_backup

    _spare_other_files(args.file)
    with opened(args) as db:
        info = make_backup(db, profile_of(args), args.file)
    return Answer(
        text=f"Đã sao lưu {info.operations} lần ghi vào {info.path}.",
        document={"file": str(info.path), "made_at": info.made_at.isoformat(), "operations": info.operations},
    )


def _spare_other_files(target: Path) -> None:
    """Only an older backup may be written over: a slip of the pen must not cost somebody's spreadsheet."""
    from cdtt_app.storage.backup import read_info
    from cdtt_app.storage.errors import DamagedError

    if target.is_dir():
        raise RefusedFileError(f"{target} là một thư mục. Hãy ghi cả tên tệp.")
    if target.exists():
        try:
            read_info(target)
        except DamagedError as error:
            raise RefusedFileError(f"Tệp {target} đã có và không phải bản sao lưu. Hãy chọn tên khác.") from error


def _restore(args: argparse.Namespace) -> Answer:
    from cdtt_app.storage.backup import read_info
    from cdtt_app.storage.restore import restore

    if not args.file.is_file():
        raise RefusedFileError(f"Không thấy tệp {args.file}. Hãy xem lại tên tệp.")
    read_info(args.file)  # a torn file is refused before anybody is asked for a PIN
    profile = profile_of(args)
    info = restore(profile, args.file, read_pin())
    return Answer(
        text=f"Đã khôi phục bản sao lưu lúc {info.made_at.astimezone():%H:%M %d/%m/%Y}, {info.operations} lần ghi. "
        "Dữ liệu trước đó (nếu có) được giữ trong thư mục backups.",
        document={
            "profile": str(profile.folder),
            "made_at": info.made_at.isoformat(),
            "operations": info.operations,
        },
    )

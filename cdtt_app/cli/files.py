"""Files that commands write for people: there whole or not at all, and never over another by accident."""

from pathlib import Path

from cdtt_app.cli.answer import RefusedFileError


def check_free(target: Path, *, force: bool) -> None:
    """Raise RefusedFileError where nothing may be written; before the work is done that would be lost."""
    if target.is_dir():
        raise RefusedFileError(f"{target} là một thư mục. Hãy ghi cả tên tệp.")
    if target.exists() and not force:
        raise RefusedFileError(f"Tệp {target} đã có. Hãy chọn tên khác, hoặc thêm --force để ghi đè.")


def write_out(target: Path, content: bytes) -> None:
    """Write beside, then rename; raises RefusedFileError, and then an older file is as it was."""
    from cdtt_app.storage.files import write_whole

    try:
        write_whole(target, content)
    except OSError as error:
        target.with_name(target.name + ".moi").unlink(missing_ok=True)
        raise RefusedFileError(f"Không ghi được tệp {target}. Hãy chọn chỗ khác.") from error


def content_of(file: Path) -> bytes:
    """The bytes of a file that was named; raises RefusedFileError."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise RefusedFileError(f"Không đọc được tệp {file}. Hãy xem lại tên tệp.") from error

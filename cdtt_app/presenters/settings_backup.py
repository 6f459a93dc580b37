"""Backups in words: which ones there are, what one of them would replace, how a new file is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cdtt_app.domain.vietnamese import fold, format_date, format_number
from cdtt_app.storage.backup import SUFFIX, BackupInfo

KINDS: Final = f"Bản sao lưu (*{SUFFIX})"
_SET_ASIDE: Final = "truoc-khoi-phuc-"
_ORIGINS: Final = (
    ("tu-dong-", "máy tự sao lưu"),
    ("truoc-nhap-so-", "trước lần nhập sổ hộ"),
    (_SET_ASIDE, "bản dùng trước lần khôi phục"),
)
_KEPT: Final = "Bản đang dùng sẽ được giữ lại trong danh sách sao lưu."


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup to choose: its file, when it was made, where it comes from and what it holds."""

    path: Path
    title: str
    words: str


def spoken_time(at: datetime, now: datetime) -> str:
    """`hôm nay 19:02`, `hôm qua 17:42`, `20/11/2026 17:42`, in this machine's zone."""
    local, today = at.astimezone(), now.astimezone().date()
    days = {today: "hôm nay", today - timedelta(days=1): "hôm qua"}
    return f"{days.get(local.date(), format_date(local.date()))} {local:%H:%M}"


def backup_line(info: BackupInfo, now: datetime) -> BackupLine:
    """One backup."""
    origin = next((words for prefix, words in _ORIGINS if info.path.name.startswith(prefix)), info.path.name)
    time = spoken_time(info.made_at, now)
    # What was set aside unreadable could not be counted.
    unknown = not info.operations and info.path.name.startswith(_SET_ASIDE)
    holds = "chưa đếm được số lần ghi" if unknown else f"{format_number(info.operations)} lần ghi"
    return BackupLine(info.path, time[0].upper() + time[1:], f"{origin} · {holds}")


def last_backup_words(backups: Sequence[BackupInfo], now: datetime) -> str:
    """When data was last copied on this machine."""
    if not backups:
        return "Chưa có bản nào trên máy. Máy sẽ tự sao lưu trong hôm nay."
    newest = max(backups, key=lambda info: info.made_at)
    return f"Trên máy: {spoken_time(newest.made_at, now)}, {format_number(newest.operations)} lần ghi."


def usb_backup_words(kept_at: str, now: datetime) -> str:
    """When data was last copied off this machine; `kept_at` is ISO time, blank for never."""
    if not kept_at:
        return "Ra USB: chưa lần nào. Máy hỏng là mất hết, nên chép ra USB mỗi tuần."
    return f"Ra USB: {spoken_time(datetime.fromisoformat(kept_at), now)}."


def replaced_words(info: BackupInfo, in_use: int | None) -> str:
    """What restoring this backup would replace; `in_use` counts the changes in the data now, None where none opens."""
    if in_use is None:
        return "Máy sẽ mở dữ liệu của bản này. Tệp đang có (nếu có) được giữ lại, không xoá gì."
    newer = in_use - info.operations
    if newer > 0:
        return f"Bản đang dùng có {format_number(newer)} lần ghi mới hơn bản này. {_KEPT}"
    if newer == 0:
        return f"Bản này có cùng số lần ghi với bản đang dùng. {_KEPT}"
    return f"Bản này có nhiều hơn bản đang dùng {format_number(-newer)} lần ghi. {_KEPT}"


def file_name(hamlet: str, now: datetime) -> str:
    """`so-tay-ban-giong-20261124-1902.cdtt-saoluu`."""
    place = "-".join(fold(hamlet).split()) or "to-cong-nghe-so"
    return f"so-tay-{place}-{now.astimezone():%Y%m%d-%H%M}{SUFFIX}"

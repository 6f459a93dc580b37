"""What the administrator's commands do; each says it in Vietnamese, and as a document for programs."""

import argparse
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from cdtt_app.domain.role import Role
from cdtt_app.domain.vietnamese.dates import format_date
from cdtt_app.server.invite import Guest, invite, keep_address
from cdtt_app.server.opening import SetupError, initialise, open_province, open_store
from cdtt_app.server.receive import epoch_of
from cdtt_app.server.settings import Settings
from cdtt_app.sync.invitation import SUFFIX, Invitation, file_bytes, full_text, last_day
from cdtt_app.sync.invitation_code import typed_code
from cdtt_app.sync.parcel import seal_recipient

_VIETNAM = timezone(timedelta(hours=7))
_COUNTS = {
    "machines": "máy",
    "hamlets": "thôn",
    "entries": "lần ghi",
    "set_aside": "lần ghi để riêng",
    "undecided": "lần ghi để riêng chờ cán bộ xem",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Text for the administrator, and the same as a document."""

    text: str
    document: Mapping[str, Any] = field(default_factory=dict)


def init(settings: Settings, args: argparse.Namespace) -> Said:
    """Make the data folder, the keys and the tables."""
    new = initialise(settings)
    province = open_province(settings)
    try:
        keep_address(province, args.url, args.authority)
    finally:
        province.store.close()
    recipient = seal_recipient(province.identity.seal_key)
    said = "Đã tạo khoá của tỉnh." if new else "Khoá của tỉnh đã có từ trước, được giữ nguyên."
    return Said(
        text=f"{said}\nThư mục dữ liệu: {settings.folder}\nCơ sở dữ liệu: {kind_of(settings)}\n"
        f"Hãy cất một bản của {settings.keys} ở nơi an toàn: mất tệp này thì mọi máy phải nối lại từ đầu.",
        document={
            "folder": str(settings.folder),
            "keys_made": new,
            "server_key": province.identity.public.hex(),
            "recipient": recipient,
        },
    )


def serve(settings: Settings, args: argparse.Namespace) -> Said:
    """Serve until told to stop."""
    from cdtt_app.server import serve as serving

    serving.check(settings)
    initialise(settings)
    with serving.listen(settings) as listening:
        port = listening.getsockname()[1]
        url = f"{settings.scheme}://{f'[{settings.host}]' if ':' in settings.host else settings.host}:{port}"
        started = Said(
            text=f"Máy chủ của tỉnh đang chạy tại {url}\nThư mục dữ liệu: {settings.folder}\n"
            f"Cơ sở dữ liệu: {kind_of(settings)}\nDừng: Ctrl+C. Mời máy đầu tiên: cdtt-server enrol-code --help",
            document={"url": url, "folder": str(settings.folder), "database": kind_of(settings)},
        )
        serving.serve(settings, listening, lambda: args.say(started))
    return Said(text="Máy chủ đã dừng.", document={"stopped": True})


def enrol_code(settings: Settings, args: argparse.Namespace) -> Said:
    """Make an invitation."""
    guest = Guest(
        person=args.person,
        role=Role(args.role),
        commune=args.commune,
        scopes=tuple(args.scope),
        place=args.place,
        days=args.days,
    )
    initialise(settings)
    province = open_province(settings)
    try:
        made = invite(province, settings, guest, datetime.now(_VIETNAM).date(), args.url)
    finally:
        province.store.close()
    if args.out:
        _write_new(Path(args.out), file_bytes(made))
    return _invitation_said(made, args.out)


def _invitation_said(made: Invitation, file: str) -> Said:
    text, code, until = full_text(made), typed_code(made.secret), format_date(last_day(made))
    written = f"\nĐã ghi giấy mời vào {file}." if file else ""
    return Said(
        text=f"Giấy mời nối máy của {made.person}, dùng một lần, đến hết ngày {until}.\n"
        f"Địa chỉ để gõ: {made.url}\nMã để gõ:      {code}\n"
        f"Mã đầy đủ (để dán, hoặc in thành mã vuông):\n{text}{written}\n"
        "Ai cầm mã này đều nối được máy: hãy trao tận tay.",
        document={
            "url": made.url,
            "code": code,
            "text": text,
            "person": made.person,
            "expires": made.expires,
            "file": file,
        },
    )


def _write_new(path: Path, content: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise SetupError(f"Đã có tệp {path}. Hãy đặt tên khác, có đuôi {SUFFIX}.") from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def backup(settings: Settings, args: argparse.Namespace) -> Said:
    """Copy the data into one file."""
    from cdtt_app.server.backup import make_backup

    copied = make_backup(settings, Path(args.file))
    return Said(
        text=f"Đã sao chép {copied.machines} máy, {copied.entries} lần ghi vào {copied.path}.\n"
        f"Bản sao không có khoá của tỉnh ({settings.keys}) và ảnh, giấy tờ ({settings.files}): hãy cất riêng.",
        document={
            "file": str(copied.path),
            "bytes": copied.bytes,
            "machines": copied.machines,
            "entries": copied.entries,
        },
    )


def restore(settings: Settings, args: argparse.Namespace) -> Said:
    """Put a copy in place of the data."""
    from cdtt_app.server.restore import restore as put_back

    restored = put_back(settings, Path(args.file), args.epoch)
    return Said(
        text=f"Đã khôi phục {restored.machines} máy, {restored.hamlets} thôn, {restored.entries} lần ghi "
        f"(lần khôi phục thứ {restored.epoch}).\nNhững gì các máy ghi sau bản sao sẽ được máy tự gửi lại.",
        document={
            "epoch": restored.epoch,
            "machines": restored.machines,
            "hamlets": restored.hamlets,
            "entries": restored.entries,
        },
    )


def parcels(settings: Settings, args: argparse.Namespace) -> Said:
    """Take in the parcels of a stick and put the answers beside them."""
    from cdtt_app.server.parcel_folder import take_folder

    initialise(settings)
    province = open_province(settings)
    try:
        taken = take_folder(province, Path(args.place))
    finally:
        province.store.close()
    said = f"Đã nhận {taken.parcels} gói, {taken.operations} lần ghi; đã để {taken.parcels} gói trả về bên cạnh."
    if taken.unreadable:
        said += f"\nKhông mở được (hỏng, hoặc không gửi cho tỉnh này): {', '.join(taken.unreadable)}."
    return Said(
        text=said,
        document={
            "parcels": taken.parcels,
            "operations": taken.operations,
            "unreadable": list(taken.unreadable),
        },
    )


def tidy(settings: Settings, _args: argparse.Namespace) -> Said:
    """Fold old log away and remove what was left unfinished; the running server does it every day by itself."""
    from cdtt_app.server.upkeep import tidy as put_in_order

    initialise(settings)
    province = open_province(settings)
    try:
        done = put_in_order(province, settings)
    finally:
        province.store.close()
    return Said(
        text=f"Đã gộp {done.folded} lần ghi cũ hơn 13 tháng, bỏ {done.unfinished} tệp gửi dở từ lâu.",
        document={"folded": done.folded, "unfinished": done.unfinished},
    )


def stats(settings: Settings, args: argparse.Namespace) -> Said:
    """Count what there is, and show what officers did last."""
    store = open_store(settings)
    try:
        with store.read() as tx:
            counts, epoch, acts = tx.counts(), epoch_of(tx), tx.acts(args.acts)
    finally:
        store.close()
    lines = [f"{number:>12}  {_COUNTS[name]}" for name, number in counts.items()]
    lines.append(f"{epoch:>12}  lần khôi phục từ bản sao")
    lines += [f"{_moment(act.at)}  máy {act.replica}  {act.act}  {act.about}" for act in acts]
    told = [{"at": act.at, "replica": act.replica, "act": act.act, "about": act.about} for act in acts]
    return Said(text="\n".join(lines), document={**counts, "epoch": epoch, "acts": told})


def _moment(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(_VIETNAM).strftime("%d/%m/%Y %H:%M")


def kind_of(settings: Settings) -> str:
    """The database, in words; never its password."""
    return "PostgreSQL" if settings.postgres else f"SQLite, {settings.database}"

"""What the settings page reads and does."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import qVersion

from cdtt_app.domain.hamlet import full_name
from cdtt_app.presenters.settings import SettingsFacts
from cdtt_app.services.households import MINORS_FACT
from cdtt_app.services.setup import COMMUNE, current_hamlet, current_member
from cdtt_app.storage import oplog
from cdtt_app.storage.backup import BackupInfo, local_backups, make_backup
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DamagedError
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.storage.profile import Profile
from cdtt_app.storage.selfcheck import Finding, full_check, quick_check
from cdtt_app.storage.settings import Settings, keep_settings, read_settings
from cdtt_app.ui.desk import Desk

USB_FACT = "usb_backup"  # ISO time of the last backup that a person put somewhere else


def read_facts(desk: Desk) -> SettingsFacts:
    """Everything the page shows but the backups and the check, which take longer."""
    db = desk.db
    return SettingsFacts(
        text_size=read_settings(desk.profile.folder).text_size,
        member=current_member(db),
        place=_place(desk),
        practice=desk.practice,
        needs_pin=_needs_pin(desk.profile),
        minors=bool(read_fact(db, MINORS_FACT, default=False)),
        usb_backup_at=read_fact(db, USB_FACT, ""),
        now=db.now(),
    )


def _place(desk: Desk) -> str:
    hamlet = current_hamlet(desk.db)
    commune = desk.units().commune(read_fact(desk.db, COMMUNE, ""))
    names = (full_name(hamlet) if hamlet else "", commune.name if commune else "")
    return ", ".join(f"{name[0].lower()}{name[1:]}" for name in names if name)


def _needs_pin(profile: Profile) -> bool:
    try:
        return profile.needs_pin
    except DamagedError:  # the self-check says so; the data is open all the same
        return True


def keep_text_size(profile: Profile, size: int) -> None:
    """Remember the text size; raises OSError."""
    keep_settings(profile.folder, Settings(text_size=size))


def keep_minors(db: Database, allowed: bool) -> None:
    """Remember whether under-16s may be named."""
    keep_fact(db, MINORS_FACT, allowed)


def changes_in_use(db: Database) -> int:
    """How many changes the data in use holds."""
    return oplog.count(db.connection())


def back_up(db: Database, profile: Profile, target: Path) -> BackupInfo:
    """Back up to a file of the person's choice and remember when; on another thread. Raises StorageError."""
    try:
        info = make_backup(db, profile, target)
        keep_fact(db, USB_FACT, info.made_at.isoformat())
        return info
    finally:
        db.close_thread()


def find_backups(profile: Profile) -> tuple[BackupInfo, ...]:
    """The backups on this machine; reads each of them, on another thread."""
    return local_backups(profile)


def check(db: Database, profile: Profile, *, thorough: bool) -> tuple[Finding, ...]:
    """Look the machine over, on another thread; raises StorageError."""
    try:
        return full_check(db, profile) if thorough else quick_check(db, profile)
    finally:
        db.close_thread()


def versions(db: Database) -> dict[str, str]:
    """The program and what it stands on."""
    return {
        "Sổ tay": _own_version(),
        "Qt": qVersion(),
        "SQLite": _say(db, "SELECT sqlite_version()"),
        "SQLCipher": _say(db, "PRAGMA cipher_version").split(" ")[0],
        "OpenSSL": _say(db, "PRAGMA cipher_provider_version").removeprefix("OpenSSL ").split(" ")[0],
    }


def _own_version() -> str:
    try:
        return version("cdtt-app")
    except PackageNotFoundError:
        return ""


def _say(db: Database, question: str) -> str:
    rows = db.rows(question)
    return str(rows[0][0]) if rows else ""

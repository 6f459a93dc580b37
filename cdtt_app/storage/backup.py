"""Local backups: one file holding the encrypted database and its wrapped key; made, read, thinned out."""

import json
import sqlite3
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cdtt_app.storage import oplog
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DamagedError, StorageError, explained, os_words
from cdtt_app.storage.files import write_whole
from cdtt_app.storage.profile import Profile

SUFFIX = ".cdtt-saoluu"
DATA, KEYS, ABOUT = "data.db", "keys.json", "manifest.json"
_DAILY, _WEEKLY = 7, 4
_EVERY = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup file: when it was made and how many changes it holds."""

    path: Path
    made_at: datetime
    operations: int


def make_backup(db: Database, profile: Profile, target: Path) -> BackupInfo:
    """Write a whole backup to `target`; the database may go on being written. Raises StorageError."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=profile.folder, prefix=".sao-luu-") as beside:
            copy = Path(beside) / DATA
            db.connection().execute("VACUUM INTO ?", (str(copy),))
            info = BackupInfo(target, db.now(), oplog.count(db.connection()))
            about = {"format": 1, "made_at": info.made_at.isoformat(), "operations": info.operations}
            packed = Path(beside) / "packed"
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as bundle:
                bundle.writestr(ABOUT, json.dumps(about))
                bundle.write(profile.keys, KEYS)
                bundle.write(copy, DATA)
            write_whole(target, packed.read_bytes())
    except sqlite3.Error as error:
        raise explained(error, profile.data) from error
    except OSError as error:
        raise StorageError(f"Chưa sao lưu được vào {target.name} ({os_words(error)}). Hãy chọn chỗ khác.") from error
    return info


def read_info(path: Path) -> BackupInfo:
    """What a backup file says of itself; raises DamagedError for a torn or foreign file."""
    try:
        with zipfile.ZipFile(path) as bundle:
            if bundle.testzip() is not None:
                raise zipfile.BadZipFile
            about = json.loads(bundle.read(ABOUT))
            return BackupInfo(path, datetime.fromisoformat(about["made_at"]), int(about["operations"]))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise DamagedError(f"Tệp {path.name} không phải bản sao lưu nguyên vẹn. Hãy chọn tệp khác.") from error


def local_backups(profile: Profile) -> tuple[BackupInfo, ...]:
    """Backups kept beside the data, newest first; broken files are left out."""
    found = []
    for path in profile.backups.glob(f"*{SUFFIX}"):
        try:
            found.append(read_info(path))
        except DamagedError:
            continue
    return tuple(sorted(found, key=lambda info: info.made_at, reverse=True))


def backup_when_due(db: Database, profile: Profile) -> BackupInfo | None:
    """Make today's automatic backup unless there is one; keeps 7 daily and 4 weekly ones."""
    automatic = [info for info in local_backups(profile) if info.path.name.startswith("tu-dong-")]
    now = db.now()
    if automatic and timedelta(0) <= now - automatic[0].made_at < _EVERY:
        return None
    if automatic and automatic[0].operations == oplog.count(db.connection()):
        return None
    made = make_backup(db, profile, profile.backups / f"tu-dong-{now:%Y%m%d-%H%M%S}{SUFFIX}")
    for old in superfluous((made, *automatic)):
        old.path.unlink(missing_ok=True)
    return made


def superfluous(newest_first: tuple[BackupInfo, ...]) -> tuple[BackupInfo, ...]:
    """Automatic backups to drop: beyond the newest seven, one a week stays for four weeks."""
    weeks: dict[tuple[int, int], BackupInfo] = {}
    for info in newest_first[_DAILY:]:
        weeks[info.made_at.isocalendar()[:2]] = info
    kept = {info.path for info in list(weeks.values())[:_WEEKLY]}
    return tuple(info for info in newest_first[_DAILY:] if info.path not in kept)

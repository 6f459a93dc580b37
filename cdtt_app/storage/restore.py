"""Put a backup in place of the data; what was there is kept, and a power cut in between is finished at next start."""

import json
import sqlite3
import zipfile
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cdtt_app.storage import keyring, oplog
from cdtt_app.storage.backup import ABOUT, DATA, KEYS, SUFFIX, BackupInfo, read_info
from cdtt_app.storage.connection import connect
from cdtt_app.storage.errors import DamagedError, StorageError, os_words
from cdtt_app.storage.facts import keep_fact
from cdtt_app.storage.files import write_whole
from cdtt_app.storage.in_use import Hold
from cdtt_app.storage.pending_restore import LOG, finish_restore, incoming, mark
from cdtt_app.storage.profile import Profile, open_profile

RESTORED_FACT = "restored"  # from what, and when; the province notices by itself (docs/protocol.md)


def restore(profile: Profile, path: Path, pin: str) -> BackupInfo:
    """Restore a backup after opening and checking it.

    The database must be closed here and in every other window. Raises DamagedError, WrongPinError, StorageError; then
    nothing has changed.
    """
    info = read_info(path)
    try:
        profile.folder.mkdir(parents=True, exist_ok=True)
        with Hold(profile.folder), TemporaryDirectory(dir=profile.folder, prefix=".khoi-phuc-") as beside:
            fresh = Profile(Path(beside))
            _unpack(path, fresh)
            _check(fresh, pin, info)
            _set_aside(profile, info.made_at, pin)
            write_whole(incoming(profile.data), fresh.data.read_bytes())
            write_whole(incoming(profile.keys), fresh.keys.read_bytes())
        mark(profile.folder)
        finish_restore(profile.folder)
    except OSError as error:
        raise StorageError(f"Chưa khôi phục được ({os_words(error)}). Dữ liệu đang dùng vẫn nguyên.") from error
    return info


def _unpack(path: Path, fresh: Profile) -> None:
    with zipfile.ZipFile(path) as bundle:
        names = bundle.namelist()
        for name in (DATA, KEYS, LOG):
            if name in names:
                write_whole(fresh.folder / name, bundle.read(name))


def _check(fresh: Profile, pin: str, info: BackupInfo) -> None:
    db = open_profile(fresh, pin)
    try:
        (said,) = db.rows("PRAGMA integrity_check(1)")[0]
        if said != "ok" or db.rows("PRAGMA cipher_integrity_check"):
            raise DamagedError("Bản sao lưu này bị hỏng. Dữ liệu đang dùng vẫn nguyên; hãy chọn bản khác.")
        oplog.verify(db.connection())
        keep_fact(db, RESTORED_FACT, {"from": info.made_at.isoformat(), "at": db.now().isoformat()})
    except ValueError as error:
        raise DamagedError("Sổ thay đổi trong bản sao lưu bị hỏng. Hãy chọn bản khác.") from error
    finally:
        db.close()


def _set_aside(profile: Profile, stamp: datetime, pin: str) -> None:
    """Keep what is there now, readable or not, as a file that a later restore can take."""
    if not profile.data.exists():
        return
    profile.backups.mkdir(exist_ok=True)
    number = sum(1 for _ in profile.backups.glob("truoc-khoi-phuc-*")) + 1
    about = {"format": 1, "made_at": stamp.isoformat(), "operations": _fold_log(profile, pin)}
    target = profile.backups / f"truoc-khoi-phuc-{number:03d}{SUFFIX}"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
        bundle.writestr(ABOUT, json.dumps(about))
        for file in (profile.keys, profile.data, profile.folder / LOG):
            if file.exists():
                bundle.write(file, file.name)


def _fold_log(profile: Profile, pin: str) -> int:
    """Fold the write-ahead log into the file where the PIN opens it; else the log is kept as it lies."""
    try:
        connection = connect(profile.data, keyring.unlock(keyring.load(profile.keys), pin))
    except (StorageError, sqlite3.Error):
        return 0
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return oplog.count(connection)
    finally:
        connection.close()

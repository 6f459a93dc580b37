"""Reading, checking and opening backups; all of it is slow and runs on another thread."""

import zipfile
from pathlib import Path

from cdtt_app.storage import keyring
from cdtt_app.storage.backup import KEYS, BackupInfo, read_info
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DamagedError
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.storage.restore import restore


def needs_pin(info: BackupInfo) -> bool:
    """Whether this backup asks for a PIN; raises DamagedError."""
    return _ring(info.path).needs_pin


def check_pin(path: Path, pin: str) -> None:
    """Try the PIN on the backup itself; raises WrongPinError, DamagedError."""
    read_info(path)
    keyring.unlock(_ring(path), pin)


def restore_and_open(profile: Profile, path: Path, pin: str) -> Database:
    """Put the backup in place and open it; raises StorageError, and then nothing has changed."""
    restore(profile, path, pin)
    database = open_profile(profile, pin)
    database.close_thread()  # the window's thread opens its own connection
    return database


def _ring(path: Path) -> keyring.Keyring:
    try:
        with zipfile.ZipFile(path) as bundle:
            return keyring.from_json(bundle.read(KEYS).decode())
    except (OSError, zipfile.BadZipFile, KeyError, UnicodeDecodeError) as error:
        raise DamagedError(f"Tệp {path.name} không phải bản sao lưu nguyên vẹn. Hãy chọn tệp khác.") from error

"""One machine's data in one folder: `data.db`, `keys.json`, `backups/`; made, opened, locked again under a new PIN."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cdtt_app.storage import keyring
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DamagedError, ReadOnlyError, StorageError, os_words
from cdtt_app.storage.pending_restore import finish_restore

PIN_SLOT = "pin"
RECOVERY_SLOT = "khoi-phuc"


@dataclass(frozen=True, slots=True)
class Profile:
    """Where one machine's data lies."""

    folder: Path

    @property
    def data(self) -> Path:
        """The encrypted database."""
        return self.folder / "data.db"

    @property
    def keys(self) -> Path:
        """The wrapped key."""
        return self.folder / "keys.json"

    @property
    def backups(self) -> Path:
        """Automatic local backups."""
        return self.folder / "backups"

    @property
    def exists(self) -> bool:
        """Whether anything was set up here."""
        return self.keys.exists() or self.data.exists()

    @property
    def needs_pin(self) -> bool:
        """Whether opening asks for a PIN; raises DamagedError when the key file is gone or broken."""
        return keyring.load(self.keys).needs_pin


@dataclass(frozen=True, slots=True)
class Created:
    """A new profile, opened; the recovery code is shown once and never kept in clear."""

    db: Database
    recovery_code: str | None


def _now() -> datetime:
    return datetime.now(UTC)


def create(profile: Profile, pin: str | None, *, clock: Callable[[], datetime] = _now) -> Created:
    """Make an empty profile; without a PIN its key lies open, for invented people only."""
    if profile.exists:
        raise StorageError("Thư mục này đã có dữ liệu. Hãy chọn thư mục khác, hoặc mở dữ liệu đang có.")
    key = keyring.new_key()
    code = None
    if pin is None:
        ring = keyring.Keyring((keyring.open_slot(key),))
    else:
        problem = keyring.pin_problem(pin)
        if problem:
            raise StorageError(problem)
        code = keyring.new_recovery_code()
        ring = keyring.Keyring((keyring.wrap(PIN_SLOT, key, pin), keyring.wrap(RECOVERY_SLOT, key, code)))
    try:
        profile.folder.mkdir(parents=True, exist_ok=True)
        profile.backups.mkdir(exist_ok=True)
        with suppress(OSError):
            profile.folder.chmod(0o700)
        keyring.save(profile.keys, ring)
    except OSError as error:
        raise ReadOnlyError(f"Không tạo được thư mục dữ liệu ({os_words(error)}). Hãy chọn thư mục khác.") from error
    return Created(Database(profile.data, key, clock=clock), code)


def open_profile(profile: Profile, pin: str = "", *, clock: Callable[[], datetime] = _now) -> Database:
    """Open the data; raises WrongPinError, DamagedError."""
    finish_restore(profile.folder)
    if not profile.exists:
        raise StorageError("Thư mục này chưa có dữ liệu. Hãy chạy cdtt init trước, hoặc mở cửa sổ để cài đặt.")
    if not profile.data.exists():
        raise DamagedError("Thiếu tệp dữ liệu (data.db). Hãy khôi phục từ bản sao lưu gần nhất.")
    key = keyring.unlock(keyring.load(profile.keys), pin)
    return Database(profile.data, key, clock=clock)


def change_pin(profile: Profile, old: str, new: str) -> None:
    """Put a new PIN in front of the same key; the old one works until the new file is whole on the disk."""
    problem = keyring.pin_problem(new)
    if problem:
        raise StorageError(problem)
    ring = keyring.load(profile.keys)
    key = keyring.unlock(ring, old)
    others = tuple(slot for slot in ring.slots if slot.salt and slot.name != PIN_SLOT)
    keyring.save(profile.keys, keyring.Keyring((keyring.wrap(PIN_SLOT, key, new), *others)))

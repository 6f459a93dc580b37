"""The database key: random, wrapped by a PIN (and once more by a recovery code) in a small file beside the data.

Kept apart from the rest so that it can be replaced: docs/decisions/0004-keys.md says what it protects and what not.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cdtt_app.storage.connection import KEY_BYTES
from cdtt_app.storage.errors import DamagedError, WrongPinError
from cdtt_app.storage.files import write_whole

PIN_LENGTH = 6
_RECOVERY_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_RECOVERY_LENGTH = 24  # 120 bits
_MEMORY = 64 * 1024 * 1024
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: `name` is who or what opens it; without a salt the key lies open (practice data)."""

    name: str
    wrapped: bytes
    salt: bytes = b""


@dataclass(frozen=True, slots=True)
class Keyring:
    """All ways in to one database key."""

    slots: tuple[Slot, ...]

    @property
    def needs_pin(self) -> bool:
        """Whether a person must type something."""
        return all(slot.salt for slot in self.slots)


def new_key() -> bytes:
    """A fresh random database key."""
    return os.urandom(KEY_BYTES)


def new_recovery_code() -> str:
    """A code to write on paper, `ABCD-EFGH-...`: opens the data when the PIN is forgotten."""
    letters = "".join(secrets.choice(_RECOVERY_LETTERS) for _ in range(_RECOVERY_LENGTH))
    return "-".join(letters[i : i + 4] for i in range(0, _RECOVERY_LENGTH, 4))


def open_slot(key: bytes) -> Slot:
    """A slot that needs nothing: only for invented people."""
    return Slot("thuc-hanh", key)


def wrap(name: str, key: bytes, secret: str) -> Slot:
    """Lock the key behind a PIN or code: argon2id (64 MiB, 3 rounds), then XSalsa20-Poly1305."""
    from nacl import pwhash
    from nacl import secret as box

    salt = os.urandom(pwhash.argon2id.SALTBYTES)
    return Slot(name, bytes(box.SecretBox(_stretch(secret, salt)).encrypt(key)), salt)


def unlock(ring: Keyring, secret: str) -> bytes:
    """The database key; raises WrongPinError."""
    for slot in ring.slots:
        if not slot.salt:
            return slot.wrapped
    from nacl import exceptions
    from nacl import secret as box

    for slot in ring.slots:
        try:
            return bytes(box.SecretBox(_stretch(secret, slot.salt)).decrypt(slot.wrapped))
        except exceptions.CryptoError:
            continue
    raise WrongPinError("Mã PIN chưa đúng. Hãy gõ lại, hoặc gõ mã khôi phục ghi trên giấy lúc cài đặt.")


def _stretch(secret: str, salt: bytes) -> bytes:
    from nacl import pwhash
    from nacl import secret as box

    plain = secret.strip().upper().replace("-", "").replace(" ", "").encode()
    return bytes(pwhash.argon2id.kdf(box.SecretBox.KEY_SIZE, plain, salt, opslimit=_ROUNDS, memlimit=_MEMORY))


def pin_problem(pin: str) -> str | None:
    """What is wrong with a new PIN, in a sentence, or None."""
    if not pin.isdigit() or len(pin) < PIN_LENGTH:
        return f"Mã PIN cần ít nhất {PIN_LENGTH} chữ số."
    if len(set(pin)) == 1 or pin in "01234567890" or pin in "09876543210":
        return "Mã PIN này quá dễ đoán. Hãy chọn dãy số khác."
    return None


def to_json(ring: Keyring) -> str:
    """The keyring as its file holds it."""
    slots = [{"name": s.name, "salt": s.salt.hex(), "wrapped": s.wrapped.hex()} for s in ring.slots]
    return json.dumps({"format": 1, "slots": slots}, indent=1)


def from_json(text: str) -> Keyring:
    """Read `to_json`; raises DamagedError."""
    try:
        document: Mapping[str, Any] = json.loads(text)
        slots = (Slot(s["name"], bytes.fromhex(s["wrapped"]), bytes.fromhex(s["salt"])) for s in document["slots"])
        ring = Keyring(tuple(slots))
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedError("Tệp khoá (keys.json) đọc không được. Hãy khôi phục từ bản sao lưu gần nhất.") from error
    if not ring.slots:
        raise DamagedError("Tệp khoá (keys.json) trống. Hãy khôi phục từ bản sao lưu gần nhất.")
    return ring


def save(path: Path, ring: Keyring) -> None:
    """Write the keyring whole or not at all."""
    write_whole(path, to_json(ring).encode())


def load(path: Path) -> Keyring:
    """Read the keyring file; raises DamagedError."""
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedError("Không đọc được tệp khoá (keys.json). Hãy khôi phục từ bản sao lưu gần nhất.") from error

"""The province's own keys: it signs receipts with one, parcels are sealed to another, tokens of time use the third."""

import hmac
import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cdtt_app.sync.signing import SEED_BYTES, public_key

_TAG_BYTES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Secret keys of one province; `seal_key` is an age identity (`AGE-SECRET-KEY-1...`)."""

    seed: bytes
    seal_key: str
    token_key: bytes

    @property
    def public(self) -> bytes:
        """The key that receipts are checked with."""
        return public_key(self.seed)

    def token(self, now: int) -> str:
        """The time in ms as the province vouches for it; machines put it into what they record next."""
        stamp = format(now, "x")
        return f"{stamp}.{self._tag(stamp)}"

    def vouched(self, token: str) -> int | None:
        """The time in ms of a token, None when it is not ours."""
        stamp, _, tag = token.partition(".")
        if not stamp or not hmac.compare_digest(tag.encode(), self._tag(stamp).encode()):
            return None
        return int(stamp, 16)

    def _tag(self, stamp: str) -> str:
        return hmac.new(self.token_key, stamp.encode(), sha256).digest()[:_TAG_BYTES].hex()


def make_identity(seal_key: str) -> Identity:
    """New keys, from the machine's randomness."""
    return Identity(seed=os.urandom(SEED_BYTES), seal_key=seal_key, token_key=os.urandom(SEED_BYTES))


def save_identity(identity: Identity, path: Path) -> None:
    """Write the keys, readable by this user alone; never over keys that are there."""
    words = {"seed": identity.seed.hex(), "seal_key": identity.seal_key, "token_key": identity.token_key.hex()}
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(words, file)
        file.flush()
        os.fsync(file.fileno())


def load_identity(path: Path) -> Identity:
    """The keys of a file; raises OSError or ValueError."""
    words = json.loads(path.read_text(encoding="utf-8"))
    return Identity(
        seed=bytes.fromhex(words["seed"]), seal_key=words["seal_key"], token_key=bytes.fromhex(words["token_key"])
    )

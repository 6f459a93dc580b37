"""Who this machine is to the province, and the keys that prove it; kept in the encrypted database."""

from dataclasses import asdict, dataclass
from typing import Any

from cdtt_app.domain.role import Role
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact, read_fact

ENROLMENT = "enrolment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """`seed` signs (Ed25519), `seal_key` opens parcels (age); `server_key` and `recipient` are the province's."""

    url: str
    replica: int
    seed: bytes
    seal_key: str
    server_key: bytes
    recipient: str
    role: Role
    person: str
    commune: str = ""


def enrolment(db: Database) -> Enrolment | None:
    """This machine's enrolment, None while the province does not know it."""
    words: dict[str, Any] | None = read_fact(db, ENROLMENT)
    if words is None:
        return None
    keys = {name: bytes.fromhex(words[name]) for name in ("seed", "server_key")}
    return Enrolment(**{**words, **keys, "role": Role(words["role"])})


def keep_enrolment(db: Database, new: Enrolment) -> None:
    """Remember the enrolment."""
    words = {**asdict(new), "seed": new.seed.hex(), "server_key": new.server_key.hex()}
    keep_fact(db, ENROLMENT, words)


def forget_enrolment(db: Database) -> None:
    """The province of this enrolment is no more."""
    keep_fact(db, ENROLMENT, None)

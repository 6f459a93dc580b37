"""Half-filled forms, kept at every change: a power cut costs at most the last key."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cdtt_app.storage.database import Database, Write


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it stood; `name` says whose, for example `visit/<household>`."""

    name: str
    body: dict[str, Any]
    kept_at: datetime


def put_draft(tx: Write, name: str, body: dict[str, Any], at: datetime) -> None:
    """Keep a draft inside a transaction."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    tx.keep_local("INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (name, text, at.isoformat()))


def remove_draft(tx: Write, name: str) -> None:
    """Forget a draft inside the transaction that saves what it held."""
    tx.keep_local("DELETE FROM draft WHERE name = ?", (name,))


def keep_draft(db: Database, name: str, body: dict[str, Any]) -> datetime:
    """Keep the form as it stands; returns when."""
    at = db.now()
    with db.write() as tx:
        put_draft(tx, name, body, at)
    return at


def read_draft(db: Database, name: str) -> Draft | None:
    """The draft of that name."""
    rows = db.rows("SELECT name, body, kept_at FROM draft WHERE name = ?", (name,))
    return _draft(rows[0]) if rows else None


def drafts(db: Database, prefix: str = "") -> tuple[Draft, ...]:
    """All drafts whose name begins so, newest first."""
    rows = db.rows("SELECT name, body, kept_at FROM draft ORDER BY kept_at DESC")
    return tuple(_draft(row) for row in rows if row[0].startswith(prefix))


def drop_draft(db: Database, name: str) -> None:
    """Forget a draft that was thrown away."""
    with db.write() as tx:
        remove_draft(tx, name)


def _draft(row: tuple[Any, ...]) -> Draft:
    return Draft(row[0], json.loads(row[1]), datetime.fromisoformat(row[2]))

"""Small facts of this machine: whose commune, which hamlet, who is working, remembered column maps."""

import json
from typing import Any, TypeAlias

from cdtt_app.storage.database import Database

Json: TypeAlias = Any


def read_fact(db: Database, name: str, default: Json = None) -> Json:
    """The fact, as JSON gave it, or the default."""
    rows = db.rows("SELECT value FROM fact WHERE name = ?", (name,))
    return json.loads(rows[0][0]) if rows else default


def keep_fact(db: Database, name: str, value: Json) -> None:
    """Keep a fact; it never leaves the machine."""
    with db.write() as tx:
        tx.keep_local("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, json.dumps(value, ensure_ascii=False)))

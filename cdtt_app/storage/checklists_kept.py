"""Compiled checklists, every version ever used here: an answer is read under the version it was asked under."""

from cdtt_app.storage.database import Database


def keep_checklist(db: Database, id_: str, version: str, source_hash: str, compiled: str) -> None:
    """Keep a compiled checklist."""
    with db.write() as tx:
        tx.keep_local("INSERT OR REPLACE INTO checklist VALUES (?, ?, ?, ?)", (id_, version, source_hash, compiled))


def read_checklist(db: Database, id_: str, version: str) -> str | None:
    """The compiled form of that version, or None when this machine never had it."""
    rows = db.rows("SELECT compiled FROM checklist WHERE id = ? AND version = ?", (id_, version))
    return rows[0][0] if rows else None


def known_sources(db: Database) -> frozenset[str]:
    """Hashes of the source texts that were already compiled."""
    return frozenset(hash_ for (hash_,) in db.rows("SELECT source_hash FROM checklist"))


def newest_version(db: Database, id_: str) -> str | None:
    """The newest version kept of a checklist; `2026.10` comes after `2026.2`."""
    versions = [version for (version,) in db.rows("SELECT version FROM checklist WHERE id = ?", (id_,))]
    return max(versions, key=_numbers, default=None)


def _numbers(version: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in version.split("."))

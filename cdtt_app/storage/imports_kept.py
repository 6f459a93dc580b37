"""Which register rows were imported before, so that the same file changes nothing the second time."""

from cdtt_app.storage.database import Database, Write


def imported(db: Database) -> dict[str, str]:
    """Fingerprint of a register household -> the household it became."""
    return dict(db.rows("SELECT fingerprint, household_id FROM imported"))


def keep_imported(tx: Write, fingerprint: str, household_id: str) -> None:
    """Remember that this register household is that household."""
    tx.keep_local("INSERT OR REPLACE INTO imported VALUES (?, ?)", (fingerprint, household_id))

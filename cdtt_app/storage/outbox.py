"""What waits for the province; every count is computed from the log and from receipts, none is stored."""

from cdtt_app.storage.database import Database


def unsent_visits(db: Database) -> int:
    """Visits that the province has not confirmed: all of them, until there is a receipt."""
    return int(db.rows("SELECT count(*) FROM visit WHERE deleted = ''")[0][0])

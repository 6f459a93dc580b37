"""What waits for the province; every count is computed from the log and from receipts, none is stored."""

from cdtt_app.storage.database import Database
from cdtt_app.storage.whereabouts import unsigned_visits


def unsent_visits(db: Database) -> int:
    """Visits recorded here that the province has not signed for: still here, or sent and nobody knows."""
    waiting = unsigned_visits(db)
    return waiting.here + waiting.sent

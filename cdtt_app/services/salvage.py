"""After a restore of the server: work whose author does not come back is offered again by whoever had read it."""

from datetime import timedelta

from cdtt_app.storage.database import Database
from cdtt_app.storage.salvage import offer_lost

WAIT = timedelta(days=14)  # so long its author, who has it as it was, may take to come back


def offer_lost_work(db: Database, wait: timedelta = WAIT) -> int:
    """Write such work into this machine's log, to be sent with the next exchange; returns how many operations."""
    with db.write() as tx:
        return offer_lost(tx, before=int((db.now() - wait).timestamp() * 1000) + 1)

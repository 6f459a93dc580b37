"""The two databases in which stories take place."""

from pathlib import Path

from cdtt_app.server.settings import Settings
from cdtt_app.server.store import Store
from cdtt_app.server.store_postgres import PostgresStore
from cdtt_app.server.store_sql import SqlTransaction
from cdtt_app.server.store_sqlite import SqliteStore
from tests.journeys.sync.world import Home

_TABLES = ("device", "chain", "grants", "place", "log", "base", "set_aside", "code", "act", "file")


def on_sqlite(blank: bytes) -> Home:
    """A file of its own for every story."""

    def open_(folder: Path) -> tuple[Store, Settings]:
        settings = Settings(folder=folder)
        store = SqliteStore(settings.database)
        store._writer.execute("PRAGMA synchronous = OFF")  # durability has its own tests
        return store, settings

    return Home(open_, lambda store: store.close(), blank)


def on_postgres(blank: bytes, address: str) -> tuple[Home, Store]:
    """One database for all stories, emptied before each; the store is to be closed after the last."""
    store = PostgresStore(address)

    def open_(folder: Path) -> tuple[Store, Settings]:
        with store.write() as tx:
            assert isinstance(tx, SqlTransaction)
            for table in _TABLES:
                tx.clear(table)
            tx._db.run("DELETE FROM meta WHERE name <> 'schema'")
        return store, Settings(folder=folder, postgres=address)

    return Home(open_, lambda _store: None, blank), store

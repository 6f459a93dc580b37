"""A transaction of either database: the shared SQL behind the promise of store.py."""

from cdtt_app.server.store_log import LogTables
from cdtt_app.server.store_machines import MachineTables
from cdtt_app.server.store_notes import NoteTables
from cdtt_app.server.store_whole import WholeTables


class SqlTransaction(MachineTables, LogTables, NoteTables, WholeTables):
    """All tables."""

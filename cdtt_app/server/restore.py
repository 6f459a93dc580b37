"""Putting a backup in place of what the store holds, in one transaction, as a new epoch.

Machines that read the log before hear in their next receipt where each hamlet's log ended when the epoch began; they
drop what they had beyond it and offer their own operations again, so what the lost days held comes back from them.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from cdtt_app.server.backup import tables_of
from cdtt_app.server.opening import SetupError, open_store
from cdtt_app.server.receive import EPOCH, EPOCH_HEADS, epoch_of
from cdtt_app.server.settings import Settings
from cdtt_app.server.store import Transaction
from cdtt_app.server.store_sqlite import SqliteStore

_SQLITE_START = b"SQLite format 3\0"
_OURS = {"device", "chain", "place", "log", "meta"}
_REPLICAS_LEFT_OUT = 1_000  # numbers that machines may have been given after the backup: never given again
_ROWS_AT_ONCE = 2_000
Heads = dict[str, dict[str, int]]  # epoch -> hamlet -> number


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What stands in the store now."""

    epoch: int
    machines: int
    hamlets: int
    entries: int


def restore(settings: Settings, file: Path, least_epoch: int = 0) -> Restored:
    """Fill the store from a backup; raises SetupError, StoreError, OSError, and then nothing has changed.

    `least_epoch` is for an empty store in whose place another one was restored before.
    """
    settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    store = open_store(settings)
    try:
        with _todays_copy(file, settings.folder) as copy, store.write() as tx:
            epoch = _replace(tx, copy, least_epoch)
        with store.read() as tx:
            counts = tx.counts()
    finally:
        store.close()
    return Restored(epoch=epoch, machines=counts["machines"], hamlets=counts["hamlets"], entries=counts["entries"])


@contextmanager
def _todays_copy(file: Path, folder: Path) -> Iterator[sqlite3.Connection]:
    """The backup, which itself is never written to, with the tables of this program."""
    _check(file)
    with TemporaryDirectory(dir=folder) as place:
        copied = Path(place) / "backup.db"
        shutil.copyfile(file, copied)
        try:
            SqliteStore(copied).close()
            with closing(sqlite3.connect(copied)) as connection:
                yield connection
        except sqlite3.DatabaseError as error:
            raise SetupError(
                f"Bản sao {file} bị hỏng. Hãy dùng một bản sao khác; dữ liệu đang có vẫn nguyên."
            ) from error


def _check(file: Path) -> None:
    try:
        with file.open("rb") as start:
            ours = start.read(len(_SQLITE_START)) == _SQLITE_START
        if ours:
            with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
                ours = {name for name, _ in tables_of(connection)} >= _OURS
                damaged = connection.execute("PRAGMA quick_check").fetchone() != ("ok",)
    except FileNotFoundError as error:
        raise SetupError(f"Không thấy tệp {file}. Hãy xem lại đường dẫn.") from error
    except sqlite3.Error as error:
        raise SetupError(f"Bản sao {file} bị hỏng. Hãy dùng một bản sao khác; dữ liệu đang có vẫn nguyên.") from error
    if not ours:
        raise SetupError(f"Tệp {file} không phải bản sao của máy chủ tỉnh. Hãy chọn lại tệp.")
    if damaged:
        raise SetupError(f"Bản sao {file} bị hỏng. Hãy dùng một bản sao khác; dữ liệu đang có vẫn nguyên.")


def _replace(tx: Transaction, copy: sqlite3.Connection, least_epoch: int) -> int:
    """What is only known here is kept: that these epochs have been, that these numbers have been given."""
    epoch, heads = epoch_of(tx), _heads(tx)
    given = max((device.replica for device in tx.devices()), default=0)
    copy.execute("UPDATE chain SET durable = head")  # all of it is in a backup: this one
    acts_known = bool(tx.acts(1))
    for table, columns in tables_of(copy):
        if table == "act" and acts_known:  # what officers did stays known, also what is thereby undone
            continue
        tx.clear(table)
        found = copy.execute(f"SELECT {', '.join(columns)} FROM {table}")
        while rows := list(islice(found, _ROWS_AT_ONCE)):
            tx.fill(table, columns, rows)
    (last,) = copy.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'device'").fetchone()
    tx.number_machines_from(max(given, last) + _REPLICAS_LEFT_OUT)
    epoch = max(epoch, epoch_of(tx), least_epoch - 1) + 1
    heads = _heads(tx) | heads
    heads[str(epoch)] = {scope: place.head.number for scope, place in tx.places_of("").items()}
    tx.put_meta(EPOCH, str(epoch))
    tx.put_meta(EPOCH_HEADS, json.dumps(heads, separators=(",", ":")))
    return epoch


def _heads(tx: Transaction) -> Heads:
    heads: Heads = json.loads(tx.meta(EPOCH_HEADS) or "{}")
    return heads

"""Putting the province together from what is on the disk: keys, store, how messages are packed, the clock."""

import os
import time
from pathlib import Path

from cdtt_app import paths
from cdtt_app.server.identity import Identity, load_identity, make_identity, save_identity
from cdtt_app.server.province import Province
from cdtt_app.server.settings import Settings
from cdtt_app.server.store import Store
from cdtt_app.sync.compression import best_codec
from cdtt_app.sync.envelope import Packing
from cdtt_app.sync.parcel import make_seal_key


class SetupError(Exception):
    """The server cannot be set up like this; the text is for the administrator."""


def initialise(settings: Settings) -> bool:
    """Make the data folder and the province's keys; False when the keys were there."""
    settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if settings.keys.exists():
        return False
    save_identity(make_identity(make_seal_key()), settings.keys)
    return True


def read_identity(settings: Settings) -> Identity:
    """The province's keys; raises SetupError."""
    try:
        return load_identity(settings.keys)
    except FileNotFoundError as error:
        raise SetupError(f"Chưa có khoá của tỉnh trong {settings.folder}. Hãy chạy: cdtt-server init") from error
    except (OSError, ValueError, KeyError) as error:
        raise SetupError(f"Không đọc được khoá của tỉnh ở {settings.keys}. Hãy lấy lại tệp này từ bản sao.") from error


def open_store(settings: Settings) -> Store:
    """The database, brought up to date; raises StoreError."""
    if settings.postgres:
        from cdtt_app.server.store_postgres import PostgresStore

        return PostgresStore(settings.postgres)
    from cdtt_app.server.store_sqlite import SqliteStore

    settings.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _private(settings.database)
    return SqliteStore(settings.database)


def open_province(settings: Settings) -> Province:
    """All of it; raises SetupError, StoreError."""
    return Province(store=open_store(settings), identity=read_identity(settings), packing=our_packing(), clock=now_ms)


def our_packing() -> Packing:
    """What this program packs with, and all dictionaries it ever had: machines not yet updated use older ones."""
    return Packing(best_codec(), {number: file.read_bytes() for number, file in paths.dictionaries().items()})


def now_ms() -> int:
    """The time."""
    return time.time_ns() // 1_000_000


def _private(path: Path) -> None:
    """Nobody else on the machine may read it, from its first byte on."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))

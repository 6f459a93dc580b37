"""Which profile a window has open: the hold ends with the process, however that ends."""

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from cdtt_app.storage.errors import BusyError

_FILE = "dang-mo.db"


class Hold:
    """Held while a window works with a profile. An empty SQLite file is a lock that every system knows."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = sqlite3.connect(folder / _FILE, isolation_level=None, timeout=0)
        try:
            self._file.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._file.close()
            raise BusyError(
                "Dữ liệu này đang mở ở một cửa sổ khác. Hãy dùng cửa sổ đó, hoặc đóng nó rồi thử lại."
            ) from error

    def release(self) -> None:
        """Let others have the profile."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

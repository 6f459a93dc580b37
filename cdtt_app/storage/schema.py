"""Is the file's schema this program's? Migrates an older one, refuses a newer one kindly."""

from cdtt_app.storage.connection import Connection
from cdtt_app.storage.errors import StorageError

VERSION = 4


def bring_up_to_date(connection: Connection) -> None:
    """Migrate when needed; an up-to-date file costs one PRAGMA and no import."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == VERSION:
        return
    if version > VERSION:
        raise StorageError(
            "Dữ liệu này do một bản chương trình mới hơn ghi. Hãy cập nhật chương trình rồi mở lại; dữ liệu vẫn nguyên."
        )
    from sqlite_utils import Database as Tables

    from cdtt_app.storage.migrations import migrate
    from cdtt_app.storage.view import show_unread

    migrate(Tables(connection, execute_plugins=False))
    show_unread(connection)  # after the last step: rows are written with the columns of today
    connection.execute(f"PRAGMA user_version = {VERSION}")  # a stamped file is known without importing sqlite-utils

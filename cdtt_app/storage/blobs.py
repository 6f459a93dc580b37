"""Attachments kept in the encrypted database: what waits to be sent, what is wanted, and their content in pieces.

The content stands in a table of its own: SQLite writes a whole row again when one of its numbers changes, and a number
changes with every piece that is acknowledged.
"""

from collections.abc import Collection, Iterable
from typing import Any

from cdtt_app.domain.attachment import MOST_BYTES, Blob, BlobState, Sha256, address_of
from cdtt_app.storage.database import Database, Write
from cdtt_app.storage.errors import StorageError

_COLUMNS = "sha256, size, kind, record, thumbnail_of, state, offset, added_at"
_MB = 1024 * 1024


class TooBigError(StorageError):
    """A file that the province would not take."""


def add_blob(tx: Write, body: bytes, *, kind: str, record: str, at: int, thumbnail_of: Sha256 | None = None) -> Sha256:
    """Keep a file and put it on the lane; the same content is kept once. Raises TooBigError."""
    if len(body) > MOST_BYTES:
        raise TooBigError(
            f"Tệp này nặng {len(body) / _MB:.1f} MB, mà mỗi tệp chỉ gửi được đến {MOST_BYTES // _MB} MB."
            " Hãy chọn ảnh nhỏ hơn."
        )
    sha256 = address_of(body)
    known = _state(tx, sha256)
    if known == BlobState.WANTED:  # it is here now, no need to fetch it
        _remove(tx, sha256)
    if known in (None, BlobState.WANTED):
        _insert(tx, sha256, (len(body), kind, record, thumbnail_of, BlobState.TO_SEND, 0, at))
        tx.keep_local("INSERT INTO blob_piece VALUES (?, 0, ?)", (sha256, body))
    return sha256


def want_blob(
    tx: Write, sha256: Sha256, *, size: int, kind: str, record: str, at: int, thumbnail_of: Sha256 | None = None
) -> None:
    """Put a file that a record of another machine names on the lane to here, unless it is known."""
    if _state(tx, sha256) is None:
        _insert(tx, sha256, (size, kind, record, thumbnail_of, BlobState.WANTED, 0, at))


def next_to_send(db: Database, skipped: Collection[Sha256] = ()) -> Blob | None:
    """Thumbnails first, then the oldest; without those that did not get through this evening."""
    return _next(db, BlobState.TO_SEND, skipped)


def next_to_fetch(db: Database, skipped: Collection[Sha256] = ()) -> Blob | None:
    """Thumbnails first, then the oldest wanted; without those that the province does not have yet."""
    return _next(db, BlobState.WANTED, skipped)


def waiting_to_send(db: Database) -> tuple[int, int]:
    """How many files wait on the lane, and how many bytes of them the province does not have."""
    ((count, size),) = db.rows(
        "SELECT count(*), coalesce(sum(size - offset), 0) FROM blob WHERE state = ?", (BlobState.TO_SEND,)
    )
    return count, size


def missing(db: Database, named: Iterable[Sha256]) -> tuple[Sha256, ...]:
    """Which of these files were never heard of on this machine, each once: they can be wanted."""
    known = {row[0] for row in db.rows("SELECT sha256 FROM blob")}
    return tuple(sha256 for sha256 in dict.fromkeys(named) if sha256 not in known)


def read_blob(db: Database, sha256: Sha256) -> Blob | None:
    """What is known of a file, without its content."""
    rows = db.rows(f"SELECT {_COLUMNS} FROM blob WHERE sha256 = ?", (sha256,))
    return _blob(rows[0]) if rows else None


def content(db: Database, sha256: Sha256) -> bytes:
    """The content as far as it is here; all of it unless the file is still wanted."""
    return b"".join(row[0] for row in db.rows("SELECT body FROM blob_piece WHERE sha256 = ? ORDER BY start", (sha256,)))


def note_offset(tx: Write, sha256: Sha256, offset: int) -> None:
    """The province has said that it keeps so many bytes."""
    tx.keep_local("UPDATE blob SET offset = ? WHERE sha256 = ?", (offset, sha256))


def note_piece(tx: Write, sha256: Sha256, piece: bytes) -> None:
    """Keep the next bytes of a wanted file."""
    tx.keep_local("INSERT INTO blob_piece SELECT sha256, offset, ? FROM blob WHERE sha256 = ?", (piece, sha256))
    tx.keep_local("UPDATE blob SET offset = offset + ? WHERE sha256 = ?", (len(piece), sha256))


def drop_pieces(tx: Write, sha256: Sha256) -> None:
    """Forget what came of a wanted file because it was something else; it is wanted from the start."""
    tx.keep_local("DELETE FROM blob_piece WHERE sha256 = ?", (sha256,))
    tx.keep_local("UPDATE blob SET offset = 0 WHERE sha256 = ?", (sha256,))


def note_done(tx: Write, sha256: Sha256) -> None:
    """The file is whole on the other side, or here; one of a hamlet that left goes."""
    tx.keep_local(
        "UPDATE blob SET offset = size, state = CASE state WHEN ? THEN ? ELSE ? END WHERE sha256 = ?",
        (BlobState.WANTED, BlobState.HERE, BlobState.SENT, sha256),
    )
    _remove_all(tx, "sha256 = ? AND record = ''", (sha256,))


def note_refused(tx: Write, sha256: Sha256) -> None:
    """The province will not take the file: it stays here and stops holding up the others."""
    tx.keep_local("UPDATE blob SET state = ? WHERE sha256 = ?", (BlobState.REFUSED, sha256))


def offer_again(tx: Write) -> None:
    """The province lost its newest files (it was restored): offer what was sent; what it still has costs a question."""
    tx.keep_local("UPDATE blob SET state = ?, offset = 0 WHERE state = ?", (BlobState.TO_SEND, BlobState.SENT))


def remove_blobs_of(tx: Write, record: str) -> None:
    """Forget the files of a record that may no longer be on this machine; what still waits goes when it was sent."""
    _remove_all(tx, "record = ? AND state <> ?", (record, BlobState.TO_SEND))
    tx.keep_local("UPDATE blob SET record = '' WHERE record = ?", (record,))


def _remove_all(tx: Write, condition: str, values: tuple[object, ...]) -> None:
    for (sha256,) in tx.connection.execute(f"SELECT sha256 FROM blob WHERE {condition}", values).fetchall():
        _remove(tx, sha256)


def _remove(tx: Write, sha256: Sha256) -> None:
    tx.keep_local("DELETE FROM blob_piece WHERE sha256 = ?", (sha256,))
    tx.keep_local("DELETE FROM blob WHERE sha256 = ?", (sha256,))


def _insert(tx: Write, sha256: Sha256, rest: tuple[Any, ...]) -> None:
    tx.keep_local(f"INSERT INTO blob ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (sha256, *rest))


def _state(tx: Write, sha256: Sha256) -> str | None:
    row = tx.connection.execute("SELECT state FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    return row[0] if row else None


def _next(db: Database, state: BlobState, skipped: Collection[Sha256]) -> Blob | None:
    marks = ", ".join("?" * len(skipped))
    rows = db.rows(
        f"SELECT {_COLUMNS} FROM blob WHERE state = ? AND sha256 NOT IN ({marks})"
        " ORDER BY thumbnail_of IS NULL, added_at, sha256 LIMIT 1",
        (state, *skipped),
    )
    return _blob(rows[0]) if rows else None


def _blob(row: tuple[Any, ...]) -> Blob:
    sha256, size, kind, record, thumbnail_of, state, offset, added_at = row
    return Blob(
        sha256=sha256,
        size=size,
        kind=kind,
        record=record,
        thumbnail_of=thumbnail_of,
        state=BlobState(state),
        offset=offset,
        added_at=added_at,
    )

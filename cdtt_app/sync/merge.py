"""Whose value stands, field by field: causality first, clocks only between people who had not seen each other."""

from collections.abc import Sequence
from typing import NamedTuple

from cdtt_app.sync.entry import Outcome
from cdtt_app.sync.operation import Operation, vouched_stamp
from cdtt_app.sync.record import DELETED, Record

FUTURE_MS = 5 * 60_000  # a clock further ahead than this counts as this


class Author(NamedTuple):
    """The operation's place: machine, incarnation, the first number of that incarnation, its own number.

    `lives`: where the other incarnations of this very disk begin; a clone has the machine's number, but other lives.
    """

    replica: int
    inc: int
    first: int
    seq: int
    lives: Sequence[tuple[int, int]] = ()


def judge(record: Record | None, operation: Operation, author: Author, now: int, version: int = 0) -> Outcome | None:
    """What becomes of each field; None when all simply stand.

    `now` is the server's time in ms, `version` the one that this operation's values would get.
    """
    clock = min(operation.clock, now + FUTURE_MS)
    clamped = clock if clock != operation.clock else 0
    if record is None:
        return Outcome(clock=clamped) if clamped else None
    same: list[str] = []
    lost: list[str] = []
    beat: list[str] = []
    void = record.scope != (operation.seen_in or operation.scope)  # versions of another hamlet's log say nothing here
    for path, (value, base) in operation.changes.items():
        cell = record.fields.get(path)
        if cell is None or _had_seen(record, cell[1], 0 if void and base > 0 else base, author):
            continue
        if cell[0] == value and type(cell[0]) is type(value):
            same.append(path)
            continue
        writer = record.writers[cell[1]]
        (beat if (clock, author.replica) > (writer.clock, writer.replica) else lost).append(path)
    unseen = _deleted_unseen(record, operation, author, version)
    if not (same or lost or beat or clamped or unseen):
        return None
    return Outcome(same=tuple(same), lost=tuple(lost), beat=tuple(beat), unseen=unseen, clock=clamped)


def _deleted_unseen(record: Record, operation: Operation, author: Author, version: int) -> int:
    """The version of a change that meets a deletion of which its author, or the one who deleted, knew nothing."""
    heard = vouched_stamp(operation.token)
    deletes = operation.changes.get(DELETED)
    if deletes is not None and deletes[0]:
        changes = (
            v for path, (_, v) in record.fields.items() if path != DELETED and _unheard(record, v, author, heard)
        )
        return max(changes, default=0)
    if deletes is None and DELETED in record.fields:
        reason, at = record.fields[DELETED]
        return version if reason and _unheard(record, at, author, heard) else 0
    return 0


def _unheard(record: Record, version: int, author: Author, heard: int) -> bool:
    """Whether a version was written on another machine after this author last heard from the province."""
    writer = record.writers[version]
    return writer.replica != author.replica and writer.received > heard


def _had_seen(record: Record, version: int, base: int, author: Author) -> bool:
    if base >= 0:
        return base == version
    writer = record.writers[version]
    return (writer.replica, writer.inc, writer.seq) == (author.replica, _life(author, -base), -base)


def _life(author: Author, seq: int) -> int:
    """The incarnation in which this disk wrote an operation."""
    if seq >= author.first:
        return author.inc
    lives = [(first, inc) for inc, first in author.lives if first <= seq]
    return max(lives, default=(0, 0))[1]

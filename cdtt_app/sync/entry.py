"""The province's log: one numbered entry per operation and hamlet, and the lines in which entries travel."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from cdtt_app.sync.operation import HASH_BYTES, LogError, Operation, decode
from cdtt_app.sync.upcast import to_current

EPOCH_BITS = 32
NOTHING = msgspec.Raw(b"")  # the very object: only then is it left out of a line


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where an entry is not simply what its operation says."""

    same: tuple[str, ...] = ()  # fields that held this value already
    lost: tuple[str, ...] = ()  # fields whose present value stands; this one is asked about
    beat: tuple[str, ...] = ()  # fields won by the clock; the value before is asked about
    unseen: int = 0  # a record deleted here and changed there: the version of the change that the other did not know
    clock: int = 0  # the machine's clock was ahead: this one counts instead
    left: str = ""  # the record went to this hamlet
    enter: dict[str, Any] | None = None  # the record came from another hamlet with these fields
    asked: dict[str, list[list[Any]]] | None = None  # ... and with these open questions
    aside: tuple[str, int, int, int] | None = None  # not taken in: reason, replica, inc, seq; an officer decides


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry: `number` has no gaps per hamlet; `version` also tells the epoch of the server."""

    scope: str
    number: int
    version: int
    record: str
    replica: int
    inc: int
    seq: int
    received: int  # ms
    body: bytes  # the operation's line; empty when the record left
    outcome: Outcome | None = None

    @property
    def operation(self) -> Operation:
        """The operation, in today's schema."""
        return to_current(decode(self.body))


class Line(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One line of a reply: an entry, a run of the asker's own entries, or a piece of a snapshot."""

    s: str
    n: int
    r: int = 0
    v: int = 0  # version, when it is not the number
    w: tuple[int, int, int] | None = None
    o: Outcome | None = None
    op: msgspec.Raw = NOTHING
    id: str = ""  # record, when there is no operation
    own: tuple[int, int, int] | None = None  # incarnation, first seq, how many
    base: msgspec.Raw = NOTHING  # a record as it was at `n`, where the log now begins
    a: str = ""  # the first piece of a snapshot in this reply: the record that it follows
    d: str = ""  # the last piece of a snapshot: the digest of the log up to `n`


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Line)


def version_of(number: int, epoch: int) -> int:
    """The version that an entry gives its fields: never the same number twice, even after a restore."""
    return number + (epoch << EPOCH_BITS)


def chain(previous: bytes, entry: Entry) -> bytes:
    """The digest of a hamlet's log up to this entry; equal digests mean an equal log."""
    outcome = _encoder.encode(entry.outcome) if entry.outcome is not None else b""
    head = f"{entry.number} {entry.record} {entry.replica} {entry.inc} {entry.seq}\n".encode()
    return hashlib.blake2b(previous + head + outcome + entry.body, digest_size=HASH_BYTES).digest()


def encode_line(line: Line) -> bytes:
    """A line of a reply."""
    return _encoder.encode(line)


def decode_line(data: bytes) -> Line:
    """A line of a reply; raises LogError."""
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise LogError(f"not a line of a reply: {error}") from error


def to_lines(entries: Iterable[Entry], *, replica: int, inc: int, known: int) -> Iterator[Line]:
    """Entries as lines; what the asker certainly has itself (`inc`, up to `known`) becomes runs without content."""
    run: Line | None = None
    for entry in entries:
        own = entry.replica == replica and entry.inc == inc and entry.seq <= known and entry.outcome is None
        if own and run is not None and _goes_on(run, entry):
            first = run.own or (0, 0, 0)
            run.own = (first[0], first[1], first[2] + 1)
            continue
        if run is not None:
            yield run
            run = None
        if own:
            run = Line(s=entry.scope, n=entry.number, r=entry.received, own=(inc, entry.seq, 1), v=_short(entry))
        else:
            yield _full(entry)
    if run is not None:
        yield run


def _short(entry: Entry) -> int:
    return 0 if entry.version == entry.number else entry.version


def _full(entry: Entry) -> Line:
    return Line(
        s=entry.scope,
        n=entry.number,
        r=entry.received,
        v=_short(entry),
        w=(entry.replica, entry.inc, entry.seq),
        o=entry.outcome,
        op=msgspec.Raw(entry.body) if entry.body else NOTHING,
        id="" if entry.body else entry.record,
    )


def _goes_on(run: Line, entry: Entry) -> bool:
    _, first, count = run.own or (0, 0, 0)
    return (
        run.s == entry.scope
        and run.n + count == entry.number
        and first + count == entry.seq
        and run.r == entry.received
        and (run.v + count if run.v else run.n + count) == entry.version
    )

"""Trains the dictionary of resources/sync from invented hamlets only: `python tools/train_dictionary.py [NUMBER]`.

The same sources give the same dictionary. A new one gets a new number; the old ones stay, for machines not yet updated.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import msgspec
import zstandard
from dictionary_hamlets import Chance, Clock, Inventor

from cdtt_app.domain.ids import SHORT_LENGTH, long_id, short_id
from cdtt_app.imports.units_file import load_units
from cdtt_app.paths import resources
from cdtt_app.services.practice import make_practice
from cdtt_app.storage import oplog
from cdtt_app.storage.profile import Profile
from cdtt_app.sync.entry import Line, encode_line
from cdtt_app.sync.fields import Value
from cdtt_app.sync.messages import PROTOCOL, Receipt, Request, encode_head
from cdtt_app.sync.operation import Operation, encode

SIZE = 32 * 1024
_STRUCTURE = 9 * 1024  # of it for the shape of lines; the rest holds sentences, for notes are the most of a day's bytes
_NOTES = Path(__file__).parent / "dictionary_notes.txt"
_OPERATIONS = (1, 1, 2, 3, 4, 6, 8, 12)  # in a message: small ones gain most
_START_OFFSETS = bytes.fromhex("010000000400000008000000")  # RFC 8878, 5: they end the tables, the content follows


def main(number: int) -> None:
    """Train and write one dictionary."""
    chance = Chance(number)
    notes = tuple(_NOTES.read_text(encoding="utf-8").splitlines())
    operations = _operations(chance, notes)
    messages = list(_messages(chance, operations))
    tables, _ = _parts(_train(SIZE, [*messages, *(note.encode() for note in notes)], number))
    _, structure = _parts(_train(_STRUCTURE, messages, number))
    language = " ".join(notes).encode()[-(SIZE - len(tables) - len(structure)) :]
    target = resources() / "sync" / f"dictionary-{number}.zdict"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(tables + language + structure)
    size = target.stat().st_size
    sys.stdout.write(f"{target}: {size} bytes from {len(operations)} operations, {len(notes)} sentences\n")


def _train(size: int, samples: list[bytes], number: int) -> bytes:
    return zstandard.train_dictionary(size, samples, dict_id=number, level=19, k=200, d=8).as_bytes()


def _parts(dictionary: bytes) -> tuple[bytes, bytes]:
    """The tables with which literals and matches are written, and the content that matches point into."""
    content = dictionary.index(_START_OFFSETS) + len(_START_OFFSETS)
    return dictionary[:content], dictionary[content:]


def _operations(chance: Chance, notes: tuple[str, ...]) -> list[Operation]:
    """What the practice hamlet and the invented ones leave in a log."""
    place, clock = resources(), Clock(chance)
    ids_from_chance = patch("os.urandom", chance.randbytes)  # the data is thrown away, its keys keep no secret
    with tempfile.TemporaryDirectory() as folder, ids_from_chance:
        db = make_practice(
            Profile(Path(folder)),
            lambda: load_units(place / "units"),
            place / "checklists",
            place / "practice",
            clock=clock,
        )
        try:
            Inventor(db=db, clock=clock, chance=chance, notes=notes).write_hamlets(households=20, visits=3)
            return list(oplog.operations(db.connection()))
        finally:
            db.close()


class _Dress:
    """One message's own ids, token and versions, so that the dictionary learns the structure and no id."""

    def __init__(self, chance: Chance, known: frozenset[str], now: int) -> None:
        self._chance, self._known, self._now = chance, known, now
        self._fresh: dict[str, str] = {}
        stamp = format(now - chance.randrange(10**9), "x")
        self._token = chance.choice((None, f"{stamp}.{chance.randbytes(6).hex()}"))

    def operation(self, operation: Operation) -> Operation:
        """The operation of another hamlet that went the same way."""
        changes = {
            "/".join(self.value(part) for part in path.split("/")): (self.value(value), base and self._version())
            for path, (value, base) in operation.changes.items()
        }
        return msgspec.structs.replace(
            operation,
            id=self.value(operation.id),
            scope=self.value(operation.scope),
            parent=self.value(operation.parent),
            changes=changes,
            token=self._token,
        )

    def value(self, value: Value) -> Value:
        """The value with other ids in it."""
        if isinstance(value, list):
            return [self.value(inner) for inner in value]
        return self._id(value) if isinstance(value, str) and value in self._known else value

    def _id(self, old: str) -> str:
        if old not in self._fresh:
            before = self._now - self._chance.randrange(10**10)
            long = len(old) > SHORT_LENGTH
            self._fresh[old] = (
                long_id(before, self._chance.randbytes(10)) if long else short_id(self._chance.randbytes(7))
            )
        return self._fresh[old]

    def _version(self) -> int:
        return self._chance.choice((1, -1)) * self._chance.randint(1, 5000)


def _messages(chance: Chance, operations: list[Operation]) -> Iterator[bytes]:
    """Requests and answers, each with a few operations in a row."""
    known = frozenset({operation.id for operation in operations} | {operation.scope for operation in operations})
    at = 0
    while at < len(operations):
        some = operations[at : at + chance.choice(_OPERATIONS)]
        at += len(some)
        dress = _Dress(chance, known, some[-1].clock)
        dressed = [dress.operation(operation) for operation in some]
        yield b"\n".join(chance.choice((_request, _request, _answer))(chance, dressed))


def _request(chance: Chance, operations: list[Operation]) -> Iterator[bytes]:
    last = operations[-1]
    yield encode_head(
        Request(
            protocol=PROTOCOL,
            rid=last.clock,
            device=chance.randrange(5000),
            inc=1,
            first=1,
            base=chance.randrange(5000),
            base_hash=chance.randbytes(16).hex(),
            count=len(operations),
            cursors={last.scope: chance.randrange(5000)},
            now=last.clock,
            app="0.1.0",
            digest=chance.randbytes(16).hex(),
        )
    )
    yield from map(encode, operations)


def _answer(chance: Chance, operations: list[Operation]) -> Iterator[bytes]:
    last, number, device = operations[-1], chance.randrange(5000), chance.randrange(5000)
    yield encode_head(
        Receipt(
            protocol=PROTOCOL,
            rid=last.clock,
            device=device,
            inc=1,
            ack=number,
            ack_hash=chance.randbytes(16).hex(),
            head=number,
            head_hash=chance.randbytes(16).hex(),
            at=last.clock,
            durable=number,
            token=f"{last.clock:x}.{chance.randbytes(6).hex()}",
            digests={last.scope: (number, chance.randbytes(16).hex())},
            people={str(device): ("Lý Thị Hoa", "máy nhà văn hoá", "volunteer")},
            role="volunteer",
            digest=chance.randbytes(16).hex(),
        )
    )
    for n, operation in enumerate(operations, number):
        line = Line(s=operation.scope, n=n, r=operation.clock, w=(device, 1, n), op=msgspec.Raw(encode(operation)))
        yield encode_line(line)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)

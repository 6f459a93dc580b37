"""What authors really saw, noted when they wrote it: operations are told apart by their bytes, not by versions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cdtt_app.storage import feed
from cdtt_app.sync.entry import EPOCH_BITS, Entry
from cdtt_app.sync.operation import Operation, decode
from cdtt_app.sync.upcast import to_current
from tests.journeys.sync.laptops import Content, Laptop

_NUMBER = (1 << EPOCH_BITS) - 1


def content(operation: Operation) -> Content:
    """What an operation says, whoever offers it."""
    values = sorted((path, value) for path, (value, _) in operation.changes.items())
    return operation.id, operation.clock, repr(values)


def content_of(body: bytes) -> Content:
    """What a line says."""
    return content(to_current(decode(body)))


@dataclass(frozen=True)
class Truth:
    """`seen`: field -> the operations whose value may be replaced unasked; `knew`: all that was known of the record."""

    seen: dict[str, frozenset[bytes]]
    knew: frozenset[bytes]


@dataclass
class Truths:
    """Of all operations that anybody wrote in a story."""

    of: dict[bytes, Truth] = field(default_factory=dict)
    origins: dict[bytes, bytes] = field(default_factory=dict)  # what somebody passed on -> what the author wrote
    carried: dict[bytes, set[bytes]] = field(default_factory=dict)  # operation -> moves of its record that came later
    written: dict[tuple[str, int], bytes] = field(default_factory=dict)  # hamlet, version -> operation

    def note_logs(self, logs: dict[str, list[Entry]]) -> None:
        """Remember which operation every version stands for, also after a restore has undone it."""
        self.written |= {(scope, entry.version): entry.body for scope, log in logs.items() for entry in log}

    @contextmanager
    def watching(self, laptop: Laptop, *, late: bool = False) -> Iterator[None]:
        """Note what is written in the block, and what its author saw: of `late` work that is who wrote it first."""
        before = laptop.log().keys()
        yield
        for key, body in sorted(laptop.log().items()):
            if key not in before and body not in self.of:
                operation = to_current(decode(body))
                if late and operation.changes:
                    self.origins[body] = self._origin(operation)
                    self.of[body] = self.of[self.origins[body]]
                else:
                    self.of[body] = self._look(laptop, key[2], operation)

    def _origin(self, operation: Operation) -> bytes:
        """The operation as its author wrote it; his clock stays with it."""
        return next(body for body in self.of if content_of(body) == content(operation))

    def saw(self, body: bytes, path: str, other: bytes) -> bool:
        """Whether the author of one operation saw the other's value stand in a field."""
        return bool({other, self.origins.get(other)} & self.of[body].seen.get(path, frozenset()))

    def knew(self, body: bytes, other: bytes) -> bool:
        """Whether the author of one operation knew of the other, or of a move that brought all about it along."""
        of_it = {other, self.origins.get(other), *self.carried.get(other, ())}
        return bool(of_it & self.of[body].knew)

    def _look(self, laptop: Laptop, seq: int, operation: Operation) -> Truth:
        connection = laptop.db.connection()
        own = {number: one for number, one in feed.pending(connection, operation.id).items() if number < seq}
        bodies = {number: body for (_, _, number), body in laptop.log().items()}
        seen = {}
        for path in operation.changes:
            setters = [number for number in own if path in own[number].changes]
            stands = bodies[max(setters)] if setters else self._standing(laptop, operation.id, path)
            seen[path] = frozenset() if stands is None else frozenset({stands})
        return Truth(seen, self._known(laptop, operation.id) | {bodies[number] for number in own})

    def _standing(self, laptop: Laptop, record: str, path: str) -> bytes | None:
        known = feed.confirmed(laptop.db.connection(), record)
        return self.written[known.scope, known.version(path)] if known and known.version(path) else None

    def _known(self, laptop: Laptop, record: str) -> frozenset[bytes]:
        connection = laptop.db.connection()
        read = {entry.body for entry in feed.entries_of(connection, record)}
        for scope, (floor, _) in feed.bases_of(connection, record).items():
            read |= {
                body
                for (where, version), body in self.written.items()
                if where == scope and version & _NUMBER <= floor and body
            }
        return frozenset(read)

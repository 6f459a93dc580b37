"""A hamlet's log in a test: operations of several machines, judged and numbered as the province does it."""

from collections.abc import Iterable
from typing import Any

from cdtt_app.sync.accept import Acceptance, Accepted, Device, Head, Offered
from cdtt_app.sync.entry import Entry
from cdtt_app.sync.operation import Operation, encode
from cdtt_app.sync.record import Record, present
from cdtt_app.sync.validity import read

NOW = 1_800_000_000_000
MAI, PAO = 1, 2  # machines
T1, T2 = "T1", "T2"


def changing(scope: str = T1, *, clock: int = 0, id_: str = "h", **changes: tuple[Any, int]) -> Operation:
    """An operation on a household; `clock` counts from NOW."""
    return Operation(kind="household", id=id_, scope=scope, clock=NOW + clock, schema=1, changes=changes)


class Log:
    """What the province makes of operations, one after another."""

    def __init__(self, *scopes: str, epoch: int = 0) -> None:
        self.heads = dict.fromkeys(scopes or (T1, T2), Head())
        self.entries: list[Entry] = []
        self.epoch = epoch
        self.now = NOW
        self._seqs: dict[int, int] = {}

    def take(self, replica: int, *operations: Operation, device: Device | None = None) -> Accepted:
        """One request of a machine that may write everywhere, or of `device`."""
        self.now += 1000
        known = device or Device(replica, inc=1, first=1, granted=frozenset(self.heads))
        acceptance = Acceptance(known, heads=self.heads, entries=self.entries, bases={}, epoch=self.epoch, now=self.now)
        for operation in operations:
            self._seqs[replica] = self._seqs.get(replica, 0) + 1
            body = encode(operation)
            acceptance.take(Offered(self._seqs[replica], b"h", body, *read(body)))
        self.entries += acceptance.result.entries
        self.heads = acceptance.result.heads
        return acceptance.result

    def record(self, id_: str = "h") -> Record:
        """A record that must be there."""
        found = present(entry for entry in self.entries if entry.record == id_)
        assert found is not None
        return found


def values(record: Record) -> dict[str, Any]:
    """What stands in its fields."""
    return {path: value for path, (value, _) in record.fields.items()}


def asked(record: Record) -> dict[str, list[Any]]:
    """What is asked about it."""
    return {path: [claim.value for claim in claims] for path, claims in record.questions.items()}


def numbers(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """Hamlet and number of each."""
    return [(entry.scope, entry.number) for entry in entries]

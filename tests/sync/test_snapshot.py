from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.sync.accept import Acceptance, Device, Head, Offered
from cdtt_app.sync.entry import Entry
from cdtt_app.sync.operation import LogError, Operation, decode, encode
from cdtt_app.sync.record import DELETED, Claim, Record, Writer, fold
from cdtt_app.sync.snapshot import from_snapshot, to_snapshot

SCOPES = ("thon-1", "thon-2")
NOW = 1_793_000_000_000
MACHINES = {replica: Device(replica, inc=1, first=1, granted=frozenset(SCOPES)) for replica in (1, 2, 3)}


class _Edit(NamedTuple):
    """One machine's change of the one record, and how many operations of others it had heard of."""

    replica: int
    scope: str
    clock: int
    heard: int
    changes: dict[str, tuple[object, int]]


_values = st.one_of(
    st.sampled_from("xy"),
    st.none(),
    st.booleans(),
    st.integers(-(1 << 70), 1 << 70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(st.text(max_size=3), max_size=2),
)
_bases = st.integers(-6, 12)
_fields = st.fixed_dictionaries(
    {},
    optional={
        "a": st.tuples(_values, _bases),
        "b": st.tuples(_values, _bases),
        DELETED: st.tuples(st.sampled_from(("", "trùng")), _bases),
    },
)
_edits = st.lists(
    st.builds(
        _Edit,
        st.integers(1, 3),
        st.sampled_from((SCOPES[0], SCOPES[0], SCOPES[1])),
        st.integers(0, 3),
        st.integers(0, 12),
        _fields,
    ),
    min_size=1,
    max_size=12,
)


def _offered(edit: _Edit, seq: int) -> Offered:
    operation = Operation(
        kind="visit",
        id="r",
        scope=edit.scope,
        clock=NOW + edit.clock,
        schema=1,
        changes=edit.changes,
        parent=f"h{edit.clock}",
        token=f"{NOW + edit.heard:x}.tag",
    )
    body = encode(operation)
    return Offered(seq, b"", body, decode(body), None)


class _Province:
    """Takes in operations on one record in two hamlets; what it folds away it keeps as snapshots only."""

    def __init__(self) -> None:
        self.heads = dict.fromkeys(SCOPES, Head())
        self.entries: list[Entry] = []
        self.snapshots: dict[str, bytes] = {}

    def take(self, edit: _Edit, seq: int) -> list[Entry]:
        bases = {"r": [from_snapshot(data) for data in self.snapshots.values()]}
        acceptance = Acceptance(
            MACHINES[edit.replica], heads=self.heads, entries=self.entries, bases=bases, epoch=0, now=NOW + seq
        )
        acceptance.take(_offered(edit, seq))
        self.heads = acceptance.result.heads
        self.entries += acceptance.result.entries
        return acceptance.result.entries

    def fold_away(self, scope: str) -> None:
        """All that the hamlet's log holds."""
        record = self.confirmed(scope)
        self.entries = [entry for entry in self.entries if entry.scope != scope]
        self.snapshots.pop(scope, None)
        if record is not None:
            self.snapshots[scope] = to_snapshot(record)

    def confirmed(self, scope: str) -> Record | None:
        start = from_snapshot(self.snapshots[scope]) if scope in self.snapshots else None
        return fold((entry for entry in self.entries if entry.scope == scope), start)


@given(_edits, st.sets(st.tuples(st.integers(1, 12), st.sampled_from(SCOPES))))
def test_a_province_that_folds_away_decides_as_one_that_keeps_all(
    edits: list[_Edit], foldings: set[tuple[int, str]]
) -> None:
    keeps, folds = _Province(), _Province()
    for seq, edit in enumerate(edits, 1):
        assert keeps.take(edit, seq) == folds.take(edit, seq)
        assert keeps.heads == folds.heads  # the digests too
        for scope in SCOPES:
            if (seq, scope) in foldings:
                folds.fold_away(scope)
            assert _told(keeps.confirmed(scope)) == _told(folds.confirmed(scope))


def _told(record: Record | None) -> bytes:
    return b"" if record is None else to_snapshot(record)


def test_a_snapshot_leaves_out_who_wrote_what_no_longer_stands() -> None:
    chi, anh = Writer(1, 1, 7, NOW, NOW + 5), Writer(2, 1, 3, NOW + 1, NOW + 9)
    record = Record(id="r", kind="visit", scope="thon-1")
    record.fields = {"b": ("gặp", 9), "a": (1.0, 9)}
    record.writers = {4: chi, 9: anh}
    record.questions = {"b": (Claim("vắng", 4, chi),)}
    data = to_snapshot(record)
    assert data.decode() == (
        f'{{"k":"visit","id":"r","s":"thon-1","f":{{"b":["gặp",9],"a":[1.0,9]}},"w":[[9,[2,1,3,{NOW + 1},{NOW + 9}]]],'
        f'"q":{{"b":[["vắng",4,[1,1,7,{NOW},{NOW + 5}]]]}}}}'
    )
    kept = from_snapshot(data)
    assert kept.writers == {9: anh}
    assert kept.questions == record.questions


@pytest.mark.parametrize("data", [b"", b"{}", b'{"k":"visit"}', b"\xff", b"[" * 100_000])
def test_what_is_not_a_snapshot_is_refused(data: bytes) -> None:
    with pytest.raises(LogError):
        from_snapshot(data)

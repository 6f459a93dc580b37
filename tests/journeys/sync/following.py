"""I3 and I4 as an onlooker tells them who knows what every author had seen; in another way than the product's merge."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cdtt_app.sync.entry import Entry, Outcome
from cdtt_app.sync.record import DELETED, Record
from tests.journeys.sync.truths import Truths

Changes = Mapping[str, tuple[Any, int]]
KEEP_IT = (DELETED, None)  # a claim by somebody who changed a record that another deleted


@dataclass
class Open:
    """A value that lost, and the operation that said it."""

    value: Any
    body: bytes


@dataclass
class Cell:
    """A field as it is followed: its value, the operation that wrote it, values that are asked about."""

    value: Any
    version: int
    body: bytes
    replica: int
    open: list[Open] = field(default_factory=list)


def timelines(logs: dict[str, list[Entry]]) -> dict[str, list[Entry]]:
    """The entries of each record in the order in which they happened, from hamlet to hamlet."""
    places: dict[str, dict[str, list[Entry]]] = {}
    for scope, log in logs.items():
        for entry in log:
            if entry.record:
                places.setdefault(entry.record, {}).setdefault(scope, []).append(entry)
    return {record: list(_in_turn(its)) for record, its in places.items()}


def _in_turn(places: dict[str, list[Entry]]) -> Iterator[Entry]:
    here = next(scope for scope, its in places.items() if _outcome(its[0]).enter is None)
    waiting = {scope: list(its) for scope, its in places.items()}
    while here:
        there = ""
        while waiting[here] and not there:
            entry = waiting[here].pop(0)
            yield entry
            there = _outcome(entry).left
        here = there
    assert not any(waiting.values()), ("a record went where no trace leads", waiting)


def _outcome(entry: Entry) -> Outcome:
    return entry.outcome or Outcome()


def follow(timeline: list[Entry], truths: Truths) -> dict[str, Cell]:
    """Walk through a record's life; every step must be one that the invariants allow."""
    cells: dict[str, Cell] = {}
    before: list[bytes] = []
    for entry in timeline:
        if _outcome(entry).left:
            continue
        if _outcome(entry).enter is not None:
            for body in before:
                truths.carried.setdefault(body, set()).add(entry.body)
        before.append(entry.body)
        changes = entry.operation.changes
        _meet_deletion(cells, entry, changes, truths)
        moved = _outcome(entry).enter
        assert moved in (None, {path: cell.value for path, cell in cells.items()}), (entry, cells)
        for path, (value, base) in changes.items():
            _step(cells, entry, path, value, base, truths)
        if moved is not None:  # all that it holds stands from now on under the mover's entry
            for cell in cells.values():
                cell.version, cell.body, cell.replica = entry.version, entry.body, entry.replica
    return cells


def _step(cells: dict[str, Cell], entry: Entry, path: str, value: object, base: int, truths: Truths) -> None:
    outcome, cell = _outcome(entry), cells.get(path)
    if cell is None:
        assert path not in (*outcome.lost, *outcome.same, *outcome.beat), (entry, path)
        cells[path] = Cell(value, entry.version, entry.body, entry.replica)
        return
    saw = truths.saw(entry.body, path, cell.body)
    causal = saw and (base == cell.version or (base < 0 and entry.replica == cell.replica))
    won = Cell(value, entry.version, entry.body, entry.replica)
    if path in outcome.lost or (path in outcome.same and not _equal(cell.value, value)):
        assert not causal, ("I4: what was seen was overruled", entry, path, cell)
        assert path in outcome.lost or outcome.enter is not None, ("not the same at all", entry, path, cell)
        cell.open.append(Open(value, entry.body))
    elif path in outcome.beat:
        assert not causal, ("asked about what was seen", entry, path, cell)
        cells[path] = replace(won, open=[*cell.open, Open(cell.value, cell.body)])
    elif path not in outcome.same:
        assert saw or _equal(cell.value, value), (
            "I3: overwritten unseen and unasked",
            entry,
            path,
            cell,
            truths.of[entry.body],
        )
        unheard = [one for one in cell.open if not truths.knew(entry.body, one.body)]
        cells[path] = replace(won, open=unheard)


def _equal(one: object, other: object) -> bool:
    return type(one) is type(other) and bool(one == other)


def _meet_deletion(cells: dict[str, Cell], entry: Entry, changes: Changes, truths: Truths) -> None:
    """I3 for deleting: a record deleted here and changed there, one not knowing of the other, is asked about.

    Who never had the record cannot be its author: ids are random, only stories use the same ones again.
    """
    outcome, deleted = _outcome(entry), cells.get(DELETED)
    if changes.get(DELETED, ("", 0))[0]:
        others = [c for path, c in cells.items() if path != DELETED and c.replica != entry.replica]
        met = any(not truths.knew(entry.body, cell.body) for cell in others)
    else:
        met = bool(
            deleted
            and deleted.value
            and DELETED not in changes
            and changes
            and deleted.replica != entry.replica
            and not truths.knew(entry.body, deleted.body)
        )
    brought = [value for value, *_ in (outcome.asked or {}).get(DELETED, ())]
    met = met and bool(truths.of[entry.body].knew)
    assert outcome.unseen or None in brought or not met, (
        "I3: deleted unseen and unasked",
        entry,
        cells,
        truths.of[entry.body],
    )


def check_values(logs: dict[str, list[Entry]], records: dict[str, Record], truths: Truths) -> None:
    """I3, I4, and that the product's fold of the logs comes to the same fields and questions."""
    for id_, timeline in timelines(logs).items():
        cells, record = follow(timeline, truths), records[id_]
        assert {path: value for path, (value, _) in record.fields.items()} == {
            path: cell.value for path, cell in cells.items()
        }, (id_, record, cells)
        for path, cell in cells.items():
            asked = [repr(claim.value) for claim in record.questions.get(path, ()) if (path, claim.value) != KEEP_IT]
            # What its answerer knew, but had not yet heard the whole of, may be asked once more.
            assert not Counter(repr(one.value) for one in cell.open) - Counter(asked), (
                id_,
                path,
                cell,
                record.questions,
            )

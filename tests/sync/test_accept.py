import pytest

from cdtt_app.sync.accept import Device, Offered, needed
from cdtt_app.sync.entry import Outcome, chain
from cdtt_app.sync.operation import Operation
from cdtt_app.sync.validity import Reason, read
from tests.sync.logs import MAI, PAO, T1, T2, Log, asked, changing, numbers, values


def machine(replica: int = MAI, *granted: str, officer: bool = False, revoked: bool = False) -> Device:
    return Device(replica, inc=1, first=1, granted=frozenset(granted), officer=officer, revoked=revoked)


def test_entries_are_numbered_without_gaps_hamlet_by_hamlet_and_chained() -> None:
    log = Log()
    log.take(MAI, changing(T1), changing(T2, id_="i"), changing(T1, id_="j"))
    log.take(PAO, changing(T1, id_="k"))
    assert numbers(log.entries) == [(T1, 1), (T2, 1), (T1, 2), (T1, 3)]
    digest = b""
    for entry in log.entries:
        digest = chain(digest, entry) if entry.scope == T1 else digest
    assert log.heads[T1] == (3, digest)


def test_versions_name_the_epoch_so_that_none_comes_twice() -> None:
    assert [Log(epoch=epoch).take(MAI, changing()).entries[0].version for epoch in (0, 1)] == [1, (1 << 32) + 1]


def test_operations_of_one_batch_are_judged_on_each_other() -> None:
    log = Log()
    log.take(MAI, changing(note=("a", 0)), changing(note=("b", -1)), changing(note=("c", 0), clock=-1))
    assert values(log.record()) == {"note": "b"}
    assert asked(log.record()) == {"note": ["c"]}


@pytest.mark.parametrize(
    ("device", "operation", "reason"),
    [
        (machine(MAI, T2), changing(T1), Reason.NOT_GRANTED),
        (machine(MAI, T1, T2, "T9"), changing("T9"), Reason.NOT_GRANTED),
        (machine(MAI, T1, revoked=True), changing(T1), Reason.REVOKED),
        (machine(MAI, T1), changing(T1, note=({"a": 1}, 0)), Reason.BAD_VALUE),
    ],
    ids=["not its hamlet", "no hamlet at all", "access ended", "not a value"],
)
def test_what_cannot_be_taken_in_is_set_aside_and_told_to_the_hamlet(
    device: Device, operation: Operation, reason: Reason
) -> None:
    log = Log()
    result = log.take(MAI, operation, changing(T2, id_="gut"), device=device)
    aside = result.asides[0]
    assert (aside.scope, aside.seq, aside.reason) == (operation.scope, 1, reason)
    told = [entry for entry in result.entries if entry.outcome and entry.outcome.aside]
    if operation.scope in log.heads:
        assert told[0].outcome == Outcome(aside=(reason.value, MAI, 1, 1))
        assert (told[0].record, told[0].replica) == ("", 0)


def test_one_bad_operation_does_not_hold_up_the_others() -> None:
    log = Log()
    result = log.take(MAI, changing(note=({"a": 1}, 0)), changing(id_="gut", note=("a", 0)))
    assert len(result.asides) == 1
    assert values(log.record("gut")) == {"note": "a"}


def test_only_officers_settle_late_work() -> None:
    late = Operation(kind="household", id="h", scope=T1, clock=1, schema=1, changes={}, taken_in=(PAO, 1, 4))
    log = Log()
    assert log.take(MAI, late).settled == []
    assert log.take(PAO, late, device=machine(PAO, T1, officer=True)).settled == [(PAO, 1, 4)]


def test_a_record_moves_with_two_entries_and_needs_both_hamlets() -> None:
    log = Log()
    log.take(MAI, changing(T1, hamlet_id=(T1, 0)))
    moving = changing(T2, clock=1, hamlet_id=(T2, 0))
    assert log.take(PAO, moving, device=machine(PAO, T2)).asides[0].reason is Reason.NOT_GRANTED
    result = log.take(PAO, moving)
    assert [entry.outcome.left for entry in result.entries if entry.outcome] == [T2, ""]
    assert log.record().scope == T2


def test_who_did_not_know_that_a_record_had_gone_does_not_take_it_back() -> None:
    log = Log()
    log.take(MAI, changing(T1, hamlet_id=(T1, 0), note=("a", 0)))
    log.take(MAI, changing(T2, clock=1, hamlet_id=(T2, 0)))
    log.take(PAO, changing(T1, clock=2, note=("b", 1)))
    record = log.record()
    assert (record.scope, values(record)) == (T2, {"hamlet_id": T2, "note": "b"})
    assert asked(record) == {"hamlet_id": [T1], "note": ["a"]}


def test_a_move_that_is_overruled_by_another_leaves_the_record_where_it_is() -> None:
    log = Log(T1, T2, "T3")
    log.take(MAI, changing(T1, hamlet_id=(T1, 0)))
    log.take(MAI, changing(T2, clock=9, hamlet_id=(T2, 0)))
    log.take(PAO, changing("T3", clock=5, hamlet_id=("T3", 0)))
    record = log.record()
    assert (record.scope, values(record)) == (T2, {"hamlet_id": T2})
    assert asked(record) == {"hamlet_id": [T1, "T3"]}


def test_the_hamlets_to_lock_come_in_order() -> None:
    offered = [(1, b"", b"", operation, None) for operation in (changing(T2, id_="z"), changing(T1, id_="a"))]
    assert needed(Offered(*one) for one in offered) == ([T1, T2], ["a", "z"])
    assert needed([Offered(1, b"", b"?", *read(b"?"))]) == ([], [])

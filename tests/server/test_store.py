"""What both databases promise (cdtt_app/server/store.py); every test runs on a real SQLite and a real PostgreSQL."""

import random
from contextlib import suppress
from dataclasses import replace

import pytest

from cdtt_app.domain.role import Role
from cdtt_app.server.schema import STEPS
from cdtt_app.server.store import Chain, Code, Store, StoreError
from cdtt_app.sync.accept import Aside, Head
from cdtt_app.sync.entry import Entry, Outcome
from cdtt_app.sync.record import Record, fold
from cdtt_app.sync.snapshot import to_snapshot
from cdtt_app.sync.validity import Reason
from tests.server.stores import Opener, entry, hash_of, line, machine, place, put, raw_rows

pytest_plugins = ["tests.postgres", "tests.server.stores"]
NUL_AND_MORE = b'\0{"k"\xff\n\xc3\x28\x1a\\000\r\n'


def _aside(seq: int, scope: str = "thon-1", body: bytes = b"?", reason: Reason = Reason.UNREADABLE) -> Aside:
    return Aside(scope=scope, seq=seq, hash=hash_of(seq), reason=reason, body=body)


def test_a_machine_let_in_gets_a_number_of_its_own(store: Store) -> None:
    with store.write() as tx:
        first = tx.add_device(replace(machine(1), replica=77, enrolled_at=5))
        second = tx.add_device(machine(2, Role.OFFICER, "xa-2"))
    assert 0 < first.replica < second.replica
    assert first == replace(machine(1), replica=first.replica, enrolled_at=5)
    with store.read() as tx:
        assert tx.device(first.replica) == first
        assert tx.device_by_key(second.key) == second
        assert tx.devices() == [first, second]
        assert tx.devices("xa-2") == [second]
        assert tx.device(second.replica + 1) is None
        assert tx.device_by_key(b"") is None


def test_what_is_kept_of_a_machine_can_be_changed(store: Store) -> None:
    with store.write() as tx:
        one, other = tx.add_device(machine(1)), tx.add_device(machine(2))
        changed = replace(one, role=Role.LEADER, revoked=True, last_seen=9, machine="Máy khác", commune="xa-3")
        tx.put_device(changed)
    with store.read() as tx:
        assert tx.devices() == [changed, other]


def test_a_key_belongs_to_one_machine(store: Store) -> None:
    with store.write() as tx:
        tx.add_device(machine(1))

    def let_in_again() -> None:
        with store.write() as tx:
            tx.add_device(machine(2))
            tx.add_device(machine(1))

    with pytest.raises(StoreError):
        let_in_again()
    with store.read() as tx:
        assert len(tx.devices()) == 1


def test_each_incarnation_has_its_chain(store: Store) -> None:
    newest = 1 << 52
    chain = Chain(replica=1, inc=newest, first=41, head=90, head_hash=hash_of(90), durable=50)
    with store.write() as tx:
        assert tx.chain(1, newest) is None
        tx.put_chain(replace(chain, head=60))
        tx.put_chain(Chain(replica=1, inc=1, first=1, head=0))
        tx.put_chain(chain)
    with store.read() as tx:
        assert tx.chain(1, newest) == chain
        assert tx.chain(1, 1) == Chain(replica=1, inc=1, first=1, head=0, head_hash=b"")
        assert tx.chain(2, 1) is None


def test_hashes_include_what_was_set_aside(store: Store) -> None:
    with store.write() as tx:
        put(tx, entry(1), entry(2), entry(3, seq=4), entry(4, replica=2, seq=3), entry(5, replica=0))
        tx.set_aside(1, 1, [_aside(3), _aside(5)], 0)
    with store.read() as tx:
        assert tx.hashes(1, 1, 2, 4) == {seq: hash_of(seq) for seq in (2, 3, 4)}
        assert tx.hashes(1, 2, 1, 9) == {}


def test_an_operation_is_in_the_log_only_once(store: Store) -> None:
    with store.write() as tx:
        put(tx, entry(1), entry(2))
    with pytest.raises(StoreError), store.write() as tx:
        put(tx, entry(3, seq=2))
    with store.read() as tx:
        assert [one.number for one in tx.entries_after("thon-1", 0, 9999)] == [1, 2]


def test_it_stays_known_when_a_hamlet_was_given_and_taken(store: Store) -> None:
    with store.write() as tx:
        tx.grant(1, "thon-1", 10)
        tx.grant(1, "thon-1", 11)  # it has it already
        tx.grant(1, "thon-2", 12)
        tx.grant(2, "thon-1", 13)
        tx.revoke(1, "thon-1", 20)
        tx.revoke(1, "thon-1", 25)  # it has it no longer
        assert tx.grants(1) == ("thon-2",)
        tx.grant(1, "thon-1", 30)
    history = "SELECT scope, since, until FROM grants WHERE replica = 1 ORDER BY since"
    with store.read() as tx:
        assert tx.grants(1) == ("thon-1", "thon-2")
        assert tx.grants(2) == ("thon-1",)
        assert raw_rows(tx, history) == [("thon-1", 10, 20), ("thon-2", 12, None), ("thon-1", 30, None)]


def test_a_hamlet_taken_and_given_in_the_same_millisecond_is_given(store: Store) -> None:
    with store.write() as tx:
        tx.grant(1, "thon-1", 10)
        tx.revoke(1, "thon-1", 10)
        tx.grant(1, "thon-1", 10)
        assert tx.grants(1) == ("thon-1",)


def test_a_known_hamlet_stays_as_it_is(store: Store) -> None:
    with store.write() as tx:
        tx.add_place("thon-2", "xa-2")
        put(tx, entry(1))
        before = place(tx)
        tx.add_place("thon-1", "xa-9")
    with store.read() as tx:
        assert place(tx) == before
        assert before.head.number == 1
        assert tx.places(["thon-2", "thon-1", "thon-7"]).keys() == {"thon-1", "thon-2"}
        assert tx.places_of("xa-1") == {"thon-1": before}
        assert tx.places_of("xa-9") == {}
        assert list(tx.places_of("")) == ["thon-1", "thon-2"]


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 100_000, "Ờ"])
def test_a_name_that_is_nobodys_is_only_unknown(store: Store, name: str) -> None:
    with store.write() as tx:
        put(tx, entry(1), entry(2, record="", replica=0, outcome=Outcome(aside=("unreadable", 1, 1, 2))))
        assert tx.places([name]) == {}
        assert tx.entries_of([name]) == []
        assert tx.bases_of([name]) == {}
        tx.set_aside(1, 1, [_aside(2, scope=name)], 0)
    with store.read() as tx:
        assert tx.asides(1, 1, 1, 9) == [(2, "unreadable")]


def test_a_log_never_ends_before_it_ends(store: Store) -> None:
    with store.write() as tx:
        put(tx, entry(1), entry(2))
    for heads in ({"thon-1": Head(1, b"x")}, {"thon-1": Head(3, b"x"), "thon-7": Head(1, b"x")}):
        with pytest.raises(StoreError), store.write() as tx:
            tx.put_heads(heads)
    with store.read() as tx:
        assert place(tx).head.number == 2


def test_entries_come_back_byte_for_byte(store: Store) -> None:
    chance = random.Random(5)
    outcome = Outcome(
        same=("a",),
        lost=("b", "đ"),
        beat=("c",),
        clock=1 << 52,
        left="thon-9",
        enter={"note": "Ờ", "n": 1.0, "big": 1 << 70, "none": None, "list": [True, "x"]},
        asked={"note": [["cũ", 1, 1, 1, 1, 1]]},
        aside=("revoked", 1, 2, 3),
    )
    bodies = [b"", NUL_AND_MORE, bytes(range(256)), *(chance.randbytes(size) for size in (1, 3000, 65536))]
    entries = [entry(number, body=body) for number, body in enumerate(bodies, 1)]
    entries[0] = entry(1, replica=0, body=b"", outcome=outcome)
    far = Entry(
        scope="thon-1",
        number=len(entries) + 1,
        version=len(entries) + 1 + (3 << 32),
        record="r",
        replica=1 << 40,
        inc=(1 << 53) - 1,
        seq=1 << 50,
        received=1 << 52,
        body=b"{}",
    )
    with store.write() as tx:
        tx.append([], [])
        put(tx, *entries, far)
    with store.read() as tx:
        assert tx.entries_of(["r"]) == [*entries, far]
        assert tx.entries_after("thon-1", 0, 1 << 30) == [*entries, far]


def test_a_records_entries_are_found_in_every_hamlet_it_was_in(store: Store) -> None:
    there = [entry(1, "a"), entry(2, "b"), entry(3, "a", replica=0, body=b"", outcome=Outcome(left="thon-0"))]
    here = [entry(1, "c", scope="thon-0", seq=4), entry(2, "a", scope="thon-0", seq=5)]
    with store.write() as tx:
        put(tx, *there, *here)
    with store.read() as tx:
        assert tx.entries_of(["a", "x"]) == [here[1], there[0], there[2]]
        assert tx.entries_of(["c", "b"]) == [here[0], there[1]]
        assert tx.entries_of([]) == []


def test_a_page_ends_at_about_so_many_bytes_and_holds_at_least_one_entry(store: Store) -> None:
    entries = [entry(number, body=b"x" * 1000) for number in range(1, 51)]
    with store.write() as tx:
        put(tx, *entries)
        put(tx, *(entry(n, seq=100 + n, scope="thon-2", body=b"") for n in range(1, 2001)))
    with store.read() as tx:
        for most, number in ((1, 1), (0, 1), (-5, 1), (1000, 1), (1001, 2), (9500, 10), (1 << 30, 50)):
            assert tx.entries_after("thon-1", 0, most) == entries[:number], most
        assert tx.entries_after("thon-1", 48, 5000) == entries[48:]
        assert tx.entries_after("thon-1", 50, 5000) == []
        assert tx.entries_after("thon-7", 0, 5000) == []
        assert len(tx.entries_after("thon-2", 0, 100)) == 2000  # no content, no bytes


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with store.write() as tx:
        put(tx, entry(1))

    def fail_late() -> None:
        with store.write() as tx:
            put(tx, entry(2))
            tx.add_place("thon-2", "xa-1")
            tx.set_aside(1, 1, [_aside(3)], 0)
            tx.put_meta("epoch", "1")
            tx.put_chain(Chain(replica=1, inc=1, first=1, head=3))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_late()
    with store.read() as tx:
        assert tx.counts() == {"machines": 0, "hamlets": 1, "entries": 1, "set_aside": 0, "undecided": 0}
        assert len(tx.entries_after("thon-1", 0, 9999)) == 1
        assert (tx.meta("epoch"), tx.chain(1, 1)) == ("", None)


def test_who_goes_on_after_a_failed_statement_is_not_told_that_it_was_kept(store: Store) -> None:
    with store.write() as tx:
        tx.add_device(machine(1))

    def go_on() -> None:
        with store.write() as tx:
            tx.put_meta("a", "b")
            with suppress(StoreError):
                tx.add_device(machine(1))

    with pytest.raises(StoreError, match="failed"):
        go_on()
    with store.read() as tx:
        assert tx.meta("a") == ""


def test_operations_set_aside_wait_for_an_officer(store: Store) -> None:
    with store.write() as tx:
        tx.set_aside(1, 1, [_aside(3, body=NUL_AND_MORE), _aside(5, reason=Reason.REVOKED)], 100)
        tx.set_aside(2, 1, [_aside(3)], 100)
        tx.settle([(1, 1, 3), (9, 9, 9), (1, 1, 1 << 70)], 200)
        tx.settle([(1, 1, 3)], 300)
    with store.read() as tx:
        assert tx.asides(1, 1, 1, 9) == [(3, "unreadable"), (5, "revoked")]
        assert tx.asides(1, 1, 4, 4) == []
        assert (tx.counts()["set_aside"], tx.counts()["undecided"]) == (3, 2)
        sql = "SELECT scope, body, received, settled FROM set_aside WHERE replica = 1 AND seq = 3"
        assert raw_rows(tx, sql) == [("thon-1", NUL_AND_MORE, 100, 200)]


def test_a_number_too_big_for_the_database_is_an_error_of_the_store(store: Store) -> None:
    with pytest.raises(StoreError), store.write() as tx:
        tx.chain(1, 1 << 64)


def test_a_code_is_kept_with_who_used_it(store: Store) -> None:
    code = Code(
        code_id="c1",
        secret=b"\0" * 16,
        person="Giàng A Páo",
        role=Role.LEADER,
        commune="xa-1",
        scopes=("thon-1", "thon-đ"),
        expires=9,
    )
    with store.write() as tx:
        tx.put_code(code)
        assert tx.code("c1") == code
        tx.put_code(replace(code, used_by=b"k" * 32))
    with store.read() as tx:
        assert tx.code("c1") == replace(code, used_by=b"k" * 32)
        assert tx.code("c2") is None


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.write() as tx:
        put(tx, entry(1))
    with store.read() as reader:
        assert place(reader).head.number == 1
        with store.write() as tx:
            put(tx, entry(2))
            with store.read() as another:
                assert place(another).head.number == 1  # not yet committed
        assert len(reader.entries_after("thon-1", 0, 9999)) == 1
    with store.read() as tx:
        assert len(tx.entries_after("thon-1", 0, 9999)) == 2


def test_old_entries_are_folded_away_into_snapshots(store: Store) -> None:
    first = [entry(1, "a"), entry(2, "b"), entry(3, "b", replica=0, body=b"", outcome=Outcome(left="thon-2"))]
    later = [entry(4, "a", body=line("a", "lần hai")), entry(5, "c")]
    record = fold(first[:1])
    assert isinstance(record, Record)
    with store.write() as tx:
        put(tx, *first, *later, entry(1, "a", scope="thon-2", seq=9))
        tx.fold_away("thon-1", Head(1, b"d1"), [record], [])
        tx.fold_away("thon-1", Head(3, b"d3"), [], ["b"])
    with store.read() as tx:
        assert tx.entries_after("thon-1", 0, 9999) == later
        assert [one.scope for one in tx.entries_of(["a"])] == ["thon-1", "thon-2"]
        assert tx.bases_of(["a", "b"]) == {"a": [record]}
        assert tx.bases_after("thon-1", "", 9999) == [("a", to_snapshot(record))]
        assert tx.bases_after("thon-1", "a", 9999) == []
        assert (place(tx).floor, place(tx).floor_digest, place(tx).head.number) == (3, b"d3", 5)
        assert place(tx, "thon-2").floor == 0
        assert tx.counts()["entries"] == 6
    changed = fold(later[:1], record)
    assert changed is not None
    with store.write() as tx:
        tx.fold_away("thon-1", Head(5, b"d5"), [changed], [])
        assert [to_snapshot(base) for base in tx.bases_of(["a"])["a"]] == [to_snapshot(changed)]
        tx.fold_away("thon-1", Head(5, b"d5"), [], ["a"])
        assert tx.bases_of(["a"]) == {}
    with pytest.raises(StoreError), store.write() as tx:
        tx.fold_away("thon-1", Head(6, b"d6"), [], [])


def test_snapshots_come_in_pages(store: Store) -> None:
    records = [Record(id=f"r{n:03}", kind="visit", scope="thon-1") for n in range(300)]
    with store.write() as tx:
        put(tx, entry(1))
        tx.fold_away("thon-1", Head(1, b"d"), records, [])
    with store.read() as tx:
        assert [id_ for id_, _ in tx.bases_after("thon-1", "", 1)] == ["r000"]
        assert [id_ for id_, _ in tx.bases_after("thon-1", "r009", 1 << 20)] == [r.id for r in records[10:]]


def test_all_is_there_when_the_store_is_opened_again(opened: Opener) -> None:
    store = opened()
    with store.write() as tx:
        device = tx.add_device(machine(1))
        put(tx, entry(1), entry(2))
        tx.grant(device.replica, "thon-1", 1)
        before = (tx.entries_of(["r"]), place(tx), tx.counts())
    store.close()
    with opened().read() as tx:
        assert (tx.entries_of(["r"]), place(tx), tx.counts()) == before
        assert tx.devices() == [device]
        assert tx.grants(device.replica) == ("thon-1",)


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError), store.read():
        pass
    with pytest.raises(StoreError), store.write():
        pass


def test_a_newer_server_brings_an_older_database_up_to_date(opened: Opener) -> None:
    old = opened()
    with old.write() as tx:
        put(tx, entry(1))
    old.close()
    newer = (*STEPS, "CREATE TABLE note (n {int}) {end}; ALTER TABLE place ADD COLUMN name TEXT NOT NULL DEFAULT ''")
    for _ in range(2):  # the second time there is nothing to do
        store = opened(newer)
        with store.read() as tx:
            assert place(tx).head.number == 1
            assert tx.meta("schema") == str(len(newer))
        store.close()
    with pytest.raises(StoreError, match="mới hơn"):
        opened()


def test_a_step_that_fails_leaves_the_database_as_it_was(opened: Opener) -> None:
    opened().close()
    with pytest.raises(StoreError):
        opened((*STEPS, "CREATE TABLE note (n {int}) {end}; ALTER TABLE nowhere ADD COLUMN name TEXT"))
    opened((*STEPS, "CREATE TABLE note (n {int}) {end}"))

import pytest

from cdtt_app.sync.entry import Outcome
from cdtt_app.sync.merge import FUTURE_MS, Author, judge
from cdtt_app.sync.operation import Operation
from cdtt_app.sync.record import Record, Writer
from tests.sync.logs import MAI, NOW, PAO, T1, T2, changing

ME = Author(replica=MAI, inc=1, first=1, seq=9)


def standing(value: object = "a", *, replica: int = PAO, inc: int = 1, seq: int = 3, clock: int = 0) -> Record:
    """A record whose note stands as version 5."""
    writer = Writer(replica, inc, seq, NOW + clock, NOW + 10_000)
    return Record(id="h", kind="household", scope=T1, fields={"note": (value, 5)}, writers={5: writer})


def note(base: int, *, value: object = "b", clock: int = 0, scope: str = T1) -> Operation:
    return changing(scope, clock=clock, note=(value, base))


def test_a_new_record_and_a_field_that_nobody_set_simply_stand() -> None:
    assert judge(None, note(0), ME, NOW) is None
    assert judge(standing(), changing(phone=("1", 0)), ME, NOW) is None


def test_who_saw_the_present_version_wins_whatever_the_clocks_say() -> None:
    assert judge(standing(clock=10**9), note(5, clock=-(10**9)), ME, NOW) is None


@pytest.mark.parametrize(("clock", "outcome"), [(1, Outcome(beat=("note",))), (-1, Outcome(lost=("note",)))])
def test_between_two_who_had_not_seen_each_other_the_clock_decides_and_the_other_is_asked(
    clock: int, outcome: Outcome
) -> None:
    assert judge(standing(), note(4, clock=clock), ME, NOW) == outcome


def test_at_the_same_time_the_higher_machine_wins_on_every_server() -> None:
    assert judge(standing(replica=PAO), note(0), ME, NOW) == Outcome(lost=("note",))
    assert judge(standing(replica=MAI), note(0), ME._replace(replica=PAO), NOW) == Outcome(beat=("note",))


def test_the_same_value_is_no_change_but_true_is_not_one() -> None:
    assert judge(standing(1), note(0, value=1), ME, NOW) == Outcome(same=("note",))
    assert judge(standing(1), note(0, value=True), ME, NOW) == Outcome(lost=("note",))


def test_a_clock_from_the_future_counts_as_five_minutes_ahead() -> None:
    late = standing(clock=FUTURE_MS + 1)
    assert judge(late, note(0, clock=10**12), ME, NOW) == Outcome(lost=("note",), clock=NOW + FUTURE_MS)
    assert judge(None, note(0, clock=10**12), ME, NOW) == Outcome(clock=NOW + FUTURE_MS)


def test_who_builds_on_his_own_operation_had_seen_it() -> None:
    mine = standing(replica=MAI, seq=3, clock=10**9)
    assert judge(mine, note(-3), ME, NOW) is None
    assert judge(mine, note(-2), ME, NOW) == Outcome(lost=("note",))


def test_an_operation_of_the_same_number_on_a_clone_is_not_ones_own() -> None:
    of_a_clone = standing(replica=MAI, inc=77, seq=3, clock=10**9)
    assert judge(of_a_clone, note(-3), ME, NOW) == Outcome(lost=("note",))


def test_an_operation_of_an_earlier_life_of_this_disk_is_ones_own_and_a_clones_is_not() -> None:
    now_living = Author(replica=MAI, inc=50, first=8, seq=9, lives=((1, 1), (40, 6)))
    early, late, cloned = (standing(replica=MAI, inc=inc, seq=3, clock=10**9) for inc in (1, 40, 77))
    assert judge(early, note(-3), now_living, NOW) is None
    assert judge(late, note(-3), now_living, NOW) == Outcome(lost=("note",))
    assert judge(cloned, note(-3), now_living, NOW) == Outcome(lost=("note",))
    assert judge(early, note(-3), now_living._replace(lives=()), NOW) == Outcome(lost=("note",))


def test_versions_of_another_hamlets_log_say_nothing() -> None:
    assert judge(standing(), note(5, clock=1, scope=T2), ME, NOW) == Outcome(beat=("note",))


def test_who_moves_a_record_saw_it_in_the_hamlet_that_he_names() -> None:
    moving = Operation(kind="household", id="h", scope=T2, clock=0, schema=1, changes={"note": ("b", 5)}, seen_in=T1)
    assert judge(standing(clock=10**9), moving, ME, NOW) is None


def heard_at(operation: Operation, when: int) -> Operation:
    changes = dict(operation.changes)
    return Operation(
        kind="household", id="h", scope=T1, clock=NOW, schema=1, changes=changes, token=f"{NOW + when:x}.tag"
    )


@pytest.mark.parametrize(("when", "met"), [(9_999, True), (10_000, False)])
def test_deleting_what_changed_since_one_last_heard_of_it_is_asked_about(when: int, met: bool) -> None:
    deletion = heard_at(changing(deleted=("chuyển đi", 0)), when)
    assert judge(standing(), deletion, ME, NOW, version=6) == (Outcome(unseen=5) if met else None)


def test_changing_what_was_deleted_since_one_last_heard_of_it_is_asked_about() -> None:
    deleted = standing()
    deleted.fields["deleted"] = ("chuyển đi", 5)
    assert judge(deleted, heard_at(changing(phone=("1", 0)), 0), ME, NOW, version=6) == Outcome(unseen=6)
    assert judge(deleted, heard_at(changing(phone=("1", 0)), 10_000), ME, NOW, version=6) is None
    assert judge(deleted, heard_at(changing(deleted=("", 5)), 0), ME, NOW, version=6) is None

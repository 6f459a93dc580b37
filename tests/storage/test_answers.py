"""Every answer may be late, doubled, a clone's, or from a server that was brought back to an older day."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cdtt_app.services.exchange import Pages
from cdtt_app.storage import answers, feed, oplog
from cdtt_app.storage.answers import STANDING
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.incarnation import begin_incarnation
from cdtt_app.storage.offers import unsettled
from cdtt_app.storage.whereabouts import Where, whereabouts
from tests.journeys.sync.laptops import Laptop
from tests.storage.meetings import T1, T2, Meeting, meeting

SMALL = Pages(offer=1, want=1)


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Meeting]:
    with meeting(tmp_path) as made:
        yield made


@pytest.fixture
def mai(land: Meeting) -> Laptop:
    return land.machine(T1, T2)


def receipts(laptop: Laptop) -> list[tuple[int, int]]:
    return laptop.db.rows("SELECT seq, void FROM receipt ORDER BY seq")


def there(land: Meeting) -> list[tuple[int, int]]:
    """Number and machine of all operations at the province."""
    return sorted((e.seq, e.replica) for log in land.province.logs().values() for e in log if e.replica)


def asides(laptop: Laptop) -> list[tuple[int, str]]:
    return laptop.db.rows("SELECT seq, reason FROM set_aside")


def test_a_receipt_is_kept_as_it_was_signed_and_settles_what_it_names(land: Meeting, mai: Laptop) -> None:
    mai.edit(T1, "h", note="a")
    learned = mai.learn(land.province.exchange(mai.ask(Pages()).data))
    assert (learned.taken.acknowledged, learned.taken.entries) == (1, 1)
    assert receipts(mai) == [(1, 0)]
    assert feed.pending_count(mai.db.connection()) == 0
    assert land.notes(mai) == {"h": "a"}


def test_the_same_answer_twice_changes_nothing_more(land: Meeting, mai: Laptop) -> None:
    mai.edit(T1, "h", note="a")
    reply = land.province.exchange(mai.ask(Pages()).data)
    mai.learn(reply)
    again = mai.learn(reply).taken
    assert (again.acknowledged, again.entries, again.records) == (0, 0, set())


def test_a_power_cut_while_it_is_written_leaves_nothing_of_it(land: Meeting, mai: Laptop) -> None:
    pao = land.machine(T1)
    pao.edit(T1, "h", note="b")
    land.meet(pao)
    mai.edit(T1, "i", note="a")
    reply = land.province.exchange(mai.ask(Pages()).data)
    mai.learn_and_crash(reply)
    assert receipts(mai) == mai.db.rows("SELECT * FROM feed") == []
    mai.learn(reply)
    assert land.notes(mai) == {"h": "b", "i": "a"}


def test_an_acknowledgement_counts_only_with_the_hash_of_ones_own_log(land: Meeting, mai: Laptop) -> None:
    clone = land.clone(mai)
    clone.edit(T1, "k", note="c")
    reply = land.province.exchange(clone.ask(Pages()).data)
    mai.edit(T1, "h", note="a")
    mai.learn(reply)
    assert receipts(mai) == []
    assert feed.pending_count(mai.db.connection()) == 1


def test_a_clone_goes_on_under_another_name_and_nothing_is_lost(land: Meeting, mai: Laptop) -> None:
    mai.edit(T1, "h", note="a")
    land.meet(mai)
    clone = land.clone(mai)
    mai.edit(T1, "i", note="b")
    clone.edit(T1, "k", note="c")
    land.meet(mai, clone, mai)
    assert there(land) == [(1, 1), (2, 1), (2, 1)]
    assert land.notes(mai) == land.notes(clone) == {"h": "a", "i": "b", "k": "c"}
    clone.verify()


def test_an_old_copy_of_a_disk_notices_before_it_writes(land: Meeting, mai: Laptop) -> None:
    image = mai.image()
    mai.edit(T1, "h", note="a")
    land.meet(mai)
    land.laptops[0] = old = mai.put_back(image)
    land.meet(old)
    assert oplog.head(old.db.connection()).inc > 1
    assert land.notes(old) == {"h": "a"}


def test_a_restored_server_gets_back_what_it_lost_and_its_receipts_count_again(land: Meeting, mai: Laptop) -> None:
    mai.edit(T1, "h", note="a")
    land.meet(mai)
    copy = land.back_up()
    mai.edit(T1, "i", note="b")
    land.meet(mai)
    land.province.put_back(copy)
    land.once(mai)
    assert receipts(mai) == [(1, 0), (2, 1)]
    assert whereabouts(mai.db, ["h", "i"]) == {"h": Where.RECEIVED, "i": Where.HERE}
    land.meet(mai)
    assert there(land) == [(1, 1), (2, 1)]
    assert whereabouts(mai.db, ["i"]) == {"i": Where.RECEIVED}


def test_older_incarnations_are_asked_about_too_before_their_receipts_count_again(land: Meeting, mai: Laptop) -> None:
    copy = land.back_up()
    mai.edit(T1, "h", note="a")
    land.meet(mai)
    clone = land.clone(mai)
    mai.edit(T1, "i", note="b")
    clone.edit(T1, "k", note="c")
    land.meet(mai, clone)
    land.province.put_back(copy)
    land.once(clone)
    assert whereabouts(clone.db, ["h"]) == {"h": Where.HERE}
    land.meet(clone)
    assert there(land) == [(1, 1), (2, 1)]
    land.meet(mai, clone)
    assert there(land) == [(1, 1), (2, 1), (2, 1)]
    assert land.notes(clone) == {"h": "a", "i": "b", "k": "c"}


def test_when_another_took_the_name_of_an_older_incarnation_its_work_goes_under_a_new_one(
    land: Meeting, mai: Laptop
) -> None:
    third = land.clone(mai)
    third.edit(T1, "z", note="z")  # number 1, as the others' first
    copy = land.back_up()
    mai.edit(T1, "h", note="a")
    land.meet(mai)
    clone = land.clone(mai)
    mai.edit(T1, "i", note="b")
    clone.edit(T1, "k", note="c")
    land.meet(mai, clone)
    land.province.put_back(copy)
    land.meet(third, clone, mai, third, clone, mai)
    notes = {"h": "a", "i": "b", "k": "c", "z": "z"}
    assert land.notes(mai) == land.notes(clone) == land.notes(third) == notes
    clone.verify()


def test_two_clones_that_chose_the_same_name_for_their_new_lives_are_told_apart(land: Meeting, mai: Laptop) -> None:
    mai.edit(T1, "h", note="a")
    land.meet(mai)
    clone = land.clone(mai)
    mai.edit(T1, "i", note="b")
    land.meet(mai)
    for laptop, common in ((mai, 2), (clone, 1)):  # both clocks had been set back: the next free name
        with laptop.db.write() as tx:
            begin_incarnation(tx.connection, 1, common, now=0, random=0)
        laptop.edit(T1, f"k{common}", note="c")
    land.meet(mai, clone, mai)
    assert land.notes(clone) == land.notes(mai) == {"h": "a", "i": "b", "k1": "c", "k2": "c"}


def test_an_answer_of_an_older_epoch_changes_nothing(land: Meeting, mai: Laptop) -> None:
    copy = land.back_up()
    mai.edit(T1, "h", note="a")
    late = land.province.exchange(mai.ask(Pages()).data)
    land.province.put_back(copy)
    land.once(mai, SMALL)
    before = mai.db.rows("SELECT * FROM receipt")
    assert mai.learn(late).taken == answers.Taken()
    assert mai.db.rows("SELECT * FROM receipt") == before
    land.meet(mai)
    assert there(land) == [(1, 1)]


def test_a_late_first_word_of_a_restore_also_rewinds_hamlets_read_since_it_was_asked_for(land: Meeting) -> None:
    mai, pao = land.machine(T1), land.machine(T1, T2)
    late = mai.ask(Pages())
    copy = land.back_up()
    pao.edit(T2, "k", note="verloren")
    land.meet(pao)
    land.province.change_grant(mai.replica, T2, give=True)
    land.meet(mai)
    land.province.put_back(copy)
    land.province.change_grant(mai.replica, T2, give=True)
    mai.learn(land.province.exchange(late.data))
    assert feed.cursors(mai.db.connection())[T2] == 0
    assert land.notes(mai) == {}


def test_what_was_set_aside_is_told_with_the_receipt_and_anew_after_a_restore(land: Meeting, mai: Laptop) -> None:
    copy = land.back_up()
    land.province.change_grant(mai.replica, T1, give=False)
    mai.edit(T1, "h", note="a")
    land.once(mai)
    assert asides(mai) == [(1, "not_granted")]
    assert whereabouts(mai.db, ["h"]) == {"h": Where.ASIDE}
    land.province.put_back(copy)  # where the hamlet was still its own
    land.meet(mai)
    assert asides(mai) == []
    assert land.notes(mai) == {"h": "a"}
    assert there(land) == [(1, 1)]


def test_a_hamlet_leaves_only_when_all_that_was_recorded_was_offered(land: Meeting, mai: Laptop) -> None:
    mai.edit(T1, "h", note="a")
    land.meet(mai)
    land.province.change_grant(mai.replica, T1, give=False)
    for note in ("b", "c"):
        mai.edit(T1, "h", note=note)
    land.once(mai, SMALL)
    assert land.notes(mai) == {"h": "c"}
    land.meet(mai)
    assert land.notes(mai) == {}
    assert mai.db.rows("SELECT * FROM feed") == []
    assert len(land.province.asides()) == 2


def test_work_of_a_hamlet_that_comes_back_is_shown_again(land: Meeting, mai: Laptop) -> None:
    mai.edit(T1, "h", note="a")
    land.meet(mai)
    for give in (False, True):
        land.province.change_grant(mai.replica, T1, give=give)
        land.meet(mai)
    assert land.notes(mai) == {"h": "a"}
    assert mai.db.rows("SELECT gone FROM oplog") == [(0,)]


def test_a_copy_of_the_log_that_does_not_agree_is_read_again(land: Meeting, mai: Laptop) -> None:
    pao = land.machine(T1)
    pao.edit(T1, "h", note="a")
    land.meet(pao, mai)
    with mai.db.write() as tx:
        tx.keep_local("UPDATE cursor SET digest = x'00' WHERE scope = 'T1'")
    assert mai.learn(land.province.exchange(mai.ask(Pages()).data)).taken.damaged == (T1,)
    assert land.notes(mai) == {}
    land.meet(mai)
    assert land.notes(mai) == {"h": "a"}


def test_the_time_that_the_province_vouched_for_counts_once_all_was_read_that_it_knew(land: Meeting) -> None:
    mai, pao = land.machine(T1), land.machine(T1)
    for note in ("a", "b", "c"):
        pao.edit(T1, "h", note=note)
    land.meet(pao)
    land.once(mai, SMALL)
    assert oplog.last_token(mai.db.connection()) is None
    land.meet(mai)
    assert oplog.last_token(mai.db.connection()) is not None
    land.province.change_grant(mai.replica, T2, give=True)
    pao.edit(T1, "h", note="d")
    land.meet(pao)
    land.once(mai, SMALL)  # T1 goes on, T2 has nothing yet
    assert oplog.last_token(mai.db.connection()) is not None


def test_operations_emptied_since_they_were_in_a_backup_hold_up_nothing_after_an_older_one(
    land: Meeting, mai: Laptop
) -> None:
    old = land.back_up()
    mai.edit(T1, "h", note="a")
    mai.edit(T2, "i", note="b")
    mai.edit(T1, "h", note="c")
    mai.edit(T2, "i", note="d")
    land.meet(mai)
    land.back_up()
    land.province.change_grant(mai.replica, T1, give=False)
    land.meet(mai)
    land.once(mai)
    assert mai.db.rows("SELECT seq FROM oplog WHERE length(body) = 0") == [(1,), (3,)]
    land.province.put_back(old)
    land.meet(mai)
    assert unsettled(mai.db.connection()) == []
    assert sorted(e.seq for e in land.province.logs()[T2]) == [2, 4]
    assert land.notes(mai) == {"i": "d"}


def test_what_may_be_forgotten_is_told_only_of_the_newest_incarnation(land: Meeting, mai: Laptop) -> None:
    mai.edit(T1, "h", note="a")
    land.meet(mai)
    land.back_up()
    land.meet(mai)
    assert read_fact(mai.db, STANDING)["durable"] == 1
    old = mai.ask(Pages())
    clone = land.clone(mai)
    clone.edit(T1, "k", note="c")
    mai.edit(T1, "i", note="b")
    land.meet(mai, clone)
    clone.learn(land.province.exchange(old.data))
    assert read_fact(clone.db, STANDING)["durable"] == 0


def test_an_answer_to_a_life_that_this_disk_never_had_changes_nothing(land: Meeting, mai: Laptop) -> None:
    mai.edit(T1, "h", note="a")
    clone = land.clone(mai)
    mai.edit(T1, "i", note="b")
    clone.edit(T1, "k", note="c")
    land.meet(mai)
    land.once(clone)
    reply = land.province.exchange(clone.ask(Pages()).data)
    assert mai.learn(reply).taken == answers.Taken()

"""What a restored server lost and whose author is gone comes back from whoever had read it, once, as it was."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cdtt_app.services.salvage import WAIT, offer_lost_work
from tests.journeys.sync.laptops import Laptop
from tests.storage.meetings import DAY_MS, T1, T2, Meeting, meeting

AT_ONCE = timedelta(0)


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Meeting]:
    with meeting(tmp_path) as made:
        yield made


@pytest.fixture
def readers(land: Meeting) -> tuple[Laptop, Laptop]:
    """Two machines that had read what a third wrote, whose disk is gone; and the server, brought back before that."""
    lost, mai, pao = land.machine(T1, T2), land.machine(T1, T2), land.machine(T1, T2)
    land.meet(lost, mai, pao)
    copy = land.back_up()
    for note in ("a", "b"):
        lost.edit(T1, "h", note=note)
    land.meet(lost, mai, pao)
    land.province.put_back(copy)
    land.meet(mai, pao)
    return mai, pao


def notes_told(land: Meeting) -> list[object]:
    return [dict(entry.operation.changes)["note"][0] for entry in land.province.logs()[T1]]


def test_it_waits_for_its_author_and_is_then_offered_by_one_of_them_alone(
    land: Meeting, readers: tuple[Laptop, Laptop]
) -> None:
    mai, pao = readers
    assert land.notes(mai) == {}
    assert offer_lost_work(mai.db) == 0
    land.time += int(WAIT.total_seconds() * 1000) + DAY_MS
    assert offer_lost_work(mai.db) == 2
    land.meet(mai, pao)
    assert offer_lost_work(pao.db) == 0
    assert land.notes(mai) == land.notes(pao) == {"h": "b"}
    assert notes_told(land) == ["a", "b"]


def test_it_asks_nobody_anything_and_keeps_the_clock_of_its_author(
    land: Meeting, readers: tuple[Laptop, Laptop]
) -> None:
    mai, _ = readers
    offer_lost_work(mai.db, AT_ONCE)
    land.meet(mai)
    clocks = [entry.operation.clock for entry in land.province.logs()[T1]]
    assert max(clocks) < land.time - 5_000
    assert mai.questions() == []


def test_two_who_offer_it_at_the_same_time_lose_nothing(land: Meeting, readers: tuple[Laptop, Laptop]) -> None:
    for reader in readers:
        offer_lost_work(reader.db, AT_ONCE)
    land.meet(*readers, *readers)
    assert land.notes(readers[0]) == land.notes(readers[1]) == {"h": "b"}


def test_what_was_written_since_the_restore_is_not_overruled_but_asked_about(
    land: Meeting, readers: tuple[Laptop, Laptop]
) -> None:
    mai, pao = readers
    pao.edit(T1, "h", note="neu")
    land.meet(pao)
    offer_lost_work(mai.db, AT_ONCE)
    land.meet(mai)
    assert land.notes(mai) == {"h": "neu"}
    assert ("h", "note", "b") in mai.questions()


def test_when_its_author_comes_back_nobody_else_offers_it(land: Meeting, readers: tuple[Laptop, Laptop]) -> None:
    lost, (mai, _) = land.laptops[0], readers
    land.meet(lost, mai)
    assert offer_lost_work(mai.db, AT_ONCE) == 0
    assert mai.db.rows("SELECT * FROM salvage") == []
    assert notes_told(land) == ["a", "b"]


def test_own_work_built_on_it_still_stands_on_it(land: Meeting) -> None:
    lost, mai = land.machine(T1), land.machine(T1)
    land.meet(lost, mai)
    copy = land.back_up()
    lost.edit(T1, "h", note="a")
    land.meet(lost, mai)
    mai.edit(T1, "h", note="b")
    land.meet(mai)
    land.province.put_back(copy)
    land.meet(mai)
    offer_lost_work(mai.db, AT_ONCE)
    land.meet(mai)
    assert land.notes(mai) == {"h": "b"}
    assert sorted(map(str, notes_told(land))) == ["a", "b"]


def test_it_is_offered_before_its_hamlet_leaves_the_machine(land: Meeting, readers: tuple[Laptop, Laptop]) -> None:
    mai, _ = readers
    land.province.change_grant(mai.replica, T1, give=False)
    land.meet(mai)
    assert mai.db.rows("SELECT * FROM salvage") == []
    late = [aside.body for aside in land.province.asides() if aside.key[0] == mai.replica]
    assert len(late) == 2
    assert b'"note":"b"' in late[1]

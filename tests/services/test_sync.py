from collections.abc import Iterator
from pathlib import Path

import pytest

from cdtt_app.services.sync import End, Report, Ways, sync_now
from cdtt_app.storage.offers import unsettled
from cdtt_app.transport.road import Reply
from tests.journeys.sync.laptops import APP, Laptop
from tests.journeys.sync.provinces import PACKING
from tests.storage.meetings import T1, Meeting, meeting


class DirectRoad:
    """Straight to the province, and how often."""

    def __init__(self, land: Meeting) -> None:
        self.count = 0
        self._land = land

    def exchange(self, data: bytes) -> Reply:
        self.count += 1
        return Reply(data=self._land.province.exchange(data), sent=len(data), seconds=0.01)


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Meeting]:
    with meeting(tmp_path) as made:
        yield made


def run(land: Meeting, laptop: Laptop) -> tuple[Report, int]:
    road = DirectRoad(land)
    report = sync_now(laptop.db, Ways(road=road, road_name="network", packing=PACKING, app=APP))
    return report, road.count


def lives(land: Meeting, laptop: Laptop, count: int) -> None:
    """Every time the hamlet goes and comes back, the machine begins a new incarnation."""
    for number in range(count):
        laptop.edit(T1, f"h{number}", note="a")
        for give in (False, True):
            land.meet(laptop)
            land.province.change_grant(laptop.replica, T1, give=give)
        land.meet(laptop)


def test_one_exchange_is_enough_when_nothing_is_wrong(land: Meeting) -> None:
    mai = land.machine(T1)
    mai.edit(T1, "h", note="a")
    report, count = run(land, mai)
    assert (report.end, report.progress.acknowledged, report.progress.waiting, count) == (End.DONE, 1, 0, 1)


def test_after_a_restore_every_life_of_the_disk_is_asked_about_and_offered_again(land: Meeting) -> None:
    mai = land.machine(T1)
    copy = land.back_up()
    lives(land, mai, 9)
    land.province.put_back(copy)
    report, _ = run(land, mai)
    assert (report.end, report.progress.acknowledged) == (End.DONE, 9)
    assert unsettled(mai.db.connection()) == []
    assert [entry.seq for entry in land.province.logs()[T1]] == list(range(1, 10))


def test_what_must_be_rescued_before_a_hamlet_goes_is_sent_in_the_same_meeting(land: Meeting) -> None:
    lost, mai = land.machine(T1), land.machine(T1)
    land.meet(lost, mai)
    copy = land.back_up()
    lost.edit(T1, "h", note="a")
    land.meet(lost, mai)
    land.province.put_back(copy)
    land.province.change_grant(mai.replica, T1, give=False)
    report, _ = run(land, mai)
    assert (report.end, report.gone) == (End.DONE, (T1,))
    assert len(land.province.asides()) == 1


def test_a_machine_that_is_not_known_hears_so(land: Meeting) -> None:
    copy = land.back_up()
    mai = land.machine(T1)
    land.province.put_back(copy)
    report, count = run(land, mai)
    assert (report.end, count) == (End.UNKNOWN, 1)

"""Coverage of the practice hamlet: what was published stands as published, the rest looks as in the picture."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cdtt_app.domain.coverage import CoverageNote, PointType, Technology, Use, Works, note_problems, point_of
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import CaseState, CaseStep, Station, course, overdue_days, step_problems
from cdtt_app.domain.coverage_facts import HamletCoverage
from cdtt_app.domain.geo import Point, distance_m, in_vietnam
from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import Household, LocationSource, Network
from cdtt_app.domain.map_scene import Severity
from cdtt_app.domain.networks import host_of
from cdtt_app.domain.team import Member
from cdtt_app.services.coverage import read_board
from cdtt_app.services.practice import make_practice
from cdtt_app.services.today import hamlet_in_hand
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import hamlets
from cdtt_app.storage.profile import Profile
from cdtt_app.storage.questions import where
from tests.factories import NOW
from tests.services.practice_sources import CHECKLISTS, DATA, units

PUBLISHED = ("Bản Giòng", "Thôm Luông", "Bản Khẻ")
MIDDLE = Point(22.598, 105.4606)


def make(folder: Path, now: datetime = NOW) -> Database:
    return make_practice(Profile(folder), units, CHECKLISTS, DATA, clock=lambda: now)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The practice hamlet on 24/11/2026; tests only read it."""
    db = make(tmp_path_factory.mktemp("thuc-hanh") / "p")
    yield db
    db.close()


@pytest.fixture(scope="module")
def board(made: Database) -> Board:
    return read_board(made)


def today_of(board: Board) -> date:
    return board.now.astimezone().date()


def case_of(board: Board, title: str) -> CaseView:
    return next(view for view in board.cases if view.case.title == title)


def station(board: Board, title: str, code: str) -> Station:
    return next(each for each in case_of(board, title).case.stations if each.code == code)


def test_the_page_lists_four_cases_34_notes_and_5_that_wait(board: Board) -> None:
    counts = [(view.case.title, view.facts.households, len(view.facts.notes)) for view in board.cases]
    assert counts == [("Bản Giòng", 98, 17), ("Thôm Luông", 41, 6), ("Bản Khẻ", 36, 4), ("Cụm Nà Cọn", 12, 2)]
    assert len(board.notes) == 34
    assert sum(len(spot.notes) for spot in board.spots) == 5 == sum(note.case_id is None for note in board.notes)
    assert case_of(board, "Bản Giòng").case.number == 7


def test_of_the_notes_that_wait_some_lie_at_a_case_and_some_do_not(board: Board) -> None:
    giong = case_of(board, "Bản Giòng").case.id
    assert Counter((spot.case_id, len(spot.notes)) for spot in board.spots) == {
        (giong, 2): 1,
        (None, 2): 1,
        (None, 1): 1,
    }


@pytest.mark.parametrize("now", [NOW, datetime(2027, 3, 1, 17, 2, tzinfo=UTC), datetime(2028, 2, 29, 16, tzinfo=UTC)])
def test_on_any_day_and_hour_the_clocks_say_the_same(now: datetime, tmp_path: Path) -> None:
    db = make(tmp_path / "p", now)
    board = read_board(db)
    today = today_of(board)
    assert {view.case.title: view.course.state for view in board.cases} == {
        "Bản Giòng": CaseState.SURVEYING,
        "Thôm Luông": CaseState.SENT,
        "Bản Khẻ": CaseState.VERIFIED,
        "Cụm Nà Cọn": CaseState.ON_AIR,
    }
    giong, luong, khe, con = (view.course for view in board.cases)
    assert overdue_days(giong, today=today) == 12
    assert luong.deadline == today + timedelta(days=9)
    assert khe.since is not None
    assert khe.since.happened_on == today - timedelta(days=5)
    assert con.since is not None
    assert (today - con.since.happened_on).days <= board.rules.measure_within_days
    moments = [moment for note in board.notes for moment in (note.measured_at, note.recorded_at)]
    moments += [step.written_at for step in where(db, CaseStep)]
    assert max((*moments, *(view.case.opened_at for view in board.cases))) < now
    db.close()


def test_every_step_is_one_that_the_table_allows_and_the_form_would_take(board: Board, made: Database) -> None:
    steps = where(made, CaseStep)
    assert len(steps) == 13
    for view in board.cases:
        own = sorted((s for s in steps if s.case_id == view.case.id), key=lambda step: step.written_at)
        assert len(own) == len(view.course.taken)
        for number, step in enumerate(own):
            assert not step_problems(course(own[:number]), step, today=step.happened_on), step
            assert step.happened_on >= view.case.opened_at.astimezone().date()


def test_every_note_is_one_that_the_note_page_would_save(board: Board, made: Database) -> None:
    members = {member.id for member in where(made, Member)}
    assert {note.recorded_by for note in board.notes} == members
    for note in board.notes:
        assert not note_problems(note, now=note.recorded_at), note.place
        assert note.measured_at < note.recorded_at < board.now
        assert all(reading.host is host_of(brand) is not None for brand, reading in note.readings.items())


@pytest.mark.parametrize("title", ["Bản Giòng", "Bản Khẻ"])
@pytest.mark.parametrize(("code", "metres"), [("ThuongGiap_TQG", 2600), ("Thuong-NongII_TQG", 3500)])
def test_the_two_stations_behind_the_rocks_are_as_far_as_published(
    board: Board, title: str, code: str, metres: int
) -> None:
    near = station(board, title, code)
    assert (near.distance_m, near.operator, near.note) == (metres, Network.VINAPHONE, "bị núi đá chắn")
    here, there = case_of(board, title).facts.point, point_of(near.location)
    assert here is not None
    assert there is not None
    assert round(distance_m(here, there), -2) == metres  # the picture does not contradict the number


@pytest.mark.parametrize("title", PUBLISHED)
def test_vnpt_has_two_stations_in_the_commune_of_which_no_place_was_published(board: Board, title: str) -> None:
    for code in ("Thuong-Nong_TQG", "ThuongNongIII_TQG"):
        known = station(board, title, code)
        assert (known.operator, known.distance_m, known.location) == (Network.VINAPHONE, None, None)


def test_viettel_serves_ban_khe_and_planned_the_other_two_before_july_2023(board: Board) -> None:
    assert station(board, "Bản Khẻ", "TQG0324-11").operator is Network.VIETTEL
    for title, code in (("Bản Giòng", "TQG0424-11"), ("Thôm Luông", "TQG0424-12")):
        said = case_of(board, title).case.note
        assert f"Kế hoạch đã biết: Viettel dựng trạm {code} ở {title} trước 30/6/2023." in said
    assert "Tháng 10/2023: có sóng nhưng rất chập chờn." in case_of(board, "Bản Giòng").case.note


@pytest.mark.parametrize("title", PUBLISHED)
def test_vinaphone_has_neither_3g_nor_4g_in_the_three_hamlets(board: Board, title: str) -> None:
    readings = [r for note in case_of(board, title).facts.notes if (r := note.readings.get("VinaPhone")) is not None]
    assert readings
    assert {reading.technology for reading in readings} <= {None, Technology.G2}
    assert all(reading.works.get(use, Works.NO) is Works.NO for reading in readings for use in (Use.DATA, Use.VIDEO))


def test_viettel_is_heard_in_all_three_but_never_well_at_the_hall(board: Board) -> None:
    for title in PUBLISHED:
        assert "Viettel" in case_of(board, title).facts.worst
    assert [case_of(board, title).facts.severity for title in PUBLISHED] == [
        Severity.LOST,
        Severity.LOST,
        Severity.UNSTEADY,
    ]
    assert {view.count.coverage for view in board.hamlets} == {HamletCoverage.WEAK}


def test_no_case_looks_refuted_or_old_and_one_note_asks_to_be_measured_again(board: Board) -> None:
    assert not [view for view in board.cases if view.facts.refuted_by or view.facts.stale]
    assert sum(view.count.stale for view in board.hamlets) == 1


def test_notes_are_of_many_kinds(board: Board) -> None:
    assert {note.point for note in board.notes} == {
        PointType.HALL,
        PointType.HOMES,
        PointType.SCHOOL,
        PointType.ROAD,
        PointType.FIELD,
    }
    assert {"Viettel", "VinaPhone", "MobiFone", "iTel"} == {brand for note in board.notes for brand in note.readings}
    assert len({note.weather for note in board.notes}) == 5
    assert len({use for note in board.notes for reading in note.readings.values() for use in reading.works}) == 5


def test_a_note_at_a_house_knows_no_more_of_where_it_is_than_the_family_agreed_to(board: Board, made: Database) -> None:
    homes = {home.id: home for home in where(made, Household)}
    at_home = [note for note in board.notes if note.household_id is not None]
    assert len(at_home) > 10
    for note in at_home:
        home = homes[note.household_id] if note.household_id else None
        assert home is not None
        assert note.location is not None
        assert point_of(note.location) == point_of(home.location)
        assert (note.location.source, note.power) == (LocationSource.HOUSEHOLD, home.connection.power)


def test_all_of_it_lies_in_the_commune(board: Board) -> None:
    places = [point for note in board.notes if (point := point_of(note.location)) is not None]
    assert len(places) == len(board.notes)
    assert all(in_vietnam(place) and distance_m(place, MIDDLE) < 5000 for place in places)


def test_the_neighbours_have_no_families_and_the_evening_stays_in_ban_giong(made: Database) -> None:
    assert [(each.name, each.prefix) for each in hamlets(made)] == [
        ("Bản Giòng", "BG"),
        ("Bản Khẻ", "BK"),
        ("Thôm Luông", "TL"),
    ]
    hand = hamlet_in_hand(made)
    assert hand is not None
    assert hand.name == "Bản Giòng"
    assert {home.hamlet_id for home in where(made, Household)} == {hand.id}


def told(db: Database) -> list[Any]:
    """Everything but the identities, which are each machine's own."""
    names = {each.id: each.name for each in where(db, Hamlet)}
    notes = sorted(where(db, CoverageNote), key=lambda note: (note.measured_at, note.place))
    return [
        *((n.measured_at, names[n.hamlet_id], n.place, n.point, n.location, n.readings, n.note) for n in notes),
        *((v.case.title, v.case.stations, v.case.note, v.course.state, v.rank) for v in read_board(db).cases),
        *sorted((s.written_at, s.state, s.why, s.document) for s in where(db, CaseStep)),
    ]


def test_two_machines_make_the_same_coverage(made: Database, tmp_path: Path) -> None:
    other = make(tmp_path / "p")
    assert told(other) == told(made)
    other.close()

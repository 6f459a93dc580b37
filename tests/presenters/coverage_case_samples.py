"""The published case of Bản Giòng as records: stations, distances and plan as published, everything else invented."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from cdtt_app.domain.attachment import Sha256
from cdtt_app.domain.coverage import (
    CoverageNote,
    Facility,
    Photo,
    PointType,
    Reading,
    RoadAccess,
    Use,
    Weather,
    Works,
    severity,
)
from cdtt_app.domain.coverage_board import Board, CaseView, HamletView
from cdtt_app.domain.coverage_case import OVER, Block, CaseState, CaseStep, CoverageCase, Station, course, overdue_days
from cdtt_app.domain.coverage_facts import case_facts, hamlet_count, rank
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.geo import Area, Point
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Location, Network, Power
from cdtt_app.domain.ids import HouseholdId, MemberId
from cdtt_app.domain.map_scene import Severity
from tests.factories import HAMLET, NOW, Fields, make_case, make_note, make_step

AGENCY: Final = "UBND xã Thượng Nông"
PLACE: Final = "xã Thượng Nông, tỉnh Tuyên Quang"
RULES: Final = CoverageRules()
HEART: Final = Point(22.520, 105.300)
MAI, TU, NHINH = MemberId("m-mai"), MemberId("m-tu"), MemberId("m-nhinh")
MEMBERS: Final = {MAI: "Hoàng Thị Mai", TU: "Nông Anh Tú", NHINH: "Bàn Thị Nhình"}
PRIVATE_HOME: Final = Location(latitude=22.523419, longitude=105.303127)
PRIVATE: Final = "nhà anh Chẻo, số 0900000678"
PICTURE: Final = Sha256("ab" * 32)
_NO = {Use.CALL: Works.NO, Use.ZALO: Works.NO, Use.VIDEO: Works.NO}
_CALLS = {Use.CALL: Works.YES, Use.ZALO: Works.NO, Use.VIDEO: Works.NO}


def near(east_km: float, north_km: float) -> Location:
    """A position so far from the heart of the hamlet."""
    return Location(
        latitude=HEART.latitude + north_km / 111.195, longitude=HEART.longitude + east_km / (111.195 * 0.9238)
    )


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November, as the clock on the wall of this machine says."""
    return datetime(2026, 11, day, hour, minute).astimezone()


def vinaphone(**said: Fields) -> dict[str, Reading]:
    """What was heard of VinaPhone."""
    return {"VinaPhone": Reading(host=Network.VINAPHONE, **said)}


def viettel(**said: Fields) -> dict[str, Reading]:
    """What was heard of Viettel."""
    return {"Viettel": Reading(host=Network.VIETTEL, **said)}


def notes() -> Iterator[CoverageNote]:
    """Six at five spots; the hall was measured twice, one note was made at a home."""
    hall, school = near(-0.45, 0.25), near(0.35, 0.4)
    kept = Photo(sha256=PICTURE, size=9, thumbnail=Sha256("cd" * 32), thumbnail_size=9)
    yield make_note(point=PointType.HALL, place="Nhà văn hoá thôn", location=hall, measured_at=at(18, 19, 20),
                    readings=vinaphone(bars=0, works=_NO) | viettel(bars=1, works=_CALLS), weather=Weather.CLEAR,
                    recorded_by=MAI, households_affected=98, power=Power.GRID, road=RoadAccess.MOTORBIKE,
                    facilities=(Facility.HALL,), photos=(kept,))  # fmt: skip
    yield make_note(point=PointType.HALL, place="Nhà văn hoá thôn", location=hall, measured_at=at(2, 8),
                    readings=vinaphone(bars=3), recorded_by=MAI)  # fmt: skip
    yield make_note(point=PointType.SCHOOL, place="Điểm trường", location=school, measured_at=at(17, 18, 5),
                    readings=vinaphone(bars=0, works=_NO), weather=Weather.DRIZZLE, recorded_by=NHINH,
                    facilities=(Facility.SCHOOL,))  # fmt: skip
    yield make_note(point=PointType.FIELD, place="Dốc lên nương", location=near(0.5, -0.1),
                    measured_at=at(12, 17, 55), readings=viettel(bars=2, works=_CALLS), recorded_by=NHINH,
                    nearest_signal_m=2600)  # fmt: skip
    yield make_note(household_id=HouseholdId("hh-secret"), place=PRIVATE, note=PRIVATE, witness=PRIVATE,
                    location=PRIVATE_HOME, measured_at=at(15, 6, 40),
                    readings=vinaphone(works=_NO | {Use.SMS: Works.NO}),
                    weather=Weather.FOG, recorded_by=MAI)  # fmt: skip


def stations() -> tuple[Station, ...]:
    """As the operators answered: 2.6 and 3.5 km."""
    return (
        Station(code="Thuong-NongII_TQG", distance_m=3500, location=near(2.1, -2.8), note="bị núi đá chắn"),
        Station(code="ThuongGiap_TQG", distance_m=2600, location=near(2.437, 0.907)),
    )


def steps(case: CoverageCase) -> list[CaseStep]:
    """Verified, sent, surveyed; the answer is twelve days late."""
    return [
        make_step(case, CaseState.VERIFIED, happened_on=date(2026, 10, 2), written_by=TU, why="Đã đo lại"),
        make_step(case, CaseState.SENT, happened_on=date(2026, 10, 10), written_by=TU, document="118/UBND-VHXH",
                  deadline=date(2026, 11, 9)),
        make_step(case, CaseState.SURVEYING, happened_on=date(2026, 10, 21), written_by=TU,
                  deadline=NOW.date() - timedelta(days=12)),
    ]  # fmt: skip


def planned(case: CoverageCase) -> CaseStep:
    """What Viettel had announced."""
    return make_step(case, CaseState.PLANNED, happened_on=date(2026, 11, 20), operator=Network.VIETTEL,
                     station="TQG0424-11", deadline=date(2026, 12, 30))  # fmt: skip


def blocked(case: CoverageCase) -> CaseStep:
    """No power yet."""
    return make_step(case, CaseState.BLOCKED, block=Block.NO_POWER)


def ban_giong(*more: CaseStep, **fields: Fields) -> Board:
    """The board with the one case; further steps may follow, the case may be told otherwise."""
    case = replace(a_case(), **fields)
    return board_of(case, tuple(notes()), [*steps(case), *(replace(step, case_id=case.id) for step in more)])


def _in_order(taken: list[CaseStep]) -> list[CaseStep]:
    return [replace(step, written_at=NOW - timedelta(minutes=len(taken) - place)) for place, step in enumerate(taken)]


def a_case() -> CoverageCase:
    """As the officer opened it."""
    return make_case(
        7,
        opened_at=datetime(2026, 9, 22, 12, tzinfo=NOW.tzinfo),
        opened_by=TU,
        stations=stations(),
        location=near(0, 0),
    )


def board_of(case: CoverageCase, found: tuple[CoverageNote, ...], taken: list[CaseStep]) -> Board:
    """A board of one hamlet whose notes are all in one case."""
    own = tuple(sorted((replace(note, case_id=case.id) for note in found), key=lambda n: n.measured_at, reverse=True))
    facts, found_course = case_facts(case, own, RULES, now=NOW), course(_in_order(taken))
    view = CaseView(case=case, course=found_course, facts=facts, rank=rank(case, facts, RULES.weights, now=NOW))
    hamlet = Hamlet(id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng")
    lacking = any(severity(note) is not Severity.USABLE for note in own)
    place = HamletView(
        hamlet=hamlet,
        households=98,
        count=hamlet_count(own, int(lacking), RULES, now=NOW),
        open_cases=int(found_course.state not in OVER),
        overdue=int(overdue_days(found_course, today=NOW.date()) > 0),
    )
    corners = [(-4, 0.4), (-1.6, 0.7), (1.2, 3.9), (6, 3.6), (7, -4), (0, -3.4), (-4.2, -1.2)]
    ring = tuple(Point(near(*corner).latitude, near(*corner).longitude) for corner in corners)
    homes = [near(0.05 * (i % 9) - 0.2, 0.06 * (i // 9) - 0.2) for i in range(60)]
    return Board(
        now=NOW,
        rules=RULES,
        commune_code="02239",
        cases=(view,),
        notes=own,
        hamlets=(place,),
        areas=(Area(name="Xã Thượng Nông", code="02239", polygons=((ring,),)),),
        homes={HouseholdId(f"hh-{i}"): Point(home.latitude, home.longitude) for i, home in enumerate(homes)},
        illustrative=True,
    )

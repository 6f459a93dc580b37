"""A board of coverage with invented notes, for the dialogs of cases."""

from collections.abc import Sequence
from datetime import timedelta

from cdtt_app.domain.attachment import Sha256
from cdtt_app.domain.coverage import (
    CoverageNote,
    Facility,
    LinkTry,
    Occurrence,
    Photo,
    Reading,
    RoadAccess,
    SpeedTest,
    Standing,
    Strength,
    Technology,
    Use,
    Weather,
    Works,
)
from cdtt_app.domain.coverage_board import Board, CaseView, HamletView
from cdtt_app.domain.coverage_case import CaseState, CaseStep, CoverageCase, Station, course
from cdtt_app.domain.coverage_facts import HamletCount, HamletCoverage, case_facts, rank
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.coverage_spots import spots
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Location, LocationSource, Network, Power
from cdtt_app.domain.ids import MemberId
from tests.factories import HAMLET, NOW, make_case, make_note, make_step

RULES = CoverageRules()
MEMBER = MemberId("m-pao")
TODAY = NOW.date()
# How a case gets to each state by the table.
_S = CaseState
ROADS = {
    _S.NEW: (),
    _S.VERIFIED: (_S.VERIFIED,),
    _S.DUPLICATE: (_S.DUPLICATE,),
    _S.NOT_AS_REPORTED: (_S.NOT_AS_REPORTED,),
    _S.SENT: (_S.VERIFIED, _S.SENT),
    _S.SURVEYING: (_S.VERIFIED, _S.SENT, _S.SURVEYING),
    _S.PLANNED: (_S.VERIFIED, _S.SENT, _S.PLANNED),
    _S.BLOCKED: (_S.VERIFIED, _S.SENT, _S.BLOCKED),
    _S.PROPOSED: (_S.VERIFIED, _S.SENT, _S.BLOCKED, _S.PROPOSED),
    _S.BUILDING: (_S.VERIFIED, _S.SENT, _S.PLANNED, _S.BUILDING),
    _S.ON_AIR: (_S.VERIFIED, _S.SENT, _S.PLANNED, _S.ON_AIR),
    _S.CLOSED: (_S.VERIFIED, _S.SENT, _S.PLANNED, _S.ON_AIR, _S.CLOSED),
    _S.REOPENED: (_S.DUPLICATE, _S.REOPENED),
}


def who(_member: MemberId) -> str:
    return "Ma Văn Pảo"


def view_of(
    case: CoverageCase | None = None,
    notes: Sequence[CoverageNote] = (),
    steps: Sequence[CaseStep] = (),
    state: CaseState = CaseState.NEW,
) -> CaseView:
    """A case in this state, or after these steps."""
    kept = case or make_case()
    walked = [make_step(kept, each, happened_on=TODAY - timedelta(days=20)) for each in ROADS[state]]
    facts = case_facts(kept, notes, RULES, now=NOW)
    return CaseView(
        case=kept,
        course=course(steps or walked),
        facts=facts,
        rank=rank(kept, facts, RULES.weights, now=NOW),
    )


def at(latitude: float, longitude: float = 105.35) -> Location:
    return Location(latitude=latitude, longitude=longitude, accuracy_m=20, source=LocationSource.PHONE)


def make_board(cases: Sequence[CaseView], notes: Sequence[CoverageNote]) -> Board:
    hamlet = Hamlet(id=HAMLET, commune_code="00001", name="Bản Giòng", word=HamletWord.BAN)
    count = HamletCount(coverage=HamletCoverage.WEAK, notes=len(notes), spots=1, stale=0)
    return Board(
        now=NOW,
        rules=RULES,
        cases=tuple(cases),
        notes=tuple(notes),
        spots=spots(notes, same_spot_m=RULES.same_spot_m),
        hamlets=(HamletView(hamlet=hamlet, households=98, count=count, open_cases=1, overdue=0),),
    )


def full_note(photo: Photo | None = None) -> CoverageNote:
    """A note with everything in it."""
    works = {Use.CALL: Works.YES, Use.SMS: Works.YES, Use.DATA: Works.NO, Use.ZALO: Works.NO}
    speed = SpeedTest(down_mbps=1.25, up_mbps=0.3, ping_ms=240, tested_at=NOW - timedelta(minutes=6))
    viettel = Reading(
        host=Network.VIETTEL,
        strength=Strength.UNSTEADY,
        technology=Technology.G4,
        bars=1,
        works=works,
        rsrp_dbm=-112,
        cell="TQG0324",
        speed=speed,
    )
    itel = Reading(host=Network.VINAPHONE, strength=Strength.NONE, bars=0)
    return make_note(
        location=at(22.6),
        readings={"Viettel": viettel, "iTel": itel},
        standing=Standing.INDOORS,
        occurrence=Occurrence.AT_TIMES,
        hours="18 giờ đến 22 giờ",
        weather=Weather.DRIZZLE,
        households_affected=42,
        people_affected=180,
        facilities=(Facility.SCHOOL, Facility.HALL),
        power=Power.GRID,
        road=RoadAccess.MOTORBIKE,
        nearest_signal="đỉnh dốc Khau Lạ",
        nearest_signal_m=2600,
        station="ThuongGiap_TQG",
        station_m=3500,
        photos=(photo,) if photo else (),
        tries=(LinkTry(at=NOW, outcome="timeout", seconds=12.5, sent=900, got=0),),
        note="Phải ra đầu dốc mới gọi được; khi mưa thì mất hẳn.",
        recorded_by=MEMBER,
        witness="Bà Hoàng Thị Lả",
    )


def make_photo(taken: bool = True) -> Photo:
    moment = NOW if taken else None
    return Photo(sha256=Sha256("a" * 64), size=9000, thumbnail=Sha256("b" * 64), thumbnail_size=900, taken_at=moment)


STATION = Station(
    code="Thuong-NongII_TQG", operator=Network.VINAPHONE, distance_m=3500, location=at(22.61), note="núi đá che"
)

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cdtt_app.domain.consent import Consent, ConsentMethod, Purpose
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.household import Barrier, Connection, Household, Internet, Location, Network, Power, Signal
from cdtt_app.domain.ids import HandoutGivenId, PersonId
from cdtt_app.domain.person import FamilyRole
from cdtt_app.domain.visit import Activity, Dossier, DossierResult, Outcome, Topic, Visit
from cdtt_app.presenters.household_detail import HouseholdDetail, HouseholdRecords, household_detail, tab_titles
from cdtt_app.presenters.household_facts import Fact, facts, more_facts
from cdtt_app.presenters.household_people import meetings, people_lines
from cdtt_app.presenters.household_visits import Teller
from cdtt_app.presenters.visit_words import ACTIVITIES, HANDOUTS, TOPICS
from tests.factories import Fields, make_consent
from tests.presenters.household_samples import DU, HOME, MAI, VAN, YEAR, met, overview, person
from tests.presenters.visit_samples import checklist

SPRING, AUTUMN = date(2026, 5, 12), date(2026, 11, 21)
CORE = checklist().core()


def detail(**fields: Fields) -> HouseholdDetail:
    base = HouseholdRecords(
        overview=overview(), checklist=checklist(), old_checklists={}, members={MAI: "Chị Mai"}, year=YEAR
    )
    return household_detail(replace(base, **fields))


def teller() -> Teller:
    known = {("ky-nang-so", "2026.1"): checklist()}
    return Teller(people={DU.id: DU, VAN.id: VAN}, members={MAI: "Chị Mai"}, checklists=known)


def test_a_person_shows_levels_over_visits_and_what_they_do_alone() -> None:
    first = met(SPRING, {VAN: {CORE[0]: "1", CORE[1]: "3"}})
    later = met(AUTUMN, {VAN: {CORE[0]: "4", CORE[2]: "na"}, DU: {CORE[0]: "0"}})
    du, van = people_lines((DU, VAN), (first, later), checklist(), YEAR)
    assert (van.levels, van.alone, van.core) == ((2.0, 3.5), 2, 12)
    assert van.words == "tự làm được 2 trên 12 việc; qua 2 lần gặp: 1, 2"
    assert (van.letter, van.note, van.called) == ("V", "con dâu, 16–34 tuổi", "Chị Vân")
    assert [level for _, level in van.skills] == ["4", "3"]
    assert (du.levels, du.alone) == ((0.0,), 0)
    assert meetings((du, van)) == 2


def test_a_person_nobody_asked_has_no_line() -> None:
    (line,) = people_lines((person("Lò Văn Tụ", FamilyRole.SON, None),), (), checklist(), YEAR)
    assert (line.levels, line.words, line.note) == ((), "chưa hỏi kỹ năng", "con trai")
    assert meetings(()) == 0


def test_levels_of_questions_outside_the_core_draw_no_point() -> None:
    other = next(q.name for q in checklist().questions if q.name not in CORE)
    (line,) = people_lines((VAN,), (met(SPRING, {VAN: {other: "2"}}),), checklist(), YEAR)
    assert line.levels == (0.0,)


def test_the_house_says_what_was_asked() -> None:
    assert [(fact.text, fact.note) for fact in facts(HOME, ()).lines] == [
        ("Điện lưới", "hay mất điện"),
        ("2 điện thoại thông minh", "1 máy phím"),
        ("Không có máy tính", "có ti vi"),
        ("Dùng nhờ nhà văn hoá", ""),
    ]


def test_what_nobody_asked_is_said_and_left_out_at_a_glance() -> None:
    shown = facts(replace(HOME, connection=Connection(television=False)), ())
    assert [fact.text for fact in shown.lines] == ["Chưa hỏi", "Chưa hỏi", "Không có ti vi", "Chưa hỏi"]
    assert [fact.text for fact in shown.asked] == ["Không có ti vi"]


@pytest.mark.parametrize(
    ("connection", "text", "note"),
    [
        (Connection(power=Power.NONE), "Chưa có điện", ""),
        (Connection(power=Power.OWN, power_cuts=False), "Điện tự cấp", "ít khi mất điện"),
        (Connection(smartphones=0, only_2g_phones=2), "Không có điện thoại thông minh", "2 máy chỉ có 2G"),
        (Connection(internet=Internet.FIBRE, internet_provider="VNPT"), "Cáp quang", "VNPT"),
    ],
)
def test_facts_in_words(connection: Connection, text: str, note: str) -> None:
    shown = facts(replace(HOME, connection=connection), ()).asked
    assert [(fact.text, fact.note) for fact in shown] == [(text, note)]


def test_the_newest_visit_fills_in_networks_that_the_house_does_not_say() -> None:
    visits = (
        met(AUTUMN, {}, signal={}),
        met(SPRING, {}, signal={Network.VIETTEL: Signal.NONE, Network.MOBIFONE: Signal.UNSTEADY}),
    )
    shown = facts(HOME, visits)
    assert shown.signals == ((Network.VIETTEL, Signal.CALLS), (Network.MOBIFONE, Signal.UNSTEADY))
    assert shown.signals_note == "ghi 12/05/2026"
    assert facts(HOME, ()).signals_note == ""


def test_barriers_and_place_are_told_on_their_own_tab() -> None:
    connection = Connection(barriers=(Barrier.PRICE, Barrier.NO_SKILL))
    home = replace(HOME, connection=connection, location=Location(latitude=22.598, longitude=105.465, accuracy_m=100))
    assert more_facts(home) == (
        Fact("triangle-alert", "Vướng: giá cước, không biết dùng"),
        Fact("map-pin", "22,598; 105,465", "đúng trong khoảng 100 m"),
    )
    assert [fact.asked for fact in more_facts(HOME)] == [False, False]


def line(**fields: Fields) -> str:
    return teller().tell(replace(met(AUTUMN, {}), **fields)).line


def test_a_visit_in_one_line() -> None:
    again = date(2026, 11, 24)
    assert line() == "Gặp cả nhà · VNeID"
    assert line(met=(VAN.id,), topics=()) == "Gặp chị Vân"
    assert line(met=(PersonId("ai-do"),), topics=()) == "Gặp người đã rời hộ"
    assert (
        line(met=(), topics=(Topic.ZALO, Topic.QR), guided_count=3) == "Gặp người nhà · Zalo, Quét QR · chỉ cho 3 người"
    )
    assert line(outcome=Outcome.ABSENT, topics=()) == "Vắng"
    assert line(outcome=Outcome.ABSENT, topics=(), next_visit=again) == "Vắng, hẹn lại 24/11/2026"
    assert line(outcome=Outcome.PROMISED, topics=(), next_visit=again) == "Hẹn lại 24/11/2026"


def test_a_visit_tells_all_that_was_written() -> None:
    visit = met(
        AUTUMN,
        {},
        activity=Activity.HANDS_ON,
        visitors=(MAI,),
        guided_count=2,
        dossiers=(Dossier(procedure="khai sinh", result=DossierResult.DRAFTED),),
        feedback="đường trơn",
        feedback_forwarded_to="xã",
        satisfaction=4,
        next_visit=date(2026, 12, 1),
        next_time="19:30",
        note="đi cùng trưởng thôn",
    )
    assert dict(teller().tell(visit).facts) == {
        "Kết quả": "Gặp cả nhà",
        "Việc": ACTIVITIES[Activity.HANDS_ON],
        "Ai đi thăm": "Chị Mai",
        "Gặp ai": "Ông Dư, Chị Vân",
        "Số người được chỉ": "2",
        "Đã chỉ": "VNeID",
        "Hồ sơ đã giúp": "khai sinh: đang làm dở",
        "Sóng lúc thăm": "Viettel gọi được",
        "Ý kiến của nhà": "đường trơn (đã chuyển: xã)",
        "Hài lòng": "Hài lòng",
        "Hẹn lần tới": "01/12/2026 19:30",
        "Ghi chú": "đi cùng trưởng thôn",
    }


def test_what_was_not_written_is_left_out() -> None:
    visit = met(AUTUMN, {}, outcome=Outcome.REFUSED, met=(), topics=(), signal={}, visitors=())
    assert [caption for caption, _ in teller().tell(visit).facts] == ["Kết quả", "Việc"]


def test_levels_stand_in_a_table_of_questions_by_people() -> None:
    gone = person("Lò Thị Nhình", FamilyRole.WIFE)
    story = teller().tell(met(AUTUMN, {VAN: {CORE[1]: "3", "la": "2"}, gone: {CORE[0]: "na"}}))
    short = checklist().short_label
    assert story.people == ("Chị Vân", "Người đã rời hộ")
    assert [(row.question, row.answers) for row in story.levels] == [
        (short(checklist().question(CORE[0])), ("", "na")),
        (short(checklist().question(CORE[1])), ("3", "")),
        ("la", ("2", "")),
    ]


def test_answers_to_an_unknown_checklist_keep_their_codes() -> None:
    visit = met(AUTUMN, {VAN: {"C4": "3"}})
    story = replace(teller(), checklists={}).tell(visit)
    assert [row.question for row in story.levels] == ["C4"]


def test_the_detail_names_the_household() -> None:
    shown = detail(draft_kept=datetime(2026, 11, 24, 19, 40, tzinfo=UTC))
    assert shown.line == "BG-004 · Cụm Nà Phiêng · nhà đầu cầu · 4 người"
    assert shown.short_line == "BG-004 · Nà Phiêng · 4 người"
    assert shown.draft == "Đang ghi dở, giữ lúc 19:40 24/11/2026"
    assert detail().draft == ""


def test_the_detail_tells_how_to_reach_the_house() -> None:
    home = replace(
        HOME, digital_address="BG04", walking_order=4, spoken_language="tiếng Tày", interpreter=True, asked_help=True
    )
    assert detail(overview=overview(home)).contact == (
        ("Điện thoại", "0912 345 678"),
        ("Địa chỉ", "nhà đầu cầu"),
        ("Địa chỉ số", "BG04"),
        ("Thứ tự đường đi", "4"),
        ("Thứ tiếng ở nhà", "tiếng Tày, cần người phiên dịch"),
        ("Nhờ giúp", "nhà nhờ tổ tới giúp"),
    )
    bare = Household(id=HOME.id, hamlet_id=HOME.hamlet_id, code="BG-004", head_name="Dư", interpreter=True)
    assert detail(overview=overview(bare)).contact == (("Thứ tiếng ở nhà", "cần người phiên dịch"),)


def test_sheets_have_their_titles() -> None:
    sheets = [
        HandoutGiven(
            id=HandoutGivenId(topic),
            household_id=HOME.id,
            hamlet_id=HOME.hamlet_id,
            topic=topic,
            given_on=SPRING,
            version=2,
        )
        for topic in ("lua_dao", "mua_hang", "to-moi")
    ]
    shown = detail(handouts=tuple(sheets)).handouts
    assert [title for title, _ in shown] == [HANDOUTS["lua_dao"], TOPICS[Topic.SHOPPING], "to-moi"]
    assert shown[0][1] == "12/05/2026, bản 2"


def asked(*granted: Purpose, month: int = 5, **fields: Fields) -> Consent:
    return replace(make_consent(HOME, asked_at=datetime(2026, month, 12, tzinfo=UTC), **fields), granted=granted)


def test_consent_never_asked_cannot_be_taken_back() -> None:
    shown = detail()
    assert (shown.purposes, shown.askings, shown.may_withdraw) == ((), (), False)


def test_consent_in_force_and_its_history() -> None:
    yes = asked(Purpose.VISITS, Purpose.LOCATION, method=ConsentMethod.SIGNED, collected_by=MAI)
    no = asked(month=9, witness="Hoàng Văn Thiêm")
    shown = detail(askings=(yes,))
    assert [granted for _, granted in shown.purposes] == [True, True, False]
    assert shown.may_withdraw
    later = detail(askings=(no, yes))
    assert not later.may_withdraw
    assert [asking.day for asking in later.askings] == ["12/09/2026", "12/05/2026"]
    assert later.askings[0].answer.startswith("Không đồng ý")
    assert "Hoàng Văn Thiêm chứng kiến" in later.askings[0].how
    assert later.askings[1].answer == "Ghi lượt thăm và kỹ năng; Ghi vị trí nhà"
    assert later.askings[1].how == "Ký giấy · Chị Mai hỏi · bản lời 2026.1"


def test_tabs_count_what_they_hold() -> None:
    shown = detail(visits=(met(SPRING, {}), met(AUTUMN, {})))
    assert tab_titles(shown, short=False) == (
        "Tổng quan",
        "Người (2)",
        "Lượt thăm (2)",
        "Sóng và máy",
        "Tờ đã phát",
        "Đồng ý",
    )
    assert tab_titles(shown, short=True)[2:4] == ("Thăm", "Sóng")
    assert tab_titles(None, short=False)[1] == "Người"


def test_visits_are_told_newest_first_and_levels_oldest_first() -> None:
    old: Visit = met(SPRING, {VAN: {CORE[0]: "1"}})
    new: Visit = met(AUTUMN, {VAN: {CORE[0]: "3"}})
    shown = detail(visits=(new, old), overview=overview(replace(HOME, children_count=2)))
    assert [story.day for story in shown.visits] == ["21/11/2026", "12/05/2026"]
    assert (shown.people[1].levels, shown.meetings, shown.children) == ((1.0, 3.0), 2, 2)

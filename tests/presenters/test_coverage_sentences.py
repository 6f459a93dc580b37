import unicodedata
from datetime import date, timedelta
from itertools import pairwise

import pytest

from cdtt_app.domain.coverage import PointType, Strength
from cdtt_app.domain.coverage_case import Block, CaseState, CaseStep, CoverageCase, course
from cdtt_app.domain.coverage_facts import Rank
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.household import Network
from cdtt_app.domain.ids import CaseId
from cdtt_app.presenters.coverage_sentences import Clock, clock_words, rank_words, rule_words
from cdtt_app.ui.theme import Tone
from tests.factories import NOW, Fields, make_case, make_step

TODAY = date(2026, 11, 21)
RULES = CoverageRules()
S = CaseState
WAYS: dict[CaseState, tuple[CaseState, ...]] = {  # one way to every state
    S.NEW: (),
    S.VERIFIED: (S.VERIFIED,),
    S.DUPLICATE: (S.DUPLICATE,),
    S.NOT_AS_REPORTED: (S.NOT_AS_REPORTED,),
    S.SENT: (S.VERIFIED, S.SENT),
    S.SURVEYING: (S.VERIFIED, S.SENT, S.SURVEYING),
    S.PLANNED: (S.VERIFIED, S.SENT, S.PLANNED),
    S.BLOCKED: (S.VERIFIED, S.SENT, S.BLOCKED),
    S.PROPOSED: (S.VERIFIED, S.SENT, S.BLOCKED, S.PROPOSED),
    S.BUILDING: (S.VERIFIED, S.SENT, S.PLANNED, S.BUILDING),
    S.ON_AIR: (S.VERIFIED, S.SENT, S.PLANNED, S.ON_AIR),
    S.CLOSED: (S.VERIFIED, S.SENT, S.PLANNED, S.ON_AIR, S.CLOSED),
    S.REOPENED: (S.DUPLICATE, S.REOPENED),
}


def _clock(state: CaseState, days_ago: int, **fields: Fields) -> Clock:
    """The clock of a case that came into this state so many days ago."""
    case, day = make_case(opened_at=NOW - timedelta(days=days_ago + 3)), TODAY - timedelta(days=days_ago)
    return clock_words(course(_steps(case, state, day, **fields)), case, RULES, TODAY)


def _steps(case: CoverageCase, state: CaseState, day: date, **fields: Fields) -> list[CaseStep]:
    earlier = [make_step(case, each, happened_on=day - timedelta(days=40)) for each in WAYS[state][:-1]]
    return [*earlier, *(make_step(case, each, happened_on=day, **fields) for each in WAYS[state][-1:])]


@pytest.mark.parametrize(
    ("state", "days_ago", "fields", "said", "tone"),
    [
        (S.SURVEYING, 31, {"deadline": date(2026, 11, 9)}, "Quá hạn trả lời 12 ngày", "red"),
        (S.SENT, 21, {"deadline": date(2026, 11, 30)}, "Còn 9 ngày tới hạn trả lời", "neutral"),
        (S.SENT, 30, {"deadline": TODAY}, "Hôm nay là hạn trả lời", "amber"),
        (S.SENT, 30, {}, "Đã gửi Sở đã 30 ngày, chưa hẹn ngày trả lời", "neutral"),
        (S.SENT, 31, {}, "Đã gửi Sở đã 31 ngày, chưa hẹn ngày trả lời", "amber"),
        (S.SURVEYING, 0, {}, "DN khảo sát từ hôm nay, chưa hẹn ngày trả lời", "neutral"),
        (S.PLANNED, 9, {"deadline": date(2026, 11, 20)}, "Quá hạn phát sóng 1 ngày", "red"),
        (S.BUILDING, 9, {"deadline": date(2026, 12, 1)}, "Còn 10 ngày tới hạn phát sóng", "neutral"),
        (S.VERIFIED, 5, {}, "Chưa gửi Sở, đã để 5 ngày", "amber"),
        (S.VERIFIED, 4, {}, "Chưa gửi Sở, đã để 4 ngày", "neutral"),
        (S.VERIFIED, 0, {}, "Chưa gửi Sở, mới từ hôm nay", "neutral"),
        (S.ON_AIR, 18, {}, "Phát sóng 03/11, 18 ngày rồi Tổ chưa đo lại", "amber"),
        (S.ON_AIR, 14, {}, "Phát sóng 07/11, chờ Tổ đo lại", "amber"),
        (S.ON_AIR, 400, {}, "Phát sóng 17/10/2025, 400 ngày rồi Tổ chưa đo lại", "amber"),
        (S.BLOCKED, 3, {"block": Block.NO_POWER}, "Vướng: chưa có điện, đã 3 ngày", "neutral"),
        (S.BLOCKED, 3, {}, "Vướng, đã 3 ngày", "neutral"),
        (S.CLOSED, 2, {}, "Đóng từ 19/11", "green"),
        (S.DUPLICATE, 2, {}, "Trùng từ 19/11", "neutral"),
        (S.REOPENED, 2, {}, "Mở lại từ 19/11, chờ xã xử lý", "amber"),
    ],
)
def test_the_clock_of_each_state(state: CaseState, days_ago: int, fields: Fields, said: str, tone: str) -> None:
    assert _clock(state, days_ago, **fields) == (said, tone)


def test_a_new_case_counts_from_the_day_it_was_opened() -> None:
    case = make_case(opened_at=NOW - timedelta(days=6))
    assert clock_words(course([]), case, RULES, NOW.date()) == ("Chờ xã xác minh, đã để 6 ngày", "amber")


def test_a_remark_does_not_start_the_clock_again() -> None:
    case = make_case()
    first = make_step(case, S.VERIFIED, happened_on=TODAY - timedelta(days=9))
    remark = make_step(case, S.VERIFIED, happened_on=TODAY, why="đã gọi lại")
    assert clock_words(course([first, remark]), case, RULES, TODAY)[0] == "Chưa gửi Sở, đã để 9 ngày"


def test_a_case_merged_away_says_so_whatever_its_state() -> None:
    case = make_case(merged_into=CaseId("k-khac"))
    steps = _steps(case, S.SENT, TODAY - timedelta(days=90), deadline=TODAY - timedelta(days=60))
    assert clock_words(course(steps), case, RULES, TODAY) == ("Đã gộp vào vụ việc khác", "neutral")


@pytest.mark.parametrize("state", list(CaseState))
def test_every_state_has_a_clock_with_a_tone_of_the_screens(state: CaseState) -> None:
    said, tone = _clock(state, 1)
    assert said
    assert unicodedata.is_normalized("NFC", said)
    assert tone in {each.value for each in Tone}


def test_the_ways_lead_where_they_should() -> None:
    assert set(WAYS) == set(CaseState)
    for state in CaseState:
        assert course(_steps(make_case(), state, TODAY)).state is state


def test_the_rank_says_its_sum_with_every_number() -> None:
    rank = Rank(households=(98, 1), facilities=(2, 20), power=(1, 15), kilometres=(2.6, 5), months=(2, 2))
    said = "98 hộ × 1 + 2 nơi công cộng × 20 + có điện lưới 15 + 2,6 km × 5 + 2 tháng × 2 = 170 điểm"
    assert rank_words(rank) == said


def test_what_gives_no_points_is_left_out_of_the_rank() -> None:
    nothing = Rank(households=(0, 1), facilities=(0, 20), power=(0, 15), kilometres=(2.6, 0), months=(0, 2))
    assert rank_words(nothing) == "0 điểm"
    some = Rank(households=(1200, 0.5), facilities=(0, 20), power=(0, 15), kilometres=(0, 5), months=(1, 2))
    assert rank_words(some) == "1.200 hộ × 0,5 + 1 tháng × 2 = 602 điểm"


def test_the_rule_comes_from_the_data_and_says_that_it_is_no_law() -> None:
    said = rule_words(RULES)
    assert "không phải quy định của pháp luật" in said
    assert f"bản {RULES.version} ({RULES.source})" in said
    assert "ở nhà văn hoá của thôn, lần đo mới nhất mạng nào cũng không có sóng" in said
    assert "đã đo đủ Viettel, VinaPhone và MobiFone" in said
    assert "một mạng không có sóng, sóng chập chờn hoặc sóng yếu" in said
    assert "trong 12 tháng gần đây" in said
    other = CoverageRules(
        white_points=(PointType.HALL, PointType.SCHOOL),
        white_networks=(Network.GMOBILE,),
        white_strengths=(Strength.NONE, Strength.UNSTEADY),
        weak_strengths=(Strength.WEAK,),
        valid_months=6,
    )
    changed = rule_words(other)
    assert "ở nhà văn hoá hoặc trường của thôn" in changed
    assert "mạng nào cũng không có sóng hoặc sóng chập chờn, và đã đo đủ Gmobile." in changed
    assert "một mạng sóng yếu. Chỉ đếm ghi nhận trong 6 tháng" in changed
    assert "đo đủ" not in rule_words(CoverageRules(white_networks=()))


def test_the_days_of_a_clock_only_grow() -> None:
    said = [_clock(S.VERIFIED, days)[0] for days in range(1, 30)]
    numbers = [int("".join(filter(str.isdigit, each))) for each in said]
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))

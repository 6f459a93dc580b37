from dataclasses import replace
from datetime import date

from cdtt_app.domain.household import Household
from cdtt_app.domain.overview import HouseholdStanding
from cdtt_app.domain.standing import Standing, State
from cdtt_app.presenters.today import Order, today_value
from tests.factories import Fields, make_household

TODAY = date(2026, 11, 24)


def _row(
    state: State, cluster: str = "Nà Phiêng", *, home: Household | None = None, **stands: Fields
) -> HouseholdStanding:
    household = replace(home or make_household(), cluster=cluster)
    standing = replace(Standing(state=state), **stands)
    return HouseholdStanding(household=household, size=4, standing=standing)


BOARD = (
    _row(State.VISITED, met_on=date(2026, 5, 12), next_visit=date(2026, 11, 28)),
    _row(State.NEVER),
    _row(State.PROMISED, "Lũng Vài", next_visit=TODAY, next_time="20:15"),
    _row(State.PROMISED, "Lũng Vài", next_visit=TODAY, next_time="19:30"),
    _row(State.OVERDUE, "Lũng Vài", days_overdue=35, next_visit=date(2026, 10, 20)),
)


def test_the_numbers_of_the_page_add_up() -> None:
    value = today_value(BOARD, today=TODAY, unsent=3)
    assert value.heading == "Đã thăm 1 trên 5 hộ"
    assert sum(value.counts.values()) == 5
    assert value.waiting == 4 == sum(len(group.rows) for group in value.groups)
    assert [cluster.count for cluster in value.strip] == ["1/2 hộ", "0/3 hộ"]


def test_the_walk_is_numbered_through_all_clusters() -> None:
    value = today_value(BOARD, today=TODAY, unsent=0)
    assert [group.title for group in value.groups] == ["Cụm Nà Phiêng", "Cụm Lũng Vài"]
    assert [row.number for group in value.groups for row in group.rows] == [1, 2, 3, 4]


def test_urgent_first_puts_promises_in_the_order_of_the_hour() -> None:
    value = today_value(BOARD, today=TODAY, unsent=0, order=Order.URGENT)
    assert [group.title for group in value.groups] == ["Hẹn hôm nay", "Quá hạn", "Chưa thăm"]
    assert [row.chip for row in value.groups[0].rows] == ["Hẹn hôm nay 19:30", "Hẹn hôm nay 20:15"]
    assert value.groups[1].rows[0].chip == "Quá hạn 35 ngày"


def test_a_promise_of_the_coming_week_is_listed_with_its_day() -> None:
    value = today_value(BOARD, today=TODAY, unsent=0)
    assert [line.words for line in value.coming] == ["Thứ Bảy, 28/11"]
    later = today_value(BOARD, today=date(2026, 11, 10), unsent=0)
    assert later.coming == ()


def test_the_line_says_code_place_people_and_last_meeting() -> None:
    home = make_household("Nông Văn Dư", code="BG-004", address="nhà đầu cầu")
    row = _row(State.OVERDUE, home=home, met_on=date(2026, 5, 12), days_overdue=1)
    (group,) = today_value((row,), today=TODAY, unsent=0).groups
    assert group.rows[0].line == "BG-004 · nhà đầu cầu, 4 người · gặp gần nhất 12/05/2026"


def test_a_hamlet_without_households_says_so() -> None:
    assert today_value((), today=TODAY, unsent=0).empty


def test_unfinished_visits_are_offered() -> None:
    home = make_household("Lý Thị Xoan")
    (line,) = today_value((), today=TODAY, unsent=0, drafts=((home, "19:41"),)).drafts
    assert (line.household_id, line.name, line.words) == (home.id, "Lý Thị Xoan", "ghi dở lúc 19:41")

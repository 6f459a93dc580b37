from datetime import date

from cdtt_app.domain.overview import HouseholdStanding
from cdtt_app.domain.standing import Standing, State
from cdtt_app.presenters.run_sheet import run_sheet
from tests.factories import NOW, make_household
from tests.presenters.paper_samples import BAN_GIONG, make_printed
from tests.presenters.visit_samples import TODAY

_STANDINGS = (
    Standing(state=State.NEVER),
    Standing(state=State.PROMISED, next_visit=TODAY, next_time="19:30", met_on=date(2026, 5, 12)),
    Standing(state=State.OVERDUE, days_overdue=35, met_on=date(2026, 3, 2)),
    Standing(state=State.ASKED_HELP, met_on=date(2026, 3, 2)),
)


def _homes() -> tuple[HouseholdStanding, ...]:
    return tuple(
        HouseholdStanding(
            household=make_household(cluster="Nà Phiêng" if at < 3 else "", phone="0912345678", address="cạnh suối"),
            size=4,
            standing=standing,
        )
        for at, standing in enumerate(_STANDINGS)
    )


def test_houses_stand_in_walking_order_by_cluster_with_the_words_of_the_today_page() -> None:
    homes = _homes()
    run = run_sheet(homes, BAN_GIONG, day=TODAY, now=NOW, who=("Chị Mai",))
    assert [group.title for group in run.groups] == ["Cụm Nà Phiêng", "Chưa ghi cụm"]
    listed = [home for group in run.groups for home in group.homes]
    assert [home.number for home in listed] == [1, 2, 3, 4]
    assert [home.code for home in listed] == [row.household.code for row in homes]
    assert [home.why for home in listed] == ["Chưa thăm", "Hẹn hôm nay 19:30", "Quá hạn 35 ngày", "Nhờ giúp"]
    assert [home.met for home in listed] == ["", "đã gặp 12/05/2026", "đã gặp 02/03/2026", "đã gặp 02/03/2026"]
    assert run.totals == "4 nhà, 16 người: hẹn hôm nay 1, nhờ giúp 1, quá hạn 1, chưa thăm 1"


def test_a_telephone_is_printed_only_where_the_family_agreed() -> None:
    homes = _homes()
    agreed = frozenset({homes[1].household.id})
    run = run_sheet(homes, BAN_GIONG, day=TODAY, now=NOW, agreed=agreed)
    listed = [home for group in run.groups for home in group.homes]
    assert [bool(home.phone) for home in listed] == [False, True, False, False]


def test_what_to_bring_is_counted_and_each_house_has_its_sheet() -> None:
    homes = _homes()
    ids = [row.household.id for row in homes]
    sheets = tuple(make_printed(at, row.household) for at, row in enumerate(homes, start=1))
    bring = {ids[0]: ("Mở VNeID", "Cuộc gọi lạ"), ids[1]: ("Mở VNeID",)}
    run = run_sheet(homes, BAN_GIONG, day=TODAY, now=NOW, bring=bring, sheets=sheets)
    assert run.bring == "4 phiếu thăm; tờ Mở VNeID 2, Cuộc gọi lạ 1"
    listed = [home for group in run.groups for home in group.homes]
    assert listed[0].bring == ("Mở VNeID", "Cuộc gọi lạ")
    assert all(len(home.sheet_code) == 7 for home in listed)
    assert len({home.sheet_code for home in listed}) == 4


def test_nobody_to_visit_is_said_and_nothing_listed() -> None:
    run = run_sheet((), BAN_GIONG, day=TODAY, now=NOW)
    assert (run.groups, run.totals, run.bring) == ((), "0 nhà", "")

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

import pytest

from cdtt_app.domain.household import Connection, Household, Network, Signal
from cdtt_app.presenters.notice import Meeting, meeting_problems, notice, to_tell, without_signal
from tests.factories import make_household
from tests.presenters.paper_samples import BAN_GIONG
from tests.presenters.visit_samples import TODAY

MEETING = Meeting(
    day=date(2026, 11, 28),
    at=time(19, 30),
    where="Nhà văn hoá thôn ",
    subject="Bầu thêm  người vào tổ",
    invited_by="Nông Văn Toàn, trưởng thôn",
)


def _home(signal: Mapping[Network, Signal], cluster: str = "Nà Phiêng", deleted: str = "") -> Household:
    return make_household(cluster=cluster, connection=Connection(signal=signal), deleted=deleted)


@pytest.mark.parametrize(
    ("signal", "lacking"),
    [
        ({}, False),
        ({Network.VIETTEL: Signal.NONE}, True),
        ({Network.VIETTEL: Signal.NONE, Network.MOBIFONE: Signal.UNSTEADY}, True),
        ({Network.VIETTEL: Signal.NONE, Network.MOBIFONE: Signal.CALLS}, False),
        ({Network.VIETTEL: Signal.DATA}, False),
    ],
)
def test_a_house_is_told_on_foot_when_no_network_it_named_works(
    signal: Mapping[Network, Signal], *, lacking: bool
) -> None:
    assert without_signal(_home(signal)) is lacking


def test_houses_to_tell_stand_by_cluster_in_walking_order() -> None:
    none, unsteady = {Network.VIETTEL: Signal.NONE}, {Network.VIETTEL: Signal.UNSTEADY, Network.MOBIFONE: Signal.NONE}
    homes = (
        _home(none),
        _home({}),
        _home(unsteady),
        _home(none, deleted="chuyển đi"),
        _home(none, cluster="Khau Tràng"),
    )
    groups = to_tell(homes)
    assert [(group.title, [home.code for home in group.homes]) for group in groups] == [
        ("Cụm Nà Phiêng", [homes[0].code, homes[2].code]),
        ("Cụm Khau Tràng", [homes[4].code]),
    ]
    assert [home.signal for home in groups[0].homes] == ["Không có sóng", "Chập chờn: Viettel"]


def test_the_notice_says_when_where_and_who_invites() -> None:
    paper = notice(MEETING, BAN_GIONG, (), commune="xã Thượng Nông", printed_on=TODAY)
    assert paper.title == "Giấy mời họp thôn"
    assert paper.place == "thôn Bản Giòng, xã Thượng Nông"
    assert paper.when == "19:30, Thứ Bảy, 28/11/2026"
    assert (paper.where, paper.subject) == ("Nhà văn hoá thôn", "Bầu thêm người vào tổ")
    assert paper.invited_by == "Người mời: Nông Văn Toàn, trưởng thôn"


def test_what_is_missing_is_said_in_sentences() -> None:
    assert meeting_problems(MEETING, today=TODAY) == ()
    empty = replace(MEETING, day=date(2026, 11, 1), where=" ", subject="", invited_by="")
    assert len(meeting_problems(empty, today=TODAY)) == 4

from cdtt_app.domain.role import Role
from cdtt_app.presenters.settings_link import LinkFacts, link_lines

JOINED = LinkFacts(practice=False, replica=17, person="Lương Thị Mai", role=Role.LEADER, url="https://so.tinh.example")


def test_a_machine_that_joined_says_who_it_is_and_where_it_goes() -> None:
    assert link_lines(JOINED) == (
        "Tỉnh biết máy này là máy số 17, của Lương Thị Mai, tổ trưởng.",
        "Máy chủ của tỉnh: so.tinh.example",
        "Cách nối: đi thẳng, không qua máy trung gian.",
    )


def test_another_way_is_named() -> None:
    (line,) = link_lines(LinkFacts(practice=False, proxy="http://10.0.0.1:3128", own_authority=True))[1:]
    assert line == "Cách nối: qua máy trung gian http://10.0.0.1:3128, bằng chứng thư riêng của tỉnh."


def test_a_machine_that_has_not_joined_is_told_how() -> None:
    (line,) = link_lines(LinkFacts(practice=False))
    assert "trang Gửi & nhận" in line


def test_practice_says_that_nothing_leaves_the_machine() -> None:
    (line,) = link_lines(LinkFacts(practice=True, replica=1, person="Chị Mai", role=Role.LEADER))
    assert "không gửi gì ra ngoài" in line
    assert link_lines(LinkFacts(practice=True, province=False)) == ("Bản thực hành không gửi gì đi.",)

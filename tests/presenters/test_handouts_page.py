from dataclasses import replace
from datetime import date

from cdtt_app.documents.handout_paper import Fit
from cdtt_app.domain.address_register import AddressCheck
from cdtt_app.domain.handout_text import Layout, with_texts
from cdtt_app.domain.ids import AddressCheckId
from cdtt_app.domain.short_code import code_of
from cdtt_app.presenters.handouts_page import (
    HandoutsState,
    address_lines,
    approval,
    file_name,
    job_of,
    jobs_of_home,
    jobs_of_homes,
    language_note,
    offers_two_pages,
    version_words,
    with_home,
    with_reading,
    with_sheet,
)
from tests.factories import HAMLET
from tests.presenters.handout_homes import (
    NUMBER,
    PAGE,
    READING,
    SCAMS,
    SHELF,
    TAY,
    TODAY,
    VI,
    VNEID,
    ZALO,
    make_home,
)

STATE = with_reading(HandoutsState(), READING)
OLD = make_home("Lò Thị Mẩy", SCAMS, ZALO, large=True, again=date(2026, 11, 28))
YOUNG = make_home("Ma Văn Khoan", VNEID)


def checked(value: str, address: str) -> AddressCheck:
    return AddressCheck(
        id=AddressCheckId(address), hamlet_id=HAMLET, address=address, value=value, checked_on=date(2026, 11, 12)
    )


def test_the_first_sheet_is_in_hand_and_stays_so_when_it_is_read_again() -> None:
    assert STATE.handout is VNEID
    on_zalo = replace(STATE, topic="zalo")
    assert with_reading(on_zalo, READING).handout is ZALO
    assert with_reading(on_zalo, replace(READING, handouts=(SCAMS,))).handout is SCAMS


def test_a_sheet_for_everybody_says_nothing_of_any_household() -> None:
    ((paper, layout),) = job_of(STATE)
    assert (paper.family, paper.code, layout) == (None, None, Layout.A4)
    assert job_of(HandoutsState()) == ()


def test_a_household_brings_its_sheets_its_code_and_its_next_visit_but_not_its_name() -> None:
    state = with_home(STATE, OLD)
    jobs = jobs_of_home(state)
    assert [paper.handout.topic for paper, _ in jobs] == ["lua_dao", "zalo"]
    paper = jobs[0][0]
    assert paper.code is not None
    assert paper.code.code == code_of(OLD.household.id)
    assert paper.family is not None
    assert (paper.family.name, paper.family.next_visit) == ("", date(2026, 11, 28))
    named = jobs_of_home(replace(state, named=True))[0][0]
    assert named.family is not None
    assert named.family.name == "Lò Thị Mẩy"


def test_the_wish_for_the_name_ends_with_the_household() -> None:
    state = replace(with_home(STATE, OLD), named=True)
    assert with_home(state, OLD).named
    assert not with_home(state, YOUNG).named


def test_large_print_comes_with_old_people_and_goes_with_them() -> None:
    state = with_home(STATE, OLD)
    assert state.layout == Layout.LARGE
    assert with_home(state, YOUNG).layout == Layout.A4
    assert with_home(replace(STATE, layout=Layout.FOLDED), OLD).layout == Layout.FOLDED
    assert with_home(replace(STATE, layout=Layout.LARGE), YOUNG).layout == Layout.LARGE


def test_what_the_person_chose_for_the_household_is_not_changed_back() -> None:
    state = replace(with_home(STATE, OLD), layout=Layout.A4)
    assert {layout for _, layout in jobs_of_home(state)} == {Layout.A4}
    assert with_home(state, OLD).layout == Layout.A4


def test_a_sheet_without_its_tick_is_left_out_even_when_the_household_is_read_again() -> None:
    state = with_sheet(with_home(STATE, OLD), "lua_dao", on=False)
    assert state.ticked == (ZALO,)
    assert with_home(state, OLD).ticked == (ZALO,)
    assert with_sheet(state, "lua_dao", on=True).ticked == (SCAMS, ZALO)


def test_a_batch_gives_each_household_its_own_print() -> None:
    jobs = jobs_of_homes(STATE, (OLD, YOUNG))
    assert [(paper.handout.topic, layout) for paper, layout in jobs] == [
        ("lua_dao", Layout.LARGE),
        ("zalo", Layout.LARGE),
        ("vneid", Layout.A4),
    ]


def test_a_sheet_is_approved_when_every_address_on_it_was_tried() -> None:
    assert not approval(READING, SCAMS).good
    one = replace(READING, checks=(checked(NUMBER.value, "so_156"),))
    assert [line.checked for line in address_lines(one, SCAMS)] == [True, False]
    assert not approval(one, SCAMS).good
    both = replace(one, checks=(*one.checks, checked(PAGE.value, "trang")))
    assert approval(both, SCAMS).words == "Xã đã duyệt"
    changed = replace(both, addresses=(replace(NUMBER, value="157"), PAGE))
    assert not approval(changed, SCAMS).good


def test_an_address_is_shown_as_people_read_it_with_its_day() -> None:
    phone, page = address_lines(READING, SCAMS)
    assert (phone.title, phone.words) == ("Báo lừa đảo: 156", "chưa thử, ghi ngày 05/01/2026")
    assert page.title == "Tra cứu: tinnhiemmang.vn"


def test_the_version_says_who_stands_behind_it() -> None:
    assert version_words(READING, SCAMS) == "Bản 1, theo chương trình"
    published = replace(READING, published={"vneid": date(2026, 11, 12)})
    assert version_words(published, VNEID) == "Bản 2, xã phát hành 12/11/2026"


def test_what_nobody_translated_is_said() -> None:
    assert language_note(SCAMS, VI, None) == ""
    assert "Chưa ai dịch tờ này sang tiếng Tày" in language_note(SCAMS, VI, TAY)
    begun = with_texts(SCAMS, {"title": {TAY: "Chữ Tày"}}, 2)
    assert language_note(begun, TAY, None).startswith("Còn ")


def test_two_pages_are_offered_only_where_the_letters_would_shrink() -> None:
    assert offers_two_pages(Fit.SMALLER, STATE)
    assert not offers_two_pages(Fit.WHOLE, STATE)
    assert not offers_two_pages(Fit.SMALLER, replace(STATE, layout=Layout.FOLDED))
    assert offers_two_pages(Fit.TWO_PAGES, replace(STATE, two_pages=True))


def test_the_file_is_named_by_topic_and_day() -> None:
    assert file_name((VNEID,), TODAY) == "vneid-2026-11-21.pdf"
    assert file_name((SCAMS, SCAMS), TODAY) == "lua-dao-2026-11-21.pdf"
    assert file_name(SHELF, TODAY) == "to-huong-dan-2026-11-21.pdf"

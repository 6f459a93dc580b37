from datetime import date

from cdtt_app.domain.ids import HamletId
from cdtt_app.domain.role import Role
from cdtt_app.presenters.invite import (
    InviteHamlet,
    InviteOffer,
    InviteWish,
    code_aloud,
    file_name,
    last_day_words,
    make_wish,
    place_words,
    wish_problems,
)
from cdtt_app.sync.invitation import PLACE_BYTES

GIONG, THIN = HamletId("h-ban-giong"), HamletId("h-khuoi-thin")
OFFER = InviteOffer(
    commune="xã Tri Phú",
    hamlets=(InviteHamlet(GIONG, "thôn Bản Giòng"), InviteHamlet(THIN, "thôn Khuổi Thìn")),
    roles=(Role.VOLUNTEER, Role.LEADER, Role.OFFICER),
    today=date(2026, 11, 24),
)


def _wish(
    person: str = "Nông Văn Dư", role: Role = Role.VOLUNTEER, chosen: frozenset[str] = frozenset({THIN, GIONG})
) -> InviteWish:
    return make_wish(OFFER, person=person, role=role, chosen=chosen, days=7)


def test_a_wish_names_the_hamlets_in_the_order_of_the_list() -> None:
    wish = _wish()
    assert (wish.hamlets, wish.place) == ((GIONG, THIN), "xã Tri Phú: thôn Bản Giòng, thôn Khuổi Thìn")
    assert wish.last_day == date(2026, 12, 1)
    assert wish_problems(wish) == {}


def test_an_officer_is_invited_for_the_whole_commune_whatever_is_ticked() -> None:
    wish = _wish(role=Role.OFFICER)
    assert (wish.hamlets, wish.place) == ((), "xã Tri Phú")
    assert wish_problems(wish) == {}


def test_a_name_and_a_hamlet_are_asked_for() -> None:
    assert list(wish_problems(_wish(person="  ", chosen=frozenset()))) == ["person", "hamlets"]


def test_a_hamlet_that_is_not_offered_is_not_given() -> None:
    assert _wish(chosen=frozenset({"h-khac"})).hamlets == ()


def test_a_name_too_long_for_the_paper_is_refused_with_what_to_do() -> None:
    assert "ghi ngắn lại" in wish_problems(_wish(person="Nguyễn " * 10))["person"]


def test_a_name_is_kept_in_one_spelling() -> None:
    assert _wish(person="  No\u0302ng   Va\u0306n Du\u031b ").person == "Nông Văn Dư"


def test_hamlets_that_do_not_fit_are_counted() -> None:
    names = [f"thôn Khuổi Thìn {number}" for number in range(31)]
    assert place_words("xã Tri Phú", names) == "xã Tri Phú: 31 thôn"
    assert len(place_words("xã Tri Phú", names[:3]).encode()) <= PLACE_BYTES


def test_the_file_is_named_after_the_person_in_letters_that_every_stick_takes() -> None:
    assert file_name("Nông Văn Dư/1") == "giay-moi-nong-van-du-1.cdtt-moi"


def test_until_when_it_is_good_is_said_with_the_weekday() -> None:
    assert last_day_words(date(2026, 12, 1)) == "Dùng được đến hết Thứ Ba, 01/12/2026"


def test_a_code_is_read_out_letter_by_letter() -> None:
    assert code_aloud("C93S-9K") == "C 9 3 S, 9 K"

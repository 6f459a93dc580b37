from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.ids import HamletId, HouseholdId
from cdtt_app.domain.standing import State
from cdtt_app.presenters.household_cards import card_of, spoken
from cdtt_app.presenters.household_listing import (
    SHOWN_HITS,
    Entry,
    Heading,
    Listing,
    count_sentence,
    filter_texts,
    first_household,
    rows,
    subtitle,
)
from cdtt_app.presenters.household_matches import Marked, marked
from cdtt_app.storage.household_stops import Stop
from cdtt_app.storage.search import Hit
from cdtt_app.storage.search_index import Rank
from tests.factories import HAMLET, make_household
from tests.presenters.household_samples import overview

GIONG = Hamlet(
    id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng", clusters=("Nà Phiêng", "Khuổi Luông")
)
KHE = Hamlet(id=HamletId("h-khe"), commune_code="02239", word=HamletWord.THON, name="Bản Khẻ")


def found(text: str, query: str) -> list[str]:
    shown = marked(text, query)
    return [shown.text[start:end] for start, end in shown.found]


@pytest.mark.parametrize(
    ("text", "query", "letters"),
    [
        ("Nông Văn Dư", "nvd", ["N", "V", "D"]),
        ("Nông Văn Dư", "nv", ["N", "V"]),
        ("Nông Văn Dư", "nong du", ["Nông", "Dư"]),
        ("Nông Văn Dư", "nôn", ["Nôn"]),
        ("Nông Văn Đức", "Duwcs", ["Đức"]),
        ("Nông Văn Đức", "Du7c1", ["Đức"]),
        ("Y-Dơn Niê", "don", ["Dơn"]),
        ("Nông Văn Dư", "v", ["V"]),
        ("Nông Văn Dư", "xyz", []),
        ("", "nvd", []),
    ],
)
def test_the_letters_that_were_found_are_marked(text: str, query: str, letters: list[str]) -> None:
    assert found(text, query) == letters


@given(st.text(max_size=30), st.text(max_size=8))
def test_marks_lie_in_order_within_the_text(text: str, query: str) -> None:
    shown = marked(text, query)
    edges = [edge for place in shown.found for edge in place]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(shown.text) for edge in edges)


def test_a_combining_mark_does_not_end_a_word() -> None:
    assert found("Siu H\u0306ben", "hb") == ["H\u0306b"]


def test_a_card_says_where_and_how_the_household_stands() -> None:
    card = card_of(overview(state=State.OVERDUE, days_overdue=35))
    assert (card.name, card.place) == (Marked("Nông Văn Dư"), "BG-004 · Nà Phiêng · 4 người")
    assert spoken(card, "Quá hạn") == "Nông Văn Dư, BG-004, Nà Phiêng, 4 người, 3/5 kỹ năng, Quá hạn 35 ngày"


def test_a_promise_says_its_time() -> None:
    assert card_of(overview(state=State.PROMISED, next_time="19:30")).state_words == "Hẹn 19:30"
    assert card_of(overview(state=State.PROMISED)).state_words == ""


def test_a_household_of_another_hamlet_says_which() -> None:
    assert card_of(overview(), hamlet="Bản Khẻ").place == "BG-004 · Bản Khẻ · Nà Phiêng · 4 người"


@pytest.mark.parametrize(
    ("query", "rank", "label", "caption", "text", "letters"),
    [
        ("nvd", Rank.PERSON, "Bế Thị Vân", "Con dâu:", "Bế Thị Vân", []),
        ("btv", Rank.PERSON, "Bế Thị Vân", "Con dâu:", "Bế Thị Vân", ["B", "T", "V"]),
        ("van", Rank.PERSON, "Ai Đã Đi", "Người nhà:", "Ai Đã Đi", []),
        ("thuong nong", Rank.PLACE, "Thượng Nông", "Nơi ở:", "Thượng Nông", ["Thượng", "Nông"]),
        ("bg-004", Rank.HOUSEHOLD, "BG-004", "Mã hộ:", "BG-004", ["BG", "004"]),
        ("0912 34", Rank.HOUSEHOLD, "BG-004", "Điện thoại:", "0912 345 678", ["0912 34"]),
        ("cau", Rank.HOUSEHOLD, "BG-004", "Địa chỉ:", "nhà đầu cầu", ["cầu"]),
        ("na phieng", Rank.HOUSEHOLD, "BG-004", "Cụm:", "Nà Phiêng", ["Nà", "Phiêng"]),
    ],
)
def test_a_card_says_through_what_it_was_found(
    query: str, rank: Rank, label: str, caption: str, text: str, letters: list[str]
) -> None:
    card = card_of(overview(), query=query, rank=rank, label=label)
    assert card.found is not None
    assert card.found[0] == caption
    assert card.found[1].text == text
    assert [text[start:end] for start, end in card.found[1].found] == letters
    assert spoken(card, "").endswith(f"{caption} {text}")


def test_a_head_found_by_name_needs_no_second_line() -> None:
    card = card_of(overview(), query="du", rank=Rank.HEAD, label="Nông Văn Dư")
    assert card.found is None
    assert card.name.found == ((9, 11),)


def stop(number: int, cluster: str = "", hamlet: HamletId = HAMLET) -> Stop:
    return Stop(HouseholdId(f"hh-{number}"), hamlet, cluster, asked_help=False)


def test_the_walk_goes_cluster_by_cluster_in_the_order_of_the_hamlet() -> None:
    stops = (stop(1), stop(2, "Khuổi Luông"), stop(3, "Bãi Mới"), stop(4, "Nà Phiêng"), stop(5, "Nà Phiêng"))
    shown = rows(Listing(hamlets=(GIONG,), stops=stops))
    assert shown == (
        Heading("Nà Phiêng", "2 hộ"),
        Entry(HouseholdId("hh-4")),
        Entry(HouseholdId("hh-5")),
        Heading("Khuổi Luông", "1 hộ"),
        Entry(HouseholdId("hh-2")),
        Heading("Bãi Mới", "1 hộ"),
        Entry(HouseholdId("hh-3")),
        Heading("Chưa ghi cụm", "1 hộ"),
        Entry(HouseholdId("hh-1")),
    )
    assert first_household(shown) == "hh-4"
    assert first_household(()) is None


def test_several_hamlets_are_named_in_the_headings() -> None:
    listing = Listing(hamlets=(GIONG, KHE), stops=(stop(1, "Đầu bản", KHE.id), stop(2, "Nà Phiêng")))
    headings = [row.title for row in rows(listing) if isinstance(row, Heading)]
    assert headings == ["Bản Giòng · Nà Phiêng", "Bản Khẻ · Đầu bản"]
    assert subtitle(listing) == "2 thôn · 2 hộ"


def test_a_filter_keeps_the_households_that_stand_so() -> None:
    states = {HouseholdId("hh-1"): State.NEVER, HouseholdId("hh-2"): State.VISITED}
    listing = Listing(hamlets=(GIONG,), stops=(stop(1), stop(2)), states=states, counted=True, only=State.NEVER)
    assert rows(listing) == (Heading("Chưa ghi cụm", "1 hộ"), Entry(HouseholdId("hh-1")))
    assert filter_texts(listing) == {
        None: "Tất cả 2",
        State.NEVER: "Chưa thăm 1",
        State.OVERDUE: "Quá hạn 0",
        State.ASKED_HELP: "Nhờ giúp 0",
        State.PROMISED: "Hẹn 0",
    }


def test_filters_stand_without_counts_until_they_are_counted() -> None:
    texts = filter_texts(Listing(stops=(stop(1),)))
    assert (texts[None], texts[State.OVERDUE]) == ("Tất cả 1", "Quá hạn")


def test_the_subtitle_counts_households_and_people() -> None:
    listing = Listing(hamlets=(GIONG,), stops=tuple(stop(n) for n in range(1200)), people=4120)
    assert subtitle(listing) == "Thôn Bản Giòng · 1.200 hộ, 4.120 người"
    assert subtitle(Listing()) == "0 hộ"


def hit(number: int, rank: Rank, label: str = "Nông Văn Dư") -> Hit:
    return Hit(HouseholdId(f"hh-{number}"), rank, label)


def searched(query: str, *hits: Hit) -> Listing:
    return Listing(hamlets=(GIONG,), stops=(stop(1),), query=query, hits=hits)


def test_hits_stand_in_groups_best_reason_first() -> None:
    listing = searched("nvd", hit(1, Rank.HEAD), hit(2, Rank.PERSON), hit(3, Rank.PLACE, "Nà Ngoa"))
    assert rows(listing) == (
        Heading("Chữ đầu tên chủ hộ", "1 hộ"),
        Entry(HouseholdId("hh-1"), Rank.HEAD, "Nông Văn Dư"),
        Heading("Chữ đầu tên người nhà", "1 hộ"),
        Entry(HouseholdId("hh-2"), Rank.PERSON, "Nông Văn Dư"),
        Heading("Tên cũ của nơi ở", "1 hộ"),
        Entry(HouseholdId("hh-3"), Rank.PLACE, "Nà Ngoa"),
    )
    assert count_sentence(listing) == "3 hộ khớp “nvd”, giống nhất ở trên"
    assert count_sentence(listing, short=True) == "3 hộ, giống nhất ở trên"


@pytest.mark.parametrize(
    ("query", "title"), [("dư", "Tên chủ hộ"), ("nong", "Tên chủ hộ"), ("nvd", "Chữ đầu tên chủ hộ")]
)
def test_whole_words_are_not_called_first_letters(query: str, title: str) -> None:
    assert rows(searched(query, hit(1, Rank.HEAD)))[0] == Heading(title, "1 hộ")


def test_more_than_a_hundred_hits_ask_for_more_letters() -> None:
    listing = searched("n", *(hit(n, Rank.HEAD) for n in range(SHOWN_HITS + 20)))
    assert count_sentence(listing) == "Hơn 100 hộ khớp, gõ thêm chữ"
    assert rows(listing)[0] == Heading("Tên chủ hộ", "hơn 100 hộ")
    assert len(rows(listing)) == SHOWN_HITS + 1


def test_one_hit_and_none_are_said_plainly() -> None:
    assert count_sentence(searched("dư", hit(1, Rank.HEAD))) == "1 hộ khớp “dư”"
    assert count_sentence(searched("zz")) == "Không hộ nào khớp “zz”"
    assert count_sentence(Listing(query="  ")) == ""


def test_a_phone_is_not_marked_where_other_digits_were_typed() -> None:
    home = make_household(phone="0912345678", code="", cluster="", address="0866 xóm trên")
    card = card_of(replace(overview(), household=home), query="0866", rank=Rank.HOUSEHOLD, label="")
    assert card.found is not None
    assert card.found[0] == "Địa chỉ:"

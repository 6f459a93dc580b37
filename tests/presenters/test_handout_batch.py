from cdtt_app.presenters.handout_batch import (
    NO_SHEET,
    READING,
    Batch,
    Filter,
    Pick,
    batch_note,
    batch_rows,
    batch_title,
    batch_words,
    empty_words,
    filter_of,
    filters,
    with_all,
    with_tick,
)
from tests.presenters.handout_homes import SCAMS, TODAY, VNEID, ZALO, make_home

FIRST, SECOND, NONE = make_home("Ma Văn Khoan", SCAMS, VNEID), make_home("Lò Thị Mẩy", ZALO), make_home("Hà Pẩu")
BATCH = Batch(homes=(FIRST, SECOND, NONE))


def test_the_button_counts_households_and_sheets() -> None:
    assert batch_words(BATCH) == "In 2 hộ, 3 tờ"
    assert batch_words(Batch(homes=(FIRST, SECOND))) == "In cả 2 hộ, 3 tờ"
    assert batch_words(with_tick(BATCH, FIRST.household.id, on=False)) == "In 1 hộ, 1 tờ"
    assert batch_words(with_all(BATCH, on=False)) == "Chưa chọn hộ nào"
    assert with_all(with_all(BATCH, on=False), on=True) == BATCH


def test_a_household_that_needs_nothing_is_listed_but_never_ticked() -> None:
    first, _, last = batch_rows(BATCH)
    assert (first.words, first.ticked, first.sheets) == ("Chống lừa đảo, VNeID mức 2", True, 2)
    assert (last.words, last.ticked, last.sheets) == (NO_SHEET, False, 0)
    assert first.spoken == "Ma Văn Khoan, Chống lừa đảo, VNeID mức 2"
    assert NONE not in with_tick(BATCH, NONE.household.id, on=True).chosen


def test_a_tick_comes_back_where_it_was() -> None:
    off = with_tick(BATCH, SECOND.household.id, on=False)
    assert [row.ticked for row in batch_rows(off)] == [True, False, False]
    assert with_tick(off, SECOND.household.id, on=True) == BATCH


def test_the_heading_says_which_households() -> None:
    assert (batch_title(BATCH), batch_note(BATCH, TODAY)) == ("Cho ngày mai", "22/11 · 3 hộ")
    cluster = Batch(filter=Filter(Pick.CLUSTER, "Nà Phiêng"), homes=(FIRST,))
    assert (batch_title(cluster), batch_note(cluster, TODAY)) == ("Cho cả cụm", "1 hộ")


def test_while_nobody_is_listed_it_says_why() -> None:
    assert empty_words(Batch()) == READING
    assert "Ngày mai" in empty_words(Batch(homes=()))
    assert "tờ cũ" in empty_words(Batch(filter=Filter(Pick.OLDER, "zalo"), homes=()))
    assert empty_words(BATCH) == ""


def test_a_filter_comes_back_from_its_key() -> None:
    offered = filters(("Nà Phiêng", "Cụm 2"), (ZALO,))
    assert [words for _, words in offered] == [
        "Hộ cần thăm ngày mai",
        "Cụm Nà Phiêng",
        "Cụm 2",
        "Còn tờ cũ: Zalo cơ bản",
    ]
    assert [filter_of(each.key) for each, _ in offered] == [each for each, _ in offered]

from cdtt_app.presenters.handout_tiles import shelf_words, short_name, tiles
from tests.presenters.handout_homes import SCAMS, SHELF, VNEID, make_sheet


def test_each_sheet_says_how_many_households_need_it_once_they_are_counted() -> None:
    counting, counted = tiles(SHELF, None), tiles(SHELF, {"vneid": 31})
    assert [tile.words for tile in counting] == ["", "", ""]
    assert [tile.words for tile in counted] == ["31 hộ cần", "0 hộ cần", "0 hộ cần"]
    assert (counting[0].spoken, counted[0].spoken) == ("VNeID mức 2", "VNeID mức 2, 31 hộ cần")


def test_every_word_typed_must_be_in_the_sheet_without_accents() -> None:
    assert [tile.topic for tile in tiles(SHELF, None, "lua  DAO")] == ["lua_dao"]
    assert [tile.topic for tile in tiles(SHELF, None, "mo zalo")] == ["zalo"]
    assert tiles(SHELF, None, "zalo vneid") == ()


def test_a_sheet_without_a_short_name_goes_by_its_title() -> None:
    assert short_name(make_sheet("x", "")) == "Dùng"
    assert short_name(SCAMS) == "Chống lừa đảo"


def test_the_shelf_is_counted() -> None:
    assert shelf_words(SHELF) == "3 tờ, dùng khi không có mạng"
    assert shelf_words((VNEID,)[:0]) == ""

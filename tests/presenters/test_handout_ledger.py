from datetime import date

from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HandoutGivenId
from cdtt_app.presenters.handout_ledger import (
    first_of_month,
    ledger_lines,
    ledger_note,
    newest_words,
    older_rows,
    topic_counts,
)
from tests.factories import make_household
from tests.presenters.handout_homes import SHELF

HOME = make_household("Nông Thị Sín")


def given(number: int, topic: str, home: Household = HOME) -> HandoutGiven:
    return HandoutGiven(
        id=HandoutGivenId(f"g{number}"),
        household_id=home.id,
        hamlet_id=home.hamlet_id,
        topic=topic,
        given_on=date(2026, 11, number),
    )


MONTH = (given(20, "zalo"), given(19, "lua_dao"), given(12, "lua_dao"), given(3, "khong-con"))
NAMES = {HOME.id: HOME.head_name}


def test_the_newest_three_are_said_with_day_and_household() -> None:
    lines = newest_words(MONTH, NAMES, SHELF).splitlines()
    assert lines[0] == "20/11 · Nông Thị Sín · Zalo cơ bản"
    assert len(lines) == 3


def test_every_line_of_the_month_names_a_household_even_one_that_is_gone() -> None:
    lines = ledger_lines(MONTH, {}, SHELF)
    assert len(lines) == 4
    assert lines[0].title == "hộ đã xoá · Zalo cơ bản"
    assert lines[0].words == "20/11/2026 · bản 1"


def test_the_counts_begin_with_what_was_given_most() -> None:
    assert topic_counts(MONTH, SHELF).startswith("Chống lừa đảo: 2 · ")
    assert (ledger_note(MONTH), ledger_note(())) == ("tháng này 4 tờ", "")
    assert first_of_month(date(2026, 11, 21)) == date(2026, 11, 1)


def test_only_topics_with_an_old_version_about_are_offered() -> None:
    (row,) = older_rows({"vneid": 12, "zalo": 0}, SHELF)
    assert (row.topic, row.name) == ("vneid", "Ai còn tờ cũ: VNeID mức 2")
    assert row.words == "12 hộ giữ bản trước bản 2"

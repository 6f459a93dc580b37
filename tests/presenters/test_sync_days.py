from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.presenters.sync_days import DAYS_SHOWN, Foot, Remains, clock_words, day_book, foot_of
from cdtt_app.presenters.sync_facts import DayCount
from tests.presenters.sync_samples import DAYS, NOW, SENDING_DAYS, at, count

TODAY = date(2026, 11, 24)


@st.composite
def _days(draw: st.DrawFn) -> tuple[DayCount, ...]:
    numbers = draw(st.lists(st.integers(1, 30), unique=True, max_size=9))
    made = []
    for number in numbers:
        recorded = draw(st.integers(0, 40))
        sent = draw(st.integers(0, recorded))
        made.append(count(number, recorded, sent, draw(st.integers(0, sent))))
    return tuple(made)


@given(_days())
def test_pills_foot_and_lines_always_add_up(days: tuple[DayCount, ...]) -> None:
    book = day_book(days, TODAY)
    recorded = sum(int(row.recorded) for row in book.rows)
    assert book.pills.here + book.pills.sent + book.pills.received == recorded
    assert book.pills.here == sum(int(row.recorded) - int(row.sent) for row in book.rows)
    assert book.pills.received == sum(int(row.received) for row in book.rows)
    assert book.waiting == sum(each.recorded - each.sent for each in days)


@given(_days())
def test_four_lines_tell_of_every_record(days: tuple[DayCount, ...]) -> None:
    book = day_book(days, TODAY)
    assert len(book.rows) <= DAYS_SHOWN
    assert sum(int(row.recorded) for row in book.rows) == sum(each.recorded for each in days)


def test_the_evening_of_the_picture() -> None:
    book = day_book(DAYS, TODAY)
    assert [row.title for row in book.rows] == ["Hôm nay, 24/11", "Thứ Hai, 23/11", "Chủ Nhật, 22/11", "Thứ Bảy, 21/11"]
    assert [row.rest[0].words for row in book.rows] == ["12 phiếu trên máy này", "đủ", "đủ", "1 phiếu chờ tỉnh báo"]
    assert [row.at for row in book.rows] == ["12:05", "17:42", "18:10", "20:31"]
    assert [row.today for row in book.rows] == [True, False, False, False]
    assert (book.pills.here, book.pills.sent, book.pills.received) == (12, 1, 39)
    assert book.pills.note == "cộng 52 phiếu trong sổ ngày"


def test_a_day_partly_sent_says_both() -> None:
    (row,) = day_book((count(24, 18, 11, 5),), TODAY).rows
    assert [rest.remains for rest in row.rest] == [Remains.HERE, Remains.SENT]
    assert [rest.short for rest in row.rest] == ["7 trên máy", "6 chờ báo"]


def test_days_without_records_are_left_out() -> None:
    assert [row.title[:8] for row in day_book((*DAYS[:2], count(23, 0, 0, 0)), TODAY).rows] == ["Chủ Nhật", "Thứ Bảy,"]


def test_older_days_share_a_line_that_cannot_be_printed() -> None:
    old = (count(19, 5, 3, 2, at(20, 8, 0)), count(20, 4, 4, 3))
    rows = day_book((*old, *DAYS), TODAY).rows
    assert (rows[-1].title, rows[-1].recorded, rows[-1].received, rows[-1].at) == ("Trước 22/11", "18", "13", "21/11")
    assert [row.day for row in rows] == [date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 22), None]


def test_news_of_another_day_is_written_as_a_date() -> None:
    (row,) = day_book((count(22, 3, 3, 3, at(23, 7, 15)),), TODAY).rows
    assert row.at == "23/11"


def test_the_foot_tells_what_waits_and_when_the_province_last_signed() -> None:
    assert foot_of(12, at(24, 12, 5), NOW) == Foot(unsent=12, last_received="12:05 hôm nay")
    assert foot_of(0, at(23, 17, 42), NOW).last_received == "17:42 hôm qua"
    assert foot_of(0, at(21, 20, 31), NOW).last_received == "20:31 ngày 21/11"
    assert foot_of(3, None, NOW).last_received is None


def test_sending_moves_records_from_one_pill_to_the_next() -> None:
    before, during = day_book(DAYS, TODAY).pills, day_book(SENDING_DAYS, TODAY).pills
    assert before.here - during.here == 5 == during.received - before.received


def test_a_year_is_written_only_when_it_is_another() -> None:
    assert clock_words(datetime(2025, 12, 31, 8, 30).astimezone().astimezone(UTC), NOW) == "08:30 ngày 31/12/2025"

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.history import Change, Event
from cdtt_app.domain.household import Location
from cdtt_app.presenters.history import agreed, as_it_was, by_record, clock_note, end_of, happened
from cdtt_app.presenters.history_then import first_day, records_on
from cdtt_app.sync.codec import to_document
from cdtt_app.sync.fields import flatten
from tests.factories import make_note, make_visit
from tests.presenters.history_samples import DAY, HOUR, KNOWN, MINUTE, START, event_of, story
from tests.presenters.household_samples import DU, HOME, VAN, answers

PLAIN = replace(HOME, phone="")
PHONED = replace(PLAIN, phone="0912345678")
MOVED = replace(PHONED, phone="0987654321")


def _at(hours: float = 0, **more: datetime) -> Event:
    return event_of(None, HOME, START + hours * HOUR, **({"received_at": START} | more))


def test_the_fold_of_all_events_is_the_record() -> None:
    events = story(PLAIN, PHONED, MOVED)
    assert as_it_was(events, START + 9 * DAY) == flatten(to_document(MOVED))


def test_a_record_is_what_had_been_written_by_then() -> None:
    events = story(PLAIN, PHONED, MOVED)
    assert as_it_was(events, START - MINUTE) == {}
    assert "phone" not in as_it_was(events, START)
    assert as_it_was(events, START + DAY)["phone"] == "0912345678"
    assert as_it_was(events, START + 2 * DAY)["phone"] == "0987654321"


def test_a_field_that_was_emptied_is_gone() -> None:
    assert "phone" not in as_it_was(story(PHONED, PLAIN), START + DAY)


def test_what_was_kept_aside_never_stood() -> None:
    first, second = story(PHONED, MOVED)
    assert as_it_was([first, replace(second, kept_aside=("phone",))], START + DAY)["phone"] == "0912345678"


def test_the_order_of_the_log_counts_not_the_clocks() -> None:
    first = event_of(None, PHONED, START)
    late = event_of(PHONED, MOVED, START - HOUR)  # a clock behind, but built on the first
    assert as_it_was([first, late], START)["phone"] == "0987654321"


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(minutes=10), ""),
        (timedelta(minutes=11), "giờ máy lệch ít nhất 11 phút"),
        (timedelta(hours=3), "giờ máy lệch ít nhất 3 giờ"),
        (timedelta(days=366, hours=5), "giờ máy lệch ít nhất 366 ngày"),
        (timedelta(days=-2), ""),  # written long before it was sent is no fault
    ],
)
def test_a_clock_ahead_of_the_province_is_told(ahead: timedelta, said: str) -> None:
    event = replace(_at(), at=START + ahead)
    assert clock_note(event) == said
    assert happened(event) == (START if said else event.at)


def test_a_clock_behind_the_last_word_of_the_province_is_told() -> None:
    behind = _at(-3, vouched_at=START)
    assert clock_note(behind) == "giờ máy lệch ít nhất 3 giờ"
    assert happened(behind) == START
    assert clock_note(_at(-3, vouched_at=START - 3 * HOUR)) == ""
    assert clock_note(_at(-0.1, vouched_at=START)) == ""


def test_a_clock_ahead_does_not_put_off_what_was_known_on_a_day() -> None:
    ahead = event_of(None, PHONED, START + 30 * DAY, received_at=START)
    assert as_it_was([ahead], START + DAY)["phone"] == "0912345678"
    assert as_it_was([ahead], START - DAY) == {}


def test_what_waits_has_nobody_to_compare_its_clock_with() -> None:
    assert clock_note(replace(_at(72), received_at=None, waiting=True)) == ""


def test_levels_and_places_are_left_out_when_the_household_does_not_agree() -> None:
    visit = make_visit(HOME, met=(VAN.id,), answers=answers({VAN: {"D2": "2"}}))
    events = [*story(replace(HOME, location=Location(latitude=22.5, longitude=105.2))), *story(visit)]
    shown = {each.field for event in agreed(events, ()) for each in event.changes}
    assert {"phone", "visited_on"} <= shown
    assert not any(path.startswith(("answers/", "location/")) or path == "met" for path in shown)
    assert agreed(events, tuple(Purpose)) == tuple(events)


def test_an_event_of_which_nothing_may_be_shown_is_no_event() -> None:
    before = make_visit(HOME, answers=answers({VAN: {"D2": "2"}}))
    event = event_of(before, replace(before, answers=answers({VAN: {"D2": "3"}})))
    assert agreed([event], ()) == ()


def test_events_are_told_apart_by_record() -> None:
    events = [*story(HOME, MOVED), *story(VAN)]
    assert {record: len(own) for record, own in by_record(events).items()} == {
        ("household", HOME.id): 2,
        ("person", VAN.id): 1,
    }


def test_a_day_ends_at_midnight_local_time() -> None:
    end = end_of(date(2026, 6, 30))
    assert (end.date(), end.hour, end.minute, end.tzinfo is not None) == (date(2026, 6, 30), 23, 59, True)


def test_the_household_as_it_was_on_a_day() -> None:
    visit = make_visit(HOME, visited_on=date(2026, 6, 3), answers=answers({VAN: {"D2": "2"}}))
    newer = make_visit(HOME, visited_on=date(2026, 6, 4), answers={})
    people = story(replace(VAN, position=1), replace(DU, position=0), step=MINUTE)
    events = [*story(PHONED), *people, *story(visit, newer), *story(PHONED, MOVED, at=START + 4 * DAY)[1:]]
    day = first_day(events)
    assert day is not None
    assert records_on(events, day - DAY, KNOWN) == ()
    then = records_on(events, day + 3 * DAY, KNOWN)
    assert [each.title for each in then] == [
        "Hộ Nông Văn Dư",
        "Nông Văn Dư",
        "Bế Thị Vân",
        "Lượt thăm 04/06/2026",
        "Lượt thăm 03/06/2026",
    ]
    assert ("Số điện thoại", "0912 345 678") in then[0].rows
    assert ("Kỹ năng của người đã rời hộ", "Trả tiền bằng QR: mức 2, cần giúp") in then[4].rows
    now = records_on(events, day + 9 * DAY, KNOWN)
    assert ("Số điện thoại", "0987 654 321") in now[0].rows


def test_what_was_deleted_by_then_is_not_there_but_the_household_says_so() -> None:
    gone = replace(VAN, deleted="không còn ở hộ")
    events = [*story(HOME, replace(HOME, deleted="Ghi nhầm")), *story(VAN, gone)]
    day = first_day(events)
    assert day is not None
    (home,) = records_on(events, day + DAY, KNOWN)
    assert home.rows[0] == ("Đã xoá", "Ghi nhầm")
    assert len(records_on(events, day, KNOWN)) == 2


def test_coverage_notes_stand_last_the_newest_first() -> None:
    first, second = (make_note(HOME, measured_at=START + number * DAY, place=f"chỗ {number}") for number in range(2))
    events = [*story(first), *story(second), *story(make_visit(HOME)), *story(HOME)]
    day = first_day(events)
    assert day is not None
    then = records_on(events, day + DAY, KNOWN)
    assert [each.title.rsplit(" ", 1)[0] for each in then] == [
        "Hộ Nông Văn",
        "Lượt thăm",
        "Ghi nhận sóng",
        "Ghi nhận sóng",
    ]
    assert ("Tên chỗ", "chỗ 1") in then[2].rows
    assert ("Sóng Viettel", "chập chờn") in then[2].rows


FIELDS = st.sampled_from(["phone", "note", "cluster"])
SETS = st.lists(st.dictionaries(FIELDS, st.none() | st.text(max_size=3), min_size=1), max_size=6)


@given(SETS, st.integers(min_value=-1, max_value=6))
def test_any_day_is_the_fold_of_the_days_before(sets: list[dict[str, str | None]], until: int) -> None:
    events = [
        Event(
            kind="household",
            record="hh",
            at=START + number * DAY,
            person="",
            machine="",
            changes=tuple(Change(field=path, old=None, new=value) for path, value in each.items()),
        )
        for number, each in enumerate(sets)
    ]
    expected: dict[str, str | None] = {}
    for each in sets[: until + 1]:
        expected |= each
    assert as_it_was(events, START + until * DAY) == {k: v for k, v in expected.items() if v is not None}

from datetime import timedelta

from cdtt_app.presenters.sync_facts import Attempt, Outcome
from cdtt_app.presenters.sync_link import link_value
from tests.presenters.sync_samples import ATTEMPTS, NOW, bad, good


def test_twelve_attempts_with_their_speeds_and_crosses() -> None:
    value = link_value(ATTEMPTS, NOW)
    assert [bar.figure for bar in value.bars] == ["22", "31", "9", "", "14", "28", "17", "24", "12", "", "", ""]
    assert [bar.height is None for bar in value.bars].count(True) == 4
    assert (value.good, value.failed, value.unit) == (8, 4, "kB mỗi giây")
    assert max(bar.height or 0 for bar in value.bars) == 1.0


def test_only_the_newest_twelve_count() -> None:
    value = link_value((good(17, 8, 500), *ATTEMPTS), NOW)
    assert value == link_value(ATTEMPTS, NOW)


def test_the_day_stands_at_its_first_attempt() -> None:
    days = [bar.day for bar in link_value(ATTEMPTS, NOW).bars]
    assert days == ["18/11", "", "20/11", "", "21/11", "22/11", "23/11", "", "24/11", "", "", ""]


def test_a_fast_road_is_told_in_megabytes() -> None:
    value = link_value((good(24, 8, 2500), good(24, 9, 40), bad(24, 10)), NOW)
    assert (value.unit, [bar.figure for bar in value.bars]) == ("MB mỗi giây", ["2,5", "<0,1", ""])


def test_a_slow_road_keeps_its_decimals_and_never_divides_by_zero() -> None:
    value = link_value((good(24, 8, 0.4), Attempt(at=NOW, ok=True, bytes=10, seconds=0.0)), NOW)
    assert [bar.figure for bar in value.bars] == ["0,4", "0"]
    assert [bar.height for bar in value.bars] == [1.0, 0.0]


def test_a_screen_reader_hears_the_newest_first_and_why_it_failed() -> None:
    spoken = link_value((good(23, 17, 17), bad(24, 19, 32, Outcome.PORTAL)), NOW).spoken
    assert spoken == "19:32 hôm nay: mạng đòi đăng nhập; 17:10 hôm qua: 17 kB mỗi giây"


def test_no_attempt_at_all_is_no_error() -> None:
    value = link_value((), NOW)
    assert (value.bars, value.good, value.spoken) == ((), 0, "")


def test_the_year_of_an_old_attempt_is_told() -> None:
    old = Attempt(at=NOW - timedelta(days=365), ok=False, outcome=Outcome.OTHER)
    assert link_value((old,), NOW).bars[0].day == "24/11/2025"

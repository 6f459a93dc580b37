import pytest

from cdtt_app.services.pacing import BACK_OFF, REST, rest

MIDDLE = 0.5


def test_after_each_failure_the_wait_is_longer_up_to_half_an_hour() -> None:
    minutes = [rest(failures, 0, MIDDLE) / 60 for failures in range(1, 9)]
    assert minutes == [1, 2, 4, 8, 15, 30, 30, 30]


def test_after_an_answer_it_rests_for_half_an_hour() -> None:
    assert rest(0, 0, MIDDLE) == REST


@pytest.mark.parametrize("failures", range(len(BACK_OFF) + 1))
def test_machines_spread_by_a_quarter_both_ways(failures: int) -> None:
    usual = rest(failures, 0, MIDDLE)
    assert rest(failures, 0, 0.0) == pytest.approx(usual * 0.75)
    assert usual * 1.249 < rest(failures, 0, 0.9999) < usual * 1.25


@pytest.mark.parametrize("random", [0.0, 0.3, 0.9999])
def test_never_sooner_than_the_province_asked_for_and_not_all_at_once_then(random: float) -> None:
    assert rest(1, 600, random) == pytest.approx(600 * (1 + 0.25 * random))


def test_what_the_province_asks_for_does_not_make_the_wait_shorter() -> None:
    assert rest(6, 5, MIDDLE) == REST

from datetime import UTC, datetime, timedelta

import pytest

from cdtt_app.presenters.sync_facts import Outcome
from cdtt_app.presenters.sync_outcomes import attempt_of, bar_of, clock_error, clock_is_wrong
from cdtt_app.storage.attempts import OK, Attempt
from cdtt_app.transport.road import Obstacle

NOW = datetime(2026, 11, 24, 19, 44, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _try(outcome: str) -> Attempt:
    return Attempt(at=NOW, road="network", outcome=outcome, seconds=2.0, sent=900, got=100, inc=1, last=7)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        (OK, Outcome.GOOD),
        (Obstacle.NO_NETWORK, Outcome.NO_NETWORK),
        (Obstacle.TIMEOUT, Outcome.SLOW),
        (Obstacle.CUT, Outcome.SLOW),
        (Obstacle.PORTAL, Outcome.PORTAL),
        (Obstacle.RESTING, Outcome.RESTING),
        (Obstacle.NOT_TRUSTED, Outcome.NOT_TRUSTED),
        (Obstacle.REFUSED, Outcome.OTHER),
        (Obstacle.STRANGE, Outcome.OTHER),
        ("of a newer program", Outcome.OTHER),
    ],
)
def test_every_end_of_a_try_has_its_outcome(said: str, outcome: Outcome) -> None:
    shown = attempt_of(_try(said), clock_wrong=False)
    assert (shown.outcome, shown.ok, shown.bytes) == (outcome, said == OK, 1000)


def test_every_obstacle_there_is_was_thought_of() -> None:
    known = {each for each in Obstacle if attempt_of(_try(each), clock_wrong=False).outcome is not Outcome.OTHER}
    assert set(Obstacle) - known == {Obstacle.REFUSED, Obstacle.STRANGE}


def test_a_certificate_that_does_not_hold_is_the_clocks_fault_where_the_clock_is_wrong() -> None:
    assert attempt_of(_try(Obstacle.NOT_TRUSTED), clock_wrong=True).outcome is Outcome.CLOCK
    assert attempt_of(_try(Obstacle.CUT), clock_wrong=True).outcome is Outcome.SLOW


def test_a_machine_is_barred_until_the_province_says_otherwise() -> None:
    assert bar_of("unknown", revoked=False) is Outcome.UNKNOWN
    assert bar_of("upgrade", revoked=False) is Outcome.UPGRADE
    assert bar_of(None, revoked=True) is Outcome.ENDED
    assert bar_of(None, revoked=False) is None


def test_a_clock_behind_a_time_that_the_province_named_is_wrong_whatever_was_measured() -> None:
    assert clock_error(NOW, NOW + 3 * HOUR, timedelta(0)) == -3 * HOUR
    assert clock_error(NOW, NOW - 3 * HOUR, None) is None
    assert clock_error(NOW, NOW + timedelta(minutes=2), 2 * HOUR) == 2 * HOUR
    assert clock_error(NOW, None, -HOUR) == -HOUR


@pytest.mark.parametrize(("off", "wrong"), [(None, False), (timedelta(minutes=9), False), (-HOUR, True), (HOUR, True)])
def test_ten_minutes_make_a_clock_wrong(off: timedelta | None, wrong: bool) -> None:
    assert clock_is_wrong(off) is wrong

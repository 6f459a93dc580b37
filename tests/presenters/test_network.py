from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cdtt_app.presenters.network import Network, network_of
from cdtt_app.presenters.sync_facts import Attempt, Outcome

NOW = datetime(2026, 11, 24, 19, 44, tzinfo=UTC)
GOOD = Attempt(at=NOW - timedelta(minutes=5), ok=True, bytes=9000, seconds=1.0)


@pytest.mark.parametrize(
    ("outcome", "network"),
    [
        (Outcome.NO_NETWORK, Network(False, "Chưa có mạng")),
        (Outcome.SLOW, Network(True, "Có mạng, chậm")),
        (Outcome.PORTAL, Network(True, "Mạng đòi đăng nhập")),
        (Outcome.RESTING, Network(True, "Có mạng")),
        (Outcome.NOT_TRUSTED, Network(True, "Có mạng")),
    ],
)
def test_a_try_that_failed_tells_of_the_network_too(outcome: Outcome, network: Network) -> None:
    assert network_of(replace(GOOD, ok=False, outcome=outcome), NOW) == network


def test_a_good_try_over_a_slow_line_says_so() -> None:
    assert network_of(GOOD, NOW) == Network(True, "Có mạng")
    assert network_of(replace(GOOD, seconds=9.0), NOW) == Network(True, "Có mạng, chậm")
    assert network_of(replace(GOOD, bytes=700, seconds=1.2), NOW) == Network(True, "Có mạng")


def test_of_a_try_long_ago_nothing_is_said() -> None:
    assert network_of(None, NOW) is None
    assert network_of(GOOD, NOW + timedelta(hours=2)) is None
    assert network_of(GOOD, NOW - timedelta(hours=2)) is None, "the clock was set back"

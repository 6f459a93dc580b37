import random

import pytest

from tests.link_model import SEGMENT, Link, Wire


def test_a_lost_segment_is_late_by_a_round_trip_or_more_and_takes_the_link_twice() -> None:
    wire, chance, link = Wire(), random.Random(1), Link(rtt_ms=600, loss=0.10, rate_kbit=40)
    took = [wire.arrival(link, chance, SEGMENT, begun * 60.0) - begun * 60.0 for begun in range(4_000)]
    once, again = 0.3 + SEGMENT * 8 / 40_000, 0.6 + SEGMENT * 8 / 40_000
    assert sum(late > once + 0.001 for late in took) / len(took) == pytest.approx(0.10, abs=0.015)
    assert {round(late, 3) for late in took} >= {round(once, 3), round(once + again, 3)}
    assert all(late >= once + again - 0.001 for late in took if late > once + 0.001)


def test_the_end_of_a_connection_is_not_lost() -> None:
    assert Wire().arrival(Link(loss=1.0), random.Random(1), 0, 5.0) == 5.0

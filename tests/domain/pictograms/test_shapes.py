import math

import pytest

from cdtt_app.domain.pictograms.shapes import Path, Tone, Words, arc, circle, polygon, rect, start


def _corners(path: Path) -> list[tuple[float, float]]:
    """Where its lines begin and end."""
    return [spot for ring in path.rings for spot in (ring.start, *((step[-2], step[-1]) for step in ring.steps))]


def _half_way(path: Path) -> tuple[float, float]:
    """The middle of the first curve."""
    (x, y), step = path.rings[0].start, path.rings[0].steps[0]
    assert len(step) == 6
    a, b, c, d, to_x, to_y = step
    return (x + 3 * a + 3 * c + to_x) / 8, (y + 3 * b + 3 * d + to_y) / 8


def test_a_circle_keeps_its_radius_between_its_corners_too() -> None:
    path = circle(40, 60, 20)
    assert path.rings[0].closed
    for x, y in (*_corners(path), _half_way(path)):
        assert math.hypot(x - 40, y - 60) == pytest.approx(20, rel=0.0005)


def test_degrees_go_clockwise_from_the_east_as_seen() -> None:
    first, *_, last = _corners(arc(50, 50, 10, 0, 90))
    assert first == pytest.approx((60, 50))
    assert last == pytest.approx((50, 60))


def test_an_arc_can_go_back_the_other_way() -> None:
    _, y = _half_way(arc(50, 50, 10, 360, 270))
    assert y < 50
    assert _corners(arc(50, 50, 10, 360, 270))[-1] == pytest.approx((50, 40))


def test_a_flat_arc_is_lower_than_wide() -> None:
    assert min(y for _, y in _corners(start(30, 50).arc(50, 50, 20, 180, 360, 0.5))) == pytest.approx(40)


def test_round_corners_stay_within_the_rectangle_and_touch_its_sides() -> None:
    corners = _corners(rect(10, 20, 30, 40, 5))
    assert (min(x for x, _ in corners), max(x for x, _ in corners)) == pytest.approx((10, 40))
    assert (min(y for _, y in corners), max(y for _, y in corners)) == pytest.approx((20, 60))
    assert (10, 20) not in corners


def test_a_line_added_to_an_arc_goes_on_from_its_end() -> None:
    path = start(0, 0).arc(50, 50, 10, 180, 270).line(90, 40).close()
    assert len(path.rings) == 1
    assert _corners(path) == [pytest.approx(spot) for spot in ((0, 0), (40, 50), (50, 40), (90, 40))]


def test_an_odd_number_of_numbers_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        polygon(1, 2, 3)


def test_a_path_is_made_larger_and_then_moved() -> None:
    assert all(math.hypot(x - 25, y - 27) == pytest.approx(8) for x, y in _corners(circle(10, 10, 4).moved(5, 7, 2)))


def test_words_stand_around_their_middle() -> None:
    words = Words(text="111", x=50, y=50, size=20, tone=Tone.INK)
    assert words.base_line == pytest.approx(50 + 7.14)

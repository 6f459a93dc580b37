"""A simplified ring stays where it was."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.imports.map_rings import TOLERANCE, simplified


@given(st.lists(st.tuples(st.floats(105, 105.01), st.floats(22, 22.01)), min_size=3, max_size=1500, unique=True))
def test_a_simplified_ring_passes_every_point_within_the_tolerance(ring: list[tuple[float, float]]) -> None:
    kept = simplified(ring)
    assert set(kept) <= set(ring)
    closed = [*kept, kept[0]]
    far = (min(_to_segment(point, a, b) for a, b in pairwise(closed)) for point in ring)
    assert max(far) <= TOLERANCE * 1.000001


def _to_segment(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square)) if square else 0.0
    return math.dist(p, (a[0] + along * dx, a[1] + along * dy))

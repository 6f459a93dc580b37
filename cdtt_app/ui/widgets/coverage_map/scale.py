"""Lengths that are easy to read, for the scale bar and the grid."""

import math

from cdtt_app.domain.vietnamese.numbers import format_number


def nice_length(most: float) -> float:
    """The longest of 1, 2, 5, 10, 20, 50 ... metres that is not longer than `most` metres."""
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (5, 2, 1) if step * power <= most * (1 + 1e-9))


def length_words(length: float) -> str:
    """Metres below a kilometre, else kilometres."""
    if length < 1000:
        return f"{format_number(length, 1)} m"
    return f"{format_number(length / 1000, 1)} km"

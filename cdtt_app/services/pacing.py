"""When to try the province again by itself: soon while it answers, ever more seldom while it does not."""

from typing import Final

FIRST: Final = 20.0  # seconds after the data was opened: let the person begin first
AFTER_SAVE: Final = 30.0  # so that a visit and what is corrected right after it go together
REST: Final = 30 * 60.0  # nothing waits here; somebody else may have written
BACK_OFF: Final = (60.0, 120.0, 240.0, 480.0, 900.0, REST)
_JITTER = 0.25  # machines that lost the network together do not come back together


def rest(failures: int, wait: float, random: float) -> float:
    """Seconds until the next try after so many failures in a row; `random` is in [0, 1).

    `wait` is what the province asked for: never sooner than that.
    """
    usual = BACK_OFF[min(failures, len(BACK_OFF)) - 1] if failures else REST
    spread = usual * (1 + _JITTER * (2 * random - 1))
    return max(spread, wait * (1 + _JITTER * random))

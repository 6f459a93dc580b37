"""What storage and the protocol say of tries and bars, in the words that the page knows."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from cdtt_app.presenters.sync_facts import Attempt, Outcome
from cdtt_app.presenters.sync_state import CLOCK_WARNS_FROM
from cdtt_app.storage.attempts import OK
from cdtt_app.storage.attempts import Attempt as Kept
from cdtt_app.transport.road import Obstacle

_OUTCOMES: Final[Mapping[str, Outcome]] = {
    OK: Outcome.GOOD,
    Obstacle.NO_NETWORK: Outcome.NO_NETWORK,
    Obstacle.TIMEOUT: Outcome.SLOW,
    Obstacle.CUT: Outcome.SLOW,
    Obstacle.PORTAL: Outcome.PORTAL,
    Obstacle.RESTING: Outcome.RESTING,
    Obstacle.NOT_TRUSTED: Outcome.NOT_TRUSTED,
    Obstacle.REFUSED: Outcome.OTHER,
    Obstacle.STRANGE: Outcome.OTHER,
}
_BARS: Final[Mapping[str, Outcome]] = {"unknown": Outcome.UNKNOWN, "upgrade": Outcome.UPGRADE}


def attempt_of(kept: Kept, *, clock_wrong: bool) -> Attempt:
    """A try as it is shown; a certificate that does not hold is the clock's fault where the clock is known wrong."""
    outcome = _OUTCOMES.get(kept.outcome, Outcome.OTHER)
    if outcome is Outcome.NOT_TRUSTED and clock_wrong:
        outcome = Outcome.CLOCK
    return Attempt(
        at=kept.at,
        ok=outcome is Outcome.GOOD,
        bytes=kept.sent + kept.got,
        seconds=kept.seconds,
        outcome=outcome,
    )


def bar_of(said: str | None, *, revoked: bool) -> Outcome | None:
    """Why the province takes nothing from this machine; `said` is how the last exchange ended, where that bars it."""
    return Outcome.ENDED if revoked else _BARS.get(said or "")


def clock_error(now: datetime, vouched: datetime | None, measured: timedelta | None) -> timedelta | None:
    """How far this machine's clock is ahead, None where nothing is known.

    `vouched` is a time that the province has named: it cannot lie ahead. `measured` is what the last talk found.
    """
    if vouched is not None and now < vouched - CLOCK_WARNS_FROM:
        return now - vouched
    return measured


def clock_is_wrong(off: timedelta | None) -> bool:
    """Whether so wrong that a secure connection may fail for it."""
    return off is not None and abs(off) >= CLOCK_WARNS_FROM

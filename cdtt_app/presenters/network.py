"""The network as the bar at the top names it: what the last try met, while that is not long ago."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from cdtt_app.presenters.sync_facts import Attempt, Outcome

_STILL_TRUE: Final = timedelta(hours=1)
_SLOW, _FELT = 2_500, 3.0  # bytes a second, both ways; and seconds: what is over sooner nobody calls slow
_SLOW_WORDS: Final = "Có mạng, chậm"


class Network(NamedTuple):
    """Whether there is one, and how it is called."""

    online: bool
    words: str


def is_slow(size: int, seconds: float) -> bool:
    """Whether a person notices that so many bytes took so long."""
    return seconds > _FELT and size / seconds < _SLOW


def network_of(last: Attempt | None, now: datetime) -> Network | None:
    """None where nothing is known."""
    if last is None or abs(now - last.at) > _STILL_TRUE:
        return None
    if last.outcome is Outcome.NO_NETWORK:
        return Network(False, "Chưa có mạng")
    if last.outcome is Outcome.PORTAL:
        return Network(True, "Mạng đòi đăng nhập")
    slow = last.outcome is Outcome.SLOW or (last.ok and is_slow(last.bytes, last.seconds))
    return Network(True, _SLOW_WORDS if slow else "Có mạng")

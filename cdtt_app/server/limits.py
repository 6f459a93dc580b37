"""How often one may ask: token buckets by machine, by address, by code, in bounded memory."""

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable
from ipaddress import IPv6Address, ip_address
from threading import Lock

from cdtt_app.server.settings import Rate

_HOME_NETWORK_BITS = 64  # one household's IPv6 addresses share this prefix


class TooOftenError(Exception):
    """Asked too often; `retry_after` in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("asked too often")
        self.retry_after = retry_after


class Buckets:
    """One bucket a key; a key that was forgotten, because others came since, has a full one again."""

    def __init__(self, rate: Rate, *, remembered: int, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._remembered = remembered
        self._clock = clock  # seconds, never backwards
        self._lock = Lock()
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()  # what is left, when

    def take(self, key: Hashable, amount: float = 1.0) -> None:
        """Take so much out of the key's bucket; raises TooOftenError, and takes nothing, while it is empty.

        A bucket may be overdrawn once, so that what is bigger than the bucket is slowed down and not stopped for ever.
        """
        with self._lock:
            left, now = self._left(key)
            if left <= 0 or (left < amount <= self._rate.burst):
                raise TooOftenError(self._seconds_until(min(amount, self._rate.burst) - left))
            self._put(key, left - amount, now)

    def check(self, key: Hashable) -> None:
        """Raise TooOftenError while the bucket holds less than one."""
        with self._lock:
            left, _ = self._left(key)
            if left < 1:
                raise TooOftenError(self._seconds_until(1 - left))

    def charge(self, key: Hashable, amount: float = 1.0) -> None:
        """Take it out in any case, for what has been done already."""
        with self._lock:
            left, now = self._left(key)
            self._put(key, max(left - amount, -self._rate.burst), now)

    def __len__(self) -> int:
        return len(self._buckets)

    def _left(self, key: Hashable) -> tuple[float, float]:
        now = self._clock()
        left, then = self._buckets.get(key, (self._rate.burst, now))
        return min(self._rate.burst, left + (now - then) * self._rate.per_second), now

    def _put(self, key: Hashable, left: float, now: float) -> None:
        self._buckets[key] = (left, now)
        self._buckets.move_to_end(key)
        while len(self._buckets) > self._remembered:
            self._buckets.popitem(last=False)

    def _seconds_until(self, missing: float) -> int:
        return max(1, math.ceil(missing / self._rate.per_second))


def neighbourhood(address: str) -> str:
    """Whom an address stands for: itself, or the network that one IPv6 customer has to himself."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return (int(parsed) >> (128 - _HOME_NETWORK_BITS)).to_bytes(_HOME_NETWORK_BITS // 8, "big").hex()
    return address

"""Who is let through, and how often: the buckets of one serving process."""

import time
from collections.abc import Callable
from ipaddress import ip_address

from starlette.requests import Request

from cdtt_app.server.limits import Buckets, neighbourhood
from cdtt_app.server.settings import Limits, Rate, Settings

_FORWARDED = ("x-forwarded-for", "forwarded")


class Gate:
    """Addresses loosely, machines once their signature holds, invitations strictly."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        def buckets(rate: Rate) -> Buckets:
            return Buckets(rate, remembered=limits.remembered, clock=clock)

        self.codes = buckets(limits.code)
        self._addresses = buckets(limits.address)
        self._failures = buckets(limits.address_failures)
        self._machines = buckets(limits.machine)
        self._machine_bytes = buckets(limits.machine_bytes)

    def enter(self, request: Request) -> None:
        """A request came; raises TooOftenError."""
        address = _address(request)
        self._failures.check(address)
        self._addresses.take(address)

    def admit(self, replica: int, size: int) -> None:
        """It is this machine's; raises TooOftenError."""
        self._machine_bytes.check(replica)
        self._machines.take(replica)
        self._machine_bytes.charge(replica, size)

    def failed(self, request: Request) -> None:
        """It was nobody's: noise, or somebody who tries."""
        self._failures.charge(_address(request))


def may_read_figures(request: Request, settings: Settings) -> bool:
    """Whether the caller's address is on the list; one that came through a proxy we do not know is not."""
    if not settings.proxies and any(name in request.headers for name in _FORWARDED):
        return False
    return request.client is not None and _plain(request.client.host) in settings.metrics_from


def _address(request: Request) -> str:
    return neighbourhood(request.client.host) if request.client else ""


def _plain(address: str) -> str:
    try:
        return str(ip_address(address))
    except ValueError:
        return address

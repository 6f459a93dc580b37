"""A road to the province: one message there, one answer back, or a reason why not."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Obstacle(StrEnum):
    """Why a try did not succeed."""

    NO_NETWORK = "no_network"
    TIMEOUT = "timeout"  # sent, perhaps received: nobody knows
    CUT = "cut"  # the same, by a broken connection
    PORTAL = "portal"  # the network answers itself, with a login page
    RESTING = "resting"  # the server says it cannot now
    NOT_TRUSTED = "not_trusted"  # the certificate is not the province's, or the clock is wrong
    REFUSED = "refused"  # the server did not understand the message
    STRANGE = "strange"  # an answer that is not the province's


class RoadError(Exception):
    """The try failed; `sent` bytes may have arrived. `wait` is in seconds, when the server named it.

    `said` is the province's own sentence for the person at the machine, when it gave one.
    """

    def __init__(
        self, obstacle: Obstacle, *, sent: int = 0, seconds: float = 0.0, wait: float = 0.0, said: str = ""
    ) -> None:
        super().__init__(str(obstacle))
        self.obstacle = obstacle
        self.sent = sent
        self.seconds = seconds
        self.wait = wait
        self.said = said


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer and what it cost: bytes of content both ways, seconds."""

    data: bytes
    sent: int
    seconds: float


class Road(Protocol):
    """What carries messages."""

    def exchange(self, data: bytes) -> Reply:
        """Send one message and wait for its answer; raises RoadError."""

"""What a bad link is like, and when a segment arrives over it. Pure: chance and time are arguments."""

import random
from dataclasses import dataclass

SEGMENT = 1_400
SHORTEST_RETRANSMISSION_MS = 200.0
MOST_TRIES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a link is like; the default is a perfect one."""

    rate_kbit: float = 0.0  # kbit/s each way; 0 = without limit
    rtt_ms: float = 0.0
    jitter_ms: float = 0.0  # each segment is late by up to this
    loss: float = 0.0  # of a segment, 0 to 1
    cut_between: tuple[int, int] | None = None  # a connection is cut after so many bytes, both ways together
    lost_replies: float = 0.0  # chance that a connection is cut when the server begins to answer (not for TLS)
    silent: bool = False  # a cut is not told to anybody
    seed: int = 0


EDGE = Link(rate_kbit=40, rtt_ms=600, loss=0.10)
CUTTING = Link(cut_between=(20_000, 90_000))
FLAKY = Link(rtt_ms=10, jitter_ms=10, cut_between=(0, 12_000), lost_replies=0.2)


@dataclass(slots=True)
class Wire:
    """One way of the link, shared by all connections."""

    bytes_delivered: int = 0
    _free_at: float = 0.0

    def arrival(self, link: Link, chance: random.Random, size: int, sent_at: float) -> float:
        """The moment (s) at which a segment sent at another arrives; one without bytes (the end) is never lost."""
        losses = 0
        while size and losses + 1 < MOST_TRIES and chance.random() < link.loss:
            losses += 1
        if link.rate_kbit:
            self._free_at = max(sent_at, self._free_at) + (losses + 1) * size * 8 / (link.rate_kbit * 1000)
            sent_at = self._free_at
        waited_ms = max(link.rtt_ms, SHORTEST_RETRANSMISSION_MS) * ((1 << losses) - 1)
        return sent_at + (link.rtt_ms / 2 + chance.uniform(0, link.jitter_ms) + waited_ms) / 1000

"""What sending and fetching a file have in common: a line that breaks, answers that are not the province's, an end."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import requests

TUS = {"Tus-Resumable": "1.0.0"}
_ENDS_THE_LANE = (401, 403)
_PASSING = (404, 408, 409, 423, 425, 429)  # asking again may be answered otherwise; so may any 5xx


class LaneEnd(StrEnum):
    """How an errand on the lane ended; none of them loses what was acknowledged."""

    DONE = "done"
    STOPPED = "stopped"  # the caller said so
    LATER = "later"  # the line or the province is not up to it now
    NOT_ALLOWED = "not_allowed"  # no use trying another file either
    REFUSED = "refused"  # the province will never take this file
    ABSENT = "absent"  # the province does not have it yet
    DAMAGED = "damaged"  # the bytes are not what the address says: drop them


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long the lane puts up with a line on which nothing moves: so many tries, with these waits, in seconds."""

    waits: tuple[float, ...] = (1, 2, 5, 10, 20)
    connect: float = 15
    silence: float = 30
    sleep: Callable[[float], None] = time.sleep

    @property
    def timeout(self) -> tuple[float, float]:
        """As requests takes it."""
        return (self.connect, self.silence)


PATIENCE = Patience()


class AnswerError(Exception):
    """An answer that was not hoped for; `status` is 0 when it is not the province that answers."""

    def __init__(self, status: int) -> None:
        super().__init__(f"answered {status}")
        self.status = status


class Errand(Protocol):
    """One file on its way."""

    @property
    def reached(self) -> int:
        """The most bytes that were ever acknowledged."""

    def step(self) -> LaneEnd | None:
        """Do the next thing; None when there is more. Raises AnswerError and requests.RequestException."""


def run(errand: Errand, cancelled: Callable[[], bool], patience: Patience) -> LaneEnd:
    """Step until the end; tries that move nothing wear the patience out, every byte that moves restores it."""
    failures, reached = 0, errand.reached
    while not cancelled():
        try:
            end = errand.step()
        except requests.RequestException:
            end = LaneEnd.LATER
        except AnswerError as answer:
            end = _end_of(answer.status)
        if errand.reached > reached:
            failures, reached = 0, errand.reached
        if end is LaneEnd.LATER and failures < len(patience.waits):
            patience.sleep(patience.waits[failures])
            failures += 1
        elif end is not None:
            return end
    return LaneEnd.STOPPED


def expect(response: requests.Response, *statuses: int) -> None:
    """Raise AnswerError unless this is the province answering with one of these."""
    if response.headers.get("Tus-Resumable") != TUS["Tus-Resumable"]:  # a log-in page of the Wi-Fi, a proxy
        raise AnswerError(0)
    if response.status_code not in statuses:
        raise AnswerError(response.status_code)


def _end_of(status: int) -> LaneEnd:
    if status in _ENDS_THE_LANE:
        return LaneEnd.NOT_ALLOWED
    if status == 0 or status in _PASSING or status >= 500:
        return LaneEnd.LATER
    return LaneEnd.REFUSED

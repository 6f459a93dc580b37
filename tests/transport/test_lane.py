import pytest
import requests

from cdtt_app.transport.lane import AnswerError, LaneEnd, run
from tests.transport.lane_samples import Naps

LOST = requests.ConnectionError("cut")


class Scripted:
    """An errand that goes as written: an end, an error, a number of bytes that moved, or None."""

    def __init__(self, *course: LaneEnd | Exception | int | None) -> None:
        self.reached = 0
        self.course = list(course)

    def step(self) -> LaneEnd | None:
        now = self.course.pop(0)
        if isinstance(now, Exception):
            raise now
        if isinstance(now, int):
            self.reached += now
            return None
        return now


def course(*steps: LaneEnd | Exception | int | None) -> tuple[LaneEnd, list[float]]:
    naps, errand = Naps(), Scripted(*steps)
    end = run(errand, lambda: False, naps.patience())
    assert errand.course == []
    return end, naps.taken


def test_tries_in_vain_wait_longer_each_time_and_end_kindly() -> None:
    assert course(LOST, None, LOST, AnswerError(503), LOST) == (LaneEnd.LATER, [1, 2, 5])


def test_every_byte_that_moves_restores_the_patience() -> None:
    assert course(LOST, LOST, 10, LOST, LOST, 10, LaneEnd.DONE) == (LaneEnd.DONE, [1, 2, 1, 2])


@pytest.mark.parametrize(
    ("status", "end"),
    [(401, LaneEnd.NOT_ALLOWED), (403, LaneEnd.NOT_ALLOWED), (400, LaneEnd.REFUSED), (413, LaneEnd.REFUSED)],
)
def test_an_answer_that_will_not_change_ends_the_errand_at_once(status: int, end: LaneEnd) -> None:
    assert course(AnswerError(status)) == (end, [])


@pytest.mark.parametrize("status", [0, 404, 409, 423, 429, 500, 507])
def test_an_answer_that_may_change_is_asked_for_again(status: int) -> None:
    assert course(AnswerError(status), LaneEnd.DONE) == (LaneEnd.DONE, [1])


def test_the_caller_can_stop_it_between_two_steps() -> None:
    errand = Scripted(1, 1, 1)
    assert run(errand, lambda: errand.reached == 2, Naps().patience()) is LaneEnd.STOPPED
    assert errand.course == [1]

import threading
import time
from contextlib import suppress

from cdtt_app.server.turns import Turns


def _wait_for(turns: Turns, length: int) -> None:
    deadline = time.monotonic() + 5
    while len(turns._queue) < length and time.monotonic() < deadline:
        time.sleep(0.001)


def test_who_waits_longest_is_next() -> None:
    turns = Turns()
    order: list[int] = []

    def work(number: int) -> None:
        for _ in range(3):
            with turns.turn():
                order.append(number)
                _wait_for(turns, 6 if len(order) <= 12 else 1)  # until the one before stands at the end of the queue

    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(6)]
    with turns.turn():
        for number, thread in enumerate(threads):
            thread.start()
            _wait_for(turns, number + 2)
    for thread in threads:
        thread.join(20)
    assert order == [0, 1, 2, 3, 4, 5] * 3


def test_after_an_error_the_next_has_its_turn() -> None:
    turns = Turns()
    for _ in range(2):
        with suppress(ZeroDivisionError), turns.turn():
            raise ZeroDivisionError
    assert not turns._queue

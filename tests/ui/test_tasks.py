import threading
import time
from collections.abc import Iterator
from functools import partial
from operator import mul

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cdtt_app.ui.tasks import Progress, StoppedError, Tasks

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def _unexpected(error: Exception) -> None:
    raise AssertionError(error)


def test_two_hundred_jobs_all_come_back_on_the_thread_of_the_screen(tasks: Tasks, qtbot: QtBot) -> None:
    results: list[int] = []
    threads: set[int] = set()

    def done(result: int) -> None:
        results.append(result)
        threads.add(threading.get_ident())

    for number in range(200):
        tasks.run(partial(mul, number, 2), done, _unexpected)
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=10_000)
    assert sorted(results) == [number * 2 for number in range(200)]
    assert threads == {threading.get_ident()}


def test_a_failure_is_handed_over_and_the_next_job_still_runs(tasks: Tasks, qtbot: QtBot) -> None:
    failures: list[Exception] = []
    results: list[str] = []

    def breaks() -> str:
        raise ValueError("hỏng")

    tasks.run(breaks, results.append, failures.append)
    tasks.run(lambda: "được", results.append, failures.append)
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=10_000)
    assert [str(each) for each in failures] == ["hỏng"]
    assert results == ["được"]


def test_closing_while_busy_waits_and_calls_nobody(qapp: QApplication) -> None:
    tasks = Tasks()
    finished: list[int] = []
    heard: list[int] = []

    def work(number: int) -> int:
        time.sleep(0.002)
        finished.append(number)
        return number

    for number in range(200):
        tasks.run(partial(work, number), heard.append, _unexpected)
    time.sleep(0.02)
    tasks.close()
    done_at_close = len(finished)
    qapp.processEvents()
    time.sleep(0.02)
    assert 0 < done_at_close < 200
    assert len(finished) == done_at_close
    assert heard == []


def test_long_work_says_how_far_it_is(tasks: Tasks, qtbot: QtBot) -> None:
    said: list[tuple[int, int]] = []
    results: list[str] = []

    def work(progress: Progress) -> str:
        for step in range(1, 4):
            progress(step, 3)
        return "xong"

    tasks.run_long(work, results.append, _unexpected, lambda done, total: said.append((done, total)))
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=10_000)
    assert said == [(1, 3), (2, 3), (3, 3)]
    assert results == ["xong"]


def test_long_work_can_be_stopped(tasks: Tasks, qtbot: QtBot) -> None:
    failures: list[Exception] = []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            begun.set()
            progress(1, 2)
            time.sleep(0.001)

    handle = tasks.run_long(work, lambda _result: None, failures.append, lambda _done, _total: None)
    assert begun.wait(5)
    handle.stop()
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=10_000)
    assert [type(each) for each in failures] == [StoppedError]

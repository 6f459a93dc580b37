from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.presenters.sync_facts import Progress
from cdtt_app.presenters.sync_progress import asking, lane_words, progress_of

_few = st.integers(0, 500)


def _half() -> Progress:
    """Half of twelve records is through, at 100 bytes a second."""
    return progress_of(total=12, waiting=7, acknowledged=20, operations_left=28, sent=1300, got=200, seconds=15.0)


def test_what_is_left_is_guessed_from_what_went_so_far() -> None:
    progress = _half()
    assert (progress.received, progress.total) == (5, 12)
    assert (progress.bytes_done, progress.bytes_total) == (1300, 1300 + 65 * 28)
    assert progress.seconds_left == 21


def test_a_line_is_called_slow_only_when_somebody_waited_for_it() -> None:
    quick = progress_of(total=1, waiting=0, acknowledged=1, operations_left=0, sent=300, got=300, seconds=1.2)
    assert (_half().slow, quick.slow) == (True, False)


def test_photos_are_named_behind_the_records() -> None:
    assert lane_words(2, 302_400) == "2 ảnh (302 kB) gửi sau cùng"
    assert lane_words(1, 1_250_000) == "1 ảnh (1,2 MB) gửi sau cùng"
    assert lane_words(0, 0) == ""


def test_before_the_first_page_nothing_is_guessed() -> None:
    begun = progress_of(total=12, waiting=12, acknowledged=0, operations_left=40, sent=0, got=0, seconds=0.0)
    assert (begun.received, begun.bytes_total, begun.seconds_left) == (0, 0, None)
    assert asking() == Progress(received=0, total=0)


def test_a_visit_recorded_meanwhile_does_not_make_less_than_nothing() -> None:
    assert progress_of(total=0, waiting=2, acknowledged=3, operations_left=0, sent=9, got=9, seconds=1).received == 0


@given(_few, _few, _few, _few, _few)
def test_a_bar_never_runs_over_its_end(total: int, waiting: int, done: int, left: int, sent: int) -> None:
    progress = progress_of(
        total=total, waiting=waiting, acknowledged=done, operations_left=left, sent=sent, got=0, seconds=1.0
    )
    assert 0 <= progress.received <= progress.total
    assert progress.bytes_done <= progress.bytes_total or not progress.bytes_total

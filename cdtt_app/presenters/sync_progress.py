"""A try under way, as the page shows it: what was received, and a guess at what is left made from what went so far."""

from cdtt_app.domain.vietnamese import format_number
from cdtt_app.presenters.network import is_slow
from cdtt_app.presenters.sync_facts import Progress

_MB = 1_000_000


def asking() -> Progress:
    """Nothing came back yet."""
    return Progress(received=0, total=0)


def lane_words(count: int, size: int) -> str:
    """What goes behind the records: "2 ảnh (302 kB) gửi sau cùng"; nothing where nothing waits."""
    weight = f"{format_number(round(size / 1000))} kB" if size < _MB else f"{format_number(size / _MB, 1)} MB"
    return f"{format_number(count)} ảnh ({weight}) gửi sau cùng" if count else ""


def progress_of(
    *,
    total: int,
    waiting: int,
    acknowledged: int,
    operations_left: int,
    sent: int,
    got: int,
    seconds: float,
    lane_note: str = "",
) -> Progress:
    """Of `total` records `waiting` are not signed for; `acknowledged` operations went in `sent` bytes."""
    each = sent / acknowledged if acknowledged else 0.0
    left = seconds / acknowledged * operations_left if acknowledged else 0.0
    known = bool(total and acknowledged and operations_left)
    return Progress(
        received=max(total - waiting, 0),
        total=total,
        bytes_done=sent if known else 0,
        bytes_total=round(sent + each * operations_left) if known else 0,
        seconds_left=round(left) if known else None,
        slow=is_slow(sent + got, seconds),
        lane_note=lane_note,
    )

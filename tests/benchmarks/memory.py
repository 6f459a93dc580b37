"""Memory (PSS) with the window open, against a bare PySide6 window."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figure import Figure
from tests.benchmarks.windows import BARE, HOUSEHOLDS, WITH_DATA, make_big_folder, make_practice_folder, open_window


def measure() -> Iterator[Figure]:
    """The practice hamlet at Hôm nay; 10,000 households with their list open."""
    bare = open_window(BARE).megabytes
    with tempfile.TemporaryDirectory() as folder:
        make_practice_folder(Path(folder) / "p")
        small = open_window(WITH_DATA, str(Path(folder) / "p")).megabytes
        make_big_folder(Path(folder) / "big")
        big = open_window(HOUSEHOLDS, str(Path(folder) / "big"), "real").megabytes
    for what, value, target in (("practice hamlet open", small, 90), ("10,000 households open", big, 200)):
        yield Figure(
            what=f"memory (PSS), {what}",
            value=value,
            unit="MB",
            baseline=bare,
            baseline_name="bare PySide6 window",
            target=target,
            absolute=True,
        )

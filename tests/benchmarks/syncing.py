"""Sending and receiving: bytes, a link of 40 kbit/s, rates beside raw commits, twenty machines at once."""

from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import sync_bytes, sync_crowd, sync_link, sync_rates
from tests.benchmarks.figure import Figure


def measure() -> Iterator[Figure]:
    """Part by part; what else the machine was doing is said first, for rates suffer from it."""
    load = float(Path("/proc/loadavg").read_text().split()[0])
    yield Figure(what="load of this machine when it began (1 minute)", value=load, unit="")
    for part in (sync_bytes, sync_link, sync_rates, sync_crowd):
        yield from part.measure()

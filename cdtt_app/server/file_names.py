"""Which attachments the entries of a log name: whoever may read the record may fetch its files."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from cdtt_app.sync.entry import Entry

_ADDRESS = re.compile(rb'"([0-9a-f]{64})"')


def files_named(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Pairs of file and hamlet. Any value that looks like a file's address counts, in records of newer programs too."""
    for entry in entries:
        brought = msgspec.json.encode(entry.outcome) if entry.outcome is not None and entry.outcome.enter else b""
        for address in _ADDRESS.findall(entry.body + brought):
            yield address.decode(), entry.scope

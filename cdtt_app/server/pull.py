"""What a machine has not seen yet of the hamlets it may read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from cdtt_app.server.store import Place, Transaction
from cdtt_app.sync.entry import Entry, Line, encode_line, to_lines
from cdtt_app.sync.messages import DIGEST_LETTERS, Request
from cdtt_app.sync.snapshot import authors_of

MOST_BYTES = 2 * 1024 * 1024  # of lines in one answer: whole it must stay below what a machine unpacks


@dataclass(slots=True, kw_only=True)
class Pulled:
    """Lines for the machine, and what the receipt says beside them."""

    lines: list[bytes] = field(default_factory=list)
    authors: set[int] = field(default_factory=set)
    digests: dict[str, tuple[int, str]] = field(default_factory=dict)
    more: bool = False


def pull(tx: Transaction, request: Request, places: Mapping[str, Place], *, known: int) -> Pulled:
    """Lines up to about what the machine asked for; its own operations up to `known` need no content."""
    pulled = Pulled()
    room = min(request.want, MOST_BYTES)
    for scope in sorted(places):
        place = places[scope]
        cursor = request.cursors.get(scope, 0)
        if cursor >= place.head.number:
            if scope in request.cursors:
                pulled.digests[scope] = _end(place)
            continue
        if room <= 0 or (cursor < place.floor and not _snapshot(tx, request, place, pulled, room)):
            pulled.more = True
            break
        room -= _log(tx, request, place, pulled, room, known)
    return pulled


def _log(tx: Transaction, request: Request, place: Place, pulled: Pulled, room: int, known: int) -> int:
    """The next entries of a hamlet; how many bytes they take."""
    cursor = max(request.cursors.get(place.scope, 0), place.floor)
    entries = [e for e in tx.entries_after(place.scope, cursor, room) if e.number <= place.head.number]
    lines = [encode_line(line) for line in to_lines(entries, replica=request.device, inc=request.inc, known=known)]
    pulled.lines += lines
    pulled.authors.update(map(_author, entries))
    if (entries[-1].number if entries else cursor) == place.head.number:
        pulled.digests[place.scope] = _end(place)
    else:
        pulled.more = True
    return sum(map(len, lines))


def _end(place: Place) -> tuple[int, str]:
    """Where a log ends; half of the digest tells any difference, and an officer holds many hamlets."""
    return place.head.number, place.head.digest.hex()[:DIGEST_LETTERS]


def _author(entry: Entry) -> int:
    """Whose work the entry tells of, also where it was set aside."""
    if entry.outcome is not None and entry.outcome.aside is not None:
        return entry.outcome.aside[1]
    return entry.replica


def _snapshot(tx: Transaction, request: Request, place: Place, pulled: Pulled, room: int) -> bool:
    """Records as they were where the log now begins, from the last one that the machine holds; true with the last."""
    number, after = request.snapshots.get(place.scope, (0, ""))
    if number != place.floor:
        after = ""
    goes_on = after  # said once, with the first piece
    while room > 0:
        page = tx.bases_after(place.scope, after, room)
        if not page:
            end = Line(s=place.scope, n=place.floor, d=place.floor_digest.hex(), a=goes_on)
            pulled.lines.append(encode_line(end))
            return True
        for record, body in page:
            line = Line(s=place.scope, n=place.floor, id=record, base=msgspec.Raw(body), a=goes_on)
            goes_on = ""
            pulled.lines.append(encode_line(line))
            pulled.authors |= authors_of(body)
            room -= len(pulled.lines[-1])
            after = record
    return False

"""Folding old log away: what is older than 13 months becomes one snapshot per record; versions and questions stay."""

from cdtt_app.server.store import Place, Store, Transaction
from cdtt_app.sync.accept import Head
from cdtt_app.sync.entry import Entry, chain
from cdtt_app.sync.record import Record, fold

KEPT_MS = 396 * 24 * 3600 * 1000
_PAGE = 8 * 1024 * 1024


def compact(store: Store, *, now: int, kept_ms: int = KEPT_MS) -> int:
    """Fold away what every hamlet's log holds from before `now - kept_ms`; returns how many entries."""
    with store.read() as tx:
        scopes = sorted(tx.places_of(""))
    count = 0
    for scope in scopes:
        with store.write() as tx:
            place = tx.places([scope])[scope]
            count += _fold_place(tx, place, now - kept_ms)
    return count


def _fold_place(tx: Transaction, place: Place, before: int) -> int:
    old = _older(tx, place, before)
    if not old:
        return 0
    digest = place.floor_digest
    by_record: dict[str, list[Entry]] = {}
    for entry in old:
        digest = chain(digest, entry)
        if entry.record:
            by_record.setdefault(entry.record, []).append(entry)
    starts = {
        record.id: record
        for its in tx.bases_of(sorted(by_record)).values()
        for record in its
        if record.scope == place.scope
    }
    folded = {id_: fold(entries, starts.get(id_)) for id_, entries in by_record.items()}
    bases: list[Record] = [record for record in folded.values() if record is not None]
    gone = [id_ for id_, record in folded.items() if record is None]
    tx.fold_away(place.scope, Head(old[-1].number, digest), bases, gone)
    return len(old)


def _older(tx: Transaction, place: Place, before: int) -> list[Entry]:
    found: list[Entry] = []
    number = place.floor
    while page := tx.entries_after(place.scope, number, _PAGE):
        for entry in page:
            if entry.received >= before:
                return found
            found.append(entry)
        number = page[-1].number
    return found

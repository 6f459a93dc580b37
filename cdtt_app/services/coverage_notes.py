"""Coverage notes: begun from a household or from nothing, saved with their photos, taken back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from cdtt_app.domain.attachment import BlobState, Sha256
from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.coverage import CoverageNote, LinkTry, Photo, PointType, note_problems
from cdtt_app.domain.household import Household, Location, LocationSource, rounded
from cdtt_app.domain.ids import HouseholdId, NoteId
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.imports.photo import Photo as ReadPhoto
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.record_facts import granted
from cdtt_app.services.setup import current_member
from cdtt_app.services.today import hamlet_in_hand
from cdtt_app.services.undo import Saved, save_all
from cdtt_app.storage import blobs
from cdtt_app.storage.attempts import last_attempts
from cdtt_app.storage.database import Database, Write
from cdtt_app.storage.drafts import read_draft, remove_draft
from cdtt_app.storage.households import household
from cdtt_app.storage.questions import by_id

_AROUND = timedelta(hours=3)
_MOST_TRIES = 20
NO_HAMLET = "Chưa có thôn nào trên máy này. Hãy nhập sổ hộ hoặc nối máy với tỉnh trước."


def blank_note(db: Database, home: HouseholdId | None = None) -> CoverageNote:
    """A new note; what is known of the household stands in it already. Raises RefusedError without any hamlet."""
    member, hamlet, now = current_member(db), hamlet_in_hand(db), db.now()
    kept = household(db, home) if home else None
    if hamlet is None:
        raise RefusedError(NO_HAMLET)
    note = CoverageNote(
        id=NoteId(db.new_id()),
        hamlet_id=kept.hamlet_id if kept else hamlet.id,
        recorded_at=now,
        measured_at=now,
        recorded_by=member.id if member else None,
        point=PointType.HOMES,
    )
    return at_household(db, note, kept) if kept else note


def at_household(db: Database, note: CoverageNote, home: Household) -> CoverageNote:
    """The note at this house: its place and power; the exact position only with the family's second yes."""
    return replace(
        note,
        household_id=home.id,
        hamlet_id=home.hamlet_id,
        place=home.cluster or note.place,
        location=home_location(db, home) or note.location,
        power=home.connection.power or note.power,
    )


def home_location(db: Database, home: Household) -> Location | None:
    """Where a house is, as far as the family agreed that it is kept: to about 100 m without their yes."""
    if home.location is None:
        return None
    exact = Purpose.LOCATION in granted(db, home.id)
    return replace(home.location if exact else rounded(home.location), source=LocationSource.HOUSEHOLD)


def save_note(db: Database, note: CoverageNote, photos: Iterable[ReadPhoto] = (), *, draft: str = "") -> Saved:
    """Save a note with new photos behind those it has, its draft used up. Raises RefusedError, StorageError."""
    problems = note_problems(note, now=db.now())
    if problems:
        raise RefusedError(problems)
    tidy = replace(note, place=nfc(note.place).strip(), note=nfc(note.note).strip(), hours=nfc(note.hours).strip())
    kept = read_draft(db, draft) if draft else None
    with db.write() as tx:
        added = tuple(_keep_photo(db, tx, note.id, photo) for photo in photos)
        changes = save_all(tx, (replace(tidy, photos=(*note.photos, *added)),))
        if kept is not None:
            remove_draft(tx, draft)
    return Saved(changes, draft if kept else "", kept.body if kept else None)


def _keep_photo(db: Database, tx: Write, note: NoteId, photo: ReadPhoto) -> Photo:
    at = int(db.now().timestamp() * 1000)
    whole = blobs.add_blob(tx, photo.body, kind=photo.kind, record=note, at=at)
    small = blobs.add_blob(tx, photo.thumbnail, kind=photo.kind, record=note, at=at, thumbnail_of=whole)
    return Photo(
        sha256=whole,
        size=len(photo.body),
        thumbnail=small,
        thumbnail_size=len(photo.thumbnail),
        kind=photo.kind,
        taken_at=photo.taken_at,
    )


def remove_note(db: Database, id_: NoteId, reason: str) -> Saved:
    """Take a note out of the book; it stays in the history. Raises RefusedError."""
    note = by_id(db, CoverageNote, id_)
    if note is None or note.deleted:
        raise RefusedError("Không thấy ghi nhận này trên máy. Hãy chọn lại.")
    if not reason.strip():
        raise RefusedError("Hãy ghi vì sao bỏ ghi nhận này.")
    with db.write() as tx:
        return Saved(save_all(tx, (replace(note, deleted=nfc(reason).strip()),)))


def photo_bytes(db: Database, sha256: Sha256) -> bytes:
    """A picture as far as it is on this machine; empty while it has not come."""
    known = blobs.read_blob(db, sha256)
    return blobs.content(db, sha256) if known is not None and known.state is not BlobState.WANTED else b""


def tries_around(db: Database, note: CoverageNote) -> tuple[LinkTry, ...]:
    """This machine's tries to reach the province around that time: added to a note only when its person ticks so."""
    return tuple(
        LinkTry(at=a.at, outcome=a.outcome, seconds=round(a.seconds, 2), sent=a.sent, got=a.got)
        for a in last_attempts(db, _MOST_TRIES)
        if abs(a.at - note.measured_at) <= _AROUND
    )

"""Files that records of other machines name: photos of notes, papers of cases. They are put on the lane to here."""

from collections.abc import Iterator
from typing import NamedTuple

from cdtt_app.domain.attachment import Sha256
from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_case import CaseStep
from cdtt_app.storage import blobs
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import where


class NamedFile(NamedTuple):
    """A file as a record names it."""

    sha256: Sha256
    size: int
    kind: str
    record: str
    thumbnail_of: Sha256 | None = None


def want_named_files(db: Database) -> int:
    """Ask for every file that a record names and this machine never heard of; returns how many."""
    named = {file.sha256: file for file in _named(db)}
    fresh = blobs.missing(db, named)
    at = int(db.now().timestamp() * 1000)
    if fresh:
        with db.write() as tx:
            for sha256 in fresh:
                file = named[sha256]
                blobs.want_blob(
                    tx,
                    sha256,
                    size=file.size,
                    kind=file.kind,
                    record=file.record,
                    at=at,
                    thumbnail_of=file.thumbnail_of,
                )
    return len(fresh)


def _named(db: Database) -> Iterator[NamedFile]:
    for note in where(db, CoverageNote, "photos <> '[]'"):
        for photo in note.photos:
            yield NamedFile(photo.thumbnail, photo.thumbnail_size, photo.kind, note.id, photo.sha256)
            yield NamedFile(photo.sha256, photo.size, photo.kind, note.id)
    for step in where(db, CaseStep, "attachment IS NOT NULL"):
        if step.attachment is not None:
            yield NamedFile(step.attachment, step.attachment_size, step.attachment_kind, step.id)

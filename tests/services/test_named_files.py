from cdtt_app.domain.attachment import BlobState, Sha256
from cdtt_app.domain.coverage import Photo
from cdtt_app.domain.coverage_case import CaseState
from cdtt_app.services.named_files import want_named_files
from cdtt_app.storage import blobs
from cdtt_app.storage.database import Database
from tests.factories import make_case, make_note, make_step

WHOLE, SMALL, PAPER = (Sha256(letter * 64) for letter in "abc")


def test_what_records_of_others_name_is_asked_for_once_thumbnails_first(db: Database) -> None:
    photo = Photo(sha256=WHOLE, size=120_000, thumbnail=SMALL, thumbnail_size=5_000)
    case = make_case()
    step = make_step(
        case, CaseState.VERIFIED, attachment=PAPER, attachment_kind="application/pdf", attachment_size=40_000
    )
    with db.write() as tx:
        for record in (make_note(photos=(photo,)), case, step):
            tx.save(record)
    assert want_named_files(db) == 3
    assert want_named_files(db) == 0
    first = blobs.next_to_fetch(db)
    assert first is not None
    assert (first.sha256, first.thumbnail_of) == (SMALL, WHOLE)
    paper = blobs.read_blob(db, PAPER)
    assert paper is not None
    assert (paper.state, paper.kind, paper.size, paper.record) == (
        BlobState.WANTED,
        "application/pdf",
        40_000,
        step.id,
    )


def test_own_files_are_not_asked_for(db: Database) -> None:
    with db.write() as tx:
        own = blobs.add_blob(tx, b"own", kind="image/jpeg", record="n1", at=1)
        tx.save(make_note(photos=(Photo(sha256=own, size=3, thumbnail=own, thumbnail_size=3),)))
    assert want_named_files(db) == 0

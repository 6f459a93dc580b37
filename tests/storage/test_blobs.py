from collections.abc import Iterator

import pytest

from cdtt_app.domain.attachment import MOST_BYTES, Blob, BlobState, Sha256, address_of
from cdtt_app.storage import blobs
from cdtt_app.storage.database import Database
from tests.factories import NOW

PHOTO, THUMBNAIL = b"photo" * 1000, b"thumbnail"
RECORD, AT = "visit-1", 1_800_000_000_000


def add(db: Database, body: bytes, later: int = 0, thumbnail_of: Sha256 | None = None) -> Sha256:
    with db.write() as tx:
        return blobs.add_blob(tx, body, kind="image/webp", record=RECORD, at=AT + later, thumbnail_of=thumbnail_of)


def want(db: Database, body: bytes, later: int = 0, thumbnail_of: Sha256 | None = None) -> Sha256:
    sha256, at = address_of(body), AT + later
    with db.write() as tx:
        blobs.want_blob(tx, sha256, size=len(body), kind="image/webp", record=RECORD, at=at, thumbnail_of=thumbnail_of)
    return sha256


def known(db: Database, sha256: Sha256) -> Blob:
    blob = blobs.read_blob(db, sha256)
    assert blob is not None
    return blob


def sending_order(db: Database) -> Iterator[Sha256]:
    while (blob := blobs.next_to_send(db)) is not None:
        yield blob.sha256
        with db.write() as tx:
            blobs.note_done(tx, blob.sha256)


def test_a_kept_file_comes_back_byte_for_byte_and_waits_to_be_sent(db: Database) -> None:
    sha256 = add(db, PHOTO)
    assert blobs.content(db, sha256) == PHOTO
    assert blobs.next_to_send(db) == Blob(
        sha256=address_of(PHOTO),
        size=5000,
        kind="image/webp",
        record=RECORD,
        thumbnail_of=None,
        state=BlobState.TO_SEND,
        offset=0,
        added_at=AT,
    )


def test_the_content_is_not_readable_on_the_disk(db: Database) -> None:
    add(db, PHOTO)
    files = [path.read_bytes() for path in db.path.parent.iterdir()]
    assert files
    assert not any(b"photophoto" in file for file in files)


def test_thumbnails_go_first_then_the_oldest(db: Database) -> None:
    newer, older = add(db, b"newer", 5), add(db, b"older", 1)
    small_newer, small_older = add(db, b"small newer", 7, newer), add(db, b"small older", 6, older)
    assert list(sending_order(db)) == [small_older, small_newer, older, newer]


def test_a_file_that_did_not_get_through_does_not_hold_up_the_others(db: Database) -> None:
    first, second = add(db, b"first", 1), add(db, b"second", 2)
    skipped = blobs.next_to_send(db, {first})
    assert skipped is not None
    assert skipped.sha256 == second
    assert blobs.next_to_send(db, {first, second}) is None


def test_the_same_content_is_kept_once_and_what_was_sent_stays_sent(db: Database) -> None:
    sha256 = add(db, PHOTO)
    with db.write() as tx:
        blobs.note_done(tx, sha256)
    assert add(db, PHOTO, 9) == sha256
    assert known(db, sha256).state is BlobState.SENT
    assert blobs.content(db, sha256) == PHOTO


def test_an_acknowledged_offset_is_there_after_opening_the_file_again(db: Database) -> None:
    sha256 = add(db, PHOTO)
    with db.write() as tx:
        blobs.note_offset(tx, sha256, 4096)
    db.close()
    again = Database(db.path, db.key, clock=lambda: NOW)
    try:
        assert known(again, sha256).offset == 4096
        assert blobs.content(again, sha256) == PHOTO
    finally:
        again.close()


def test_acknowledging_a_piece_does_not_write_the_photo_again(db: Database) -> None:
    sha256 = add(db, bytes(400 * 1024))
    db.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with db.write() as tx:
        blobs.note_offset(tx, sha256, 48 * 1024)
    assert db.path.with_name(db.path.name + "-wal").stat().st_size < 40 * 1024


def test_a_file_that_is_refused_stays_here_and_is_not_offered_again(db: Database) -> None:
    sha256 = add(db, PHOTO)
    with db.write() as tx:
        blobs.note_refused(tx, sha256)
        blobs.offer_again(tx)
    assert blobs.next_to_send(db) is None
    assert blobs.content(db, sha256) == PHOTO


def test_after_the_province_lost_files_what_was_sent_is_offered_from_the_start(db: Database) -> None:
    sent, fetched = add(db, PHOTO), want(db, THUMBNAIL)
    with db.write() as tx:
        blobs.note_done(tx, sent)
        blobs.note_piece(tx, fetched, THUMBNAIL)
        blobs.note_done(tx, fetched)
        blobs.offer_again(tx)
    offered = blobs.next_to_send(db)
    assert offered is not None
    assert (offered.sha256, offered.offset) == (sent, 0)
    assert known(db, fetched).state is BlobState.HERE


def test_pieces_of_a_wanted_file_are_kept_in_order_until_it_is_here(db: Database) -> None:
    sha256 = want(db, PHOTO)
    for start in range(0, len(PHOTO), 900):
        with db.write() as tx:
            blobs.note_piece(tx, sha256, PHOTO[start : start + 900])
    assert known(db, sha256).offset == len(PHOTO)
    assert known(db, sha256).state is BlobState.WANTED
    with db.write() as tx:
        blobs.note_done(tx, sha256)
    assert blobs.content(db, sha256) == PHOTO
    assert known(db, sha256).state is BlobState.HERE
    assert blobs.next_to_fetch(db) is None
    assert blobs.next_to_send(db) is None


def test_what_came_wrong_is_dropped_and_wanted_from_the_start(db: Database) -> None:
    sha256 = want(db, PHOTO)
    with db.write() as tx:
        blobs.note_piece(tx, sha256, b"something else")
        blobs.drop_pieces(tx, sha256)
    assert blobs.content(db, sha256) == b""
    wanted = blobs.next_to_fetch(db)
    assert wanted is not None
    assert wanted.offset == 0


def test_a_wanted_file_that_is_added_here_is_whole_at_once_and_offered(db: Database) -> None:
    sha256 = want(db, PHOTO)
    with db.write() as tx:
        blobs.note_piece(tx, sha256, PHOTO[:900])
    add(db, PHOTO)
    assert blobs.next_to_fetch(db) is None
    assert blobs.content(db, sha256) == PHOTO
    assert known(db, sha256).state is BlobState.TO_SEND


def test_wanting_what_is_here_changes_nothing(db: Database) -> None:
    sha256 = add(db, PHOTO)
    want(db, PHOTO)
    assert known(db, sha256).state is BlobState.TO_SEND


def test_missing_names_each_unknown_file_once(db: Database) -> None:
    here, wanted, unknown = add(db, PHOTO), want(db, THUMBNAIL), address_of(b"unknown")
    assert blobs.missing(db, [here, unknown, wanted, unknown]) == (unknown,)


def test_wanted_thumbnails_come_before_older_photos(db: Database) -> None:
    photo = want(db, PHOTO, 1)
    thumbnail = want(db, THUMBNAIL, 2, photo)
    first = blobs.next_to_fetch(db)
    assert first is not None
    assert first.sha256 == thumbnail
    then = blobs.next_to_fetch(db, {thumbnail})
    assert then is not None
    assert then.sha256 == photo


def test_the_files_of_a_record_leave_with_it_and_no_others(db: Database) -> None:
    gone, waiting = add(db, PHOTO), add(db, PHOTO + b"not sent yet")
    with db.write() as tx:
        blobs.note_done(tx, gone)
        other = blobs.add_blob(tx, THUMBNAIL, kind="image/webp", record="visit-2", at=AT)
        blobs.remove_blobs_of(tx, RECORD)
    assert blobs.read_blob(db, gone) is None
    assert blobs.content(db, gone) == b""
    assert known(db, waiting).record == ""  # it goes once the province has it
    assert blobs.content(db, other) == THUMBNAIL


def test_a_file_over_the_limit_is_refused_with_a_sentence_and_one_at_the_limit_is_not(db: Database) -> None:
    add(db, bytes(MOST_BYTES))
    with pytest.raises(blobs.TooBigError, match=r"20\.0 MB.*20 MB.*chọn ảnh nhỏ hơn"):
        add(db, bytes(MOST_BYTES + 1))


def test_an_error_in_the_same_write_keeps_neither_file_nor_place_on_the_lane(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        add_then_fail(db)
    assert blobs.next_to_send(db) is None
    assert blobs.content(db, address_of(PHOTO)) == b""


def add_then_fail(db: Database) -> None:
    with db.write() as tx:
        blobs.add_blob(tx, PHOTO, kind="image/webp", record=RECORD, at=AT)
        raise ZeroDivisionError


def test_with_its_record_a_file_goes_but_one_that_waits_goes_when_it_was_sent(db: Database) -> None:
    sent, waiting = add(db, b"sent"), add(db, b"waiting")
    with db.write() as tx:
        blobs.note_done(tx, sent)
        for _ in range(2):  # the hamlet may leave, come back and leave again
            blobs.remove_blobs_of(tx, known(db, waiting).record)
    assert blobs.read_blob(db, sent) is None
    assert blobs.content(db, waiting) == b"waiting"
    with db.write() as tx:
        blobs.note_done(tx, waiting)
    assert blobs.read_blob(db, waiting) is None

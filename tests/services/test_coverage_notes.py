from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cdtt_app.domain.attachment import BlobState, Sha256
from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.coverage import CoverageNote, Reading, Strength
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Connection, Household, Location, LocationSource, Network, Power
from cdtt_app.domain.ids import NoteId
from cdtt_app.imports.photo import Photo
from cdtt_app.services.coverage_notes import (
    blank_note,
    home_location,
    photo_bytes,
    remove_note,
    save_note,
    tries_around,
)
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.undo import take_back
from cdtt_app.storage import blobs
from cdtt_app.storage.attempts import Attempt, keep_attempt
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import keep_draft, read_draft
from cdtt_app.storage.questions import by_id, where
from tests.factories import HAMLET, NOW, make_consent, make_household

EXACT = Location(latitude=22.59804, longitude=105.46481, accuracy_m=5)
VIETTEL_GONE = {"Viettel": Reading(host=Network.VIETTEL, strength=Strength.NONE)}


@pytest.fixture
def home(db: Database) -> Household:
    hamlet = Hamlet(id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng")
    made = make_household(location=EXACT, cluster="Nà Phiêng", connection=Connection(power=Power.OWN))
    with db.write() as tx:
        tx.save(hamlet)
        tx.save(made)
    return made


def test_household_then_one_answer_then_saved(db: Database, home: Household) -> None:
    note = replace(blank_note(db, home.id), readings=VIETTEL_GONE)
    saved = save_note(db, note)
    (kept,) = where(db, CoverageNote)
    assert (kept.household_id, kept.hamlet_id, kept.place, kept.power) == (home.id, HAMLET, "Nà Phiêng", Power.OWN)
    take_back(db, saved)
    assert where(db, CoverageNote) == ()


def test_a_home_is_placed_exactly_only_with_the_familys_second_yes(db: Database, home: Household) -> None:
    place = home_location(db, home)
    assert place is not None
    assert (place.latitude, place.longitude, place.accuracy_m) == (22.598, 105.465, 100)
    assert place.source is LocationSource.HOUSEHOLD
    with db.write() as tx:
        tx.save(make_consent(home, Purpose.VISITS, Purpose.LOCATION))
    assert home_location(db, home) == replace(EXACT, source=LocationSource.HOUSEHOLD)


def test_without_a_hamlet_there_is_nothing_to_note(db: Database) -> None:
    with pytest.raises(RefusedError, match="Chưa có thôn nào"):
        blank_note(db)


def test_what_is_missing_is_said_and_nothing_is_written(db: Database, home: Household) -> None:
    with pytest.raises(RefusedError, match="Chưa ghi mạng nào"):
        save_note(db, blank_note(db, home.id))
    assert where(db, CoverageNote) == ()


def test_the_draft_is_used_up_and_comes_back_with_undo(db: Database, home: Household) -> None:
    keep_draft(db, "note/moi", {"place": "Đầu thôn"})
    saved = save_note(db, replace(blank_note(db, home.id), readings=VIETTEL_GONE), draft="note/moi")
    assert read_draft(db, "note/moi") is None
    take_back(db, saved)
    draft = read_draft(db, "note/moi")
    assert draft is not None
    assert draft.body == {"place": "Đầu thôn"}


def test_photos_go_on_the_lane_with_their_thumbnails(db: Database, home: Household) -> None:
    photo = Photo(
        body=b"anh to", kind="image/jpeg", width=1600, height=900, thumbnail=b"anh be", position=None, accuracy_m=None,
        taken_at=datetime(2026, 11, 20, 8, 0, tzinfo=NOW.tzinfo),
    )  # fmt: skip
    save_note(db, replace(blank_note(db, home.id), readings=VIETTEL_GONE), (photo,))
    (kept,) = where(db, CoverageNote)
    (shown,) = kept.photos
    assert (shown.size, shown.thumbnail_size, shown.kind, shown.taken_at) == (6, 6, "image/jpeg", photo.taken_at)
    assert photo_bytes(db, shown.sha256) == b"anh to"
    small = blobs.read_blob(db, shown.thumbnail)
    assert small is not None
    assert (small.state, small.thumbnail_of, small.record) == (BlobState.TO_SEND, shown.sha256, kept.id)


def test_a_photo_that_has_not_come_yet_is_empty(db: Database) -> None:
    assert photo_bytes(db, Sha256("f" * 64)) == b""


def test_a_note_is_taken_out_with_a_reason_and_can_come_back(db: Database, home: Household) -> None:
    save_note(db, replace(blank_note(db, home.id), readings=VIETTEL_GONE))
    (kept,) = where(db, CoverageNote)
    with pytest.raises(RefusedError, match="vì sao"):
        remove_note(db, kept.id, " ")
    saved = remove_note(db, kept.id, "Ghi nhầm chỗ")
    assert where(db, CoverageNote) == ()
    take_back(db, saved)
    assert where(db, CoverageNote) == (kept,)
    with pytest.raises(RefusedError, match="Không thấy"):
        remove_note(db, NoteId("khong-co"), "x")


def test_tries_of_that_hour_can_be_added_and_others_not(db: Database, home: Household) -> None:
    note = blank_note(db, home.id)
    with db.write() as tx:
        for at, outcome in ((note.measured_at - timedelta(hours=1), "timeout"), (NOW - timedelta(days=2), "ok")):
            keep_attempt(
                tx, Attempt(at=at, road="network", outcome=outcome, seconds=12.345, sent=900, got=0, inc=1, last=1)
            )
    (found,) = tries_around(db, note)
    assert (found.outcome, found.seconds, found.sent) == ("timeout", 12.35, 900) or found.seconds == 12.34
    save_note(db, replace(note, readings=VIETTEL_GONE, tries=(found,)))
    (kept,) = where(db, CoverageNote)
    assert by_id(db, CoverageNote, kept.id) == kept
    assert kept.tries == (found,)

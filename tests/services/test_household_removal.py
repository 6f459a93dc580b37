from dataclasses import replace
from datetime import date, timedelta

import pytest

from cdtt_app.domain.consent import Purpose, allows, in_force
from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.household import Household, Location, LocationSource
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.household_removal import Hidden, remove_household, what_goes, withdraw_consent
from cdtt_app.services.undo import take_back
from cdtt_app.storage import households as stored
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import keep_draft
from cdtt_app.storage.household_stops import stops
from cdtt_app.storage.questions import by_id, where
from cdtt_app.storage.search import find_households
from cdtt_app.storage.visits import consents_of
from tests.factories import NOW, Fields, make_consent, make_household, make_note, make_person, make_visit


@pytest.fixture
def home(db: Database) -> Household:
    made = make_household(
        "Hoàng Văn Kiểu",
        location=Location(latitude=22.59804, longitude=105.46481, accuracy_m=5),
        spoken_language="tiếng Tày",
        interpreter=True,
    )
    with db.write() as tx:
        for entity in (made, make_person(made, "Nguyễn Vân Diệp"), make_visit(made, visited_on=date(2026, 5, 1))):
            tx.save(entity)
        tx.save(make_consent(made, Purpose.VISITS, Purpose.LOCATION, Purpose.LANGUAGE))
    return made


def test_what_would_go_out_of_sight_is_counted(db: Database, home: Household) -> None:
    assert what_goes(db, home.id) == Hidden(people=1, visits=1, handouts=0, unfinished=False)
    keep_draft(db, f"visit/{home.id}", {})
    assert what_goes(db, home.id).unfinished


def test_a_removed_household_is_found_by_nobody_until_it_is_taken_back(db: Database, home: Household) -> None:
    saved = remove_household(db, home.id, "Ghi nhầm, không có hộ này")
    assert stops(db) == ()
    assert find_households(db, "hvk") == find_households(db, "vân diệp") == ()
    take_back(db, saved)
    assert stored.household(db, home.id) == home
    assert [hit.household_id for hit in find_households(db, "vân diệp")] == [home.id]


def test_a_household_is_not_removed_without_a_reason(db: Database, home: Household) -> None:
    with pytest.raises(RefusedError, match="vì sao"):
        remove_household(db, home.id, " ")
    assert len(stops(db)) == 1


def test_what_is_gone_or_unknown_cannot_be_removed(db: Database, home: Household) -> None:
    remove_household(db, home.id, "Ghi nhầm")
    for id_ in (home.id, HouseholdId("khong-co")):
        with pytest.raises(RefusedError, match="Không thấy hộ"):
            remove_household(db, id_, "Ghi nhầm")


def test_a_withdrawal_counts_where_the_clock_ran_ahead_before(db: Database, home: Household) -> None:
    with db.write() as tx:
        tx.save(make_consent(home, Purpose.VISITS, asked_at=NOW + timedelta(days=400)))
    withdraw_consent(db, home.id)
    assert not allows(in_force(consents_of(db, home.id)), Purpose.VISITS)


def test_a_withdrawn_yes_ends_all_purposes_and_what_only_they_allowed(db: Database, home: Household) -> None:
    saved = withdraw_consent(db, home.id)
    now = in_force(consents_of(db, home.id))
    assert not any(allows(now, purpose) for purpose in Purpose)
    plain = stored.household(db, home.id)
    assert plain is not None
    assert plain.location == Location(latitude=22.598, longitude=105.465, accuracy_m=100)
    assert (plain.spoken_language, plain.interpreter) == ("", False)
    take_back(db, saved)
    assert stored.household(db, home.id) == home
    assert allows(in_force(consents_of(db, home.id)), Purpose.LOCATION)


def _note_at(db: Database, home: Household, source: LocationSource, **fields: Fields) -> CoverageNote:
    note = make_note(home, location=Location(latitude=22.59804, longitude=105.46481, source=source), **fields)
    with db.write() as tx:
        tx.save(note)
    return note


def test_notes_that_stand_exactly_at_the_house_are_rounded_with_it_others_are_not(
    db: Database, home: Household
) -> None:
    here = _note_at(db, home, LocationSource.HOUSEHOLD)
    removed = _note_at(db, home, LocationSource.HOUSEHOLD, deleted="ghi nhầm")
    measured = _note_at(db, home, LocationSource.PHONE)
    elsewhere = _note_at(db, make_household(), LocationSource.HOUSEHOLD)
    saved = withdraw_consent(db, home.id)
    for note in (here, removed):
        kept = by_id(db, CoverageNote, note.id)
        assert kept is not None
        place = Location(latitude=22.598, longitude=105.465, accuracy_m=100, source=LocationSource.HOUSEHOLD)
        assert kept == replace(note, location=place)
    assert [by_id(db, CoverageNote, note.id) for note in (measured, elsewhere)] == [measured, elsewhere]
    take_back(db, saved)
    assert by_id(db, CoverageNote, here.id) == here


def test_a_note_stays_when_the_household_leaves(db: Database, home: Household) -> None:
    note = _note_at(db, home, LocationSource.HOUSEHOLD)
    remove_household(db, home.id, "Cả nhà đã chuyển đi nơi khác")
    assert where(db, CoverageNote) == (note,)

"""What papers need from the data of a machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cdtt_app.domain.household import Household, Location
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.units import UnitRegister
from cdtt_app.imports.photo import read_photo
from cdtt_app.imports.units_file import load_units
from cdtt_app.paths import resources
from cdtt_app.services.coverage import read_board
from cdtt_app.services.coverage_cases import open_case
from cdtt_app.services.coverage_notes import blank_note, save_note
from cdtt_app.services.coverage_papers import case_photos, paper_sources
from cdtt_app.services.rights import play_officer
from cdtt_app.services.setup import Setup, current_hamlet, current_member, set_up
from cdtt_app.storage.database import Database
from cdtt_app.storage.profile import Profile
from tests.documents.dossier_samples import photo
from tests.factories import make_note


@pytest.fixture(scope="module")
def units() -> UnitRegister:
    return load_units(resources() / "units")


@pytest.fixture
def db(tmp_path: Path, units: UnitRegister) -> Iterator[Database]:
    setup = Setup(commune_code="02239", hamlet_name="Bản Giòng", member_name="Lương Thị Mai")
    made = set_up(Profile(tmp_path / "profile"), setup, units, resources() / "checklists", pin=None).db
    yield made
    made.close()


def test_places_people_and_codes_are_there_by_name(db: Database, units: UnitRegister) -> None:
    hamlet, member = current_hamlet(db), current_member(db)
    assert hamlet is not None
    assert member is not None
    where = Location(latitude=22.45, longitude=105.45)
    home = Household(id=HouseholdId("hh"), hamlet_id=hamlet.id, code="BG-001", head_name="Nông Văn Dư", location=where)
    with db.write() as tx:
        tx.save(home)
    sources = paper_sources(db, units)
    assert (sources.place, sources.agency) == ("xã Thượng Nông, tỉnh Tuyên Quang", "UBND xã Thượng Nông")
    assert (sources.person, dict(sources.members)) == ("Lương Thị Mai", {member.id: "Lương Thị Mai"})
    assert dict(sources.household_codes) == {"hh": "BG-001"}
    assert [(home.latitude, home.longitude) for home in sources.homes] == [(22.45, 105.45)]


def test_the_photos_of_a_case_come_with_their_bytes(db: Database) -> None:
    play_officer(db, on=True)
    picture = read_photo(photo(1))
    note = make_note(id=blank_note(db).id, hamlet_id=blank_note(db).hamlet_id, measured_at=db.now(), place="Dốc Đỏ")
    save_note(db, note, (picture,))
    open_case(db, (note.id,))
    (view,) = read_board(db).cases
    ((sha256, data),) = case_photos(db, view).items()
    assert sha256 == view.facts.notes[0].photos[0].sha256
    assert data == picture.body

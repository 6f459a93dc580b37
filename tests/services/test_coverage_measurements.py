"""Measurements of apps become coverage notes, once."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cdtt_app.domain.coverage import CoverageNote, PointType, Standing, Strength, Technology, strength_of
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import LocationSource, Network
from cdtt_app.imports.units_file import load_units
from cdtt_app.paths import resources
from cdtt_app.services.coverage_measurements import ImportedMeasurements, import_measurements, strength_by_rsrp
from cdtt_app.services.coverage_notes import remove_note
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.maps import import_map
from cdtt_app.services.setup import Setup, add_hamlet, current_hamlet, set_up
from cdtt_app.services.undo import take_back
from cdtt_app.storage.database import Database
from cdtt_app.storage.profile import Profile
from cdtt_app.storage.questions import where

HEADER = "Time,Lat,Lon,Carrier,Network,RSRP,Download,Environment\n"
SPOT = "22.62924,105.34808"
TWO = (
    f"2026-05-17 09:12:44,{SPOT},Viettel,LTE,-112,1.5,\n2026-05-17 09:40:00,22.62930,105.34810,Viettel,LTE,-108,2.5,\n"
)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "profile")


@pytest.fixture
def db(profile: Profile) -> Iterator[Database]:
    setup = Setup(commune_code="02239", hamlet_name="Bản Giòng", member_name="Lương Thị Mai")
    made = set_up(profile, setup, load_units(resources() / "units"), resources() / "checklists", pin=None).db
    yield made
    made.close()


@pytest.fixture
def hamlet(db: Database) -> Hamlet:
    found = current_hamlet(db)
    assert found is not None
    return found


def brought(db: Database, hamlet: Hamlet, rows: str, header: str = HEADER) -> ImportedMeasurements:
    return import_measurements(db, (header + rows).encode(), hamlet)


def only(db: Database) -> CoverageNote:
    (note,) = where(db, CoverageNote)
    return note


def test_one_place_in_one_hour_is_one_note_with_its_usual_value(db: Database, hamlet: Hamlet) -> None:
    came = brought(db, hamlet, TWO + f"2026-05-17 09:50:00,{SPOT},Viettel,LTE,-60,30,\n")
    assert (came.notes, came.known, came.measurements, came.skipped) == (1, 0, 3, ())
    note = only(db)
    assert (note.point, note.hamlet_id) == (PointType.OTHER, hamlet.id)
    assert note.measured_at.astimezone().minute == 50
    assert note.location is not None
    assert note.location.source is LocationSource.PHONE
    assert note.location.latitude == pytest.approx(22.62926, abs=1e-5)
    reading = note.readings["Viettel"]
    assert (reading.host, reading.technology) == (Network.VIETTEL, Technology.G4)
    assert (reading.rsrp_dbm, reading.strength) == (-108, Strength.WEAK)
    assert reading.speed is not None
    assert reading.speed.down_mbps == 2.5
    assert "3 lần đo" in note.note


def test_networks_of_one_place_share_a_note_other_places_and_hours_do_not(db: Database, hamlet: Hamlet) -> None:
    more = (
        f"2026-05-17 09:20:00,{SPOT},VinaPhone,LTE,-120,,\n"
        f"2026-05-17 10:20:00,{SPOT},Viettel,LTE,-80,,\n"
        "2026-05-17 09:20:00,22.63924,105.34808,Viettel,LTE,-80,,\n"
    )
    assert brought(db, hamlet, TWO + more).notes == 3
    together = next(note for note in where(db, CoverageNote) if len(note.readings) == 2)
    assert together.readings["VinaPhone"].strength is Strength.UNSTEADY


def test_the_same_file_again_adds_nothing_not_even_to_another_hamlet(db: Database, hamlet: Hamlet) -> None:
    brought(db, hamlet, TWO)
    again = brought(db, hamlet, TWO)
    assert (again.notes, again.known, again.saved.changes) == (0, 1, ())
    with db.write() as tx:
        other = add_hamlet(db, tx, "Bản Khẻ")
    assert brought(db, other, TWO).notes == 0
    assert only(db).hamlet_id == hamlet.id


def test_it_is_taken_back_as_one_and_may_then_come_again(db: Database, hamlet: Hamlet) -> None:
    came = brought(db, hamlet, TWO + f"2026-05-17 10:20:00,{SPOT},Viettel,LTE,-80,,\n")
    assert came.notes == 2
    take_back(db, came.saved)
    assert where(db, CoverageNote) == ()
    assert brought(db, hamlet, TWO).notes == 1


def test_what_a_person_has_taken_out_stays_out(db: Database, hamlet: Hamlet) -> None:
    brought(db, hamlet, TWO)
    remove_note(db, only(db).id, "đo trong xe")
    assert brought(db, hamlet, TWO).known == 1
    assert where(db, CoverageNote) == ()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-05-17 09:12:44,,,Viettel,LTE,-112,1.5,", "Không có vị trí"),
        ("2026-05-17 09:12:44,48.85,2.35,Viettel,LTE,-112,1.5,", "ngoài Việt Nam"),
        (f",{SPOT},Viettel,LTE,-112,1.5,", "Không có ngày giờ"),
        (f"2126-05-17 09:12:44,{SPOT},Viettel,LTE,-112,1.5,", "giờ"),
        (f"2026-05-17 09:12:44,{SPOT},Viettel,WiFi,,15,", "Wi-Fi"),
        (f"2026-05-17 09:12:44,{SPOT},,LTE,-112,1.5,", "Không rõ đo mạng nào"),
        (f"2026-05-17 09:12:44,{SPOT},Viettel,LTE,,,", "Không có mức sóng"),
    ],
)
def test_a_line_that_cannot_be_used_is_left_out_with_its_reason(
    db: Database, hamlet: Hamlet, row: str, reason: str
) -> None:
    came = brought(db, hamlet, f"{row}\n{TWO}")
    assert came.notes == 1
    ((line, said),) = came.skipped
    assert line == 2
    assert reason in said


def test_with_a_map_what_was_measured_outside_the_commune_is_left_out(
    db: Database, hamlet: Hamlet, profile: Profile, tmp_path: Path
) -> None:
    ring = [[105.3, 22.6], [105.4, 22.6], [105.4, 22.7], [105.3, 22.7], [105.3, 22.6]]
    feature = {"type": "Feature", "properties": {"ten": "Xã Suối Mơ", "ma": "02239"},
               "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip
    file = tmp_path / "ranh.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    import_map(db, profile, file)
    came = brought(db, hamlet, TWO + "2026-05-17 09:12:44,22.8,105.34,Viettel,LTE,-112,1.5,\n")
    assert (came.notes, [reason for _, reason in came.skipped]) == (1, ["Vị trí nằm ngoài ranh giới của xã."])


def test_no_signal_most_of_the_time_is_none_and_once_in_a_while_unsteady(db: Database, hamlet: Hamlet) -> None:
    silent = f"2026-05-17 09:15:00,{SPOT},Viettel,No service,,,\n"
    brought(db, hamlet, silent * 3 + f"2026-05-17 09:12:44,{SPOT},Viettel,LTE,-90,,\n")
    assert only(db).readings["Viettel"].strength is Strength.NONE
    later = silent.replace("09:", "11:") + f"2026-05-17 11:12:44,{SPOT},Viettel,LTE,-90,,\n"
    brought(db, hamlet, later)
    strengths = [note.readings["Viettel"].strength for note in where(db, CoverageNote)]
    assert sorted(map(str, strengths)) == sorted((Strength.NONE.value, Strength.UNSTEADY.value))


def test_a_speed_alone_says_that_data_works(db: Database, hamlet: Hamlet) -> None:
    brought(db, hamlet, f"2026-05-17 09:12:44,{SPOT},Viettel,LTE,,12.5,Indoor\n")
    note = only(db)
    reading = note.readings["Viettel"]
    assert (reading.strength, strength_of(reading)) == (None, Strength.GOOD)
    assert note.standing in (None, Standing.INDOORS)


@pytest.mark.parametrize(
    ("rsrp", "strength"),
    [(-84, Strength.GOOD), (-105, Strength.GOOD), (-106, Strength.WEAK), (-115, Strength.WEAK),
     (-116, Strength.UNSTEADY), (-140, Strength.UNSTEADY)],
)  # fmt: skip
def test_strength_by_the_bands_of_the_province(rsrp: int, strength: Strength) -> None:
    assert strength_by_rsrp(rsrp, CoverageRules()) is strength
    assert strength_by_rsrp(rsrp, CoverageRules(rsrp_bands=(-50, -60, -70, -80))) is Strength.UNSTEADY


def test_no_measurements_at_all_is_a_sentence(db: Database, hamlet: Hamlet) -> None:
    with pytest.raises(RefusedError, match="PDF"):
        import_measurements(db, b"%PDF-1.4", hamlet)

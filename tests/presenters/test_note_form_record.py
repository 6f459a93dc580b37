from dataclasses import replace
from datetime import timedelta

from cdtt_app.domain.coverage import CoverageNote, Facility, Reading, SpeedTest, Strength
from cdtt_app.domain.household import Location, LocationSource, Network
from cdtt_app.presenters.note_form import NetworkForm, NoteForm, form_of, with_location, with_network, with_strength
from cdtt_app.presenters.note_form_record import measured_at, note_of, problems, unreadable
from tests.factories import NOW
from tests.presenters.note_samples import blank

SPOT = Location(latitude=22.62924, longitude=105.34808, accuracy_m=30, source=LocationSource.TEXT)


def filled() -> NoteForm:
    form = with_strength(replace(form_of(blank()), place="gốc đa"), "Viettel", Strength.NONE)
    return replace(form, households="khoảng 50 hộ", nearest_m="3,5 km", station_m="2.600")


def fields(form: NoteForm, note: CoverageNote | None = None) -> list[str]:
    return [each.field for each in problems(form, note or blank(), NOW)]


def test_what_was_typed_becomes_numbers() -> None:
    note = note_of(filled(), blank())
    assert (note.households_affected, note.nearest_signal_m, note.station_m) == (50, 3500, 2600)
    assert note.readings == {"Viettel": Reading(host=Network.VIETTEL, strength=Strength.NONE)}
    assert not problems(filled(), blank(), NOW)


def test_a_kept_note_goes_through_the_form_unchanged() -> None:
    speed = SpeedTest(down_mbps=1.25, up_mbps=0.3, ping_ms=88, tested_at=NOW.astimezone().replace(second=0))
    note = replace(
        blank(),
        measured_at=NOW.replace(second=17) - timedelta(hours=1),
        location=SPOT,
        readings={"iTel": Reading(host=Network.VIETTEL, bars=2, rsrp_dbm=-99, cell="7", speed=speed)},
        facilities=(Facility.SCHOOL, Facility.CLINIC),
        people_affected=120,
    )
    assert note_of(form_of(note), note) == note


def test_a_reseller_keeps_the_host_of_its_day() -> None:
    kept = replace(blank(), readings={"iTel": Reading(host=Network.MOBIFONE, strength=Strength.WEAK)})
    again = note_of(with_strength(form_of(kept), "iTel", Strength.GOOD), kept)
    assert again.readings["iTel"].host is Network.MOBIFONE
    assert note_of(with_strength(form_of(blank()), "iTel", Strength.GOOD), blank()).readings["iTel"].host is (
        Network.VINAPHONE
    )


def test_each_thing_that_is_missing_names_its_field() -> None:
    assert fields(form_of(blank())) == ["networks", "where"]
    late = replace(filled(), day=filled().day + timedelta(days=2))
    assert fields(late) == ["clock"]
    abroad = with_location(filled(), replace(SPOT, latitude=40.0))
    assert fields(abroad) == ["position"]
    assert fields(replace(filled(), clock="")) == ["clock"]


def test_what_cannot_be_read_names_its_field_and_is_not_saved_as_something_else() -> None:
    form = replace(filled(), households="nhiều", nearest_m="3,5")
    form = with_network(form, "Viettel", NetworkForm(strength=Strength.NONE, rsrp="yếu"))
    assert set(unreadable(form)) == {"households", "nearest_m", "Viettel/rsrp"}
    assert fields(form) == ["households", "nearest_m", "Viettel/rsrp"]
    assert note_of(form, blank()).households_affected is None


def test_seconds_are_kept_until_the_hour_is_changed() -> None:
    note = replace(blank(), measured_at=NOW.replace(second=42))
    assert measured_at(form_of(note), note).second == 42
    assert measured_at(replace(form_of(note), clock="06:15"), note).second == 0


def test_tries_stay_only_where_the_box_is_ticked() -> None:
    assert note_of(filled(), blank()).tries == ()
    assert filled().with_tries is False

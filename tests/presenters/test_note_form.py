from dataclasses import replace

from cdtt_app.domain.coverage import Reading, SpeedTest, Strength, Use, Works
from cdtt_app.domain.household import Location, LocationSource, Network
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.note_form import (
    NetworkForm,
    at_home,
    form_of,
    network,
    with_location,
    with_network,
    with_source,
    with_strength,
    with_works,
    without_home,
)
from tests.factories import NOW
from tests.presenters.note_samples import blank

THEIRS = Location(latitude=22.6, longitude=105.3, accuracy_m=100, source=LocationSource.HOUSEHOLD)
PINNED = Location(latitude=22.7, longitude=105.4, accuracy_m=20, source=LocationSource.PIN)


def test_a_new_note_begins_with_the_day_and_the_hour() -> None:
    form = form_of(blank())
    local = NOW.astimezone()
    assert (form.day, form.clock) == (local.date(), f"{local:%H:%M}")


def test_numbers_of_a_kept_note_stand_as_people_write_them() -> None:
    speed = SpeedTest(down_mbps=12.5, ping_ms=40, tested_at=NOW)
    reading = Reading(host=Network.VIETTEL, rsrp_dbm=-105, speed=speed)
    form = form_of(replace(blank(), readings={"Viettel": reading}, nearest_signal_m=2600, station_m=350))
    said = network(form, "Viettel")
    assert (form.nearest_m, form.station_m) == ("2,6 km", "350 m")
    assert (said.rsrp, said.down, said.up, said.ping, said.tested) == ("-105", "12,5", "", "40", form.clock)


def test_a_network_without_any_answer_is_no_network() -> None:
    form = with_strength(form_of(blank()), "Viettel", Strength.WEAK)
    assert form.networks == {"Viettel": NetworkForm(strength=Strength.WEAK)}
    assert with_strength(form, "Viettel", None).networks == {}
    tried = with_works(form, "iTel", Use.CALL, Works.NO)
    assert with_works(tried, "iTel", Use.CALL, None).networks == form.networks
    assert with_network(tried, "iTel", NetworkForm()).networks == form.networks


def test_the_accuracy_goes_to_its_field() -> None:
    form = with_location(form_of(blank()), PINNED, "22,7; 105,4")
    assert form.location == replace(PINNED, accuracy_m=None)
    assert (form.accuracy, form.location_text) == ("20 m", "22,7; 105,4")
    assert with_location(form, None).accuracy == ""


def test_how_it_was_obtained_needs_a_position() -> None:
    bare = form_of(blank())
    assert with_source(bare, LocationSource.PHONE) == bare
    moved = with_source(with_location(bare, PINNED), LocationSource.ESTIMATE)
    assert moved.location is not None
    assert moved.location.source is LocationSource.ESTIMATE


def test_a_household_brings_its_place_but_moves_no_pin() -> None:
    note = replace(blank(), household_id=HouseholdId("home"), place="Nà Phiêng", location=THEIRS)
    there = at_home(form_of(blank()), note)
    assert (there.household_id, there.place, there.accuracy) == ("home", "Nà Phiêng", "100 m")
    pinned = with_location(replace(form_of(blank()), place="gốc đa"), PINNED)
    kept = at_home(pinned, note)
    assert (kept.place, kept.location) == ("gốc đa", pinned.location)


def test_without_the_household_its_position_and_cluster_go_too() -> None:
    note = replace(blank(), household_id=HouseholdId("home"), place="Nà Phiêng", location=THEIRS)
    there = at_home(form_of(blank()), note)
    gone = without_home(there, "Nà Phiêng")
    assert (gone.household_id, gone.location, gone.place, gone.accuracy) == (None, None, "", "")
    named = without_home(replace(there, place="gốc đa"), "Nà Phiêng")
    assert named.place == "gốc đa"
    assert without_home(with_location(there, PINNED)).location is not None

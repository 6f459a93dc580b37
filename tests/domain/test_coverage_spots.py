import random
import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.coverage import CoverageNote, Reading, Strength, networks_of
from cdtt_app.domain.coverage_spots import Spot, centre, spots
from cdtt_app.domain.geo import Point, distance_m
from cdtt_app.domain.household import Location, Network
from cdtt_app.domain.ids import CaseId, HamletId
from tests.factories import Fields, make_note

NEAR = 500
NETWORKS = (Network.VIETTEL, Network.VINAPHONE)


def note_at(
    latitude: float, longitude: float = 105.3, network: Network = Network.VIETTEL, **more: Fields
) -> CoverageNote:
    return make_note(
        location=Location(latitude=latitude, longitude=longitude),
        place=more.pop("place", ""),
        readings={network.value: Reading(host=network, strength=Strength.NONE)},
        **more,
    )


def found(*notes: CoverageNote) -> tuple[Spot, ...]:
    return spots(notes, same_spot_m=NEAR)


def ids(spot: Spot) -> set[str]:
    return {note.id for note in spot.notes}


def test_notes_near_each_other_are_one_spot() -> None:
    a, b, far = note_at(22.6000), note_at(22.6040), note_at(22.6500)
    (near, alone) = found(a, b, far)
    assert (ids(near), ids(alone)) == ({a.id, b.id}, {far.id})
    assert 440 < near.spread_m < 450


def test_a_chain_of_near_notes_is_one_spot() -> None:
    chain = [note_at(22.6 + 0.004 * i) for i in range(6)]
    (spot,) = found(*chain)
    assert len(spot.notes) == 6
    assert spot.spread_m > 4 * NEAR


def test_another_network_or_another_hamlet_is_another_case() -> None:
    a = note_at(22.6)
    other = note_at(22.6, network=Network.MOBIFONE)
    elsewhere = note_at(22.6, hamlet_id="h-khac")
    assert len(found(a, other, elsewhere)) == 3


def test_what_works_is_no_dead_spot() -> None:
    good = replace(note_at(22.6), readings={"Viettel": Reading(host=Network.VIETTEL, strength=Strength.GOOD)})
    assert found(good) == ()


def test_notes_without_a_position_belong_to_those_of_their_name() -> None:
    named = note_at(22.6, place="Dốc lên nương")
    lost = replace(note_at(22.6, place="dốc lên NƯƠNG"), location=None)
    nameless = replace(note_at(22.6), location=None)
    first, second = found(named, lost, nameless)
    assert ids(first) == {named.id, lost.id}
    assert ids(second) == {nameless.id}


def test_a_new_note_at_an_open_case_is_proposed_for_it() -> None:
    old = replace(note_at(22.6), case_id=CaseId("k1"))
    (spot,) = found(old, note_at(22.603))
    assert spot.case_id == "k1"
    assert old not in spot.notes


def test_the_nearer_of_two_cases_is_proposed() -> None:
    far = replace(note_at(22.6000), case_id=CaseId("k-xa"))
    near = replace(note_at(22.6050), case_id=CaseId("k-gan"))
    (spot,) = found(far, near, note_at(22.604))
    assert spot.case_id == "k-gan"


PLACES = st.builds(
    note_at,
    st.floats(22.59, 22.63),
    st.floats(105.29, 105.33),
    st.sampled_from(NETWORKS),
    hamlet_id=st.sampled_from([HamletId("h1"), HamletId("h2")]),
)


@given(st.lists(PLACES, max_size=30))
def test_spots_share_out_the_notes_and_join_just_what_is_near(notes: list[CoverageNote]) -> None:
    groups = spots(notes, same_spot_m=NEAR)
    assert sorted(note.id for spot in groups for note in spot.notes) == sorted(note.id for note in notes)
    group_of = {note.id: number for number, spot in enumerate(groups) for note in spot.notes}
    for one in notes:
        for other in notes:
            a, b = one.location, other.location
            assert a is not None
            assert b is not None
            metres = distance_m(Point(a.latitude, a.longitude), Point(b.latitude, b.longitude))
            alike = one.hamlet_id == other.hamlet_id and set(networks_of(one)) & set(networks_of(other))
            if alike and metres <= NEAR * 0.999:
                assert group_of[one.id] == group_of[other.id]
            if not alike:
                assert group_of[one.id] != group_of[other.id]


def test_twenty_thousand_notes_of_a_commune_take_seconds_at_most() -> None:
    chance = random.Random(4)
    notes = [
        note_at(22.5 + chance.random() / 10, 105.3 + chance.random() / 10, hamlet_id=f"h{chance.randrange(31)}")
        for _ in range(20_000)
    ]
    begun = time.process_time()
    assert found(*notes)
    assert time.process_time() - begun < 6


def test_the_centre_is_the_middle_of_what_has_a_position() -> None:
    lost = replace(note_at(22.6), location=None)
    assert centre((note_at(22.6), note_at(22.7), lost)) == Point((22.6 + 22.7) / 2, 105.3)
    assert centre((lost,)) is None

from datetime import timedelta

import pytest

from cdtt_app.domain.coverage import (
    CoverageNote,
    Reading,
    Strength,
    Use,
    Works,
    networks_of,
    note_problems,
    severity,
    strength_of,
    strengths,
)
from cdtt_app.domain.household import Location, Network
from cdtt_app.domain.map_scene import Severity
from cdtt_app.domain.networks import BRANDS, host_of
from tests.factories import NOW, Fields, make_household, make_note


def said(**readings: Reading) -> CoverageNote:
    return make_note(readings=readings)


@pytest.mark.parametrize(
    ("reading", "strength"),
    [
        (Reading(strength=Strength.WEAK, works={Use.CALL: Works.NO}), Strength.WEAK),
        (Reading(works={Use.CALL: Works.YES, Use.DATA: Works.YES}), Strength.GOOD),
        (Reading(works={Use.CALL: Works.YES}), Strength.WEAK),
        (Reading(works={Use.CALL: Works.YES, Use.ZALO: Works.SOMETIMES}), Strength.WEAK),
        (Reading(works={Use.ZALO: Works.SOMETIMES, Use.CALL: Works.NO}), Strength.UNSTEADY),
        (Reading(works={Use.CALL: Works.NO, Use.DATA: Works.NO}), Strength.NONE),
        (Reading(bars=0), Strength.NONE),
        (Reading(bars=2), Strength.WEAK),
        (Reading(bars=4), Strength.GOOD),
        (Reading(rsrp_dbm=-120), None),
        (Reading(), None),
    ],
)
def test_what_was_picked_counts_before_what_follows_from_the_rest(reading: Reading, strength: Strength | None) -> None:
    assert strength_of(reading) is strength


def test_the_worst_network_makes_the_mark_on_the_map() -> None:
    good, none = Reading(strength=Strength.GOOD), Reading(strength=Strength.NONE)
    assert severity(said(Viettel=good, MobiFone=none)) is Severity.LOST
    assert severity(said(Viettel=good, MobiFone=Reading(strength=Strength.WEAK))) is Severity.UNSTEADY
    assert severity(said(Viettel=good)) is Severity.USABLE


def test_a_reseller_lacks_on_the_network_that_carries_it() -> None:
    note = said(iTel=Reading(host=host_of("iTel"), strength=Strength.NONE))
    assert networks_of(note) == (Network.VINAPHONE,)


def test_every_brand_rides_on_a_network() -> None:
    assert all(host_of(brand) is not None for brand in BRANDS)
    assert host_of("Mạng Lạ") is None


def test_a_reading_that_says_nothing_is_no_answer() -> None:
    note = said(Viettel=Reading(host=Network.VIETTEL, cell="452-04-1"))
    assert strengths(note) == {}
    assert "Chưa ghi mạng nào" in note_problems(note, now=NOW)[0]


def test_a_good_note_has_no_problem() -> None:
    assert note_problems(make_note(make_household()), now=NOW) == ()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"place": " ", "household_id": None, "location": None}, "Chưa biết ở đâu"),
        ({"location": Location(latitude=105.3, longitude=22.6)}, "ngoài Việt Nam"),
        ({"measured_at": NOW + timedelta(hours=1)}, "sau lúc này"),
        ({"households_affected": -1}, "nhỏ hơn 0"),
        ({"nearest_signal_m": -5}, "nhỏ hơn 0"),
        ({"readings": {"Viettel": Reading(host=Network.VIETTEL, bars=-1)}}, "Số vạch"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(changes: dict[str, Fields], word: str) -> None:
    broken = make_note(**changes)
    assert any(word in problem for problem in note_problems(broken, now=NOW))

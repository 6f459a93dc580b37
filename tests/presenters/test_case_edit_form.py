from dataclasses import replace

import pytest

from cdtt_app.domain.coverage import RoadAccess
from cdtt_app.domain.coverage_case import CoverageCase
from cdtt_app.domain.geo import Area, Point
from cdtt_app.domain.household import Location, LocationSource, Network, Power
from cdtt_app.presenters import case_edit_form as forms
from cdtt_app.presenters.case_edit_form import NO_CODE, NO_TITLE, StationForm, case_of, open_form, problems
from tests.factories import make_case, make_note
from tests.presenters.case_samples import STATION, full_note, view_of

FULL = make_case(
    households_affected=98,
    power=Power.GRID,
    road=RoadAccess.FOOT,
    difficult_hamlet=True,
    terrain="núi đá",
    stations=(STATION,),
    note="đã gọi cho Sở",
)
RING = ((22.5, 105.2), (22.5, 105.5), (22.8, 105.5), (22.8, 105.2), (22.5, 105.2))


def commune() -> Area:
    ring = tuple(Point(latitude, longitude) for latitude, longitude in RING)
    return Area(code="00001", name="Xã Thử", polygons=((ring,),))


@pytest.mark.parametrize("case", [FULL, make_case()])
def test_a_form_that_nobody_touched_changes_nothing(case: CoverageCase) -> None:
    form = open_form(case)
    assert problems(form) == {}
    assert case_of(form, case) == case


def test_what_is_typed_is_read_as_people_write_it() -> None:
    station = StationForm(code=" TQG0424-11 ", operator=Network.VIETTEL, distance="2,6 km", place="105,34808/22,62924")
    form = replace(open_form(make_case()), title=" Bản  Khẻ ", households="khoảng 50 hộ", stations=(station,))
    assert problems(form) == {}
    case = case_of(form, make_case())
    (kept,) = case.stations
    assert (case.title, case.households_affected) == ("Bản Khẻ", 50)
    assert (kept.code, kept.distance_m) == ("TQG0424-11", 2600)
    assert kept.location == Location(latitude=22.62924, longitude=105.34808, source=LocationSource.TEXT)


def test_a_place_that_nobody_touched_keeps_its_accuracy_and_source() -> None:
    form = open_form(FULL)
    assert case_of(replace(form, title="Khác"), FULL).stations[0].location == STATION.location
    moved = forms.with_station(form, 0, replace(form.stations[0], place="22,7 105,4"))
    assert case_of(moved, FULL).stations[0].location == Location(
        latitude=22.7, longitude=105.4, source=LocationSource.TEXT
    )
    cleared = forms.with_station(form, 0, replace(form.stations[0], place=" "))
    assert case_of(cleared, FULL).stations[0].location is None


def test_each_wrong_field_is_named_with_a_sentence() -> None:
    wrong = StationForm(distance="xa lắm", place="gần suối")
    form = replace(open_form(make_case()), title=" ", households="nhiều", stations=(StationForm(), wrong))
    said = problems(form)
    assert list(said) == ["title", "households", "1/code", "1/distance", "1/place"]
    assert (said["title"], said["1/code"]) == (NO_TITLE, NO_CODE)


def test_a_network_alone_is_not_dropped_in_silence() -> None:
    form = replace(open_form(make_case()), stations=(StationForm(operator=Network.VIETTEL),))
    assert problems(form) == {"0/code": NO_CODE}


def test_an_empty_row_is_no_station() -> None:
    form = forms.with_new_station(open_form(FULL))
    assert problems(form) == {}
    assert case_of(form, FULL).stations == FULL.stations
    assert case_of(forms.without_station(form, 0), FULL).stations == ()


def test_a_place_outside_the_commune_is_asked_about_and_a_yes_is_kept() -> None:
    station = StationForm(code="TQG", place="21,0 105,8")
    form = replace(open_form(make_case(), (commune(),), "00001"), stations=(station,))
    question = forms.place_question(form, station)
    assert question is not None
    assert "1/place" not in problems(form)
    assert "0/place" in problems(form)
    sure = forms.with_station(form, 0, forms.confirmed(station, question.choices[0]))
    assert problems(sure) == {}
    kept = case_of(sure, make_case()).stations[0].location
    assert kept is not None
    assert (kept.latitude, kept.longitude) == (21.0, 105.8)


def test_the_hints_say_what_the_notes_say_without_the_officers_word() -> None:
    case = make_case(households_affected=7, power=Power.NONE, road=RoadAccess.FOOT)
    facts = forms.told_by_notes(view_of(case, (full_note(),)))
    assert forms.households_hint(facts) == "Số hộ ảnh hưởng (ghi nhận nói: 42)"
    assert forms.power_hint(facts) == "Theo ghi nhận: điện lưới"
    assert forms.road_hint(facts) == "Theo ghi nhận: xe máy"
    nothing = forms.told_by_notes(view_of(case, (make_note(),)))
    assert forms.power_hint(nothing) == "Theo ghi nhận: chưa rõ"

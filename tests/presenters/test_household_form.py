import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.household import Barrier, Household, Location, LocationSource, Network, Power, Signal
from cdtt_app.domain.ids import HouseholdId, PersonId
from cdtt_app.domain.person import AgeBand, FamilyRole, Persona, YearBand
from cdtt_app.presenters.household_form import (
    HouseholdForm,
    PersonForm,
    counted_as_child,
    moved_person,
    new_form,
    with_field,
    with_person,
    with_signal,
    without_person,
)
from cdtt_app.presenters.household_form_draft import draft_name, from_draft, to_draft
from cdtt_app.presenters.household_form_problems import form_problems, person_field, shown_problems
from cdtt_app.presenters.household_form_records import form_of, to_household, to_people
from cdtt_app.presenters.household_leaving import leaving_sentence
from cdtt_app.presenters.household_numbers import degrees, degrees_text, whole
from tests.factories import HAMLET, Fields
from tests.presenters.household_samples import DU, HOME, VAN, YEAR

BLANK = Household(id=HouseholdId("hh-moi"), hamlet_id=HAMLET, code="BG-099", head_name="")
CHILD = PersonForm(id=PersonId("p-con"), name="Nông Văn Bé", role=FamilyRole.SON, band=AgeBand.CHILD)


def fresh() -> HouseholdForm:
    return new_form(BLANK.id, HAMLET, "BG-099", PersonId("p-chu"))


def kept() -> HouseholdForm:
    return form_of(HOME, (DU, VAN), YEAR)


def problems(form: HouseholdForm, **fields: Fields) -> dict[str, str]:
    return dict(form_problems(form, **{"year": YEAR, "minors": False, **fields}))


def test_a_form_that_nobody_touched_saves_what_was_kept() -> None:
    home = replace(HOME, location=Location(latitude=22.598041, longitude=105.46481, source=LocationSource.PHONE))
    people = (replace(DU, personas=(Persona.ELDER,), position=0), replace(VAN, position=1, phone="0987654321"))
    form = form_of(home, people, YEAR)
    assert to_household(form, home, exact_place=True) == home
    assert to_people(form, people, YEAR) == people


def test_without_consent_the_place_is_rounded() -> None:
    form = replace(kept(), latitude="22,59804", longitude="105.46481")
    assert to_household(form, HOME, exact_place=False).location == Location(
        latitude=22.598, longitude=105.465, accuracy_m=100
    )
    assert to_household(form, HOME, exact_place=True).location == Location(latitude=22.59804, longitude=105.46481)
    assert to_household(kept(), HOME, exact_place=False).location is None


def test_a_changed_age_makes_new_years_and_an_unchanged_one_keeps_them() -> None:
    exact = replace(VAN, born=YearBand(first=1996, last=2000))
    form = form_of(HOME, (exact,), YEAR)
    assert to_people(form, (exact,), YEAR)[0].born == exact.born
    older = with_person(form, replace(form.people[0], band=AgeBand.MIDDLE))
    assert to_people(older, (exact,), YEAR)[0].born == YearBand(first=1967, last=1991)
    unasked = with_person(form, replace(form.people[0], band=None))
    assert to_people(unasked, (exact,), YEAR)[0].born is None


def test_typed_text_is_tidied_when_it_is_saved() -> None:
    form = replace(fresh(), name="  Nông  Văn Dư ", code=" bg-100 ", member_count=" 4 ", note=" a \n b ")
    home = to_household(form, BLANK, exact_place=False)
    assert (home.head_name, home.code, home.member_count, home.note) == ("Nông Văn Dư", "BG-100", 4, "a \n b")
    person = to_people(
        replace(form, people=(PersonForm(id=PersonId("p"), name="Vân", phone="0912.345.678"),)), (), YEAR
    )
    assert person[0].phone == "0912345678"
    assert person[0].household_id == BLANK.id


def test_the_head_is_called_as_the_household_until_somebody_says_otherwise() -> None:
    form = with_field(with_field(fresh(), "name", "Nông Văn"), "name", "Nông Văn Dư")
    assert form.people[0].name == "Nông Văn Dư"
    own = with_person(form, replace(form.people[0], name="Nông Văn Dự"))
    assert with_field(own, "name", "Nông Thị Lan").people[0].name == "Nông Văn Dự"


def test_pasted_coordinates_fill_both_fields() -> None:
    for typed in ("22.59804, 105.46481", "22,59804; 105,46481", "22.59804 105.46481"):
        form = with_field(fresh(), "latitude", typed)
        assert (degrees(form.latitude), degrees(form.longitude)) == (22.59804, 105.46481)
    assert with_field(fresh(), "latitude", "đầu cầu").latitude == "đầu cầu"


def test_coordinates_that_are_typed_are_left_alone() -> None:
    form = fresh()
    for end in range(1, 20):
        form = with_field(form, "latitude", "22.59804, 105.46481"[:end])
    assert (form.latitude, form.longitude) == ("22.59804, 105.46481", "")


def test_people_come_go_and_change_places() -> None:
    form = with_person(with_person(fresh(), CHILD), PersonForm(id=PersonId("p-ba"), name="Lò Thị Nhình"))
    assert [p.id for p in moved_person(form, PersonId("p-ba"), -1).people] == ["p-chu", "p-ba", "p-con"]
    assert [p.id for p in moved_person(form, PersonId("p-chu"), -1).people] == ["p-chu", "p-con", "p-ba"]
    assert [p.id for p in moved_person(form, PersonId("p-con"), 5).people] == ["p-chu", "p-ba", "p-con"]
    assert [p.id for p in without_person(form, PersonId("p-con")).people] == ["p-chu", "p-ba"]


def test_a_child_is_counted_instead_of_named() -> None:
    form = counted_as_child(with_person(replace(fresh(), children_count="1"), CHILD), CHILD.id)
    assert (form.children_count, len(form.people)) == ("2", 1)
    assert counted_as_child(with_person(fresh(), CHILD), CHILD.id).children_count == "1"


def test_a_signal_can_be_taken_back() -> None:
    form = with_signal(fresh(), Network.VIETTEL, Signal.CALLS)
    assert form.signal == {Network.VIETTEL: Signal.CALLS}
    assert with_signal(form, Network.VIETTEL, None).signal == {}
    assert with_field(form, "note", "dở").note == "dở"


def test_a_kept_household_has_no_problems() -> None:
    assert problems(kept()) == {}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("code", ""),
        ("phone", "12345"),
        ("member_count", "bốn"),
        ("smartphones", "-1"),
        ("children_count", "100"),
        ("walking_order", "1,5"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(field: str, typed: str) -> None:
    assert list(problems(with_field(kept(), field, typed))) == [field]


def test_a_household_without_a_name_leaves_its_head_without_one() -> None:
    assert list(problems(with_field(kept(), "name", " "))) == ["name", person_field(DU.id, "name")]


def test_a_place_needs_both_numbers_within_vietnam() -> None:
    assert list(problems(replace(kept(), latitude="22,6"))) == ["longitude"]
    assert list(problems(replace(kept(), longitude="105,4"))) == ["latitude"]
    assert list(problems(replace(kept(), latitude="22,6", longitude="đâu đó"))) == ["longitude"]
    assert list(problems(replace(kept(), latitude="48,8", longitude="2,35"))) == ["latitude", "longitude"]


def test_a_code_that_is_taken_and_a_named_child_are_said_at_once() -> None:
    form = replace(with_person(fresh(), CHILD), name="")
    found = problems(form, code_owner="Ma Thị Khén")
    early = shown_problems(found, tried=False)
    assert early["code"] == "Mã này đã dùng cho hộ Ma Thị Khén. Hãy chọn mã khác."
    assert "chỉ được đếm" in early[person_field(CHILD.id, "band")]
    assert set(early) == {"code", person_field(CHILD.id, "band")}
    assert "name" in shown_problems(found, tried=True)


def test_the_lines_of_people_have_their_own_problems() -> None:
    form = with_person(kept(), PersonForm(id=PersonId("p-x"), name="", phone="12"))
    assert set(problems(form)) == {person_field(PersonId("p-x"), "name"), person_field(PersonId("p-x"), "phone")}


def test_a_guarded_minor_is_the_domain_s_matter() -> None:
    grown = with_person(kept(), replace(CHILD, band=AgeBand.YOUNG))
    assert problems(grown) == {}


def test_where_minors_may_be_named_a_guardian_is_asked_for() -> None:
    assert "giám hộ" in problems(with_person(kept(), CHILD), minors=True)[person_field(CHILD.id, "guardian")]
    half = replace(CHILD, guardian="Bế Thị Vân")
    assert person_field(CHILD.id, "guardian") in problems(with_person(kept(), half), minors=True)
    assert problems(with_person(kept(), replace(half, assents=True)), minors=True) == {}


def test_a_draft_comes_back_whole() -> None:
    form = replace(
        with_person(with_signal(kept(), Network.MOBIFONE, Signal.NONE), CHILD),
        power=Power.OWN,
        power_cuts=None,
        barriers=frozenset({Barrier.PRICE, Barrier.NO_SIGNAL}),
        asked_help=True,
        note="hai\ndòng",
    )
    assert from_draft(json.loads(json.dumps(to_draft(form))), fresh()) == replace(form, hamlet_id=HAMLET)
    assert draft_name(HOME.id) == f"household/{HOME.id}"


Json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(to_draft(kept()))), Json, max_size=8))
def test_a_spoilt_draft_never_breaks_the_form(body: dict[str, object]) -> None:
    form = from_draft(body, kept())
    assert isinstance(form.name, str)
    assert problems(form) is not None


def test_an_empty_draft_keeps_what_is_typed_by_the_record() -> None:
    assert from_draft({}, kept()).name == "Nông Văn Dư"


@pytest.mark.parametrize(
    ("text", "number"), [("4", 4), (" 07 ", 7), ("", None), ("-1", None), ("1.5", None), ("٤", None)]
)
def test_counts_are_whole_numbers(text: str, number: int | None) -> None:
    assert whole(text) == number


@given(st.floats(min_value=8, max_value=118))
def test_degrees_survive_writing_and_reading(value: float) -> None:
    assert degrees(degrees_text(value)) == pytest.approx(value, abs=1e-5)


@pytest.mark.parametrize("text", ["", "abc", "22..5", "1e5", "22,5,1"])
def test_what_is_no_number_has_no_degrees(text: str) -> None:
    assert degrees(text) is None


def test_what_goes_with_a_household_is_counted() -> None:
    assert leaving_sentence(people=4, visits=5, handouts=3, unfinished=False) == (
        "Cùng với hộ, 4 người, 5 lượt thăm và 3 tờ đã phát sẽ không hiện nữa."
        " Không có gì bị xoá; bấm Hoàn tác là hộ trở lại."
    )
    assert "1 lượt thăm ghi dở sẽ" in leaving_sentence(people=0, visits=0, handouts=0, unfinished=True)
    assert leaving_sentence(people=0, visits=0, handouts=0, unfinished=False).startswith("Hộ này chưa có")

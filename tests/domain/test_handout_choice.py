from datetime import date

from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.handout_choice import Family, suggestions, wants_large_print
from cdtt_app.domain.handout_text import Handout
from cdtt_app.domain.household import Connection, Household, Network, Signal
from cdtt_app.domain.ids import HandoutGivenId
from cdtt_app.domain.languages import Language
from cdtt_app.domain.person import Persona, YearBand
from tests.factories import HAMLET, Fields, make_household, make_person

HOME = make_household(connection=Connection(smartphones=2, signal={Network.VIETTEL: Signal.CALLS}))
OLD, YOUNG = YearBand(first=1950, last=1954), YearBand(first=2000, last=2004)


def sheet(topic: str, *skills: str, **more: Fields) -> Handout:
    return Handout(topic=topic, version=2, picture="khien", title={Language.VIETNAMESE: topic}, skills=skills, **more)


SCAMS, VNEID, TAX = sheet("lua_dao", "F1", "F2"), sheet("vneid", "C1", from_age=14), sheet("etax", "C7")


def family(
    *levels: dict[str, str], home: Household | None = None, given: tuple[HandoutGiven, ...] = (), **person: Fields
) -> Family:
    people = [
        make_person(HOME, f"Người {i}", born=person.get("born", YOUNG), **person_of(person)) for i in range(len(levels))
    ]
    return Family(
        household=home or HOME,
        people=people,
        levels={who.id: said for who, said in zip(people, levels, strict=True)},
        given=given,
        year=2026,
    )


def person_of(fields: dict[str, Fields]) -> dict[str, Fields]:
    return {name: value for name, value in fields.items() if name != "born"}


def topics(found: Family, *sheets: Handout) -> list[str]:
    return [each.handout.topic for each in suggestions(sheets or (SCAMS, VNEID, TAX), found)]


def given(topic: str, version: int) -> HandoutGiven:
    return HandoutGiven(
        id=HandoutGivenId(topic),
        household_id=HOME.id,
        hamlet_id=HAMLET,
        topic=topic,
        given_on=date(2026, 1, 1),
        version=version,
    )


def test_what_more_people_lack_comes_first() -> None:
    levels = ({"F1": "1", "F2": "0", "C1": "3", "C7": "4"}, {"F1": "2", "F2": "3", "C1": "1", "C7": "3"})
    found = suggestions((TAX, VNEID, SCAMS), family(*levels))
    assert [(each.handout.topic, each.lacking) for each in found] == [("lua_dao", 2), ("vneid", 1)]


def test_what_they_all_can_do_is_not_given() -> None:
    assert topics(family({"F1": "3", "F2": "4", "C1": "3", "C7": "3"})) == []


def test_never_more_than_three() -> None:
    many = tuple(sheet(f"to-{i}", "F1") for i in range(6))
    assert len(topics(family({"F1": "0"}), *many)) == 3


def test_what_nobody_asked_about_counts_less_than_what_is_known() -> None:
    assert topics(family({"C1": "0"}), SCAMS, VNEID) == ["vneid", "lua_dao"]


def test_what_lies_in_the_house_is_not_given_again_until_it_changes() -> None:
    lacking = {"F1": "0", "F2": "0", "C1": "0", "C7": "3"}
    assert topics(family(lacking, given=(given("lua_dao", 2),))) == ["vneid"]
    older = suggestions((SCAMS, VNEID), family(lacking, given=(given("lua_dao", 1),)))
    assert {each.handout.topic: each.has_older for each in older} == {"lua_dao": True, "vneid": False}


def test_without_a_smartphone_only_what_needs_none() -> None:
    keypad = make_household(connection=Connection(smartphones=0))
    by_phone = sheet("zalo", "B3")
    by_voice = sheet("lua_dao", "F1", needs_smartphone=False)
    assert topics(family({"F1": "0", "B3": "0"}, home=keypad), by_phone, by_voice) == ["lua_dao"]


def test_age_and_persona_decide_whom_a_sheet_concerns() -> None:
    trader = sheet("etax", "C7", personas=(Persona.TRADER,))
    assert topics(family({"C7": "0"}), trader) == []
    assert topics(family({"C7": "0"}, personas=(Persona.TRADER,)), trader) == ["etax"]
    grown = sheet("x", "C1", from_age=60)
    assert topics(family({"C1": "0"}), grown) == []
    assert topics(family({"C1": "0"}, born=OLD), grown) == ["x"]


def test_where_there_is_no_signal_the_sheet_about_it_is_offered() -> None:
    measure = sheet("do_song", for_places_without_signal=True, needs_smartphone=False)
    dead = make_household(connection=Connection(signal={Network.VIETTEL: Signal.UNSTEADY}))
    assert topics(family({}, home=dead), measure) == ["do_song"]
    assert topics(family({}), measure) == []


def test_with_somebody_of_sixty_large_print_helps() -> None:
    assert wants_large_print(family({}, born=OLD))
    assert not wants_large_print(family({}))
    assert suggestions((VNEID,), family({"C1": "0"}, born=OLD))[0].large

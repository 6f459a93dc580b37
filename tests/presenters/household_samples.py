"""One family over a year, for the tests of the households page."""

from dataclasses import replace
from datetime import date

from cdtt_app.domain.household import Connection, Household, Internet, Network, Power, Signal
from cdtt_app.domain.ids import MemberId
from cdtt_app.domain.overview import HouseholdOverview
from cdtt_app.domain.person import AgeBand, FamilyRole, Person, years_of
from cdtt_app.domain.standing import Standing, State
from cdtt_app.domain.visit import Topic, Visit
from tests.factories import Fields, make_household, make_person, make_visit

YEAR = 2026
HOME = make_household(
    "Nông Văn Dư",
    code="BG-004",
    cluster="Nà Phiêng",
    address="nhà đầu cầu",
    phone="0912345678",
    member_count=4,
    connection=Connection(
        power=Power.GRID,
        power_cuts=True,
        signal={Network.VIETTEL: Signal.CALLS},
        smartphones=2,
        keypad_phones=1,
        computers=0,
        television=True,
        internet=Internet.SHARED_HALL,
    ),
)
MAI = MemberId("m-mai")


def person(name: str, role: FamilyRole, band: AgeBand | None = AgeBand.MIDDLE, home: Household = HOME) -> Person:
    """Someone of the household."""
    return make_person(home, name, role=role, born=years_of(band, YEAR) if band else None)


DU = person("Nông Văn Dư", FamilyRole.HEAD, AgeBand.OLD)
VAN = person("Bế Thị Vân", FamilyRole.DAUGHTER_IN_LAW, AgeBand.YOUNG)


def answers(levels: dict[Person, dict[str, str]], version: str = "2026.1") -> dict[str, object]:
    """The document of a sheet of answers."""
    return {"id": "ky-nang-so", "v": version, "a": {p.id: given for p, given in levels.items()}}


def met(on: date, levels: dict[Person, dict[str, str]], **fields: Fields) -> Visit:
    """A visit at which people were asked."""
    base = make_visit(HOME, visited_on=on, met=(DU.id, VAN.id), answers=answers(levels), topics=(Topic.VNEID,))
    return replace(base, **fields)


def overview(home: Household = HOME, state: State = State.VISITED, **standing: Fields) -> HouseholdOverview:
    """The household at a glance."""
    return HouseholdOverview(
        household=home, people=(DU, VAN), standing=Standing(state=state, **standing), five_skills=3
    )

from datetime import date

import pytest

from cdtt_app.domain.consent import Consent
from cdtt_app.domain.household import Connection, Household, Location, Network, Power, Signal
from cdtt_app.domain.ids import ConsentId
from cdtt_app.domain.kinds import KINDS, Entity, kind_of
from cdtt_app.domain.person import Persona, YearBand
from cdtt_app.domain.visit import Dossier, Topic
from cdtt_app.sync.codec import from_document, to_document
from tests.factories import HAMLET, NOW, make_household, make_person, make_visit


def _samples() -> list[Entity]:
    household = make_household(
        location=Location(latitude=22.4, longitude=105.2),
        connection=Connection(power=Power.GRID, signal={Network.VIETTEL: Signal.UNSTEADY}, smartphones=2),
    )
    return [
        household,
        make_person(household, born=YearBand(first=1966, last=1970), personas=(Persona.ELDER,)),
        make_visit(
            household, topics=(Topic.VNEID,), dossiers=(Dossier(procedure="khai sinh"),), next_visit=date(2026, 12, 8)
        ),
        Consent(id=ConsentId("c"), household_id=household.id, hamlet_id=HAMLET, granted=(), asked_at=NOW),
    ]


@pytest.mark.parametrize("entity", _samples(), ids=lambda entity: kind_of(entity).name)
def test_a_record_survives_its_document(entity: Entity) -> None:
    assert from_document(kind_of(entity), entity.id, to_document(entity)) == entity


def test_defaults_are_not_written() -> None:
    document = to_document(make_household("Nông Văn Dư", code="BG-004"))
    assert document == {"hamlet_id": HAMLET, "code": "BG-004", "head_name": "Nông Văn Dư"}


def test_a_refusal_is_written_although_it_is_empty() -> None:
    assert to_document(_samples()[3])["granted"] == []


def test_a_field_of_a_newer_version_does_not_stop_an_older_one() -> None:
    document = {"hamlet_id": HAMLET, "code": "BG-1", "head_name": "Dư", "solar_panels": 3}
    read = from_document(KINDS["household"], "x", document)
    assert isinstance(read, Household)
    assert read.head_name == "Dư"

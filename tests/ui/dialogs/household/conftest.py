from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Household, Location
from cdtt_app.domain.person import FamilyRole, Person
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import household_acts as acts
from cdtt_app.ui.dialogs.household_dialog import HouseholdDialog
from cdtt_app.ui.theme import Theme
from tests.factories import HAMLET, make_household, make_person
from tests.ui.dialogs.household.household_hands import shown
from tests.ui.pages.desks import Sent, make_desk


@pytest.fixture
def sent() -> Sent:
    return Sent()


def _person(made: Household, name: str, position: int) -> Person:
    role = FamilyRole.DAUGHTER_IN_LAW if position else FamilyRole.HEAD
    return make_person(made, name, position=position, role=role)


@pytest.fixture
def home(db: Database) -> Household:
    """BG-004 with two people, in a hamlet of two clusters."""
    made = make_household(
        "Nông Văn Dư",
        code="BG-004",
        cluster="Nà Phiêng",
        phone="0912345678",
        location=Location(latitude=22.59804, longitude=105.46481),
    )
    hamlet = Hamlet(
        id=HAMLET,
        commune_code="02239",
        word=HamletWord.THON,
        name="Bản Giòng",
        prefix="BG",
        clusters=("Nà Phiêng", "Khuổi Luông"),
    )
    with db.write() as tx:
        for entity in (hamlet, made, _person(made, "Nông Văn Dư", 0), _person(made, "Bế Thị Vân", 1)):
            tx.save(entity)
    keep_fact(db, "hamlet", HAMLET)
    return made


@pytest.fixture
def desk(db: Database, home: Household, tmp_path: Path, theme: Theme, sent: Sent) -> Iterator[Desk]:
    assert home
    made = make_desk(db, tmp_path, theme, sent)
    yield made
    made.tasks.close()


@pytest.fixture
def new(qtbot: QtBot, desk: Desk) -> HouseholdDialog:
    return shown(qtbot, desk, acts.open_new(desk.db))


@pytest.fixture
def edit(qtbot: QtBot, desk: Desk, home: Household) -> HouseholdDialog:
    return shown(qtbot, desk, acts.open_kept(desk.db, home.id))

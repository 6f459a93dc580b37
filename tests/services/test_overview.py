from datetime import date, timedelta
from pathlib import Path

import pytest

from cdtt_app import paths
from cdtt_app.domain.checklist import Checklist
from cdtt_app.domain.household import Household
from cdtt_app.services.checklists import checklist_in_use, keep_new_checklists
from cdtt_app.services.overview import agreed_visits, overviews
from cdtt_app.storage.database import Database
from tests.factories import NOW, make_consent, make_household, make_person, make_visit

TODAY = date(2026, 11, 24)
FIVE = ("C4", "E1", "D2", "F1", "F2", "B3")


@pytest.fixture
def checklist(db: Database) -> Checklist:
    keep_new_checklists(db, Path(paths.resources() / "checklists"))
    return checklist_in_use(db)


@pytest.fixture
def family(db: Database) -> Household:
    home = make_household()
    levels = {"id": "ky-nang-so", "v": "2026.1", "a": {"p1": dict.fromkeys(FIVE, "3"), "p2": {"C4": "4"}}}
    with db.write() as tx:
        tx.save(home)
        tx.save(make_person(home))
        tx.save(make_visit(home, answers=levels, met=("p1",)))
        tx.save(make_consent(home))
    return home


def test_the_best_person_counts_for_the_household(db: Database, checklist: Checklist, family: Household) -> None:
    (seen,) = overviews(db, (family.id,), checklist, today=TODAY)
    assert seen.five_skills == 5
    assert seen.size == 1


def test_after_consent_is_withdrawn_no_level_and_no_name_is_shown(
    db: Database, checklist: Checklist, family: Household
) -> None:
    refusal = make_consent(family, granted=(), asked_at=NOW + timedelta(days=1))
    with db.write() as tx:
        tx.save(refusal)
    (visit,) = agreed_visits(db, family.id)
    assert (visit.answers, visit.met) == ({}, ())
    (seen,) = overviews(db, (family.id,), checklist, today=TODAY)
    assert seen.five_skills == 0


def test_a_household_that_is_gone_is_left_out(db: Database, checklist: Checklist) -> None:
    assert overviews(db, (make_household().id,), checklist, today=TODAY) == ()

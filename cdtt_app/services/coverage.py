"""Reading the coverage of the hamlets on this machine: notes, cases, hamlets, by the rules of the province."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from cdtt_app import paths
from cdtt_app.domain.consent import Purpose, allows, in_force
from cdtt_app.domain.coverage import CoverageNote, point_of
from cdtt_app.domain.coverage_board import Board, CaseView, HamletView
from cdtt_app.domain.coverage_case import OVER, CaseStep, CoverageCase, course, overdue_days
from cdtt_app.domain.coverage_facts import case_facts, hamlet_count, rank
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.coverage_spots import Spot, spots
from cdtt_app.domain.geo import Point
from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import Household, rounded
from cdtt_app.domain.ids import CaseId, HamletId, HouseholdId
from cdtt_app.domain.map_scene import Severity
from cdtt_app.imports.province_pack import load_coverage_rules
from cdtt_app.services.maps import areas
from cdtt_app.services.setup import COMMUNE, PRACTICE, PROVINCE
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.households import hamlets
from cdtt_app.storage.questions import where
from cdtt_app.storage.visits import consents_by_household


def rules_in_use(db: Database) -> CoverageRules:
    """The rules of this machine's province. Raises ProvincePackError."""
    return load_coverage_rules(paths.resources() / "province", read_fact(db, PROVINCE, ""))


def read_board(db: Database) -> Board:
    """Everything, as it stands now; some 20 ms per thousand notes. Raises StorageError, ProvincePackError."""
    rules, now = rules_in_use(db), db.now()
    notes = tuple(sorted(where(db, CoverageNote), key=lambda note: (note.measured_at, note.id), reverse=True))
    cases = _cases(db, notes, rules)
    open_cases = {view.case.id for view in cases if view.course.state not in OVER}
    near = (note for note in notes if note.case_id is None or note.case_id in open_cases)
    loose = spots(near, same_spot_m=rules.same_spot_m)
    homes = _households(db)
    places = tuple(hamlet for hamlet in hamlets(db) if hamlet.merged_into is None)
    return Board(
        now=now,
        rules=rules,
        commune_code=read_fact(db, COMMUNE, ""),
        cases=cases,
        notes=notes,
        spots=loose,
        hamlets=tuple(_hamlet(hamlet, homes[hamlet.id], notes, cases, loose, rules, now) for hamlet in places),
        areas=areas(db),
        homes=_homes(db, notes),
        illustrative=bool(read_fact(db, PRACTICE, default=False)),
    )


def _cases(db: Database, notes: Sequence[CoverageNote], rules: CoverageRules) -> tuple[CaseView, ...]:
    now = db.now()
    steps: dict[CaseId, list[CaseStep]] = {}
    for step in where(db, CaseStep):
        steps.setdefault(step.case_id, []).append(step)
    of_case: dict[CaseId, list[CoverageNote]] = {}
    for note in notes:
        if note.case_id is not None:
            of_case.setdefault(note.case_id, []).append(note)
    views = []
    for case in where(db, CoverageCase, "merged_into IS NULL"):
        facts = case_facts(case, of_case.get(case.id, []), rules, now=now)
        found = course(steps.get(case.id, ()))
        views.append(CaseView(case=case, course=found, facts=facts, rank=rank(case, facts, rules.weights, now=now)))
    return tuple(sorted(views, key=lambda v: (v.course.state in OVER, -v.rank.points, v.case.number)))


def _hamlet(
    hamlet: Hamlet,
    households: int,
    notes: Sequence[CoverageNote],
    cases: Sequence[CaseView],
    loose: Sequence[Spot],
    rules: CoverageRules,
    now: datetime,
) -> HamletView:
    today = now.astimezone().date()
    own = [view for view in cases if view.case.hamlet_id == hamlet.id and view.course.state not in OVER]
    lacking = [view for view in own if view.facts.severity is not Severity.USABLE]
    count = sum(spot.hamlet_id == hamlet.id and spot.case_id is None for spot in loose) + len(lacking)
    return HamletView(
        hamlet=hamlet,
        households=households,
        count=hamlet_count([n for n in notes if n.hamlet_id == hamlet.id], count, rules, now=now),
        open_cases=len(own),
        overdue=sum(overdue_days(view.course, today=today) > 0 for view in own),
    )


def _households(db: Database) -> Counter[HamletId]:
    rows = db.rows("SELECT hamlet_id, count(*) FROM household WHERE deleted = '' GROUP BY hamlet_id")
    return Counter({HamletId(hamlet): count for hamlet, count in rows})


def _homes(db: Database, notes: Sequence[CoverageNote]) -> dict[HouseholdId, Point]:
    """Where the households without a note are; to about 100 m unless the family agreed to more."""
    noted = {note.household_id for note in notes}
    homes = [home for home in where(db, Household, "location IS NOT NULL") if home.id not in noted]
    askings = consents_by_household(db, tuple(home.id for home in homes))
    found = {}
    for home in homes:
        exact = allows(in_force(askings[home.id]), Purpose.LOCATION)
        if home.location is not None and (point := point_of(home.location if exact else rounded(home.location))):
            found[home.id] = point
    return found

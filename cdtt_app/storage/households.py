"""Questions about households and the people in them."""

from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HamletId, HouseholdId
from cdtt_app.domain.kinds import KINDS
from cdtt_app.domain.person import Person
from cdtt_app.domain.team import Member
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import by_id, where

_OF_HOUSEHOLD = tuple(kind.name for kind in KINDS.values() if kind.parent == "household_id")
_WALKING = "ORDER BY hamlet_id, cluster, walking_order IS NULL, walking_order, code"


def household(db: Database, id_: str) -> Household | None:
    """One household."""
    return by_id(db, Household, id_)


def household_by_code(db: Database, code: str) -> Household | None:
    """The household that carries this code, however it is typed."""
    found = where(db, Household, "code = ? COLLATE NOCASE", (code.strip(),))
    return found[0] if found else None


def household_ids(db: Database, hamlet: HamletId | None = None) -> tuple[HouseholdId, ...]:
    """All households in walking order (clusters as the hamlet lists them), of one hamlet or of all."""
    condition, values = ("AND hamlet_id = ?", (hamlet,)) if hamlet else ("", ())
    rows = db.rows(f"SELECT id, hamlet_id, cluster FROM household WHERE deleted = '' {condition} {_WALKING}", values)
    places = {(h.id, cluster): at for h in hamlets(db) for at, cluster in enumerate(h.clusters)}
    rows.sort(key=lambda row: (row[1], places.get((row[1], row[2]), len(places))))
    return tuple(HouseholdId(id_) for id_, _, _ in rows)


def households_by_ids(db: Database, ids: tuple[HouseholdId, ...]) -> dict[HouseholdId, Household]:
    """Several households at once, by id."""
    marks = ",".join("?" * len(ids))
    return {h.id: h for h in where(db, Household, f"id IN ({marks})", tuple(ids))}


def codes(db: Database) -> frozenset[str]:
    """Every household code ever given, deleted ones too: a code is never used twice."""
    return frozenset(code for (code,) in db.rows("SELECT code FROM household"))


def people(db: Database, ids: tuple[HouseholdId, ...]) -> dict[HouseholdId, tuple[Person, ...]]:
    """The people of these households, in the order of the family."""
    marks = ",".join("?" * len(ids))
    found = where(db, Person, f"household_id IN ({marks})", tuple(ids))
    kept: dict[HouseholdId, tuple[Person, ...]] = dict.fromkeys(ids, ())
    for person in sorted(found, key=lambda p: (p.position, p.id)):
        kept[person.household_id] += (person,)
    return kept


def named_people(db: Database, hamlet: HamletId) -> dict[HouseholdId, int]:
    """How many people are named in each household of a hamlet."""
    sql = """SELECT household.id, count(*) FROM household JOIN person ON person.household_id = household.id
      AND person.deleted = '' WHERE household.hamlet_id = ? GROUP BY household.id"""
    return {HouseholdId(id_): int(number) for id_, number in db.rows(sql, (hamlet,))}


def records_of(db: Database, household: HouseholdId) -> tuple[str, ...]:
    """The ids of all that hangs on a household (people, visits, ...), deleted ones too."""
    sql = " UNION ALL ".join(f"SELECT id FROM {name} WHERE household_id = :home" for name in _OF_HOUSEHOLD)
    return tuple(id_ for (id_,) in db.connection().execute(sql, {"home": household}).fetchall())


def hamlets(db: Database) -> tuple[Hamlet, ...]:
    """The hamlets this machine works in, the ones merged away last."""
    return tuple(sorted(where(db, Hamlet), key=lambda h: (h.merged_into is not None, h.name)))


def members(db: Database) -> tuple[Member, ...]:
    """Active team members."""
    return where(db, Member, "active = 1")


def count_people(db: Database) -> int:
    """How many people are named or counted in all households."""
    sql = """SELECT coalesce(sum(max(coalesce(member_count, 0), (SELECT count(*) FROM person
      WHERE household_id = household.id AND person.deleted = '') + coalesce(children_count, 0))), 0)
      FROM household WHERE deleted = ''"""
    return int(db.rows(sql)[0][0])

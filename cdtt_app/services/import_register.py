"""Importing the commune's household register: first a plan that says what would happen, then, once agreed, one act."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import Household, code_number, next_code
from cdtt_app.domain.ids import HouseholdId, PersonId
from cdtt_app.domain.person import FamilyRole, Person, five_years_around
from cdtt_app.domain.vietnamese import fold, parse_phone
from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.register_types import RegisterFile, RegisterHousehold, RegisterPerson
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.setup import add_hamlet
from cdtt_app.storage import households as households_kept
from cdtt_app.storage.database import Database, Write
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.storage.imports_kept import imported, keep_imported
from cdtt_app.storage.questions import where

Progress = Callable[[int, int], None]


class Action(StrEnum):
    """What the import would do with one household of the file."""

    NEW = "moi"
    FILL = "bo_sung"  # known; only what is blank here is filled in
    SAME = "nhu_cu"
    DOUBT = "can_xem"  # left out: a person must decide


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """One household of the file and what would happen to it."""

    register: RegisterHousehold
    action: Action
    existing: HouseholdId | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What agreeing would write; making it writes nothing."""

    file: RegisterFile
    rows: tuple[PlannedRow, ...]
    default_hamlet: str

    @property
    def counts(self) -> Mapping[Action, int]:
        """How many households per action; every action is there."""
        found = Counter(row.action for row in self.rows)
        return {action: found[action] for action in Action}


class _Known:
    """The households already here, by everything that a register row may be recognised by."""

    def __init__(self, db: Database) -> None:
        self.hamlets = {fold(h.name): h for h in where(db, Hamlet) if h.merged_into is None}
        self.by_id: dict[str, Household] = {}
        self.by_code: dict[str, Household] = {}
        self.by_name: dict[tuple[str, str], list[Household]] = {}
        for household in where(db, Household):
            self.by_id[household.id] = household
            self.by_code[household.code.casefold()] = household
            self.by_name.setdefault((household.hamlet_id, fold(household.head_name)), []).append(household)
        self.people = _people_in_chunks(db, tuple(household.id for household in self.by_id.values()))
        self.imported = imported(db)

    def hamlet_id(self, name: str) -> str:
        """The hamlet called so, or blank while it is not made yet."""
        hamlet = self.hamlets.get(bare_name(name))
        return hamlet.id if hamlet else ""


def _people_in_chunks(db: Database, ids: tuple[HouseholdId, ...]) -> dict[HouseholdId, tuple[Person, ...]]:
    found: dict[HouseholdId, tuple[Person, ...]] = {}
    for start in range(0, len(ids), 500):
        found |= households_kept.people(db, ids[start : start + 500])
    return found


def bare_name(hamlet: str) -> str:
    """The folded name without its word in front: `Thôn Bản Giòng` -> `ban giong`."""
    folded = fold(hamlet)
    for word in ("thon ", "xom ", "ap ", "to dan pho ", "khu pho "):
        if folded.startswith(word) and not folded.removeprefix(word).isdigit():
            return folded.removeprefix(word)
    return folded


def remembered_mapping(db: Database, signature: str) -> dict[str, Field] | None:
    """How the person mapped the columns of such a file before."""
    kept = read_fact(db, f"columns/{signature}")
    return {header: Field(field) for header, field in kept.items()} if kept else None


def plan_import(db: Database, file: RegisterFile, *, hamlet: str = "") -> ImportPlan:
    """Say what agreeing would do; `hamlet` is where rows without a hamlet go. Raises RefusedError."""
    if file.problems:
        raise RefusedError(file.problems)
    default = hamlet or file.hamlet_hint
    if not default and any(not household.hamlet for household in file.households):
        raise RefusedError("Tệp không ghi thôn của từng hộ. Hãy chọn thôn cho cả tệp rồi nhập lại.")
    known = _Known(db)
    rows = tuple(_plan(household, household.hamlet or default, known) for household in file.households)
    return ImportPlan(file=file, rows=rows, default_hamlet=default)


def _plan(register: RegisterHousehold, hamlet: str, known: _Known) -> PlannedRow:
    seen = known.imported.get(register.fingerprint)
    if seen:
        return PlannedRow(
            register=register, action=Action.SAME, existing=HouseholdId(seen), sentence="đã nhập lần trước"
        )
    twins = known.by_name.get((known.hamlet_id(hamlet), fold(register.head_name)), [])
    coded = known.by_code.get(register.code.casefold()) if register.code else None
    if coded is not None and coded not in twins:
        sentence = f"mã {register.code} trên máy là hộ {coded.head_name}; hãy xem mã nào đúng"
        return PlannedRow(register=register, action=Action.DOUBT, existing=coded.id, sentence=sentence)
    if coded is None and len(twins) > 1:
        sentence = f"có {len(twins)} hộ cùng tên trên máy; hãy ghi mã hộ vào tệp rồi nhập lại"
        return PlannedRow(register=register, action=Action.DOUBT, sentence=sentence)
    match = coded or (twins[0] if twins else None)
    if match is None:
        return PlannedRow(register=register, action=Action.NEW)
    fills = _filled(match, register) != match or bool(_newcomers(register, known.people.get(match.id, ())))
    action, sentence = (Action.FILL, "chỉ điền chỗ còn trống") if fills else (Action.SAME, "đã có đủ")
    return PlannedRow(register=register, action=action, existing=match.id, sentence=sentence)


def _filled(kept: Household, register: RegisterHousehold) -> Household:
    """The household with its blanks filled from the register; what a person wrote is never overwritten."""
    return replace(
        kept,
        cluster=kept.cluster or register.cluster,
        address=kept.address or register.address,
        phone=kept.phone or parse_phone(register.phone) or "",
        digital_address=kept.digital_address or register.digital_address,
        note=kept.note or register.note,
        member_count=register.member_count if kept.member_count is None else kept.member_count,
        children_count=register.children_count if kept.children_count is None else kept.children_count,
    )


def _newcomers(register: RegisterHousehold, kept: tuple[Person, ...]) -> tuple[RegisterPerson, ...]:
    names = {fold(person.name) for person in kept}
    listed = register.people or (RegisterPerson(row=register.row, name=register.head_name, relation="chủ hộ"),)
    return tuple(person for person in listed if fold(person.name) not in names)


class _Codes:
    """Household codes in use, and the next free one of each hamlet."""

    def __init__(self, taken: frozenset[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def take(self, wanted: str, prefix: str) -> str:
        """The wanted code where it is free, else the next of the hamlet."""
        code = wanted
        while not code or code in self._taken:
            number = self._next.get(prefix) or code_number(next_code(prefix, frozenset(self._taken)))
            code, self._next[prefix] = f"{prefix}-{number:03d}", number + 1
        self._taken.add(code)
        return code


def apply_import(
    db: Database, plan: ImportPlan, progress: Progress = lambda _done, _total: None
) -> Mapping[Action, int]:
    """Write the plan in one transaction; `progress(done, total)` may raise to stop, and then nothing was written."""
    known = _Known(db)
    hamlets = dict(known.hamlets)
    codes = _Codes(households_kept.codes(db))
    rows = [row for row in plan.rows if row.action in (Action.NEW, Action.FILL)]
    with db.write() as tx:
        for done, row in enumerate(rows):
            if done % 50 == 0:
                progress(done, len(rows))
            name = row.register.hamlet or plan.default_hamlet
            hamlet = hamlets.get(bare_name(name))
            if hamlet is None:
                hamlet = hamlets[bare_name(name)] = add_hamlet(db, tx, name)
            _write_row(db, tx, row, hamlet, known, codes)
    keep_fact(db, f"columns/{plan.file.signature}", dict(plan.file.mapping))
    return plan.counts


def _write_row(db: Database, tx: Write, row: PlannedRow, hamlet: Hamlet, known: _Known, codes: _Codes) -> None:
    register = row.register
    kept = known.by_id.get(row.existing or "")
    if kept is None:
        code = codes.take(register.code, hamlet.prefix)
        blank = Household(id=HouseholdId(db.new_id()), hamlet_id=hamlet.id, code=code, head_name=register.head_name)
        household = _filled(blank, register)
    else:
        household = _filled(kept, register)
    tx.save(household)
    before = known.people.get(household.id, ())
    for position, person in enumerate(_newcomers(register, before), start=len(before)):
        tx.save(_person(db, household, person, position))
    keep_imported(tx, register.fingerprint, household.id)


def _person(db: Database, household: Household, register: RegisterPerson, position: int) -> Person:
    return Person(
        id=PersonId(db.new_short_id()),
        household_id=household.id,
        hamlet_id=household.hamlet_id,
        name=register.name,
        role=FamilyRole.HEAD if position == 0 else role_of(register.relation),
        born=five_years_around(register.birth_year) if register.birth_year else None,
        position=position,
    )


_ROLES = {fold(role.value): role for role in FamilyRole} | {
    "con de": FamilyRole.CHILD,
    "bo": FamilyRole.FATHER,
    "bo de": FamilyRole.FATHER,
    "me de": FamilyRole.MOTHER,
    "me chong": FamilyRole.MOTHER,
    "me vo": FamilyRole.MOTHER,
    "bo chong": FamilyRole.FATHER,
    "bo vo": FamilyRole.FATHER,
    "chau noi": FamilyRole.GRANDCHILD,
    "chau ngoai": FamilyRole.GRANDCHILD,
    "anh": FamilyRole.SIBLING,
    "chi": FamilyRole.SIBLING,
    "em": FamilyRole.SIBLING,
    "em trai": FamilyRole.SIBLING,
    "em gai": FamilyRole.SIBLING,
}


def role_of(relation: str) -> FamilyRole:
    """The role that a register's words name."""
    return _ROLES.get(fold(relation), FamilyRole.OTHER)

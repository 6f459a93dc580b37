"""Keeping households: new ones with a guard against doubles, edits, people coming and going."""

from dataclasses import dataclass, replace

from cdtt_app.domain.household import Household
from cdtt_app.domain.person import Person, naming_problem
from cdtt_app.domain.vietnamese import fold, nfc, parse_phone
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.undo import Saved, save_all
from cdtt_app.storage import households as stored
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import remove_draft
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.questions import where
from cdtt_app.storage.search import find_households
from cdtt_app.storage.search_index import Rank

MINORS_FACT = "name_minors"


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A household that may be the one about to be made, and why."""

    household: Household
    reason: str


def look_alikes(db: Database, fresh: Household, *, limit: int = 5) -> tuple[LookAlike, ...]:
    """Households that look like `fresh`: same name in the hamlet, same phone, same digital address."""
    name, phone = fold(fresh.head_name), parse_phone(fresh.phone)
    named = tuple(hit.household_id for hit in find_households(db, fresh.head_name) if hit.rank is Rank.HEAD)
    marks = ",".join("?" * len(named))
    same = f"id IN ({marks}) OR (phone <> '' AND phone = ?) OR (digital_address <> '' AND digital_address = ?)"
    found = []
    for kept in where(db, Household, same, (*named, phone or "", fresh.digital_address)):
        reason = _why_alike(kept, fresh, name, phone)
        if reason and kept.id != fresh.id:
            found.append(LookAlike(kept, reason))
    return tuple(found[:limit])


def _why_alike(kept: Household, fresh: Household, name: str, phone: str | None) -> str:
    if phone and kept.phone == phone:
        return "cùng số điện thoại"
    if fresh.digital_address and kept.digital_address == fresh.digital_address:
        return "cùng địa chỉ số"
    if name and fold(kept.head_name) == name and kept.hamlet_id == fresh.hamlet_id:
        return "cùng tên chủ hộ" + (", cùng cụm" if kept.cluster and kept.cluster == fresh.cluster else "")
    return ""


def household_problems(db: Database, household: Household, people: tuple[Person, ...]) -> tuple[str, ...]:
    """What keeps this household from being saved, as sentences."""
    problems = []
    if not household.head_name.strip():
        problems.append("Hộ cần có tên gọi. Hãy ghi tên chủ hộ.")
    if household.phone and parse_phone(household.phone) is None:
        problems.append("Số điện thoại chưa đúng. Hãy xem lại, hoặc để trống.")
    twin = stored.household_by_code(db, household.code)
    if twin is not None and twin.id != household.id:
        problems.append(f"Mã hộ {household.code} đã dùng cho hộ {twin.head_name}. Hãy chọn mã khác.")
    minors = bool(read_fact(db, MINORS_FACT, default=False))
    year = db.now().year
    problems += [p for person in people if (p := naming_problem(person, year, minors_enabled=minors))]
    problems += ["Có người chưa ghi tên. Hãy ghi tên gọi, hoặc bỏ dòng đó." for p in people if not p.name.strip()][:1]
    return tuple(problems)


def save_household(db: Database, household: Household, people: tuple[Person, ...] = (), *, draft: str = "") -> Saved:
    """Save a household and its people in one act, its draft used up; people no longer listed are marked as gone.

    Raises RefusedError.
    """
    problems = household_problems(db, household, people)
    if problems:
        raise RefusedError(problems)
    tidy = replace(
        household,
        head_name=nfc(household.head_name),
        phone=parse_phone(household.phone) or "",
        address=nfc(household.address),
    )
    listed = {person.id for person in people}
    before = stored.people(db, (household.id,))[household.id]
    gone = tuple(replace(p, deleted="không còn ở hộ") for p in before if p.id not in listed)
    named = tuple(replace(p, name=nfc(p.name)) for p in people)
    with db.write() as tx:
        changes = save_all(tx, (tidy, *named, *gone))
        if draft:
            remove_draft(tx, draft)
    return Saved(changes)

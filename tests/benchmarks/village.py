"""Invented households in any number, for benchmarks."""

import random
from collections.abc import Iterator
from dataclasses import replace

from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HamletId, HouseholdId, PersonId
from cdtt_app.domain.person import FamilyRole, Person
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import where
from tests.factories import HAMLET

_FAMILY = (
    "Nông",
    "Hoàng",
    "Ma",
    "Quan",
    "Lương",
    "Triệu",
    "Bàn",
    "Đặng",
    "Chẩu",
    "Hà",
    "Lý",
    "Nguyễn",
    "Vi",
    "Bế",
    "Lò",
)
_MIDDLE = ("Văn", "Thị", "Đức", "Ngọc", "Minh", "Xuân", "Thu", "Hồng", "Quốc", "Viết", "Vĩnh", "Thanh", "Kim", "Hải")
_GIVEN = (
    "Dư",
    "Đức",
    "Kiểu",
    "Mẩy",
    "Sáo",
    "Thiềng",
    "Toàn",
    "Vân",
    "Nhình",
    "Bướm",
    "Đoan",
    "Đề",
    "Xoan",
    "Diệp",
    "Hường",
)


def invented_name(chance: random.Random) -> str:
    """A name that belongs to nobody."""
    return " ".join(chance.choice(part) for part in (_FAMILY, _MIDDLE, _GIVEN))


def as_hamlet(db: Database) -> HamletId:
    """The one hamlet of a profile."""
    return where(db, Hamlet)[0].id


def fill(db: Database, households: int, people_each: int, *, hamlet: HamletId = HAMLET, seed: int = 7) -> None:
    """Put households and people into the database, in one transaction."""
    chance = random.Random(seed)
    with db.write() as tx:
        for entity in _entities(db, households, people_each, chance):
            tx.save(replace(entity, hamlet_id=hamlet))


def _entities(db: Database, households: int, people_each: int, chance: random.Random) -> Iterator[Household | Person]:
    for number in range(households):
        home = Household(
            id=HouseholdId(db.new_id()),
            hamlet_id=HAMLET,
            code=f"BG-{number:05d}",
            head_name=invented_name(chance),
            cluster=f"Cụm {number % 40 + 1}",
            phone=f"09000{number:05d}",
            walking_order=number,
        )
        yield home
        for position in range(people_each):
            yield Person(
                id=PersonId(db.new_short_id()),
                household_id=home.id,
                hamlet_id=HAMLET,
                name=home.head_name if position == 0 else invented_name(chance),
                role=FamilyRole.HEAD if position == 0 else FamilyRole.SON,
                position=position,
            )

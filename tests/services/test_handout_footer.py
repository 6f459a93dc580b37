import pytest

from cdtt_app import paths
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.ids import MemberId, TeamId
from cdtt_app.domain.team import Member, MemberRole, Team
from cdtt_app.domain.units import UnitRegister
from cdtt_app.imports.units_file import load_units
from cdtt_app.services.handout_footer import read_footer
from cdtt_app.services.setup import COMMUNE
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact
from tests.factories import HAMLET, NOW


@pytest.fixture(scope="module")
def units() -> UnitRegister:
    return load_units(paths.resources() / "units")


def member(name: str, role: MemberRole, phone: str) -> Member:
    return Member(id=MemberId(name), hamlet_id=HAMLET, name=name, role=role, phone=phone)


def test_the_leader_of_the_hamlet_stands_under_the_sheet(db: Database, units: UnitRegister) -> None:
    with db.write() as tx:
        tx.save(Hamlet(id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng"))
        tx.save(member("Bàn Thị Lả", MemberRole.DEPUTY, "0900000002"))
        tx.save(member("Hoàng Văn Thiêm", MemberRole.LEADER, "0900000001"))
    keep_fact(db, COMMUNE, "02239")
    found = read_footer(db, units)
    assert found.team == "Tổ công nghệ số thôn Bản Giòng, xã Thượng Nông"
    assert (found.leader, found.phone) == ("Hoàng Văn Thiêm", "0900 000 001")
    assert found.printed_on == NOW.astimezone().date()


def test_without_a_leader_the_phone_of_the_team_is_printed(db: Database, units: UnitRegister) -> None:
    with db.write() as tx:
        tx.save(Hamlet(id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng"))
        tx.save(Team(id=TeamId("t"), hamlet_id=HAMLET, name="Tổ", phone="0900000009"))
    found = read_footer(db, units)
    assert (found.leader, found.phone) == ("", "0900 000 009")


def test_an_empty_machine_still_has_a_footer(db: Database, units: UnitRegister) -> None:
    assert read_footer(db, units).team == "Tổ công nghệ số"

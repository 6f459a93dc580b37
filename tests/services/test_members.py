import pytest

from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.team import Member, Team
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.members import save_member
from cdtt_app.services.setup import HAMLET, current_member
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact
from cdtt_app.storage.questions import where
from tests.factories import HAMLET as HAMLET_ID


def _add_hamlet(db: Database) -> None:
    with db.write() as tx:
        tx.save(Hamlet(id=HAMLET_ID, commune_code="02239", word=HamletWord.THON, name="Bản Giòng"))


def test_the_first_name_makes_a_member_of_the_hamlets_team(db: Database) -> None:
    _add_hamlet(db)
    keep_fact(db, HAMLET, HAMLET_ID)
    saved = save_member(db, "Lương Thị Mai", "Chị Mai")
    assert current_member(db) == saved
    (team,) = where(db, Team)
    assert (saved.team_id, saved.hamlet_id, team.name) == (team.id, HAMLET_ID, "Tổ công nghệ số cộng đồng Bản Giòng")


def test_a_second_name_renames_the_same_member_and_founds_no_other_team(db: Database) -> None:
    _add_hamlet(db)
    first = save_member(db, "Lương Thị Mai", "")
    renamed = save_member(db, "  Lương  Thị Mây ", "Chị Mây")
    assert (renamed.id, renamed.called) == (first.id, "Chị Mây")
    assert [member.name for member in where(db, Member)] == ["Lương Thị Mây"]
    assert len(where(db, Team)) == 1


def test_a_member_joins_the_team_that_is_there(db: Database) -> None:
    _add_hamlet(db)
    save_member(db, "Lương Thị Mai", "")
    keep_fact(db, "member", None)
    joined = save_member(db, "Ma Văn Tú", "")
    assert joined.team_id == where(db, Team)[0].id
    assert len(where(db, Member)) == 2


@pytest.mark.parametrize(("name", "hint"), [("  ", "họ tên"), ("Lương Thị Mai", "sổ hộ")])
def test_a_nameless_member_and_a_machine_without_a_hamlet_are_refused(db: Database, name: str, hint: str) -> None:
    with pytest.raises(RefusedError, match=hint):
        save_member(db, name, "")
    assert where(db, Member) == ()
    assert current_member(db) is None

from collections.abc import Iterator
from pathlib import Path

import pytest

from cdtt_app import paths
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.team import Team
from cdtt_app.domain.units import UnitRegister
from cdtt_app.imports.units_file import load_units
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.setup import Setup, add_hamlet, current_hamlet, current_member, set_up
from cdtt_app.storage.database import Database
from cdtt_app.storage.profile import Profile
from cdtt_app.storage.questions import where


@pytest.fixture(scope="module")
def units() -> UnitRegister:
    return load_units(paths.resources() / "units")


def _make(tmp_path: Path, units: UnitRegister, setup: Setup) -> Database:
    return set_up(Profile(tmp_path / "p"), setup, units, paths.resources() / "checklists", pin=None).db


@pytest.fixture
def tri_phu(tmp_path: Path, units: UnitRegister) -> Iterator[Database]:
    setup = Setup(
        commune_code="02359", hamlet_name="thôn Bản Sao", member_name="Lương Thị Mai", member_called="Chị Mai"
    )
    db = _make(tmp_path, units, setup)
    yield db
    db.close()


def test_a_machine_knows_its_hamlet_team_and_person(tri_phu: Database) -> None:
    hamlet, member = current_hamlet(tri_phu), current_member(tri_phu)
    assert hamlet is not None
    assert member is not None
    assert (hamlet.name, hamlet.word, hamlet.prefix, hamlet.commune_code) == ("Bản Sao", HamletWord.THON, "BS", "02359")
    assert (member.name, member.called) == ("Lương Thị Mai", "Chị Mai")
    assert where(tri_phu, Team)[0].hamlet_id == hamlet.id


def test_two_hamlets_never_share_a_prefix(tri_phu: Database) -> None:
    with tri_phu.write() as tx:
        made = [add_hamlet(tri_phu, tx, name) for name in ("Bản Sen", "Bản Sỏi")]
    assert len({hamlet.prefix for hamlet in where(tri_phu, Hamlet)}) == 3
    assert made[0].prefix != made[1].prefix


@pytest.mark.parametrize(("commune", "word"), [("01477", HamletWord.XOM), ("02239", HamletWord.THON)])
def test_a_hamlet_is_called_as_in_its_province(
    tmp_path: Path, units: UnitRegister, commune: str, word: HamletWord
) -> None:
    db = _make(tmp_path, units, Setup(commune_code=commune, hamlet_name="Pác Bó"))
    hamlet = current_hamlet(db)
    assert hamlet is not None
    assert hamlet.word is word
    db.close()


def test_an_unknown_commune_is_refused_before_anything_is_made(tmp_path: Path, units: UnitRegister) -> None:
    with pytest.raises(RefusedError, match="Không có xã nào"):
        _make(tmp_path, units, Setup(commune_code="99999"))
    assert not (tmp_path / "p").exists()

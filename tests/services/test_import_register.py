from datetime import date
from pathlib import Path

import pytest

from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import Household
from cdtt_app.domain.person import FamilyRole, Person
from cdtt_app.imports.register_types import RegisterFile
from cdtt_app.imports.register_xlsx import read_register
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.import_register import Action, ImportPlan, apply_import, plan_import, remembered_mapping, role_of
from cdtt_app.storage import households as stored
from cdtt_app.storage import oplog
from cdtt_app.storage.database import Database
from cdtt_app.storage.profile import Profile, create
from cdtt_app.storage.questions import where
from cdtt_app.storage.search import find_households
from tests.imports.register_files import Row, workbook

HEADER: Row = ("STT", "Mã hộ", "Họ và tên", "Quan hệ với chủ hộ", "Năm sinh", "Điện thoại", "Thôn", "Số CCCD")
ROWS: tuple[Row, ...] = (
    ("DANH SÁCH HỘ GIA ĐÌNH",),
    HEADER,
    (1, "H01", "NÔNG VĂN DƯ", "Chủ hộ", 1958, "0900 000 004", "Bản Giòng", "012345678901"),
    ("", "H01", "LÒ THỊ NHÌNH", "Vợ", 1960, "", "Bản Giòng", "012345678902"),
    ("", "H01", "NÔNG BÉ", "Cháu", 2018, "", "Bản Giòng", ""),
    (2, "H02", "HOÀNG VĂN KIỂU", "Chủ hộ", 1975, "", "Thôm Luông", "012345678903"),
    ("", "", "Tổng cộng", "", "", "", "", ""),
)


def _file(rows: tuple[Row, ...] = ROWS) -> RegisterFile:
    return read_register(workbook(rows), file_name="so-ho.xlsx", today=date(2026, 11, 24))


def _import(db: Database, file: RegisterFile, hamlet: str = "") -> ImportPlan:
    plan = plan_import(db, file, hamlet=hamlet)
    apply_import(db, plan)
    return plan


def test_a_plan_writes_nothing(db: Database) -> None:
    plan = plan_import(db, _file())
    assert plan.counts[Action.NEW] == 2
    assert oplog.count(db.connection()) == 0


def test_households_people_and_hamlets_are_made(db: Database) -> None:
    _import(db, _file())
    homes = {home.head_name: home for home in where(db, Household)}
    assert set(homes) == {"Nông Văn Dư", "Hoàng Văn Kiểu"}
    du = homes["Nông Văn Dư"]
    assert (du.code, du.phone, du.children_count) == ("H01", "0900000004", 1)
    assert {hamlet.name for hamlet in where(db, Hamlet)} == {"Bản Giòng", "Thôm Luông"}
    family = stored.people(db, (du.id,))[du.id]
    assert [(p.name, p.role) for p in family] == [
        ("Nông Văn Dư", FamilyRole.HEAD),
        ("Lò Thị Nhình", FamilyRole.WIFE),
    ]
    assert find_households(db, "nhinh")[0].household_id == du.id


def test_no_id_number_and_no_child_reaches_the_database(db: Database) -> None:
    _import(db, _file())
    bodies = b"".join(body for (body,) in db.rows("SELECT body FROM oplog"))
    assert b"0123456789" not in bodies
    assert "Nông Bé" not in {person.name for person in where(db, Person)}


def test_the_same_file_changes_nothing_the_second_time(db: Database) -> None:
    _import(db, _file())
    before = oplog.count(db.connection())
    plan = _import(db, _file())
    assert plan.counts[Action.SAME] == 2
    assert oplog.count(db.connection()) == before


def test_a_later_file_fills_blanks_and_overwrites_nothing(db: Database) -> None:
    _import(db, _file())
    later = list(ROWS)
    later[2] = (1, "H01", "Nông Văn Dư", "Chủ hộ", 1958, "0900 000 999", "Bản Giòng", "")
    later[5] = (2, "H02", "Hoàng Văn Kiểu", "Chủ hộ", 1975, "0900 000 019", "Thôm Luông", "")
    plan = _import(db, _file(tuple(later)))
    assert plan.counts[Action.FILL] == 1
    phones = {home.head_name: home.phone for home in where(db, Household)}
    assert phones == {"Nông Văn Dư": "0900000004", "Hoàng Văn Kiểu": "0900000019"}


def test_a_code_that_belongs_to_another_family_is_left_for_a_person_to_decide(db: Database) -> None:
    _import(db, _file())
    other = (ROWS[0], ROWS[1], (1, "H02", "QUAN VĂN THIỀNG", "Chủ hộ", 1970, "", "Bản Giòng", ""))
    plan = _import(db, _file(other))
    assert plan.counts[Action.DOUBT] == 1
    assert "Hoàng Văn Kiểu" in plan.rows[0].sentence
    assert len(where(db, Household)) == 2


def test_a_file_without_hamlets_asks_for_one(db: Database) -> None:
    rows = (("STT", "Họ và tên chủ hộ", "Số khẩu"), (1, "NÔNG VĂN DƯ", 4), (2, "Hoàng Văn Kiểu", 6))
    file = _file(rows)
    with pytest.raises(RefusedError, match="chọn thôn"):
        plan_import(db, file)
    _import(db, file, "thôn Bản Giòng")
    codes = sorted(home.code for home in where(db, Household))
    assert codes == ["BG-001", "BG-002"]
    assert {p.name for p in where(db, Person, "role = 'chủ hộ'")} == {"Nông Văn Dư", "Hoàng Văn Kiểu"}


def test_stopping_half_way_writes_nothing(tmp_path: Path) -> None:
    db = create(Profile(tmp_path / "p"), None).db
    plan = plan_import(db, _file())

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_import(db, plan, stop)
    assert where(db, Household) == ()
    assert oplog.count(db.connection()) == 0
    db.close()


def test_columns_are_remembered_for_the_next_file_like_it(db: Database) -> None:
    file = _file()
    assert remembered_mapping(db, file.signature) is None
    _import(db, file)
    assert remembered_mapping(db, _file().signature) == dict(file.mapping)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Vợ", FamilyRole.WIFE),
        ("Con dâu", FamilyRole.DAUGHTER_IN_LAW),
        ("cháu nội", FamilyRole.GRANDCHILD),
        ("?", FamilyRole.OTHER),
    ],
)
def test_relations_are_understood(words: str, role: FamilyRole) -> None:
    assert role_of(words) is role

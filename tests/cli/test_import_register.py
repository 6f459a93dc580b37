"""`cdtt import-register`."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from cdtt_app.imports.units_file import load_units
from cdtt_app.paths import resources
from cdtt_app.services.setup import Setup, set_up
from cdtt_app.storage.profile import Profile
from tests.cli.running import Cdtt

HEADERS = ("STT", "Họ và tên chủ hộ", "Số căn cước công dân", "Số điện thoại", "Cụm")
ROWS = (
    (1, "Hoàng Thị Páo", "012345678901", "0912345678", "Cụm 1"),
    (2, "Lý A Sùng", "012345678902", "", "Cụm 2"),
)


def register(path: Path, headers: Sequence[str] = HEADERS, rows: Sequence[Sequence[object]] = ROWS) -> Path:
    book = openpyxl.Workbook()
    for row in (headers, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


@pytest.fixture(scope="module")
def bare_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile that knows its commune and no hamlet yet."""
    profile = Profile(tmp_path_factory.mktemp("bare") / "profile")
    units = load_units(resources() / "units")
    set_up(profile, Setup(commune_code="02239"), units, resources() / "checklists", pin=None).db.close()
    return profile.folder


@pytest.fixture
def bare(bare_model: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bare_model, tmp_path / "bare"))


def test_a_dry_run_tells_everything_and_writes_nothing(cdtt: Cdtt, tmp_path: Path) -> None:
    file = register(tmp_path / "so-ho.xlsx")
    said = cdtt("import-register", file, "--dry-run")
    assert said.code == 0
    assert "cột B “Họ và tên chủ hộ”: họ tên chủ hộ" in said.out
    assert "cột C “Số căn cước công dân”: KHÔNG NHẬN" in said.out
    assert "dòng 2 [hiểu] Hoàng Thị Páo" in said.out
    assert "Xem trước, chưa ghi gì: 2 hộ mới" in said.out
    assert "012345678901" not in said.out
    assert cdtt("find", "pao", "--json").document["households"] == []


def test_an_import_is_there_afterwards_and_the_second_time_changes_nothing(cdtt: Cdtt, tmp_path: Path) -> None:
    file = register(tmp_path / "so-ho.xlsx")
    first = cdtt("import-register", file, "--json").document
    again = cdtt("import-register", file, "--json").document
    assert (first["counts"]["moi"], first["written"]) == (2, True)
    assert (again["counts"]["moi"], again["counts"]["nhu_cu"]) == (0, 2)
    (found,) = cdtt("find", "pao", "--json").document["households"]
    assert (found["code"], found["hamlet"], found["cluster"]) == ("BG-005", "thôn Bản Giòng", "Cụm 1")
    refused = [column["refused"] for column in first["columns"] if "căn cước" in column["header"]]
    assert refused[0]


def test_a_header_that_nobody_guesses_is_mapped_and_remembered(cdtt: Cdtt, tmp_path: Path) -> None:
    rows = [(row[1], row[3]) for row in ROWS]
    file = register(tmp_path / "la.xlsx", ("Quý danh", "Liên lạc"), rows)
    blind = cdtt("import-register", file)
    assert blind.code == 1
    assert '--map "TIÊU ĐỀ=head_name"' in blind.err
    told = cdtt("import-register", file, "--map", "Quý danh=head_name", "--map", "Liên lạc=số điện thoại", "--json")
    assert told.code == 0
    assert told.document["counts"]["moi"] == 2
    again = cdtt("import-register", file, "--json")
    assert again.document["counts"]["nhu_cu"] == 2


def test_a_file_without_a_hamlet_needs_one_said(cdtt: Cdtt, tmp_path: Path, bare: Path) -> None:
    file = register(tmp_path / "so-ho.xlsx")
    silent = cdtt("import-register", file, "--profile", bare)
    assert silent.code == 1
    assert "Hãy chọn thôn" in silent.err
    said = cdtt("import-register", file, "--hamlet", "Nà Cooc", "--profile", bare)
    assert said.code == 0
    assert cdtt("find", "na cooc", "--json", "--profile", bare).document["households"][0]["hamlet"] == "thôn Nà Cooc"


def test_what_is_no_register_is_refused(cdtt: Cdtt, tmp_path: Path) -> None:
    assert "Không đọc được tệp" in cdtt("import-register", tmp_path / "none.xlsx").err
    (tmp_path / "a.xlsx").write_bytes(b"not a workbook")
    said = cdtt("import-register", tmp_path / "a.xlsx", "--json")
    assert said.code == 1
    assert said.document["problems"] == [said.err.strip()]
    assert "không có trang tính" in cdtt("import-register", register(tmp_path / "b.xlsx"), "--sheet", "X").err

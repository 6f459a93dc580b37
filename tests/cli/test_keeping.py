"""`cdtt check`, `cdtt backup`, `cdtt restore`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cdtt_app.storage.database import Database
from tests.cli.running import Cdtt


def test_check_of_whole_data_names_no_fault(cdtt: Cdtt) -> None:
    said = cdtt("check", "--json")
    assert said.code == 0
    grades = [finding["grade"] for finding in said.document["findings"]]
    assert "tot" in grades
    assert "hong" not in grades


def test_check_finds_a_record_that_the_log_does_not_know(cdtt: Cdtt, kept: Callable[[], Database]) -> None:
    db = kept()
    with db.write() as tx:
        tx.keep_local("UPDATE household SET head_name = 'Kẻ Lạ'")
    db.close()
    said = cdtt("check")
    assert said.code == 1
    assert "không khớp sổ thay đổi" in said.err
    assert "HỎNG" in said.out


def test_check_of_a_torn_file_is_a_sentence(cdtt: Cdtt, profile: Path) -> None:
    (profile / "data.db").write_bytes(b"torn" * 2000)
    said = cdtt("check", "--json")
    assert said.code == 1
    assert said.document["ok"] is False
    assert "đọc không được" in said.err


def test_a_backup_comes_back_in_another_folder(cdtt: Cdtt, tmp_path: Path) -> None:
    file, other = tmp_path / "usb" / "a.cdtt-saoluu", tmp_path / "other"
    made = cdtt("backup", file, "--json")
    assert made.code == 0
    back = cdtt("restore", file, "--json", "--profile", other, stdin="khong-can\n")
    assert back.code == 0
    assert back.document["operations"] == made.document["operations"]
    assert cdtt("show", "BG-004", "--profile", other).out == cdtt("show", "BG-004").out


def test_a_backup_heals_damaged_data(cdtt: Cdtt, tmp_path: Path, profile: Path) -> None:
    file = tmp_path / "a.cdtt-saoluu"
    cdtt("backup", file)
    (profile / "data.db").write_bytes(b"torn" * 2000)
    (profile / "keys.json").write_text("{")
    assert cdtt("show", "BG-004").code == 1
    assert cdtt("restore", file, stdin="khong-can\n").code == 0
    assert cdtt("show", "BG-004").code == 0


def test_an_older_backup_may_be_written_over_but_no_other_file(cdtt: Cdtt, tmp_path: Path) -> None:
    backup, letter = tmp_path / "a.cdtt-saoluu", tmp_path / "thư.docx"
    letter.write_text("quan trọng", encoding="utf-8")
    assert [cdtt("backup", backup).code, cdtt("backup", backup).code] == [0, 0]
    said = cdtt("backup", letter)
    assert said.code == 1
    assert "không phải bản sao lưu" in said.err
    assert letter.read_text(encoding="utf-8") == "quan trọng"
    assert "là một thư mục" in cdtt("backup", tmp_path).err


@pytest.mark.parametrize(("content", "sentence"), [(None, "Không thấy tệp"), (b"PK torn", "không phải bản sao lưu")])
def test_what_is_no_backup_changes_nothing(
    cdtt: Cdtt, tmp_path: Path, profile: Path, content: bytes | None, sentence: str
) -> None:
    file = tmp_path / "a.cdtt-saoluu"
    if content:
        file.write_bytes(content)
    before = (profile / "data.db").read_bytes()
    said = cdtt("restore", file)
    assert said.code == 1
    assert sentence in said.err
    assert (profile / "data.db").read_bytes() == before


def test_restore_without_any_pin_is_misuse(cdtt: Cdtt, tmp_path: Path) -> None:
    file = tmp_path / "a.cdtt-saoluu"
    cdtt("backup", file)
    said = cdtt("restore", file)
    assert said.code == 2
    assert "CDTT_PIN" in said.err

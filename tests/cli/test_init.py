"""`cdtt init`."""

from pathlib import Path

import pytest

from tests.cli.running import PIN, Cdtt


def test_a_new_profile_tells_its_recovery_code_once_and_to_write_it_down(cdtt: Cdtt, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    said = cdtt("init", "--commune", "02359", "--profile", folder, stdin=f"{PIN}\n")
    assert said.code == 0
    assert "Xã Tri Phú" in said.out
    code = said.out.split("Mã khôi phục: ")[1].split()[0]
    assert "ghi mã khôi phục ra giấy" in said.out
    assert cdtt("check", "--profile", folder, stdin=f"{code}\n").code == 0


@pytest.mark.parametrize(
    ("commune", "pin", "sentence"),
    [
        ("99999", PIN, "Không có xã nào mang mã 99999"),
        ("02239", "123", "ít nhất 6 chữ số"),
        ("02239", "111111", "quá dễ đoán"),
    ],
)
def test_what_cannot_be_made_is_refused_and_leaves_nothing(
    cdtt: Cdtt, tmp_path: Path, commune: str, pin: str, sentence: str
) -> None:
    folder = tmp_path / "new"
    said = cdtt("init", "--commune", commune, "--profile", folder, stdin=f"{pin}\n")
    assert said.code == 1
    assert sentence in said.err
    assert not folder.exists()


def test_data_that_is_there_is_never_made_anew(cdtt: Cdtt, profile: Path) -> None:
    before = (profile / "keys.json").read_bytes()
    said = cdtt("init", "--commune", "02239", stdin=f"{PIN}\n")
    assert said.code == 1
    assert "đã có dữ liệu" in said.err
    assert (profile / "keys.json").read_bytes() == before

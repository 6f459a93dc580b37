"""`cdtt enrol`, `settings`, `sync`, `parcel`, `receipts`, `conflicts`, `tray`, `history` where no province is near."""

from pathlib import Path

import pytest

from tests.certificates import make_certificates
from tests.cli.running import Cdtt, today


@pytest.mark.parametrize("words", [("sync",), ("parcel", "out", "."), ("parcel", "in", ".")])
def test_a_machine_that_is_not_enrolled_is_told_what_to_do(cdtt: Cdtt, words: tuple[str, ...], tmp_path: Path) -> None:
    said = cdtt(*(str(tmp_path) if word == "." else word for word in words), "--json")
    assert said.code == 1
    assert said.document["ok"] is False
    assert "xin cán bộ xã một mã nối máy" in said.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("so.tinh.vn", "7K2B-XXXX"), "đúng 26 chữ"),
        (("so tinh", "7K2B"), "Mã nối máy"),
        (("CDTT1:ABC",), "mất phần cuối"),
        (("khong-co.cdtt-moi",), "Không đọc được tệp"),
    ],
)
def test_a_wrong_invitation_is_refused_in_a_sentence(cdtt: Cdtt, words: tuple[str, ...], sentence: str) -> None:
    said = cdtt("enrol", *words)
    assert said.code == 1
    assert sentence in said.err


def test_a_code_without_an_address_is_misuse(cdtt: Cdtt) -> None:
    said = cdtt("enrol", "7K2BXXXXXXXXXXXXXXXXXXXXXX")
    assert said.code == 2
    assert "cdtt enrol ĐỊA-CHỈ MÃ" in said.err


def test_a_province_that_cannot_be_reached_is_said_to_be_away(cdtt: Cdtt) -> None:
    said = cdtt("enrol", "http://localhost:9", "0000-0000-0000-0000-0000-0000-00")
    assert said.code == 1
    assert "Không có mạng" in said.err


def test_settings_are_kept_and_told(cdtt: Cdtt, tmp_path: Path) -> None:
    authority = make_certificates(tmp_path).authority
    assert "không dùng" in cdtt("settings").out
    said = cdtt("settings", "--proxy", "http://10.0.0.1:3128", "--authority", authority, "--json")
    assert said.document == {"ok": True, "url": "", "proxy": "http://10.0.0.1:3128", "authority": True}
    assert cdtt("settings", "--no-proxy", "--no-authority", "--json").document["proxy"] == ""
    assert cdtt("settings", "--proxy", "10.0.0.1").code == 1
    assert cdtt("settings", "--authority", tmp_path / "none.pem").code == 1


def test_receipts_count_what_only_this_machine_has(cdtt: Cdtt) -> None:
    assert "Chưa ghi lượt thăm nào" in cdtt("receipts").out
    said = cdtt("receipts", "--day", "today", "--json")
    assert (said.code, said.document["visits"]) == (0, [])
    assert cdtt("receipts", "--day", "hôm kia").code == 2


def test_a_day_sheet_is_a_pdf(cdtt: Cdtt, tmp_path: Path) -> None:
    said = cdtt("receipts", "--pdf", tmp_path / "so-ngay.pdf")
    assert said.code == 0
    assert (tmp_path / "so-ngay.pdf").read_bytes().startswith(b"%PDF")
    assert cdtt("receipts", "--pdf", tmp_path / "none" / "x.pdf").code == 1


def test_where_nothing_waits_that_is_said(cdtt: Cdtt) -> None:
    assert cdtt("conflicts").out.strip() == "Không có câu hỏi nào."
    assert cdtt("conflicts", "--json").document == {"ok": True, "questions": []}
    assert cdtt("conflicts", "--answer", 1, 1).code == 2
    assert cdtt("conflicts", "--postpone", 1).code == 2
    assert cdtt("tray").out.strip() == "Không có phiếu nào tới muộn."
    assert cdtt("tray", "--take", 1).code == 2


def test_the_history_of_a_household_tells_its_records(cdtt: Cdtt) -> None:
    said = cdtt("history", "BG-004", "--json")
    lines = [line for day in said.document["days"] for line in day["lines"]]
    assert len(lines) == 4  # the household and three people
    assert all("chưa gửi" in line["note"] for line in lines)
    assert "Chị Mai" in cdtt("history", "bg-004").out
    assert "Thứ tiếng" not in cdtt("history", "BG-004").out  # nobody agreed to that
    assert cdtt("history", "BG-999").code == 1


def test_a_household_as_it_was_on_a_day(cdtt: Cdtt) -> None:
    said = cdtt("history", "BG-004", "--on", today().strftime("%d/%m/%Y"), "--json")
    assert len(said.document["records"]) == 4
    assert "chưa ghi hộ này" in cdtt("history", "BG-004", "--on", "30/06/2020").out
    assert cdtt("history", "BG-004", "--on", "hôm kia").code == 2

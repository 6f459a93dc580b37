"""One machine's first evening, as a script would do it: every step a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl

from tests.cli.running import ID, PIN, Said, today


def process(folder: Path, *words: str | Path, pin: str = PIN, stdin: str = "") -> Said:
    environment = {**os.environ, "CDTT_PIN": pin}
    ran = subprocess.run(
        [sys.executable, "-m", "cdtt_app", "--profile", folder, *words],
        input=stdin,
        capture_output=True,
        env=environment,
        text=True,
        check=False,
        encoding="utf-8",
    )
    return Said(ran.returncode, ran.stdout, ran.stderr)


def test_from_an_empty_machine_to_a_restored_one(tmp_path: Path) -> None:
    home, other = tmp_path / "máy một", tmp_path / "máy hai"
    register, backup = tmp_path / "sổ hộ.xlsx", tmp_path / "a.cdtt-saoluu"
    book = openpyxl.Workbook()
    for row in (("STT", "Họ và tên chủ hộ", "Cụm"), (1, "Nông Văn Dư", "Cụm 1"), (2, "Lý A Sùng", "Cụm 2")):
        book.active.append(row)
    book.save(register)
    visit = {
        "id": ID,
        "household": "BG-001",
        "date": today().isoformat(),
        "people": [{"name": "nong van du", "answers": {"A1": 3}}],
        "consent": {"granted": ["luot_tham_ky_nang"], "method": "ky_giay"},
    }

    made = process(home, "init", "--commune", "02239", "--hamlet", "Bản Giòng", "--member", "Lương Thị Mai", "--json")
    assert (made.code, made.err) == (0, "")
    assert len(made.document["recovery_code"].replace("-", "")) == 24
    assert process(home, "import-register", register).code == 0
    assert "BG-001" in process(home, "find", "nông dư").out
    logged = process(home, "log-visit", "--file", "-", stdin=json.dumps(visit))
    assert (logged.code, logged.err) == (0, "")
    assert process(home, "check").code == 0
    assert process(home, "backup", backup).code == 0
    wrong = process(other, "restore", backup, pin="111222")
    assert (wrong.code, wrong.out) == (1, "")
    assert "Mã PIN chưa đúng" in wrong.err
    assert process(other, "restore", backup, pin=made.document["recovery_code"]).code == 0
    shown = process(other, "show", "BG-001", "--json", pin="", stdin=f"{PIN}\n").document
    assert shown["visits"][0]["id"] == ID
    assert shown["people"][0]["levels"] == {"A1": "3"}
    stdin_taken = process(other, "log-visit", "--file", "-", pin="", stdin=json.dumps(visit))
    assert stdin_taken.code == 2
    assert "CDTT_PIN" in stdin_taken.err

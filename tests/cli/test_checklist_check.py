"""`cdtt checklist check`."""

from pathlib import Path

from cdtt_app.paths import resources
from tests.cli.running import Cdtt

GOOD = resources() / "checklists" / "ky-nang-so.md"


def test_a_checklist_in_use_is_described(cdtt: Cdtt) -> None:
    said = cdtt("checklist", "check", GOOD, "--json")
    assert said.code == 0
    about = said.document
    assert (about["id"], about["subject"], about["questions"]) == ("ky-nang-so", "person", 30)
    text = cdtt("checklist", "check", GOOD).out
    assert about["title"] in text
    assert f"Phiên bản {about['version']}, hỏi về từng người, 30 câu hỏi." in text


def test_faults_are_told_with_their_place(cdtt: Cdtt, tmp_path: Path) -> None:
    bad = tmp_path / "bad.md"
    bad.write_text(GOOD.read_text(encoding="utf-8").replace("select_one muc | A1", "select_one mux | A1"), "utf-8")
    said = cdtt("checklist", "check", bad, "--json")
    assert said.code == 1
    (place,) = said.document["places"]
    assert place["sheet"] == "survey"
    assert place["row"] > 1
    assert said.document["problems"] == said.err.splitlines()
    assert f"dòng {place['row']}" in said.err


def test_a_file_that_cannot_be_read_is_a_sentence(cdtt: Cdtt, tmp_path: Path) -> None:
    assert "Không đọc được tệp" in cdtt("checklist", "check", tmp_path / "none.md").err
    (tmp_path / "old.md").write_bytes(b"\xff\xfe\xff")
    said = cdtt("checklist", "check", tmp_path / "old.md")
    assert said.code == 1
    assert "UTF-8" in said.err

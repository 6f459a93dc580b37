"""The attachment lane for the tests of its server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cdtt_app.sync.signed_request import FILES
from tests.server.file_server import serving
from tests.server.lane_client import LIMITS


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


@pytest.fixture(name="lane")
def _lane(folder: Path) -> Iterator[str]:
    with serving(folder, LIMITS) as port:
        yield f"http://127.0.0.1:{port}{FILES}"

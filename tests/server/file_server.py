"""The attachment lane as a real server on loopback, in a thread or as a process of its own."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from cdtt_app.domain.attachment import Sha256
from cdtt_app.server.file_permission import by_signature
from cdtt_app.server.uploads import DEFAULT_LIMITS, Limits, upload_routes
from cdtt_app.sync.signed_request import FILES, authorization, fetching
from cdtt_app.sync.signing import public_key

NOW_MS = 1_800_000_000_000
SEEDS = {17: bytes([17]) * 32, 18: bytes([18]) * 32}
HIDDEN_FROM = 18  # sends like any other, sees no record


def file_app(folder: Path, limits: Limits = DEFAULT_LIMITS) -> Starlette:
    """The lane and nothing else, with two machines that it knows."""

    async def key_of(replica: int) -> bytes | None:
        seed = SEEDS.get(replica)
        return public_key(seed) if seed else None

    async def sees(replica: int, _sha256: Sha256) -> bool:
        return replica != HIDDEN_FROM

    return Starlette(routes=upload_routes(folder, by_signature(key_of, sees, lambda: NOW_MS), limits))


def sending_headers(replica: int = 17, what: str = FILES) -> dict[str, str]:
    """What a machine puts on each request."""
    return {"Authorization": authorization(SEEDS[replica], replica, NOW_MS, what)}


def fetching_headers(sha256: Sha256, replica: int = 17) -> dict[str, str]:
    """What a machine puts on a request for one file."""
    return sending_headers(replica, fetching(sha256))


@contextmanager
def serving(folder: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[int]:
    """The port of the lane, served by a thread."""
    with serving_app(file_app(folder, limits)) as port:
        yield port


@contextmanager
def serving_app(app: Starlette) -> Iterator[int]:
    """The port of any app, served by a thread."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(10)


@contextmanager
def process(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The same server as a process that can be killed."""
    command = [sys.executable, "-m", "tests.server.file_server", str(folder), str(port)]
    running = subprocess.Popen(command, cwd=Path(__file__).parents[2])
    try:
        _wait_until_open(port)
        yield running
    finally:
        running.kill()
        running.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _wait_until_open(port: int) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError


if __name__ == "__main__":
    uvicorn.run(file_app(Path(sys.argv[1])), port=int(sys.argv[2]), log_level="warning", lifespan="off")

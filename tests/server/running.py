"""The whole provincial server on loopback: in a thread of the test, or as the real program in a process of its own.

    with running_server(tmp_path) as server:                  # a thread; SQLite in that folder
        requests.post(server.url + "/v1/sync", ...)
        server.restart()                                      # same port, same data
    with running_server(tmp_path, process=True) as server:    # `python -m cdtt_app.server`
        server.kill()                                         # SIGKILL; then server.restart()

`server.province` is the server's own store, keys and clock (of a process: the same data opened a second time).
"""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

import uvicorn

from cdtt_app.domain.role import Role
from cdtt_app.server.app import make_app
from cdtt_app.server.opening import initialise, now_ms, open_province
from cdtt_app.server.province import Province
from cdtt_app.server.serve import config_of, listen
from cdtt_app.server.settings import THIS_MACHINE, Limits, Rate, Settings
from cdtt_app.server.store import Device
from cdtt_app.sync.signing import public_key
from tests.certificates import Certificates

PATIENCE_SECONDS = 30
_WIDE = Rate(burst=1e9, per_second=1e9)
WIDE = Limits(machine=_WIDE, machine_bytes=_WIDE, address=_WIDE, address_failures=_WIDE)


class RunningServer:
    """What a test holds of a server."""

    url: str
    settings: Settings

    @property
    def province(self) -> Province:
        """Its store, keys and clock."""
        raise NotImplementedError

    def start(self) -> None:
        """Answer from now on."""
        raise NotImplementedError

    def stop(self) -> None:
        """End in order: requests under way are finished."""
        raise NotImplementedError

    def kill(self) -> None:
        """End at once."""
        raise NotImplementedError

    def restart(self) -> None:
        """Start again on the same port, after a kill or in order."""
        self.stop()
        self.start()


class InThread(RunningServer):
    """A server in a thread; `kill` cuts its connections but cannot cut a thread in the middle of its work."""

    def __init__(self, settings: Settings, clock: Callable[[], int]) -> None:
        self.settings = settings
        self._clock = clock
        self._running: tuple[uvicorn.Server, threading.Thread] | None = None
        self._province: Province | None = None

    @property
    def province(self) -> Province:
        assert self._province is not None, "not started"
        return self._province

    def start(self) -> None:
        province = self._province = replace(open_province(self.settings), clock=self._clock)
        listening = listen(self.settings)
        self.settings = replace(self.settings, port=listening.getsockname()[1])
        self.url = f"{self.settings.scheme}://127.0.0.1:{self.settings.port}"
        server = uvicorn.Server(config_of(self.settings, lambda: make_app(province, self.settings)))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        self._running = server, thread
        _wait_until(lambda: server.started or not thread.is_alive())

    def stop(self) -> None:
        self._end(force=False)

    def kill(self) -> None:
        self._end(force=True)

    def _end(self, *, force: bool) -> None:
        if self._running is None:
            return
        (server, thread), self._running = self._running, None
        server.force_exit = force
        server.should_exit = True
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()
        self.province.store.close()  # after a kill nobody else did


class AsProcess(RunningServer):
    """The real program; what it logs is in `log`, what it prints in `said`."""

    def __init__(self, settings: Settings, *options: str) -> None:
        self.settings = settings
        self.said = ""
        self.log = settings.folder / "server.log"
        self._options = options
        self._process: subprocess.Popen[str] | None = None
        self._province: Province | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def province(self) -> Province:
        if self._province is None:
            self._province = open_province(self.settings)
        return self._province

    def start(self) -> None:
        command = [sys.executable, "-m", "cdtt_app.server", "serve", *options_of(self.settings), *self._options]
        with self.log.open("a") as log:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        self.said = _read_until(self._process.stdout, re.compile(r"https?://\S+:(\d+)"))
        found = re.search(r"https?://\S+:(\d+)", self.said)
        if found is None:
            raise RuntimeError(f"it did not start: {self.said}\n{self.log.read_text()}")
        self.settings = replace(self.settings, port=int(found[1]))
        self.url = f"{self.settings.scheme}://127.0.0.1:{found[1]}"

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(PATIENCE_SECONDS)
        finally:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()

    def close(self) -> None:
        """Let go of the data too."""
        if self._province is not None:
            self._province.store.close()


def options_of(settings: Settings) -> list[str]:
    """The command line that says the same."""
    words = {"--folder": str(settings.folder), "--port": str(settings.port), "--workers": str(settings.workers)}
    words |= {"--postgres": settings.postgres, "--tls-cert": settings.tls_cert, "--tls-key": settings.tls_key}
    return [part for name, value in words.items() if value for part in (name, value)]


@contextmanager
def running_server(
    folder: Path,
    postgres: str = "",
    tls: Certificates | None = None,
    *,
    process: bool = False,
    limits: Limits = WIDE,
    clock: Callable[[], int] = now_ms,
    workers: int = 1,
    metrics_from: tuple[str, ...] = THIS_MACHINE,
) -> Iterator[RunningServer]:
    """A server with its data in `folder`; keys are made. `limits`, `clock`, `metrics_from` are only for a thread."""
    settings = Settings(
        folder=folder,
        postgres=postgres,
        port=0,
        tls_cert=str(tls.chain) if tls else "",
        tls_key=str(tls.key) if tls else "",
        workers=workers,
        metrics_from=metrics_from,
        limits=limits,
    )
    initialise(settings)
    server = AsProcess(settings, "--rates", "1000000") if process else InThread(settings, clock)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        if isinstance(server, AsProcess):
            server.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A machine that was let in, with its secret key."""

    replica: int
    seed: bytes = field(repr=False)


def let_in(
    province: Province,
    *,
    person: str = "Lò Văn Pản",
    role: Role = Role.VOLUNTEER,
    commune: str = "03127",
    scopes: Sequence[str] = (),
    seed: bytes = b"",
) -> Machine:
    """A new machine, without an invitation; its hamlets are opened."""
    seed, now = seed or os.urandom(32), province.clock()
    with province.store.write() as tx:
        device = tx.add_device(
            Device(
                replica=0,
                key=public_key(seed),
                person=person,
                machine="Máy thử",
                role=role,
                commune=commune,
                enrolled_at=now,
            )
        )
        for scope in scopes:
            tx.add_place(scope, commune)
            tx.grant(device.replica, scope, now)
    return Machine(replica=device.replica, seed=seed)


def _wait_until(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not there():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.005)


def _read_until(stream: IO[str] | None, wanted: re.Pattern[str]) -> str:
    """Lines up to the one wanted, or all there are when it does not come."""
    said = ""
    with suppress(ValueError):
        for line in stream or ():
            said += line
            if wanted.search(line):
                break
    return said

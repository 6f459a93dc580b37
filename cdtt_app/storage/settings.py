"""Settings that are needed before the data is unlocked; nothing personal is in them."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from cdtt_app.storage.files import write_whole

SIZES = (13, 18)


@dataclass(frozen=True, slots=True)
class Settings:
    """How this machine shows things; `text_size` in points."""

    text_size: int = SIZES[0]


def read_settings(folder: Path) -> Settings:
    """The settings of a profile folder; a missing or torn file means the defaults."""
    try:
        size = json.loads((folder / "settings.json").read_text(encoding="utf-8"))["text_size"]
    except (OSError, ValueError, KeyError, TypeError):
        return Settings()
    return Settings(size if size in SIZES else SIZES[0])


def keep_settings(folder: Path, settings: Settings) -> None:
    """Write the settings whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "settings.json", json.dumps(asdict(settings)).encode())

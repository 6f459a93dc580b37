"""The last step of a restore: renames that may be done twice, so that a power cut in between loses nothing."""

from pathlib import Path

from cdtt_app.storage.files import sync_folder, write_whole

LOG = "data.db-wal"
_FILES = ("data.db", "keys.json")
_MARK = "dang-khoi-phuc"


def incoming(path: Path) -> Path:
    """Where a file waits until all of a restore is on the disk."""
    return path.with_name(path.name + ".khoi-phuc")


def mark(folder: Path) -> None:
    """From here on the restore will be finished, whatever happens."""
    write_whole(folder / _MARK, b"")


def finish_restore(folder: Path) -> None:
    """Do the renames of a marked restore; nothing when there is none."""
    if not (folder / _MARK).exists():
        return
    if incoming(folder / _FILES[0]).exists():  # the old log must not be replayed over the new file
        for leftover in (LOG, "data.db-shm"):
            (folder / leftover).unlink(missing_ok=True)
    for name in _FILES:
        if incoming(folder / name).exists():
            incoming(folder / name).replace(folder / name)
    sync_folder(folder)
    (folder / _MARK).unlink()

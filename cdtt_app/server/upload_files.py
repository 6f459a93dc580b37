"""Files of the attachment lane on the province's disk: `ab/abcd...` when whole, `unfinished/<replica>/` until then.

The length stands in a part's name, so a part needs nothing beside it. Every machine writes a part of its own: none can
spoil or stop what another is sending. All functions block; run them in a thread.
"""

import hashlib
import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cdtt_app.domain.attachment import Sha256

_UNFINISHED = "unfinished"


class TooManyError(Exception):
    """The machine has begun more uploads than it may leave unfinished."""


class WrongContentError(Exception):
    """What was sent does not hash to its address; it has been removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as far as it has arrived; `part` is None once it is whole."""

    sha256: Sha256
    length: int
    received: int
    part: Path | None


def whole_path(folder: Path, sha256: Sha256) -> Path:
    """Where a whole file lies, or will lie."""
    return folder / sha256[:2] / sha256


def find(folder: Path, sha256: Sha256, replica: int) -> Upload | None:
    """What has arrived of a file; raises WrongContentError when all of it has, and it is something else."""
    whole = whole_path(folder, sha256)
    if whole.exists():
        size = whole.stat().st_size
        return Upload(sha256=sha256, length=size, received=size, part=None)
    for part in _parts(folder, replica).glob(f"{sha256}.*.part"):
        length = int(part.name.split(".")[1])
        return settle(folder, Upload(sha256=sha256, length=length, received=part.stat().st_size, part=part))
    return None


def begin(folder: Path, sha256: Sha256, replica: int, length: int, most: int) -> Upload:
    """The upload of a file, begun or continued; one begun with another length starts anew. Raises TooManyError."""
    upload = find(folder, sha256, replica)
    if upload is not None and (upload.part is None or upload.length == length):
        return upload
    if upload is not None and upload.part is not None:
        upload.part.unlink()
    parts = _parts(folder, replica)
    parts.mkdir(parents=True, exist_ok=True)
    if len(list(parts.iterdir())) >= most:
        raise TooManyError
    part = parts / f"{sha256}.{length}.part"
    part.touch()
    return settle(folder, Upload(sha256=sha256, length=length, received=0, part=part))


def append(folder: Path, upload: Upload, part: Path, body: bytes) -> Upload:
    """Add bytes at the offset that was checked, durably; the last ones make it whole. Raises WrongContentError."""
    with part.open("r+b") as file:
        file.seek(upload.received)
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    return settle(folder, replace(upload, received=upload.received + len(body)))


def settle(folder: Path, upload: Upload) -> Upload:
    """Check and move into place what has arrived completely, also when the program was stopped just before."""
    if upload.part is None or upload.received < upload.length:
        return upload
    with upload.part.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != upload.sha256:
        upload.part.unlink()
        raise WrongContentError
    whole = whole_path(folder, upload.sha256)
    whole.parent.mkdir(exist_ok=True)
    upload.part.replace(whole)
    _sync_folder(whole.parent)
    _sync_folder(folder)
    return replace(upload, part=None)


def remove_unfinished(folder: Path, before: datetime) -> int:
    """Remove uploads that nothing was added to since `before`; returns how many. Their machines begin them anew."""
    stale = [part for part in folder.glob(f"{_UNFINISHED}/*/*.part") if part.stat().st_mtime < before.timestamp()]
    for part in stale:
        part.unlink()
    return len(stale)


def _parts(folder: Path, replica: int) -> Path:
    return folder / _UNFINISHED / str(replica)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows makes renames durable by itself and cannot open folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Parcels that come to the province on a stick: each is answered by a file beside it, to be taken back."""

import os
from dataclasses import dataclass
from pathlib import Path

from cdtt_app.server.parcels import deliver
from cdtt_app.server.province import Province
from cdtt_app.sync.envelope import EnvelopeError
from cdtt_app.sync.parcel import looks_sealed

_PARCEL, _ANSWER = ".goi", ".tra"
_MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFolder:
    """What a stick held."""

    parcels: int
    operations: int
    unreadable: tuple[str, ...]


def take_folder(province: Province, folder: Path) -> TakenFolder:
    """Take in every parcel in a folder and one level below; taking it in again changes nothing."""
    parcels, operations, unreadable = 0, 0, []
    for path in sorted((*folder.glob(f"*{_PARCEL}"), *folder.glob(f"*/*{_PARCEL}"))):
        taken = _take(province, path)
        if taken is None:
            unreadable.append(path.name)
        else:
            parcels, operations = parcels + 1, operations + taken
    return TakenFolder(parcels=parcels, operations=operations, unreadable=tuple(unreadable))


def _take(province: Province, path: Path) -> int | None:
    if path.stat().st_size > _MOST_BYTES:
        return None
    data = path.read_bytes()
    try:
        delivered = deliver(province, data) if looks_sealed(data) else None
    except EnvelopeError:
        return None
    if delivered is None:
        return None
    _write(path.with_suffix(_ANSWER), delivered.data)
    return delivered.answer.offered


def _write(path: Path, data: bytes) -> None:
    beside = path.with_name(path.name + ".dang-ghi")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)

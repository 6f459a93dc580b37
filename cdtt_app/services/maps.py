"""Maps that an officer brings in: boundaries for the map and the coordinate check, pictures for the background."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from cdtt_app.domain.geo import Area
from cdtt_app.domain.units import bare_name
from cdtt_app.domain.vietnamese import fold, nfc
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.setup import COMMUNE
from cdtt_app.storage import map_packs, tiles_kept
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import os_words
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.profile import Profile
from cdtt_app.storage.tiles import SUFFIX, TileSet, TilesInfo, looks_like_tiles

Progress: TypeAlias = Callable[[int, int], None]  # done, in all; raises to stop, and then nothing was kept

_COMMUNE_DIGITS = 5


class MapKind(StrEnum):
    """What a file brought."""

    AREAS = "areas"
    TILES = "tiles"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMap:
    """A map on this machine: `areas` counts boundaries, and is 0 for a background."""

    name: str
    kind: MapKind
    source: str
    imported_at: datetime
    areas: int = 0
    zooms: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedMap:
    """What came in; `notes` are sentences about what was changed or left out."""

    map: KeptMap
    replaced: bool
    notes: tuple[str, ...] = ()


def import_map(
    db: Database, profile: Profile, path: Path, progress: Progress = lambda _done, _total: None
) -> ImportedMap:
    """Take in a GeoJSON or MBTiles file; raises RefusedError or StorageError, and then all is as before.

    It may take seconds: run it beside the screen. A pack of the same file name is replaced, as is the one background.
    """
    try:
        background = looks_like_tiles(path) if path.is_file() else False
    except OSError as error:
        raise RefusedError(f"Không đọc được tệp “{path.name}” ({os_words(error)}). Hãy xem lại tên tệp.") from error
    return _import_tiles(profile, path, progress) if background else _import_areas(db, path, progress)


def _import_areas(db: Database, path: Path, progress: Progress) -> ImportedMap:
    from cdtt_app.imports.map_pack import MapPackError, read_map_file

    try:
        pack = read_map_file(path, progress)
    except MapPackError as error:
        raise RefusedError(str(error)) from error
    name = nfc(path.stem)
    replaced = map_packs.keep_pack(db, name, nfc(path.name), pack.areas)
    notes = pack.notes if own_area(db, pack.areas) else (*pack.notes, *_own_missing(db))
    kept = next(one for one in kept_maps(db) if one.name == name)
    return ImportedMap(map=kept, replaced=replaced, notes=notes)


def _own_missing(db: Database) -> tuple[str, ...]:
    code = read_fact(db, COMMUNE, "")
    return (f"Trong tệp không có ranh giới mang mã {code} của xã mình.",) if code else ()


def _import_tiles(profile: Profile, path: Path, progress: Progress) -> ImportedMap:
    earlier = tiles_kept.kept_tiles(profile)
    return ImportedMap(map=_background(tiles_kept.keep_tiles(profile, path, progress)), replaced=earlier is not None)


def kept_maps(db: Database, profile: Profile | None = None) -> tuple[KeptMap, ...]:
    """The packs of boundaries, newest first, and the background of the profile if one is given."""
    packs = tuple(
        KeptMap(name=one.name, kind=MapKind.AREAS, source=one.source, imported_at=one.imported_at, areas=one.areas)
        for one in map_packs.kept_packs(db)
    )
    background = tiles_kept.kept_tiles(profile) if profile else None
    return (*packs, _background(background)) if background else packs


def _background(info: TilesInfo) -> KeptMap:
    return KeptMap(
        name=info.name,
        kind=MapKind.TILES,
        source=info.name + SUFFIX,
        imported_at=info.imported_at,
        zooms=(info.min_zoom, info.max_zoom),
    )


def areas(db: Database) -> tuple[Area, ...]:
    """All boundaries, communes before provinces; of a unit that is in two packs the newer. Raises StorageError."""
    found: list[Area] = []
    for pack in map_packs.kept_packs(db):
        known = {area.code for area in found if area.code}
        found += [area for area in map_packs.pack_areas(db, pack.name) if area.code not in known]
    return tuple(sorted(found, key=lambda area: len(area.code) != _COMMUNE_DIGITS))


def own_area(db: Database, among: Sequence[Area], name: str = "") -> Area | None:
    """The area of the commune in hand: by its code, else the only one of its name where a name is given."""
    code = read_fact(db, COMMUNE, "")
    by_code = next((area for area in among if code and area.code == code), None)
    if by_code or not name:
        return by_code
    meant = fold(bare_name(name))
    same = [area for area in among if not area.code and fold(bare_name(area.name)) == meant]
    return same[0] if len(same) == 1 else None


def open_background(profile: Profile) -> TileSet | None:
    """The background map, to be closed by whoever opened it; None when there is none."""
    return tiles_kept.open_tiles(profile)


def remove_map(db: Database, profile: Profile, name: str) -> KeptMap:
    """Remove the map of that name; raises RefusedError when there is none, StorageError when it is held open."""
    kept = next((one for one in kept_maps(db, profile) if one.name == nfc(name)), None)
    if kept is None:
        names = ", ".join(f"“{one.name}”" for one in kept_maps(db, profile))
        raise RefusedError(
            f"Trên máy không có bản đồ tên “{name}”. " + (f"Đang có: {names}." if names else "Chưa nhập bản đồ nào.")
        )
    if kept.kind is MapKind.TILES:
        tiles_kept.remove_tiles(profile, kept.name)
    else:
        map_packs.remove_pack(db, kept.name)
    return kept

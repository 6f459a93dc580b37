"""`cdtt import-map`: boundaries (GeoJSON) and a background of pictures (MBTiles) for the map."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdtt_app.cli.answer import Answer
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened, profile_of

if TYPE_CHECKING:
    from cdtt_app.services.maps import ImportedMap, KeptMap


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add("import-map", _maps, "nhập bản đồ: ranh giới xã (GeoJSON) hoặc ảnh nền (MBTiles)")
    act = command.add_mutually_exclusive_group(required=True)
    act.add_argument("file", nargs="?", type=Path, metavar="TỆP", help="tệp bản đồ: .geojson hoặc .mbtiles")
    act.add_argument("--list", action="store_true", help="xem các bản đồ đang có trên máy")
    act.add_argument("--remove", metavar="TÊN", help="bỏ bản đồ này khỏi máy")


def _maps(args: argparse.Namespace) -> Answer:
    from cdtt_app.services.maps import import_map, kept_maps, remove_map

    profile = profile_of(args)
    with opened(args) as db:
        if args.list:
            return _listed(kept_maps(db, profile))
        if args.remove is not None:
            gone = remove_map(db, profile, args.remove)
            return Answer(text=f"Đã bỏ bản đồ “{gone.name}” khỏi máy.", document={"removed": _document(gone)})
        came = import_map(db, profile, args.file)
    return Answer(
        text="\n".join(_lines(came)),
        document={"map": _document(came.map), "replaced": came.replaced, "notes": list(came.notes)},
    )


def _listed(kept: "tuple[KeptMap, ...]") -> Answer:
    lines = [f"{one.name}: {_what(one)}, nhập ngày {one.imported_at.astimezone():%d/%m/%Y}" for one in kept]
    return Answer(
        text="\n".join(lines) or "Chưa nhập bản đồ nào. Nhập: cdtt import-map TỆP",
        document={"maps": [_document(one) for one in kept]},
    )


def _lines(came: "ImportedMap") -> Iterator[str]:
    instead = ", thay bản cũ" if came.replaced else ""
    yield f"Đã nhập bản đồ “{came.map.name}”: {_what(came.map)}{instead}."
    yield from (f"  {note}" for note in came.notes)


def _what(one: "KeptMap") -> str:
    from cdtt_app.domain.vietnamese import format_number

    if one.zooms is None:
        return f"{format_number(one.areas)} vùng ranh giới"
    return f"ảnh nền, mức phóng to {one.zooms[0]} đến {one.zooms[1]}"


def _document(one: "KeptMap") -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "source": one.source,
        "imported_at": one.imported_at.isoformat(),
        "areas": one.areas,
        "zooms": list(one.zooms) if one.zooms else None,
    }

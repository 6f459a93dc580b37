"""`cdtt where`: the coordinate reader, without any profile; with one, its maps are asked too."""

import argparse
import os
from typing import TYPE_CHECKING, Any

from cdtt_app.cli.answer import Answer
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened, profile_of

if TYPE_CHECKING:
    from cdtt_app.domain.coordinates import Reading
    from cdtt_app.domain.geo import Area


def add(commands: Commands) -> None:
    """Add the command."""
    where = commands.add("where", _where, "đọc toạ độ trong một đoạn chữ, viết kiểu nào cũng được")
    where.add_argument("text", metavar="CHỮ", help='ví dụ "105,34808/22,62924", liên kết Google Maps hoặc Zalo')


def _where(args: argparse.Namespace) -> Answer:
    from cdtt_app.domain.coordinates import Question, format_point, read_coordinates

    areas, commune = _maps(args)
    found = read_coordinates(args.text, areas=areas, commune_code=commune)
    if isinstance(found, Question):
        choices = [f"  {format_point(each.point)} ({each.how})" for each in found.choices]
        return Answer(
            document={"question": found.sentence, "choices": [_document(each) for each in found.choices]},
            problems=(found.sentence, *choices),
        )
    point, how = found.reading.point, found.reading.how
    checked = "\nĐã xem với ranh giới trên bản đồ của máy." if areas else ""
    return Answer(
        text=f"{format_point(point)}\nHiểu là: {how}.{checked}",
        document={**_document(found.reading), "checked": bool(areas)},
    )


def _maps(args: argparse.Namespace) -> "tuple[tuple[Area, ...], str]":
    """The maps of the profile. Nobody is asked for a PIN to have two numbers read."""
    from cdtt_app.services.maps import areas
    from cdtt_app.services.setup import COMMUNE
    from cdtt_app.storage.facts import read_fact

    profile = profile_of(args)
    if not profile.exists or (profile.needs_pin and not os.environ.get("CDTT_PIN")):
        return (), ""
    with opened(args) as db:
        return areas(db), read_fact(db, COMMUNE, "")


def _document(reading: "Reading") -> dict[str, Any]:
    return {"latitude": reading.point.latitude, "longitude": reading.point.longitude, "how": reading.how}

"""`cdtt find`: households of this machine, and communes under the names they have and had."""

import argparse
from typing import TYPE_CHECKING, Any

from cdtt_app.cli.answer import Answer
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened, profile_of
from cdtt_app.paths import resources

if TYPE_CHECKING:
    from cdtt_app.domain.units import UnitHit

_NO_DATA = "Máy này chưa có dữ liệu (cdtt init) nên chỉ tìm trong danh mục xã."


def add(commands: Commands) -> None:
    """Add the command."""
    find = commands.add("find", _find, "tìm hộ và xã; không cần dấu, tên cũ trước 7/2025 cũng được")
    find.add_argument("text", nargs="+", metavar="CHỮ", help="tên, mã hộ, số điện thoại, tên thôn hay tên xã")


def _find(args: argparse.Namespace) -> Answer:
    from cdtt_app.imports.units_file import load_units

    query = " ".join(args.text)
    note = "" if profile_of(args).exists else _NO_DATA
    households = [] if note else _households(args, query)
    communes = [_commune(hit) for hit in load_units(resources() / "units").find(query) if hit.commune is not None]
    return Answer(
        text="\n".join(_lines(households, communes, note)),
        document={"query": query, "households": households, "communes": communes, "note": note},
    )


def _households(args: argparse.Namespace, query: str) -> list[dict[str, Any]]:
    from cdtt_app.domain.hamlet import full_name
    from cdtt_app.storage.households import hamlets, households_by_ids
    from cdtt_app.storage.search import find_households
    from cdtt_app.storage.search_index import Rank

    why = {Rank.HEAD: "chủ hộ", Rank.PERSON: "người trong hộ", Rank.HOUSEHOLD: "mã, số điện thoại, địa chỉ"}
    with opened(args) as db:
        hits = find_households(db, query)
        found = households_by_ids(db, tuple(hit.household_id for hit in hits))
        names = {hamlet.id: full_name(hamlet) for hamlet in hamlets(db)}
    return [
        {
            "code": found[hit.household_id].code,
            "head": found[hit.household_id].head_name,
            "hamlet": names.get(found[hit.household_id].hamlet_id, ""),
            "cluster": found[hit.household_id].cluster,
            "why": why.get(hit.rank, "tên thôn, xã"),
            "matched": hit.label,
        }
        for hit in hits
        if hit.household_id in found
    ]


def _commune(hit: "UnitHit") -> dict[str, Any]:
    from cdtt_app.domain.units import UnitMatch

    former = hit.match is not UnitMatch.CURRENT and hit.matched_name != hit.province.name
    return {
        "code": hit.commune.code if hit.commune else "",
        "name": hit.commune.name if hit.commune else "",
        "province": hit.province.name,
        "former": hit.matched_name if former else "",
    }


def _lines(households: list[dict[str, Any]], communes: list[dict[str, Any]], note: str) -> list[str]:
    lines = [note] if note else []
    if households:
        lines.append(f"Hộ gia đình: {len(households)}")
    for one in households:
        place = ", ".join(part for part in (one["hamlet"], one["cluster"]) if part)
        lines.append(f"  {one['code']:<8}{one['head']} · {place} ({one['why']}: {one['matched']})")
    if communes:
        lines.append(f"Xã, phường: {len(communes)}")
    for one in communes:
        former = f" (trước 7/2025: {one['former']})" if one["former"] else ""
        lines.append(f"  {one['code']}  {one['name']}, {one['province']}{former}")
    return lines if households or communes else [*lines, "Không tìm thấy. Hãy gõ ít chữ hơn, hoặc một phần của tên."]

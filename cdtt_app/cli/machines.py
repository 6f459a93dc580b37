"""`cdtt machines`: the commune's machines, and what an officer decides about one of them."""

import argparse
from typing import TYPE_CHECKING, Any

from cdtt_app.cli.answer import Answer
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.storage.database import Database
    from cdtt_app.sync.office import Machine


def add(commands: Commands) -> None:
    """Add the command."""
    machines = commands.add("machines", _machines, "cán bộ: xem các máy; máy mất thì thôi cho dùng; giao, rút thôn")
    act = machines.add_mutually_exclusive_group()
    act.add_argument("--end", type=int, metavar="SỐ-MÁY", help="máy mất hoặc thôi việc: không nhận thẳng phiếu nữa")
    act.add_argument("--readmit", type=int, metavar="SỐ-MÁY", help="cho máy đó dùng lại")
    act.add_argument("--give", nargs=2, metavar=("SỐ-MÁY", "MÃ-THÔN"), help="giao thêm một thôn cho máy")
    act.add_argument("--take", nargs=2, metavar=("SỐ-MÁY", "MÃ-THÔN"), help="rút một thôn khỏi máy")


def _machines(args: argparse.Namespace) -> Answer:
    from cdtt_app.services.office import all_machines

    with opened(args) as db:
        done = _decide(db, args)
        found = all_machines(db)
    lines = [line for line in (done, *map(_line, found)) if line]
    return Answer(text="\n".join(lines), document={"machines": [_document(machine) for machine in found]})


def _decide(db: "Database", args: argparse.Namespace) -> str:
    from cdtt_app.domain.ids import HamletId
    from cdtt_app.services import office

    if args.end is not None:
        office.end_access(db, args.end)
        return f"Máy {args.end} đã thôi dùng. Phiếu máy này gửi sau đây sẽ để riêng chờ cán bộ xem (cdtt tray)."
    if args.readmit is not None:
        office.readmit(db, args.readmit)
        return f"Máy {args.readmit} dùng lại được."
    for pair, decide, said in (
        (args.give, office.give_hamlet, "Đã giao thôn {1} cho máy {0}."),
        (args.take, office.take_hamlet, "Đã rút thôn {1} khỏi máy {0}."),
    ):
        if pair:
            decide(db, int(pair[0]), HamletId(pair[1]))
            return said.format(*pair)
    return ""


def _line(machine: "Machine") -> str:
    ended = " · thôi dùng" if machine.revoked else ""
    return f"{machine.replica:>5}  {machine.machine} · {machine.person}{ended}"


def _document(machine: "Machine") -> dict[str, Any]:
    return {
        "number": machine.replica,
        "machine": machine.machine,
        "person": machine.person,
        "role": str(machine.role),
        "ended": machine.revoked,
        "last_seen": machine.last_seen,
        "hamlets": list(machine.scopes),
    }

"""The operation log of schema 1, before anything could be sent: its lines are written anew in today's form."""

import json
from typing import Any

from sqlite_utils import Database as Tables

from cdtt_app.sync.operation import Operation, encode, link


def rewrite_first_log(db: Tables) -> None:
    """Bases were counts of how often a field had been set; now they name the operation that set it last."""
    setters: dict[tuple[str, str], int] = {}
    last = b""
    for seq, body in db.execute("SELECT seq, body FROM oplog ORDER BY seq").fetchall():
        line: dict[str, Any] = json.loads(body)
        record = line["id"]
        changes = {path: (value, -setters.get((record, path), 0)) for path, (value, _) in line["set"].items()}
        setters |= {(record, path): seq for path in changes}
        new = encode(
            Operation(
                kind=line["k"],
                id=record,
                scope=line["s"],
                clock=line["h"],
                schema=line["n"],
                changes=changes,
                parent=line.get("p"),
            )
        )
        last = link(last, new)
        db.execute("UPDATE oplog SET body = ?, hash = ? WHERE seq = ?", (new, last, seq))

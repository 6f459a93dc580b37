"""The walk through a hamlet: every household with the cluster it stands in, without reading the rest of it."""

from typing import NamedTuple

from cdtt_app.domain.ids import HamletId, HouseholdId
from cdtt_app.storage.database import Database


class Stop(NamedTuple):
    """One household on the way."""

    household_id: HouseholdId
    hamlet_id: HamletId
    cluster: str
    asked_help: bool


def stops(db: Database, hamlet: HamletId | None = None) -> tuple[Stop, ...]:
    """All households in walking order within their cluster, of one hamlet or of all."""
    condition, values = ("AND hamlet_id = ?", (hamlet,)) if hamlet else ("", ())
    sql = f"""SELECT id, hamlet_id, cluster, asked_help FROM household WHERE deleted = '' {condition}
      ORDER BY hamlet_id, cluster, walking_order IS NULL, walking_order, code"""
    return tuple(Stop(id_, of, cluster, asked == 1) for id_, of, cluster, asked in db.rows(sql, values))

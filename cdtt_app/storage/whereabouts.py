"""Where each record is: on this machine, sent, or received by the province. Computed from receipts, never stored."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from typing import Any

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.storage import oplog
from cdtt_app.storage.attempts import MAYBE_ARRIVED
from cdtt_app.storage.connection import Connection
from cdtt_app.storage.database import Database
from cdtt_app.sync.operation import Operation, decode
from cdtt_app.sync.upcast import to_current


class Where(IntEnum):
    """How far a record got; the least of its changes counts."""

    HERE = 0
    SENT = 1  # in a parcel, or in a try whose answer never came
    RECEIVED = 2  # signed for by the province
    ASIDE = 3  # signed for, but set aside for an officer, who has not taken it in


# Receipts are cumulative per incarnation, and what stands in the province's log was signed for with its page;
# `_STATE` gives each operation its state.
_SENT = f"""SELECT inc, max(last) AS last FROM (SELECT inc, last FROM parcel UNION ALL
  SELECT inc, last FROM attempt WHERE outcome IN {MAYBE_ARRIVED!r}) GROUP BY inc"""
_LOGGED = "EXISTS (SELECT 1 FROM feed f WHERE f.inc = o.inc AND f.seq = o.seq AND f.body IS NULL)"
_ME = "(SELECT json_extract(value, '$.replica') FROM fact WHERE name = 'enrolment')"
_UNDECIDED = f"""SELECT inc, seq FROM set_aside x WHERE NOT EXISTS (SELECT 1 FROM feed f WHERE f.record = x.record
  AND instr(f.body, '"of":[' || {_ME} || ',' || x.inc || ',' || x.seq || ']'))"""
_STATE = f"""SELECT o.record, o.inc, o.seq, o.body, CASE WHEN a.seq IS NOT NULL AND r.seq >= o.seq THEN 3
    WHEN r.seq >= o.seq OR {_LOGGED} THEN 2 WHEN s.last >= o.seq THEN 1 ELSE 0 END AS state
  FROM oplog o LEFT JOIN (SELECT inc, max(seq) AS seq FROM receipt WHERE void = 0 GROUP BY inc) r ON r.inc = o.inc
  LEFT JOIN ({_SENT}) s ON s.inc = o.inc LEFT JOIN ({_UNDECIDED}) a ON a.inc = o.inc AND a.seq = o.seq"""


def whereabouts(db: Database, records: Iterable[str]) -> dict[str, Where]:
    """Where these records are; what came from the province is there."""
    wanted = list(records)
    rows = db.rows(
        f"SELECT record, min(state) FROM ({_STATE} WHERE o.record IN (SELECT value FROM json_each(?))) GROUP BY record",
        (json.dumps(wanted),),
    )
    own = {record: Where(state) for record, state in rows}
    return {record: own.get(record, Where.RECEIVED) for record in wanted}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOperation:
    """An operation of this machine that the province's log does not show."""

    seq: int
    operation: Operation
    where: Where
    received_at: datetime | None  # when the province signed for it


def own_operations(connection: Connection, record: str) -> tuple[OwnOperation, ...]:
    """Operations of a record that are not in the log: still waiting, signed for a moment ago, or set aside."""
    sql = f"""SELECT seq, body, state, (SELECT min(at) FROM receipt r WHERE r.inc = w.inc AND r.seq >= w.seq
        AND r.void = 0) FROM ({_STATE} WHERE o.record = ? AND o.gone = 0) w
      WHERE NOT EXISTS (SELECT 1 FROM feed f WHERE f.inc = w.inc AND f.seq = w.seq AND f.body IS NULL)
      ORDER BY inc, seq"""
    return tuple(
        OwnOperation(seq=seq, operation=to_current(decode(body)), where=Where(state), received_at=_moment(at))
        for seq, body, state, at in connection.execute(sql, (record,)).fetchall()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWhere:
    """A sheet recorded on this machine, a visit or a coverage note: when, and how far it got.

    `spot`: where a coverage note was made, None for a visit; a note may belong to no household ("").
    """

    id: str
    household_id: HouseholdId
    recorded_at: datetime
    spot: str | None = None
    where: Where
    hash: bytes  # in the chain of this machine's log: what the receipt number is made of
    received_at: datetime | None = None

    def day(self, zone_minutes: int) -> date:
        """The day on which it was recorded, that far from UTC."""
        return (self.recorded_at.astimezone(UTC) + timedelta(minutes=zone_minutes)).date()


# What a volunteer calls a sheet ("phiếu"); whatever is counted for people counts both kinds.
_SHEETS = """SELECT id, household_id, recorded_at, NULL AS spot FROM visit WHERE deleted = '' UNION ALL
  SELECT id, coalesce(household_id, ''), recorded_at, place FROM coverage_note WHERE deleted = ''"""
_IS_SHEET = """(EXISTS (SELECT 1 FROM visit v WHERE v.id = {0} AND v.deleted = '')
  OR EXISTS (SELECT 1 FROM coverage_note n WHERE n.id = {0} AND n.deleted = ''))"""
_VISITS = f"""SELECT w.id, w.household_id, w.recorded_at, w.spot, w.state, o.hash, (SELECT min(at) FROM receipt r
      WHERE r.inc = w.inc AND r.seq >= w.seq AND r.void = 0)
    FROM (SELECT v.id, v.household_id, v.recorded_at, v.spot, min(x.state) AS state, max(x.inc) AS inc,
        max(x.seq) AS seq, max(instr(x.body, '"recorded_at"')) AS made
      FROM ({_SHEETS}) v JOIN ({_STATE}) x ON x.record = v.id GROUP BY v.id) w
    JOIN oplog o ON o.inc = w.inc AND o.seq = w.seq WHERE w.made"""
# A sheet that was set aside as a whole is no record of the hamlet, and yet it was recorded.
_ASIDE = """SELECT a.record, o.hash, a.at FROM set_aside a JOIN oplog o ON o.inc = a.inc AND o.seq = a.seq
  WHERE instr(o.body, '"recorded_at"') AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.id = a.record)
    AND NOT EXISTS (SELECT 1 FROM coverage_note n WHERE n.id = a.record)"""


def visits_here(db: Database) -> tuple[VisitWhere, ...]:
    """The sheets that were recorded on this machine."""
    found = [
        VisitWhere(
            id=id_,
            household_id=HouseholdId(household),
            recorded_at=datetime.fromisoformat(recorded),
            spot=spot,
            where=Where(state),
            hash=hash_,
            received_at=_moment(at) if state >= Where.RECEIVED else None,
        )
        for id_, household, recorded, spot, state, hash_, at in db.rows(_VISITS)
    ]
    return (*found, *_visits_aside(db))


def _visits_aside(db: Database) -> tuple[VisitWhere, ...]:
    found = []
    for id_, hash_, at in db.rows(_ASIDE):
        fields: dict[str, Any] = {}
        for operation in oplog.operations(db.connection(), id_):
            fields |= {path: value for path, (value, _) in operation.changes.items()}
        if not fields.get("deleted"):
            found.append(
                VisitWhere(
                    id=id_,
                    household_id=HouseholdId(fields.get("household_id", "")),
                    recorded_at=datetime.fromisoformat(fields["recorded_at"]),
                    spot=fields.get("place", "") if "measured_at" in fields else None,
                    where=Where.ASIDE,
                    hash=hash_,
                    received_at=_moment(at),
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """Sheets recorded on one day on this machine, and how far they got."""

    day: date
    recorded: int
    sent: int  # received ones included
    received: int
    aside: int
    last_received_at: datetime | None


def day_counts(db: Database, *, since: date, zone_minutes: int) -> tuple[DayCount, ...]:
    """Days with sheets recorded here, newest first; `zone_minutes` is the local time's distance from UTC."""
    days: dict[date, list[VisitWhere]] = {}
    for visit in visits_here(db):
        day = visit.day(zone_minutes)
        if day >= since:
            days.setdefault(day, []).append(visit)
    return tuple(count_of(day, days[day]) for day in sorted(days, reverse=True))


def count_of(day: date, visits: Sequence[VisitWhere]) -> DayCount:
    """How far the visits of one day got."""
    return DayCount(
        day=day,
        recorded=len(visits),
        sent=sum(visit.where >= Where.SENT for visit in visits),
        received=sum(visit.where >= Where.RECEIVED for visit in visits),
        aside=sum(visit.where == Where.ASIDE for visit in visits),
        last_received_at=max((visit.received_at for visit in visits if visit.received_at is not None), default=None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsigned:
    """Sheets recorded here that the province has not signed for: only here, or sent and nobody knows."""

    here: int
    sent: int


def unsigned_visits(db: Database) -> Unsigned:
    """Count them; only what lies behind the last receipts is looked at (CROSS JOIN keeps the order of the tables)."""
    sql = f"""SELECT count(*), coalesce(sum(sent), 0) FROM (SELECT min(coalesce(s.last >= o.seq, 0)) AS sent
      FROM incarnation i CROSS JOIN oplog o ON o.inc = i.inc AND o.seq >
        coalesce((SELECT max(seq) FROM receipt r WHERE r.inc = i.inc AND r.void = 0), 0)
      LEFT JOIN ({_SENT}) s ON s.inc = o.inc
      WHERE o.gone = 0 AND {_IS_SHEET.format("o.record")} AND NOT {_LOGGED}
        AND EXISTS (SELECT 1 FROM oplog c WHERE c.record = o.record AND instr(c.body, '"recorded_at"'))
      GROUP BY o.record)"""
    ((count, sent),) = db.rows(sql)
    return Unsigned(here=count - sent, sent=sent)


def last_received_at(db: Database) -> datetime | None:
    """When the province last signed for something of this machine."""
    ((at,),) = db.rows("SELECT max(at) FROM receipt WHERE void = 0")
    return _moment(at)


def _moment(ms: int | None) -> datetime | None:
    return datetime.fromtimestamp(ms / 1000, UTC) if ms is not None else None

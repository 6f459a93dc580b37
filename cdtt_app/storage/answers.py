"""The province's answer written down: receipts, set aside, log and cursors move in one transaction or not at all."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from cdtt_app.storage import feed, oplog
from cdtt_app.storage.arrivals import Arrival, OwnLog
from cdtt_app.storage.blobs import offer_again, remove_blobs_of
from cdtt_app.storage.connection import Connection
from cdtt_app.storage.database import Write
from cdtt_app.storage.gone import empty_what_left, leave_hamlet
from cdtt_app.storage.incarnation import begin_incarnation
from cdtt_app.storage.offers import DOUBTFUL, SURE, VOID, first_of, hash_at, unsettled
from cdtt_app.storage.salvage import offer_lost
from cdtt_app.storage.snapshots import settle_unseen
from cdtt_app.storage.view import refresh
from cdtt_app.sync.entry import Line
from cdtt_app.sync.envelope import Opened
from cdtt_app.sync.messages import DIGEST_LETTERS, Receipt, Trouble

EPOCH = "epoch"  # facts
STANDING = "standing"  # role and whether the access has ended, as the province said last


@dataclass(slots=True, kw_only=True)
class Taken:
    """What an answer changed."""

    acknowledged: int = 0
    entries: int = 0
    reincarnated: bool = False
    restored: bool = False  # the server was brought back to an older day: older receipts are to be asked about
    damaged: tuple[str, ...] = ()  # hamlets whose log did not agree and is read again
    gone: tuple[str, ...] = ()
    rescued: int = 0  # operations of others, lost by the province, that are to be offered before their hamlet goes
    records: set[str] = field(default_factory=set)


class Answer:
    """Writes one answer down; every step looks at evidence, because answers may be late, doubled or a clone's."""

    def __init__(self, tx: Write, receipt: Receipt, opened: Opened, *, now: int) -> None:
        self._tx = tx
        self._connection: Connection = tx.connection
        self._receipt = receipt
        self._opened = opened
        self._now = now
        self._ours = False
        self.taken = Taken()

    def write(self, lines: Sequence[Line]) -> Taken:
        """All of it."""
        known = self._connection.execute("SELECT 1 FROM incarnation WHERE inc = ?", (self._receipt.inc,)).fetchone()
        if known and _epoch(self._connection) <= self._receipt.epoch:
            self._rewind()
            self._acknowledge()
            self._take_lines(lines)
            self._leave()
            self._compare()
            self._notes()
        self._tx.touched |= refresh(self._connection, sorted(self.taken.records - {""}))
        return self.taken

    def _rewind(self) -> None:
        """The server was restored: what it no longer knows is dropped here, kept aside and offered again."""
        if self._receipt.epoch > _epoch(self._connection):
            for scope, number in self._receipt.rewind.items():
                self.taken.records |= feed.forget_after(self._connection, scope, number, self._now)
            self._doubt_receipts()
            offer_again(self._tx)
            self.taken.restored = True
            _put_fact(self._connection, EPOCH, self._receipt.epoch)

    def _doubt_receipts(self) -> None:
        """Those for another number that this machine had can be asked about no more: `salvage` keeps what they name."""
        self._connection.execute(
            "UPDATE receipt SET void = ? WHERE void = ? AND json_extract(CAST(line AS TEXT), '$.dev') = ?",
            (DOUBTFUL, SURE, self._receipt.device),
        )

    def _acknowledge(self) -> None:
        receipt, inc = self._receipt, self._receipt.inc
        mine = hash_at(self._connection, inc, receipt.ack)
        self._ours = mine is not None and mine.hex() == receipt.ack_hash
        if receipt.trouble is Trouble.BEHIND:
            self._lost_beyond(receipt.ack if self._ours else first_of(self._connection, inc) - 1)
        if not self._ours or receipt.trouble not in (None, Trouble.BEHIND, Trouble.FORK):
            return
        self._keep_receipt()  # with trouble: up to where both agree
        if receipt.trouble is None:
            self._look_beyond()
        elif receipt.trouble is Trouble.FORK:
            self._reincarnate(receipt.ack)
        if receipt.trouble is not Trouble.FORK:
            self._step_over_empty()

    def _step_over_empty(self) -> None:
        """What was emptied cannot be offered again after a restore: what follows it goes on under another name."""
        sql = "SELECT min(seq) FROM oplog WHERE inc = ? AND seq > ? AND length(body) > 0"
        (following,) = self._connection.execute(sql, (self._receipt.inc, self._receipt.ack)).fetchone()
        if following is not None and following > self._receipt.ack + 1:
            self._reincarnate(following - 1)

    def _lost_beyond(self, seq: int) -> None:
        """The province knows this incarnation only so far: what it said of the rest is void."""
        place = (self._receipt.inc, seq)
        self._connection.execute(f"UPDATE receipt SET void = {VOID} WHERE inc = ? AND seq > ?", place)
        asides = "FROM set_aside WHERE inc = ? AND seq > ?"
        self.taken.records |= {id_ for (id_,) in self._connection.execute(f"SELECT record {asides}", place).fetchall()}
        self._connection.execute(f"DELETE {asides}", place)

    def _keep_receipt(self) -> None:
        receipt = self._receipt
        self._believe_again()
        sql = "SELECT max(seq) FROM receipt WHERE inc = ? AND void = 0"
        (signed,) = self._connection.execute(sql, (receipt.inc,)).fetchone()
        before = signed or first_of(self._connection, receipt.inc) - 1
        if receipt.ack > before:
            self._connection.execute(
                "INSERT OR REPLACE INTO receipt VALUES (?, ?, ?, ?, ?, ?, 0)",
                (*(receipt.inc, receipt.ack, receipt.at, receipt.epoch), self._opened.head, self._opened.signature),
            )
            self.taken.acknowledged = receipt.ack - before
        self._keep_asides()

    def _believe_again(self) -> None:
        """What was signed for before the server was restored and is there again, or still; asides are told anew."""
        place = (self._receipt.inc, self._receipt.ack)
        doubtful = f"WHERE inc = ? AND seq <= ? AND void = {DOUBTFUL}"
        if self._connection.execute(f"UPDATE receipt SET void = {SURE} {doubtful}", place).rowcount:
            asides = "FROM set_aside WHERE inc = ? AND seq <= ?"
            told = self._connection.execute(f"SELECT record {asides}", place).fetchall()
            self.taken.records |= {record for (record,) in told}
            self._connection.execute(f"DELETE {asides}", place)

    def _keep_asides(self) -> None:
        receipt = self._receipt
        for seq, reason in receipt.aside:
            self._connection.execute(
                """INSERT OR IGNORE INTO set_aside SELECT inc, seq, record, ?, ?, 0 FROM oplog
                   WHERE inc = ? AND seq = ?""",
                (reason, receipt.at, receipt.inc, seq),
            )
            self.taken.records |= {
                record
                for (record,) in self._connection.execute(
                    "SELECT record FROM oplog WHERE inc = ? AND seq = ?", (receipt.inc, seq)
                ).fetchall()
            }

    def _look_beyond(self) -> None:
        """The province knows more of this incarnation than this disk holds: it is an old copy."""
        at = oplog.head(self._connection)
        if at.inc == self._receipt.inc and self._receipt.head > at.seq == self._receipt.ack:
            self._reincarnate(at.seq)

    def _reincarnate(self, common: int) -> None:
        place = (self._receipt.inc, common)
        beyond = self._connection.execute("SELECT 1 FROM oplog WHERE inc = ? AND seq > ? LIMIT 1", place).fetchone()
        if beyond or oplog.head(self._connection).inc == self._receipt.inc:
            random = int.from_bytes(os.urandom(2), "big")
            begin_incarnation(self._connection, self._receipt.inc, common, now=self._now, random=random)
            self.taken.reincarnated = True

    def _take_lines(self, lines: Sequence[Line]) -> None:
        own = OwnLog(self._connection, self._receipt.device, self._receipt.ack if self._ours else 0)
        for scope, its in groupby(lines, key=lambda line: line.s):
            arrival = Arrival(self._connection, scope, own)
            arrival.take(list(its))
            self.taken.entries += arrival.count
            self.taken.records |= arrival.records

    def _leave(self) -> None:
        """Hamlets that are no longer this machine's go, once all that was recorded for them has been offered."""
        at = oplog.head(self._connection)
        offered_all = self._ours and self._receipt.inc == at.inc and not unsettled(self._connection)
        if not self._receipt.gone or not offered_all:
            return
        self.taken.rescued = sum(offer_lost(self._tx, before=0, scope=scope) for scope in self._receipt.gone)
        if self.taken.rescued:
            return
        for scope in self._receipt.gone:
            self._forget(leave_hamlet(self._connection, scope))
        # What is known of the own log no longer holds for these hamlets: let the province send it in full next time.
        self._reincarnate(at.seq)
        self.taken.reincarnated = False
        self.taken.gone = self._receipt.gone

    def _forget(self, records: set[str]) -> None:
        self.taken.records |= records
        for record in records:
            remove_blobs_of(self._tx, record)

    def _compare(self) -> None:
        """Equal digests mean an equal log; otherwise this hamlet is read again from the start."""
        damaged = []
        for scope, (number, digest) in self._receipt.digests.items():
            at, mine = feed.cursor(self._connection, scope)
            if at == number and mine is not None and mine.hex()[:DIGEST_LETTERS] != digest:
                damaged.append(scope)
                self.taken.records |= feed.forget_after(self._connection, scope, 0, self._now)
        self.taken.damaged = tuple(damaged)
        if self._ours and self._read_all() and not unsettled(self._connection):
            self.taken.records |= settle_unseen(self._connection, self._receipt.inc, self._receipt.ack)

    def _notes(self) -> None:
        for replica, (person, machine, role) in self._receipt.people.items():
            self._connection.execute(
                "INSERT OR REPLACE INTO machine VALUES (?, ?, ?, ?)", (int(replica), person, machine, role)
            )
        if self._ours:
            empty_what_left(self._connection, self._receipt.inc, self._receipt.durable)
        if self._receipt.token and self._read_all():
            oplog.put_token(self._connection, self._receipt.token)
        newest = oplog.head(self._connection).inc == self._receipt.inc
        durable = self._receipt.durable if newest else 0
        standing = {"role": self._receipt.role, "revoked": self._receipt.revoked, "durable": durable}
        if self._receipt.role:
            _put_fact(self._connection, STANDING, standing)

    def _read_all(self) -> bool:
        """Whether this machine knows by now all that the province knew when it said what time it was."""
        ends = {scope: number for scope, (number, _) in self._receipt.digests.items()}
        here = {scope: feed.cursor(self._connection, scope)[0] for scope in ends}
        return self._receipt.trouble is None and not self._receipt.more and here == ends


def _epoch(connection: Connection) -> int:
    row = connection.execute("SELECT value FROM fact WHERE name = ?", (EPOCH,)).fetchone()
    return int(json.loads(row[0])) if row else 0


def _put_fact(connection: Connection, name: str, value: object) -> None:
    connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, json.dumps(value)))

"""The faults: where in the product, what is there, what is put in its place."""

from dataclasses import dataclass

Change = tuple[str, str, str]  # file in cdtt_app, what is there, what is put there


@dataclass(frozen=True)
class Fault:
    """One fault; `harmless` says why no promise is broken when it goes unnoticed."""

    name: str
    changes: tuple[Change, ...]
    harmless: str = ""


COMMITTED = 'self.{0}connection.execute("COMMIT")\n{1}self.{0}connection.execute("BEGIN IMMEDIATE")\n'
ANSWERS, PUSH, MERGE = "storage/answers.py", "server/push.py", "sync/merge.py"
TRUSTS_ANY_ACK: Change = (ANSWERS, "mine is not None and mine.hex() == receipt.ack_hash", "mine is not None")
ACKS_ITS_HEAD: Change = (
    PUSH,
    "return Pushed(ack=seq, ack_hash=last, chain=chain, taken",
    "return Pushed(ack=chain.head, ack_hash=chain.head_hash, chain=chain, taken",
)

FAULTS = (
    Fault("an operation offered again is not compared", ((PUSH, "known.get(seq + 1) != hash_", "False"),)),
    Fault(
        "the machine trusts any acknowledgement",
        (TRUSTS_ANY_ACK,),
        "the province acknowledges only what the question carried; either guard covers the other",
    ),
    Fault(
        "the province acknowledges its head, not the question",
        (ACKS_ITS_HEAD,),
        "the machine takes an acknowledgement only with its own hash; either guard covers the other",
    ),
    Fault("both guards of acknowledgement off", (TRUSTS_ANY_ACK, ACKS_ITS_HEAD)),
    Fault("no question is kept", (("sync/record.py", "    record.questions[path] = (*record", "    _ = (*record"),)),
    Fault(
        "clocks alone decide",
        ((MERGE, "    if base >= 0:\n        return base == version", "    if base >= 0:\n        return False"),),
    ),
    Fault(
        "clocks of the future count as they are", ((MERGE, "min(operation.clock, now + FUTURE_MS)", "operation.clock"),)
    ),
    Fault(
        "one bad operation refuses the batch",
        (
            (
                "sync/accept.py",
                "            self._set_aside(offered, reason or Reason.UNREADABLE)\n            return",
                "            raise ValueError(reason)",
            ),
        ),
    ),
    Fault("a bad operation is dropped in silence", ((PUSH, "    if result.asides:", "    if False:"),)),
    Fault(
        "receipt and log in two transactions",
        (
            (
                ANSWERS,
                "            self._take_lines(lines)\n",
                " " * 12 + COMMITTED.format("_", " " * 12) + "            self._take_lines(lines)\n",
            ),
        ),
        "each part is safe alone: what is signed for and not yet seen stays on top of the view",
    ),
    Fault(
        "a page that does not follow is taken",
        (("storage/arrivals.py", "if entry.number != self._number + 1:", "if entry.number <= 0:"),),
    ),
    Fault(
        "a hamlet that was taken away stays",
        ((ANSWERS, "        if not self._receipt.gone or not offered_all:", "        if True:"),),
    ),
    Fault(
        "a hamlet goes before its work was offered",
        ((ANSWERS, "        if not self._receipt.gone or not offered_all:", "        if not self._receipt.gone:"),),
        "only the view loses it early: the operations stay in the machine's log and are offered all the same",
    ),
    Fault(
        "an old copy of a disk is not noticed at once",
        ((ANSWERS, "            self._look_beyond()", "            pass"),),
        "its next operation collides by its hash",
    ),
    Fault(
        "row and operation in two transactions",
        (
            (
                "storage/database.py",
                "        put_row(self.connection, kind, entity)\n",
                "        put_row(self.connection, kind, entity)\n        " + COMMITTED.format("", " " * 8),
            ),
        ),
    ),
    Fault(
        "a record whose parent is unknown is refused",
        (
            (
                "sync/accept.py",
                "        if self._device.revoked:",
                "        if operation.parent:\n            return Reason.BAD_VALUE\n        if self._device.revoked:",
            ),
        ),
    ),
    Fault(
        "own runs are believed without the hash",
        ((ANSWERS, "self._receipt.ack if self._ours else 0", "self._receipt.ack"),),
    ),
    Fault(
        "what a restored server lost is not dropped",
        ((ANSWERS, "for scope, number in self._receipt.rewind.items():", "for scope, number in ():"),),
    ),
    Fault(
        "versions do not tell the epoch", (("sync/entry.py", "return number + (epoch << EPOCH_BITS)", "return number"),)
    ),
    Fault(
        "versions of another hamlet count",
        ((MERGE, "void = record.scope != (operation.seen_in or operation.scope)", "void = False"),),
    ),
    Fault(
        "what was set aside is not told with a fork",
        (
            (
                ANSWERS,
                "        self._keep_receipt()  # with trouble",
                "        if receipt.trouble is None:\n            self._keep_receipt()  # with trouble",
            ),
        ),
    ),
    Fault(
        "a new incarnation keeps the old hash chain",
        (("storage/incarnation.py", '    last, reached = b"", common', '    last, reached = b"x", common'),),
    ),
    Fault(
        "an answer for another machine is believed",
        (("services/exchange.py", "if receipt.device != me.replica:", "if False:"),),
        "its acknowledgement does not fit the own hash, and log lines of a hamlet are the same for everybody",
    ),
    Fault(
        "digests are not compared",
        ((ANSWERS, "if at == number and mine is not None and mine.hex()[:DIGEST_LETTERS] != digest:", "if False:"),),
    ),
    Fault(
        "the view forgets what is on its way",
        (
            (
                "storage/view.py",
                "    for operation in pending(connection, record).values():",
                "    for operation in ():",
            ),
        ),
    ),
    Fault("gaps: the head of a log is not written", ((PUSH, "        tx.put_heads(result.heads)", "        pass"),)),
    Fault(
        "a record deleted here and changed there is not asked about",
        ((MERGE, "    unseen = _deleted_unseen(record, operation, author, version)", "    unseen = 0"),),
    ),
    Fault(
        "a new incarnation takes a name that was used",
        (("storage/incarnation.py", "name = max(newest.inc + 1, ", "name = min(newest.inc + 1, "),),
    ),
    Fault(
        "after a restore old receipts count as before",
        (
            (
                ANSWERS,
                "            self._doubt_receipts()\n",
                "",
            ),
        ),
    ),
    Fault(
        "after a restore only the newest incarnation is asked about",
        (
            (
                "storage/offers.py",
                "inc = waiting[0] if waiting else oplog.head(connection).inc",
                "inc = oplog.head(connection).inc",
            ),
        ),
    ),
    Fault(
        "after a restore what had been set aside is believed to be so still",
        (
            (
                ANSWERS,
                'void = {SURE} {doubtful}", place).rowcount:',
                'void = {SURE} {doubtful}", place).rowcount < 0:',
            ),
        ),
    ),
    Fault(
        "a fork in an older incarnation is passed over",
        ((ANSWERS, "        if beyond or oplog.head(", "        if oplog.head("),),
    ),
    Fault(
        "only hamlets that the question named are rewound",
        (("server/receive.py", "in sorted({*scopes, *request.cursors})}", "in sorted(request.cursors)}"),),
    ),
    Fault(
        "what others wrote is not kept when the province lost it",
        (
            (
                "storage/feed.py",
                "WHERE f.scope = ? AND f.number > ? AND f.replica <> 0",
                "WHERE f.scope = ? AND f.number > ? AND 0",
            ),
        ),
    ),
    Fault(
        "lost work leaves with its hamlet",
        ((ANSWERS, "        if self.taken.rescued:", "        if False:"),),
    ),
    Fault(
        "lost work is offered with what its finder had seen",
        (("storage/salvage.py", "return bases.get(base, base)", "return max(bases.values(), default=base)"),),
    ),
    Fault(
        "a late piece of a snapshot is taken",
        (
            (
                "storage/snapshots.py",
                "return not line.a or in_progress(connection).get(line.s) == (line.n, line.a)",
                "return True",
            ),
        ),
    ),
    Fault(
        "own work that was folded away waits for ever",
        (
            (
                ANSWERS,
                "        if self._ours and self._read_all() and not unsettled(self._connection):",
                "        if False:",
            ),
        ),
    ),
    Fault(
        "who did not know of a move takes the record back",
        (
            (
                "sync/accept.py",
                "if moves(operation) and (outcome is None or SCOPE_FIELD not in outcome.lost):",
                "if True:",
            ),
        ),
    ),
    Fault(
        "a clone's operation of the same number counts as one's own",
        (
            (
                MERGE,
                "(author.replica, _life(author, -base), -base)",
                "(author.replica, writer.inc, -base)",
            ),
        ),
    ),
    Fault(
        "the time heard counts before all was read",
        ((ANSWERS, "if self._receipt.token and self._read_all():", "if self._receipt.token:"),),
    ),
    Fault(
        "a change closes every question",
        (("sync/record.py", "if claim.writer.received > heard)", "if False)"),),
    ),
    Fault(
        "photos that wait leave with their hamlet",
        (
            (
                "storage/blobs.py",
                '_remove_all(tx, "record = ? AND state <> ?", (record, BlobState.TO_SEND))',
                '_remove_all(tx, "record = ?", (record,))',
            ),
        ),
    ),
    Fault(
        "photos are not offered again after a restore",
        ((ANSWERS, "            offer_again(self._tx)\n", ""),),
    ),
    Fault(
        "a file is believed without looking at its content",
        (("server/upload_files.py", "if found != upload.sha256:", "if False:"),),
    ),
    Fault(
        "own work is not shown again when its hamlet comes back",
        (
            (
                "storage/arrivals.py",
                "if not mine or hidden or entry.outcome is not None:",
                "if not mine or entry.outcome is not None:",
            ),
        ),
    ),
    Fault(
        "a machine's access that ended still writes",
        (
            ("sync/accept.py", "        if self._device.revoked:\n            return Reason.REVOKED\n", ""),
            ("server/rights.py", "    if device.revoked:\n        return frozenset()\n", ""),
        ),
    ),
    Fault(
        "what a newer program wrote is refused",
        (
            (
                "sync/validity.py",
                "if operation.kind not in KINDS and operation.schema <= SCHEMA:",
                "if operation.kind not in KINDS:",
            ),
        ),
    ),
    Fault(
        "what an older program wrote is not read as today's",
        (("sync/upcast.py", "        if step is not None:", "        if False:"),),
    ),
    Fault(
        "one torn parcel is taken for a message",
        (
            (
                "sync/parcel.py",
                "        return decrypt(data, [x25519.Identity.from_str(key)])\n",
                "        return decrypt(data, [x25519.Identity.from_str(key)])[:-1]\n",
            ),
        ),
    ),
    Fault(
        "folding forgets open questions",
        (("sync/snapshot.py", "            questions=record.questions,\n        )\n    )\n", "        )\n    )\n"),),
    ),
)

"""Two machines wrote different things: what is still to be asked, and what becomes of an answer."""

from collections.abc import Mapping
from datetime import UTC, datetime

from cdtt_app.domain.conflict import Claim, Question
from cdtt_app.domain.kinds import KINDS, Entity
from cdtt_app.services.authors import Authors, read_authors
from cdtt_app.services.record_facts import record_facts
from cdtt_app.services.undo import Change, Saved
from cdtt_app.storage import conflicts as kept
from cdtt_app.storage.database import Database, Write, find
from cdtt_app.storage.view import fields_now
from cdtt_app.sync.fields import Value
from cdtt_app.sync.record import DELETED, Record, Writer


def open_questions(db: Database) -> tuple[Question, ...]:
    """Every question of this machine's hamlets, fields that are asked as one still apart; the oldest first.

    Who shows them leaves out what the household does not agree to (`Question.record.granted`).
    """
    authors = read_authors(db)
    found = []
    for record, fields in kept.open_records(db.connection()):
        _, now = fields_now(db.connection(), record.id)
        if now.get(DELETED) and DELETED not in fields:
            continue  # the record is gone: nobody needs to know what stood in it
        facts = record_facts(db, record.kind, record.id, now)
        found += [Question(record=facts, field=path, claims=_claims(record, path, authors)) for path in fields]
    return tuple(sorted(found, key=lambda question: max(claim.at for claim in question.claims)))


def _claims(record: Record, path: str, authors: Authors) -> tuple[Claim, ...]:
    """The value that stands first, so that `current` is 0."""
    value, version = record.fields.get(path, (None, 0))
    standing = [_claim(value, record.writers[version], authors)] if version else []
    return (*standing, *(_claim(claim.value, claim.writer, authors) for claim in record.questions[path]))


def _claim(value: Value, writer: Writer, authors: Authors) -> Claim:
    author = authors.of(writer.replica)
    at = datetime.fromtimestamp(writer.clock / 1000, UTC)
    return Claim(value=value, person=author.person, machine=author.machine, at=at)


def answer_question(db: Database, kind: str, record: str, values: Mapping[str, Value]) -> Saved:
    """Settle fields of a record that were asked about together; raises StorageError."""
    with db.write() as tx:
        before = _entity(tx, kind, record)
        for path, value in values.items():
            tx.answer(record, path, value)
            kept.forget_postponed(tx, record, path)
        after = _entity(tx, kind, record)
    return Saved((Change(before, after),) if after is not None and after != before else ())


def _entity(tx: Write, kind: str, record: str) -> Entity | None:
    return find(tx.connection, KINDS[kind], record) if kind in KINDS else None


def postpone_question(db: Database, record: str, fields: tuple[str, ...]) -> None:
    """Nobody knows: it is to be asked at the household."""
    with db.write() as tx:
        for path in fields:
            kept.postpone(tx, record, path, db.now())

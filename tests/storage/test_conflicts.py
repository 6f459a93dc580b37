from cdtt_app.storage.conflicts import open_records
from cdtt_app.storage.database import Database
from cdtt_app.storage.feed import write_entries
from cdtt_app.sync.operation import Operation
from tests.sync.logs import MAI, PAO, T1, Log, changing


def test_a_question_about_what_only_a_newer_program_knows_is_not_asked_here(db: Database) -> None:
    log = Log()
    for replica, note in ((PAO, "a"), (MAI, "b")):
        flight = Operation(kind="drone_flight", id="f", scope=T1, clock=1, schema=2, changes={"note": (note, 0)})
        log.take(replica, flight, changing(id_="h", note=(note, 0)))
    with db.write() as tx:
        write_entries(tx.connection, log.entries)
    assert log.record("f").questions
    assert [(record.id, fields) for record, fields in open_records(db.connection())] == [("h", ("note",))]

"""Which attachments a log names."""

from cdtt_app.server.file_names import files_named
from cdtt_app.sync.entry import Entry, Outcome

ONE, TWO = "ab" * 32, "cd" * 32


def entry(body: bytes, outcome: Outcome | None = None) -> Entry:
    """An entry of a log."""
    return Entry(
        scope="a",
        number=1,
        version=1,
        record="r",
        replica=1,
        inc=1,
        seq=1,
        received=0,
        body=body,
        outcome=outcome,
    )


def test_an_operation_names_the_addresses_among_its_values() -> None:
    body = f'{{"set":{{"photo":["{ONE}",0],"papers.x":[["{TWO}"],0],"note":["{ONE[:-1]} {TWO}",0]}}}}'.encode()
    assert set(files_named([entry(body)])) == {(ONE, "a"), (TWO, "a")}
    assert list(files_named([entry(b'{"set":{"note":["%s",0]}}' % ONE.upper().encode())])) == []


def test_a_record_that_moves_in_brings_its_files_along() -> None:
    moved = entry(b"{}", Outcome(enter={"photo": ONE}))
    assert list(files_named([moved, entry(b"{}", Outcome(same=("x",)))])) == [(ONE, "a")]

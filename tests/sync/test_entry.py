import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.sync.entry import Entry, Outcome, chain, decode_line, encode_line, to_lines, version_of
from cdtt_app.sync.operation import LogError, encode
from tests.sync.logs import NOW, T1, changing


def entry(
    number: int, replica: int = 1, seq: int = 0, *, inc: int = 1, outcome: Outcome | None = None, received: int = NOW
) -> Entry:
    return Entry(
        scope=T1,
        number=number,
        version=number,
        record="h",
        replica=replica,
        inc=inc,
        seq=seq or number,
        received=received,
        body=encode(changing(note=(f"{number}", 0))),
        outcome=outcome,
    )


def runs(*entries: Entry, known: int = 99) -> list[tuple[int, tuple[int, int, int] | None]]:
    return [(line.n, line.own) for line in to_lines(entries, replica=1, inc=1, known=known)]


def test_what_the_asker_has_itself_becomes_one_line_without_content() -> None:
    assert runs(entry(3), entry(4), entry(5)) == [(3, (1, 3, 3))]


@pytest.mark.parametrize(
    "other",
    [
        entry(4, replica=2),
        entry(4, inc=2),
        entry(4, outcome=Outcome(lost=("note",))),
    ],
    ids=["another machine's", "another incarnation's", "one that did not simply stand"],
)
def test_anything_else_is_told_in_full(other: Entry) -> None:
    assert runs(entry(3), other, entry(5)) == [(3, (1, 3, 1)), (4, None), (5, (1, 5, 1))]


def test_a_run_ends_where_numbers_or_times_do_not_go_on() -> None:
    assert runs(entry(3), entry(4, seq=9)) == [(3, (1, 3, 1)), (4, (1, 9, 1))]
    assert runs(entry(3), entry(4, received=NOW + 1)) == [(3, (1, 3, 1)), (4, (1, 4, 1))]


def test_what_was_not_hashed_in_this_exchange_is_told_in_full() -> None:
    assert runs(entry(3), entry(4), known=3) == [(3, (1, 3, 1)), (4, None)]


@given(st.integers(0, 9), st.integers(0, 5), st.sampled_from(["lost", "left", "aside", ""]))
def test_a_line_gives_back_its_entry(number: int, epoch: int, outcome: str) -> None:
    outcomes = {"lost": Outcome(lost=("a",)), "left": Outcome(left="T2"), "aside": Outcome(aside=("x", 1, 2, 3))}
    told = entry(number + 1, replica=2, outcome=outcomes.get(outcome))
    (line,) = to_lines([told], replica=1, inc=1, known=0)
    back = decode_line(encode_line(line))
    assert (back.s, back.n, back.w, back.o) == (T1, number + 1, (2, 1, number + 1), told.outcome)
    assert bytes(back.op) == told.body
    assert version_of(number, epoch) != version_of(number, epoch + 1)


def test_a_digest_hangs_on_everything_that_a_reader_goes_by() -> None:
    whole = entry(3)
    others = [entry(4), entry(3, replica=2), entry(3, inc=2), entry(3, seq=9), entry(3, outcome=Outcome(left="T2"))]
    digests = {chain(b"", one) for one in (whole, *others)} | {chain(b"x", whole)}
    assert len(digests) == 7


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"s":"T1"}', b"\xff", b"[" * 100_000])
def test_what_is_no_line_is_refused(data: bytes) -> None:
    with pytest.raises(LogError):
        decode_line(data)

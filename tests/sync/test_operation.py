import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.sync.operation import (
    HASH_BYTES,
    LogError,
    Operation,
    decode,
    encode,
    latest_setters,
    link,
    next_clock,
)

values = st.one_of(st.none(), st.integers(), st.text(max_size=8), st.lists(st.text(max_size=3), max_size=3))
operations = st.builds(
    Operation,
    kind=st.just("visit"),
    id=st.sampled_from(["a", "b"]),
    scope=st.just("h"),
    clock=st.integers(min_value=0),
    changes=st.dictionaries(st.text(min_size=1, max_size=6), st.tuples(values, st.integers(0, 9)), max_size=4),
    schema=st.just(1),
    parent=st.one_of(st.none(), st.just("p")),
    token=st.one_of(st.none(), st.just("t")),
)


@given(operations)
def test_an_operation_survives_its_line(operation: Operation) -> None:
    assert decode(encode(operation)) == operation


@given(st.binary(max_size=60))
def test_any_other_line_is_refused_not_misread(line: bytes) -> None:
    with pytest.raises(LogError):
        decode(line)


@given(st.binary(max_size=16), st.binary(min_size=1, max_size=40), st.integers(0, 39))
def test_one_changed_byte_breaks_the_link(previous: bytes, body: bytes, at: int) -> None:
    other = bytearray(body)
    other[at % len(body)] ^= 1
    assert len(link(previous, body)) == HASH_BYTES
    assert link(previous, body) != link(previous, bytes(other))


def test_a_line_hangs_on_all_that_was_written_before_it() -> None:
    assert link(b"one", b"body") != link(b"two", b"body")


def test_the_clock_goes_on_when_the_machine_is_set_back() -> None:
    assert next_clock(1000, 5) == 1001
    assert next_clock(1000, 5000) == 5000


def _set(id_: str, **changes: object) -> Operation:
    pairs = {path: (value, 0) for path, value in changes.items()}
    return Operation(kind="household", id=id_, scope="h", clock=1, changes=pairs, schema=1)


def test_the_latest_setter_of_each_field_is_named() -> None:
    own = {4: _set("a", name="1", phone="1"), 7: _set("a", name="2")}
    assert latest_setters(own) == {"name": 7, "phone": 4}


def test_a_line_whose_parent_is_no_id_is_refused() -> None:
    line = b'{"n":1,"s":"h","k":"visit","h":1,"id":"v","in":"of","set":{"of":["x"]}}'
    with pytest.raises(LogError, match="the parent is not an id"):
        decode(line)
    assert decode(line.replace(b'["x"]', b'"x"')).parent == "x"

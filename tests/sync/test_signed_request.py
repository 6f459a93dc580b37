from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.attachment import address_of
from cdtt_app.sync.signed_request import FILES, WINDOW_MS, authorization, claim_holds, fetching, read_claim
from cdtt_app.sync.signing import public_key, sign

SEED = bytes(range(32))
NOW = 1_800_000_000_000
NUMBERS = st.integers(0, 10**15 - 1)


def holds(header: str, *, now: int = NOW, what: str = FILES, seed: bytes = SEED) -> bool:
    claim = read_claim(header)
    assert claim is not None
    return claim_holds(claim, public_key(seed), now, what)


@given(NUMBERS, NUMBERS)
def test_a_header_is_read_back_and_believed_under_its_own_key_alone(replica: int, at: int) -> None:
    header = authorization(SEED, replica, at)
    claim = read_claim(header)
    assert claim is not None
    assert (claim.replica, claim.at_ms) == (replica, at)
    assert holds(header, now=at)
    assert not holds(header, now=at, seed=bytes(32))


@pytest.mark.parametrize(("late", "believed"), [(WINDOW_MS, True), (WINDOW_MS + 1, False)])
def test_a_header_holds_for_a_day_whichever_clock_is_ahead(late: int, believed: bool) -> None:
    header = authorization(SEED, 17, NOW)
    assert holds(header, now=NOW + late) is believed
    assert holds(header, now=NOW - late) is believed


@pytest.mark.parametrize(("old", "new"), [("dev=17", "dev=18"), (f"at={NOW}", f"at={NOW + 1}")])
def test_neither_the_machine_nor_the_time_can_be_changed(old: str, new: str) -> None:
    header = authorization(SEED, 17, NOW)
    assert old in header
    assert not holds(header.replace(old, new))


def test_a_header_for_sending_does_not_fetch_and_one_for_a_file_fetches_no_other() -> None:
    first, second = (fetching(address_of(body)) for body in (b"first", b"second"))
    assert not holds(authorization(SEED, 17, NOW), what=first)
    assert holds(authorization(SEED, 17, NOW, first), what=first)
    assert not holds(authorization(SEED, 17, NOW, first), what=second)
    assert not holds(authorization(SEED, 17, NOW, first))


def test_a_signature_made_for_a_message_is_no_header() -> None:
    header = authorization(SEED, 17, NOW)
    message = f"{FILES}\n17\n{NOW}".encode()
    claim = read_claim(header)
    assert claim is not None
    assert claim.signature == sign(SEED, "files", message)
    assert claim.signature != sign(SEED, "request", message)


@given(st.text())
def test_any_other_header_is_no_claim(header: str) -> None:
    assert read_claim(header) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda header: header + "A",
        lambda header: header[:-1],
        lambda header: header + "\n",
        lambda header: header.replace("CDTT", "Bearer"),
        lambda header: header.replace("dev=17", "dev=-17"),
        lambda header: header.replace("dev=17", "dev=١٧"),
        lambda header: header.replace("dev=17", "dev=" + "1" * 5000),
    ],
)
def test_a_header_that_is_nearly_right_is_no_claim(spoil: Callable[[str], str]) -> None:
    assert read_claim(spoil(authorization(SEED, 17, NOW))) is None

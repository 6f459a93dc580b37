"""How much is offered and asked for at once, by what the last exchange was like."""

from datetime import UTC, datetime

import pytest

from cdtt_app.services.exchange import Pages
from cdtt_app.services.sync import first_pages, next_pages
from cdtt_app.storage.attempts import OK, Attempt
from cdtt_app.sync.compression import Codec, pack
from cdtt_app.sync.envelope import EnvelopeError, Packing, seal, unseal
from tests.sync.day_of_visits import day_of_visits

USUAL = Pages()
A_VISIT = 2000  # bytes, and more than most


def tried(seconds: float, outcome: str = OK) -> Attempt:
    return Attempt(
        at=datetime(2026, 11, 22, tzinfo=UTC),
        road="network",
        outcome=outcome,
        seconds=seconds,
        sent=500,
        got=300,
        inc=1,
        last=1,
    )


def test_a_machine_that_never_tried_begins_as_usual() -> None:
    assert first_pages(()) == USUAL


@pytest.mark.parametrize("before", [tried(0.2, "cut"), tried(60, "timeout"), tried(9)])
def test_after_a_try_that_broke_or_crept_a_few_visits_come_first(before: Attempt) -> None:
    assert A_VISIT < first_pages((before,)).offer < 10 * A_VISIT


def test_after_an_exchange_that_took_no_time_much_is_offered_and_packed_quickly() -> None:
    pages = first_pages((tried(0.01),))
    assert pages.offer > USUAL.offer
    assert pages.quick


def test_a_weak_link_that_carries_gets_the_usual_page_packed_as_small_as_can_be() -> None:
    assert first_pages((tried(2.3),)) == USUAL


def test_pages_grow_while_answers_come_soon_up_to_what_the_province_takes_at_once() -> None:
    pages = first_pages((tried(1, "cut"),))
    sizes = [(pages := next_pages(pages, tried(0.7))).offer for _ in range(8)]
    assert sizes == sorted(sizes)
    assert USUAL.offer < sizes[-1] == sizes[-2] < 1024 * 1024
    assert not pages.quick


def test_one_answer_that_was_long_in_coming_makes_pages_small_again() -> None:
    assert next_pages(USUAL, tried(5)) == first_pages((tried(5),))


def test_quick_packing_takes_a_little_more_room_and_reads_as_the_other() -> None:
    plain = b"\n".join(day_of_visits(1))
    quick, small = pack(plain, Codec.ZSTD, quick=True), pack(plain, Codec.ZSTD)
    assert len(small) < len(quick) < 1.2 * len(small)
    message = seal(b"{}", plain, seed=b"s" * 32, purpose="request", packing=Packing(Codec.ZSTD, {}, quick=True))
    assert unseal(message, Packing(Codec.ZSTD, {})).rest == plain
    with pytest.raises(EnvelopeError):
        unseal(message[:-1], Packing(Codec.ZSTD, {}))

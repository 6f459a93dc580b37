from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from cdtt_app.server.receive import receive
from cdtt_app.server.store import Store, Transaction
from cdtt_app.services.exchange import Pages
from cdtt_app.sync.envelope import EnvelopeError, seal
from cdtt_app.sync.messages import REQUEST, Receipt, Request, Trouble, decode_receipt, decode_request, encode_head
from tests.journeys.sync.laptops import Laptop
from tests.journeys.sync.provinces import PACKING
from tests.storage.meetings import T1, Meeting, meeting
from tests.sync.logs import changing


@pytest.fixture
def land(tmp_path: Path) -> Iterator[Meeting]:
    with meeting(tmp_path) as made:
        yield made


def head_of(data: bytes) -> bytes:
    return data[70:].partition(b"\n")[0]


def asked(laptop: Laptop, change: Callable[[Request], Request]) -> bytes:
    """A question of this machine, changed by it."""
    request = change(decode_request(head_of(laptop.ask(Pages()).data)))
    return seal(encode_head(request), b"", seed=laptop.seed, purpose=REQUEST, packing=PACKING)


def told(data: bytes) -> Receipt:
    return decode_receipt(head_of(data))


@pytest.mark.parametrize(
    "change",
    [
        lambda request: structs.replace(request, base_hash="zz"),
        lambda request: structs.replace(request, base_hash="ab"),
        lambda request: structs.replace(request, count=1),
        lambda request: structs.replace(request, base=-1),
        lambda request: structs.replace(request, inc=2**60),
        lambda request: structs.replace(request, cursors={"T1": -1}),
    ],
)
def test_a_signed_message_that_makes_no_sense_is_answered_and_changes_nothing(
    land: Meeting, change: Callable[[Request], Request]
) -> None:
    mai = land.machine(T1)
    assert told(land.province.exchange(asked(mai, change))).trouble is Trouble.MALFORMED


def test_a_machine_that_is_not_known_is_told_so_and_a_stranger_is_not_answered(land: Meeting) -> None:
    mai = land.machine(T1)
    unknown = asked(mai, lambda request: structs.replace(request, device=99))
    assert told(land.province.exchange(unknown)).trouble is Trouble.UNKNOWN
    pao = land.machine(T1)
    with pytest.raises(EnvelopeError):
        land.province.exchange(asked(mai, lambda request: structs.replace(request, device=pao.replica)))


def test_a_machine_whose_incarnation_began_elsewhere_is_told_that_nothing_agrees(land: Meeting) -> None:
    mai = land.machine(T1)
    mai.edit(T1, "h", note="a")
    land.meet(mai)
    receipt = told(
        land.province.exchange(
            asked(mai, lambda request: structs.replace(request, first=5, base=7, base_hash="ab" * 16))
        )
    )
    assert (receipt.trouble, receipt.ack, receipt.ack_hash) == (Trouble.FORK, 4, "")


class RestoredStore:
    """A store that is brought back to an older day as soon as something was written."""

    def __init__(self, store: Store, restore: Callable[[], None]) -> None:
        self._store = store
        self._restore = restore

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        with self._store.write() as tx:
            yield tx
        self._restore()

    def read(self) -> AbstractContextManager[Transaction]:
        return self._store.read()

    def close(self) -> None:
        self._store.close()


def test_no_receipt_promises_what_a_restore_took_at_that_very_moment(land: Meeting) -> None:
    mai = land.machine(T1)
    copy = land.back_up()
    mai.edit(T1, "h", note="a")
    province = land.province._province
    hurt = replace(province, store=RestoredStore(land.province.store, lambda: land.province.put_back(copy)))
    receipt = told(receive(hurt, mai.ask(Pages()).data).data)
    assert (receipt.epoch, receipt.ack) == (1, 0)


@pytest.mark.parametrize(("again", "aside"), [(False, ()), (True, ((1, "bad_value"),))])
def test_what_was_set_aside_is_told_again_to_who_asks_after_a_restore(
    land: Meeting, again: bool, aside: tuple[tuple[int, str], ...]
) -> None:
    mai = land.machine(T1)
    mai.take_in(changing(note=({"deep": 1}, 0)))
    land.meet(mai)
    assert (
        told(land.province.exchange(asked(mai, lambda request: structs.replace(request, again=again)))).aside == aside
    )

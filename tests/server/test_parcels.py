from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from cdtt_app.server.parcels import PARCEL, deliver
from cdtt_app.sync.envelope import EnvelopeError
from cdtt_app.sync.parcel import ParcelError, make_seal_key, open_parcel, seal_parcel, seal_recipient
from tests.server.running import Machine, RunningServer, let_in, running_server
from tests.server.talking import Talker, household, post, talker

HAMLET = "T1"
OWN_KEY = make_seal_key()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path) as running:
        yield running


@pytest.fixture
def machine(server: RunningServer) -> Machine:
    return let_in(server.province, scopes=[HAMLET])


def _recipient(server: RunningServer) -> str:
    return seal_recipient(server.province.identity.seal_key)


def _parcel(server: RunningServer, speaker: Talker, *bodies: bytes, recipient: str = "") -> bytes:
    message = speaker.message(list(bodies), recipient=recipient or seal_recipient(OWN_KEY))
    return seal_parcel(message, _recipient(server))


def _bring(server: RunningServer, parcel: bytes) -> requests.Response:
    return post(server, "/v1/parcels", parcel, PARCEL)


def test_the_answer_to_a_parcel_is_for_its_owner_alone(server: RunningServer, machine: Machine) -> None:
    speaker, body = talker(server, machine), household(HAMLET, "Lục Văn Bảo")
    reply = _bring(server, _parcel(server, speaker, body))
    assert (reply.status_code, reply.headers["Content-Type"]) == (200, PARCEL)
    with pytest.raises(ParcelError):
        open_parcel(reply.content, make_seal_key())
    told = speaker.hear(open_parcel(reply.content, OWN_KEY), [body])
    assert told.receipt.ack == 1
    with server.province.store.read() as tx:
        assert tx.places([HAMLET])[HAMLET].head.number == 1


def test_the_same_parcel_brought_twice_is_taken_in_once(server: RunningServer, machine: Machine) -> None:
    parcel = _parcel(server, talker(server, machine), household(HAMLET, "Lục Văn Bảo"))
    assert [_bring(server, parcel).status_code for _ in range(2)] == [200, 200]
    with server.province.store.read() as tx:
        assert tx.places([HAMLET])[HAMLET].head.number == 1


def test_what_is_sealed_for_somebody_else_or_torn_is_answered_with_nothing(
    server: RunningServer, machine: Machine
) -> None:
    stranger = seal_parcel(b"x", seal_recipient(make_seal_key()))
    torn = _parcel(server, talker(server, machine), household(HAMLET, "x"))[:-9]
    for parcel in (stranger, torn):
        reply = _bring(server, parcel)
        assert (reply.status_code, reply.content) == (204, b"")


def test_what_is_no_parcel_and_what_no_machine_of_ours_made_is_refused(server: RunningServer, machine: Machine) -> None:
    assert _bring(server, b"xin chao").status_code == 400
    assert _bring(server, seal_parcel(b"not a message", _recipient(server))).status_code == 400
    forged = talker(server, Machine(replica=machine.replica, seed=bytes(32)))
    assert _bring(server, _parcel(server, forged, household(HAMLET, "x"))).status_code == 400
    assert post(server, "/v1/parcels", b"x").status_code == 415


def test_a_message_that_names_no_recipient_is_no_parcel(server: RunningServer, machine: Machine) -> None:
    parcel = _parcel(server, talker(server, machine), household(HAMLET, "x"), recipient="nobody")
    with pytest.raises(EnvelopeError):
        deliver(server.province, parcel)
    with server.province.store.read() as tx:
        assert tx.places([HAMLET])[HAMLET].head.number == 0

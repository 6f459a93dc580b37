"""Who is let in by a one-time code, and with which hamlets."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from cdtt_app.domain.role import Role
from cdtt_app.server.enrolment import TOO_OFTEN, USED
from cdtt_app.sync.enrolment import (
    WRONG_CODE,
    EnrolAnswer,
    EnrolHamlet,
    EnrolmentError,
    check_answer,
    decode_answer,
    encode,
    make_request,
)
from cdtt_app.sync.invitation_code import make_secret
from cdtt_app.sync.signing import public_key
from tests.server.inviting import COMMUNE, ask_to_enrol, invite, request_of, send_enrolment
from tests.server.running import Machine, RunningServer, let_in, running_server
from tests.server.talking import NOW, household, talker

ONE, TWO, OWN = "thon-mot", "thon-hai", "0199a0f2-5b6c-7d11-a1b2-00000000000a"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server in a thread."""
    with running_server(tmp_path) as running:
        yield running


def enrolled(server: RunningServer, secret: bytes, seed: bytes, hamlets: tuple[EnrolHamlet, ...] = ()) -> EnrolAnswer:
    """Enrol, and believe the answer as a machine does."""
    request = request_of(secret, seed, hamlets=hamlets)
    reply = send_enrolment(server, encode(request))
    assert reply.status_code == 200, reply.text
    answer = decode_answer(reply.content)
    check_answer(answer, request, secret)
    return answer


def test_a_machine_is_let_in_with_the_hamlets_of_its_invitation_and_can_write_there(server: RunningServer) -> None:
    seed, secret = os.urandom(32), invite(server.province, person="Vàng Thị Sua", scopes=(ONE, TWO))
    answer = enrolled(server, secret, seed)
    assert (answer.person, answer.role, answer.scopes) == ("Vàng Thị Sua", Role.VOLUNTEER, tuple(sorted((ONE, TWO))))
    assert (answer.commune, answer.epoch) == (COMMUNE, 0)
    assert answer.server_key == server.province.identity.public
    me = talker(server, Machine(replica=answer.replica, seed=seed))
    told = me.exchange(server, household(ONE, "Lò Văn Pản"), household(TWO, "Lò Văn Hặc"), household(OWN, "x"))
    assert told.receipt.ack == 3
    assert told.receipt.aside == ((3, "not_granted"),)


def test_a_lost_answer_may_be_asked_for_again(server: RunningServer) -> None:
    seed, secret = os.urandom(32), invite(server.province, scopes=(ONE,))
    first = enrolled(server, secret, seed)
    again = enrolled(server, secret, seed)
    assert (again.replica, again.scopes) == (first.replica, first.scopes)
    with server.province.store.read() as tx:
        assert tx.counts()["machines"] == 1


def test_asking_again_does_not_bring_back_what_was_taken_since(server: RunningServer) -> None:
    seed, secret = os.urandom(32), invite(server.province, scopes=(ONE, TWO))
    replica = enrolled(server, secret, seed).replica
    with server.province.store.write() as tx:
        tx.revoke(replica, TWO, NOW)
    assert enrolled(server, secret, seed).scopes == (ONE,)


def test_a_lost_answer_may_be_asked_for_after_the_invitation_has_ended(tmp_path: Path) -> None:
    clock = [NOW]
    with running_server(tmp_path, clock=lambda: clock[0]) as server:
        seed, secret = os.urandom(32), invite(server.province, scopes=(ONE,))
        first = enrolled(server, secret, seed)
        clock[0] += 365 * 24 * 3_600_000
        assert enrolled(server, secret, seed).replica == first.replica


def test_a_code_lets_in_one_machine_only(server: RunningServer) -> None:
    secret = invite(server.province, scopes=(ONE,))
    assert ask_to_enrol(server, secret).status_code == 200
    refused = ask_to_enrol(server, secret)
    assert (refused.status_code, refused.json()["detail"]) == (403, USED)


def test_a_machine_that_is_in_gains_nothing_from_the_used_code_of_another(server: RunningServer) -> None:
    seed, secret = os.urandom(32), invite(server.province, scopes=(TWO,))
    enrolled(server, invite(server.province, scopes=(ONE,)), seed)
    enrolled(server, secret, os.urandom(32))
    refused = ask_to_enrol(server, secret, seed)
    assert (refused.status_code, refused.json()["detail"]) == (403, USED)


def test_of_many_machines_at_once_one_gets_in(server: RunningServer) -> None:
    secret = invite(server.province, scopes=(ONE,))
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: ask_to_enrol(server, secret).status_code, range(8)))
    assert sorted(found)[:2] == [200, 403]
    assert set(found) <= {200, 403, 429}
    with server.province.store.read() as tx:
        assert tx.counts()["machines"] == 1


def test_an_invitation_that_has_ended_says_until_when_it_was_good(tmp_path: Path) -> None:
    with running_server(tmp_path, clock=lambda: 1_793_000_000_000) as server:  # 2026-10-26
        secret = invite(server.province, lasting_ms=-1)
        refused = ask_to_enrol(server, secret)
    assert refused.status_code == 403
    assert "26/10/2026" in refused.json()["detail"]


def test_an_unknown_code_and_a_wrong_proof_are_told_alike(server: RunningServer) -> None:
    secret = invite(server.province)
    unknown = ask_to_enrol(server, make_secret(os.urandom(16)))
    forged = msgspec.structs.replace(request_of(secret), proof=bytes(32))
    for refused in (unknown, send_enrolment(server, encode(forged))):
        assert (refused.status_code, refused.json()["detail"]) == (403, WRONG_CODE)
    renamed = msgspec.structs.replace(request_of(secret), machine="Máy khác")
    assert send_enrolment(server, encode(renamed)).status_code == 403


def test_after_five_wrong_tries_a_code_rests(server: RunningServer) -> None:
    secret, other = invite(server.province), invite(server.province)
    forged = encode(msgspec.structs.replace(request_of(secret), proof=bytes(32)))
    assert [send_enrolment(server, forged).status_code for _ in range(6)] == [403] * 5 + [429]
    refused = ask_to_enrol(server, secret)
    assert (refused.status_code, refused.json()["detail"]) == (429, TOO_OFTEN)
    assert int(refused.headers["retry-after"]) > 60
    assert ask_to_enrol(server, other).status_code == 200


def test_asking_again_and_again_for_a_lost_answer_is_no_wrong_try(server: RunningServer) -> None:
    seed, secret = os.urandom(32), invite(server.province)
    for _ in range(12):
        assert ask_to_enrol(server, secret, seed).status_code == 200


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b"\xff", b'{"v":1}', b"[" * 5000, b'{"v":9}'])
def test_what_cannot_be_read_is_said_kindly(server: RunningServer, body: bytes) -> None:
    refused = send_enrolment(server, body)
    assert refused.status_code == 400
    assert refused.json()["detail"].startswith("Máy chủ của tỉnh không đọc được")


def test_a_machine_brings_the_hamlets_it_set_up_itself_in_the_commune_of_its_code(server: RunningServer) -> None:
    elsewhere, unfit = "0199a0f2-5b6c-7d11-a1b2-00000000000b", "thôn.lạ"
    hamlets = (
        EnrolHamlet(OWN, COMMUNE, "Nà Sản"),
        EnrolHamlet(elsewhere, "11983", "Nà Ớt"),
        EnrolHamlet("a.b", COMMUNE, unfit),
    )
    seed = os.urandom(32)
    answer = enrolled(server, invite(server.province), seed, hamlets)
    assert answer.scopes == (OWN,)
    with server.province.store.read() as tx:
        assert {scope: place.commune for scope, place in tx.places_of("").items()} == {OWN: COMMUNE}
    told = talker(server, Machine(replica=answer.replica, seed=seed)).exchange(server, household(OWN, "Lò Văn Pản"))
    assert told.receipt.aside == ()


def test_naming_a_hamlet_that_is_somebody_elses_gives_nothing(server: RunningServer) -> None:
    let_in(server.province, scopes=[ONE])
    let_in(server.province, commune="11983", scopes=[TWO])
    named = (EnrolHamlet(ONE, COMMUNE, "Nà Sản"), EnrolHamlet(TWO, COMMUNE, "Nà Ớt"))
    assert enrolled(server, invite(server.province), os.urandom(32), named).scopes == ()
    with server.province.store.read() as tx:
        assert tx.places([TWO])[TWO].commune == "11983"


def test_with_hamlets_named_in_the_code_no_others_are_brought(server: RunningServer) -> None:
    named = (EnrolHamlet(OWN, COMMUNE, "Nà Sản"),)
    assert enrolled(server, invite(server.province, scopes=(ONE,)), os.urandom(32), named).scopes == (ONE,)
    with server.province.store.read() as tx:
        assert OWN in tx.places_of(COMMUNE)  # the officer sees what is set aside there, and may give it


def test_an_officer_gets_the_whole_commune_and_what_comes_to_it_later(server: RunningServer) -> None:
    let_in(server.province, scopes=[ONE])
    let_in(server.province, commune="11983", scopes=[TWO])
    seed = os.urandom(32)
    answer = enrolled(server, invite(server.province, role=Role.OFFICER), seed)
    assert (answer.role, answer.scopes) == (Role.OFFICER, (ONE,))
    writer = talker(server, let_in(server.province, scopes=[OWN]))
    writer.exchange(server, household(OWN, "Lò Văn Pản"))
    told = talker(server, Machine(replica=answer.replica, seed=seed)).exchange(server)
    assert [line.s for line in told.lines] == [OWN]


def test_a_machine_invited_a_second_time_keeps_its_number_and_gains_the_hamlets(server: RunningServer) -> None:
    seed = os.urandom(32)
    first = enrolled(server, invite(server.province, scopes=(ONE,)), seed)
    with server.province.store.write() as tx:
        device = tx.device(first.replica)
        assert device is not None
        tx.put_device(replace(device, revoked=True))
    second = enrolled(server, invite(server.province, role=Role.LEADER, scopes=(TWO,)), seed)
    assert second.replica == first.replica
    assert (second.role, second.scopes) == (Role.LEADER, tuple(sorted((ONE, TWO))))


def test_the_answer_fits_the_machine_that_asked_and_no_other(server: RunningServer) -> None:
    secret = invite(server.province)
    request = request_of(secret)
    answer = decode_answer(send_enrolment(server, encode(request)).content)
    other = make_request(secret, key=public_key(os.urandom(32)), machine="Máy thử", hamlets=())
    check_answer(answer, request, secret)
    with pytest.raises(EnrolmentError):
        check_answer(answer, other, secret)

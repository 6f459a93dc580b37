"""Invitations and the machines that use them, from a test's side."""

import os
from collections.abc import Sequence

import requests

from cdtt_app.domain.role import Role
from cdtt_app.server.province import Province
from cdtt_app.server.store import Code
from cdtt_app.sync.enrolment import EnrolHamlet, EnrolRequest, code_id, encode, make_request
from cdtt_app.sync.invitation_code import make_secret
from cdtt_app.sync.signing import public_key
from tests.server.running import RunningServer

COMMUNE = "03127"
WEEK_MS = 7 * 24 * 60 * 60 * 1000


def invite(
    province: Province,
    *,
    person: str = "Lò Văn Pản",
    role: Role = Role.VOLUNTEER,
    commune: str = COMMUNE,
    scopes: tuple[str, ...] = (),
    lasting_ms: int = WEEK_MS,
) -> bytes:
    """A new code in the store; its secret."""
    secret = make_secret(os.urandom(16))
    code = Code(
        code_id=code_id(secret),
        secret=secret,
        person=person,
        role=role,
        commune=commune,
        scopes=scopes,
        expires=province.clock() + lasting_ms,
    )
    with province.store.write() as tx:
        tx.put_code(code)
    return secret


def request_of(
    secret: bytes, seed: bytes = b"", machine: str = "Máy thử", hamlets: Sequence[EnrolHamlet] = ()
) -> EnrolRequest:
    """What a machine says; without a seed it makes new keys."""
    return make_request(secret, key=public_key(seed or os.urandom(32)), machine=machine, hamlets=hamlets)


def ask_to_enrol(
    server: RunningServer,
    secret: bytes,
    seed: bytes = b"",
    machine: str = "Máy thử",
    hamlets: Sequence[EnrolHamlet] = (),
) -> requests.Response:
    """Ask over the network."""
    return send_enrolment(server, encode(request_of(secret, seed, machine, hamlets)))


def send_enrolment(server: RunningServer, body: bytes) -> requests.Response:
    """Send what may be a request to be let in."""
    return requests.post(server.url + "/v1/enrol", data=body, headers={"Content-Type": "application/json"}, timeout=10)

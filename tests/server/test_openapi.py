"""What the server says of itself is true: Schemathesis asks it everything it describes, and much that it does not."""

import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from starlette.routing import Route

from cdtt_app.domain.attachment import address_of
from cdtt_app.domain.role import Role
from cdtt_app.server.app import make_app
from cdtt_app.server.openapi import document
from cdtt_app.server.opening import now_ms
from cdtt_app.server.parcels import PARCEL
from cdtt_app.sync.office import Act, Machines, make_act
from cdtt_app.sync.parcel import make_seal_key, seal_parcel, seal_recipient
from cdtt_app.sync.signed_request import FILES, authorization
from tests.server.running import Machine, RunningServer, let_in, running_server
from tests.server.talking import MESSAGE, PACKING, Talker, household

HAMLET = "0199a0f2-5b6c-7d11-a1b2-00000000000a"
OFFICER = Machine(replica=1, seed=bytes([7]) * 32)
REFUSALS = ["400", "401", "403", "404", "405", "409", "411", "412", "413", "415", "460"]  # tus has some of its own
ANSWERS = ["2xx", "401", "403", "404", "409", "429", "460"]  # what a file hashes to cannot be described
BYTES = "latin-1"  # a message as the text that Schemathesis thinks in


def _request(note: str) -> str:
    return Talker(machine=OFFICER, server_key=b"").message([household(HAMLET, note)]).decode(BYTES)


def _office(at: int) -> str:
    message = make_act(Act.MACHINES, Machines(), device=OFFICER.replica, at=at, seed=OFFICER.seed, packing=PACKING)
    return message.decode(BYTES)


schemathesis.openapi.format("cdtt-request", st.builds(_request, st.text(max_size=40)))


def _metadata(content: bytes) -> str:
    return f"sha256 {b64encode(address_of(content).encode()).decode()}"


schemathesis.openapi.format("cdtt-upload-metadata", st.builds(_metadata, st.binary(max_size=8)))
schemathesis.openapi.format("cdtt-office", st.builds(_office, st.integers(0, 2**53 - 1)))


def _parcel(note: str) -> str:
    return seal_parcel(_request(note).encode(BYTES), SOMEBODY).decode(BYTES)


SOMEBODY = seal_recipient(make_seal_key())
schemathesis.openapi.format("cdtt-parcel", st.builds(_parcel, st.text(max_size=8)))


@schemathesis.serializer(MESSAGE, PARCEL, "application/offset+octet-stream")
def as_bytes(_context: schemathesis.SerializationContext, value: object) -> bytes:
    """What is sent."""
    if isinstance(value, bytes):
        return value
    return (value if isinstance(value, str) else json.dumps(value)).encode(BYTES, errors="replace")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server that knows one officer."""
    with running_server(tmp_path_factory.mktemp("province")) as running:
        assert let_in(running.province, role=Role.OFFICER, scopes=[HAMLET], seed=OFFICER.seed).replica == 1
        yield running


@pytest.fixture(scope="module")
def described(server: RunningServer) -> schemathesis.BaseSchema:
    """Its own description."""
    checks = {
        "negative_data_rejection": {"expected-statuses": REFUSALS},
        "positive_data_acceptance": {"expected-statuses": ANSWERS},
    }
    config = SchemathesisConfig.from_dict({"checks": checks})
    return schemathesis.openapi.from_url(server.url + "/v1/openapi.json", config=config)


WITHOUT_INPUT = [
    ("/v1/health", "get"),
    ("/v1/metrics", "get"),
    ("/v1/openapi.json", "get"),
    ("/v1/files", "options"),
    ("/v1/files/{sha256}", "options"),
]
WITH_INPUT = [
    ("/v1/sync", "post"),
    ("/v1/parcels", "post"),
    ("/v1/enrol", "post"),
    ("/v1/office", "post"),
    ("/v1/files", "post"),
    ("/v1/files/{sha256}", "head"),
    ("/v1/files/{sha256}", "patch"),
    ("/v1/files/{sha256}", "get"),
]


def ask_and_judge(operation: schemathesis.APIOperation[Any, Any, Any, Any], mode: GenerationMode) -> set[int]:
    """Ask many times; the statuses answered. Raises what Schemathesis finds."""
    statuses = set()
    signed = (
        {"Authorization": authorization(OFFICER.seed, OFFICER.replica, now_ms())} if FILES in operation.path else None
    )

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case[Any]) -> None:
        statuses.add(case.call_and_validate(timeout=10, headers=signed).status_code)

    ask()
    return statuses


@pytest.mark.parametrize(("path", "method"), [*WITH_INPUT, *WITHOUT_INPUT])
def test_what_fits_the_description_is_answered_as_described(
    described: schemathesis.BaseSchema, path: str, method: str
) -> None:
    statuses = ask_and_judge(described[path][method], GenerationMode.POSITIVE)
    if path in ("/v1/sync", "/v1/office"):
        assert statuses == {200}
    if path == "/v1/parcels":
        assert statuses == {204}
    if (path, method) == ("/v1/files", "post"):
        assert statuses & {200, 201}


@pytest.mark.parametrize(("path", "method"), WITH_INPUT)
def test_what_does_not_fit_the_description_is_refused_as_described(
    described: schemathesis.BaseSchema, path: str, method: str
) -> None:
    ask_and_judge(described[path][method], GenerationMode.NEGATIVE)


def test_every_route_is_described_and_asked(server: RunningServer) -> None:
    description = requests.get(server.url + "/v1/openapi.json", timeout=10).json()
    told = {(path, method) for path, operations in description["paths"].items() for method in operations}
    routes = make_app(server.province, server.settings).routes
    served = {
        (route.path, method.lower()) for route in routes if isinstance(route, Route) for method in route.methods or ()
    }
    assert told == {*WITH_INPUT, *WITHOUT_INPUT}
    assert told == {(path, method) for path, method in served if method != "head" or path.startswith("/v1/files")}


def test_patterns_are_those_of_json_schema() -> None:
    text = json.dumps(document())
    assert "\\\\Z" not in text
    assert set(document()["components"]["schemas"]) >= {"EnrolRequest", "EnrolAnswer", "Role", "Problem"}

import socket
from pathlib import Path
from urllib.parse import unquote

import pytest
import requests

from cdtt_app.domain.attachment import Sha256, address_of
from cdtt_app.sync.signed_request import FILES, authorization
from tests.server.file_server import HIDDEN_FROM, NOW_MS, SEEDS, fetching_headers, sending_headers
from tests.server.lane_client import PIECE, SMALL, TUS, create, fetch, parts, send


def test_without_a_signature_of_a_machine_of_ours_nothing_is_done(lane: str, folder: Path) -> None:
    sha256 = send(lane, SMALL)
    stranger = authorization(SEEDS[17], 99, NOW_MS)
    forged = authorization(SEEDS[18], 17, NOW_MS)
    old = authorization(SEEDS[17], 17, NOW_MS - 25 * 60 * 60 * 1000)
    for header in ("", "Basic eDp4", stranger, forged, old):
        for method, address in (("POST", lane), ("HEAD", f"{lane}/{sha256}"), ("PATCH", f"{lane}/{sha256}")):
            answer = requests.request(method, address, headers=TUS | {"Authorization": header}, timeout=10)
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"] == "CDTT"
        assert requests.get(f"{lane}/{sha256}", headers={"Authorization": header}, timeout=10).status_code == 401
    assert parts(folder) == []


def test_a_header_for_sending_does_not_open_a_file(lane: str) -> None:
    sha256 = send(lane, SMALL)
    assert requests.get(f"{lane}/{sha256}", headers=sending_headers(), timeout=10).status_code == 401


def test_a_file_of_a_record_that_a_machine_may_not_see_is_as_if_it_were_not_there(lane: str) -> None:
    hidden, unknown = (fetch(lane, s, HIDDEN_FROM) for s in (send(lane, SMALL), address_of(b"unknown")))
    assert (hidden.status_code, hidden.content) == (unknown.status_code, unknown.content)
    assert {**hidden.headers, "date": ""} == {**unknown.headers, "date": ""}
    assert hidden.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "..",
        "../secret",
        "..%2fsecret",
        "%2e%2e%2fsecret",
        "%2e%2e/secret",
        "..%5csecret",
        "ab/" + "a" * 64,
        "%00",
        "*",
        "unfinished",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PATCH"])
def test_no_signed_path_leads_out_of_the_folder_or_to_another_name(
    lane: str, folder: Path, path: str, method: str
) -> None:
    (folder.parent / "secret").write_bytes(b"secret")
    create(lane, address_of(SMALL), len(SMALL))
    name = Sha256(unquote(path))
    headers = (fetching_headers(name) if method == "GET" else sending_headers()) | PIECE | {"Upload-Offset": "0"}
    lines = [
        f"{method} {FILES}/{path} HTTP/1.1",
        *(f"{k}: {v}" for k, v in headers.items()),
        "Host: x",
        "Content-Length: 0",
        "Connection: close",
        "",
        "",
    ]
    port = int(lane.split(":")[2].split("/")[0])
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall("\r\n".join(lines).encode())
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.split(b" ")[1] == b"404"
    assert b"secret" not in answer
    assert len(parts(folder)) == 1

"""Requests to the lane as plain as can be, for the tests of the server."""

import random
import socket
from base64 import b64encode
from pathlib import Path

import requests

from cdtt_app.domain.attachment import Sha256, address_of
from cdtt_app.server.uploads import Limits
from cdtt_app.sync.signed_request import FILES
from tests.server.file_server import fetching_headers, sending_headers

PHOTO = random.Random(5).randbytes(400 * 1024)
SMALL = b"a small photo " * 100
LIMITS = Limits(patch_bytes=128 * 1024, unfinished=3, idle_seconds=0.5)
TUS = {"Tus-Resumable": "1.0.0"}
PIECE = TUS | {"Content-Type": "application/offset+octet-stream"}


def create(lane: str, sha256: str, length: object, replica: int = 17) -> requests.Response:
    """Begin an upload."""
    named = b64encode(sha256.encode()).decode()
    about = TUS | {"Upload-Length": str(length), "Upload-Metadata": f"name eA==,sha256 {named}"}
    return requests.post(lane, headers=sending_headers(replica) | about, timeout=10)


def patch(lane: str, sha256: str, offset: object, body: bytes, replica: int = 17) -> requests.Response:
    """Send a piece."""
    headers = sending_headers(replica) | PIECE | {"Upload-Offset": str(offset)}
    return requests.patch(f"{lane}/{sha256}", data=body, headers=headers, timeout=10)


def head(lane: str, sha256: str, replica: int = 17) -> requests.Response:
    """Ask how far it is."""
    return requests.head(f"{lane}/{sha256}", headers=sending_headers(replica) | TUS, timeout=10)


def fetch(lane: str, sha256: Sha256, replica: int = 17, **headers: str) -> requests.Response:
    """Ask for the content."""
    return requests.get(f"{lane}/{sha256}", headers=fetching_headers(sha256, replica) | headers, timeout=10)


def send(lane: str, body: bytes, replica: int = 17) -> Sha256:
    """A whole file in one piece."""
    sha256 = address_of(body)
    assert create(lane, sha256, len(body), replica).status_code == 201
    assert patch(lane, sha256, 0, body, replica).status_code == 204
    return sha256


def parts(folder: Path) -> list[Path]:
    """What lies unfinished on the disk."""
    return list(folder.glob("unfinished/*/*"))


def raw_patch(lane: str, sha256: str, offset: int, announced: int, body: bytes) -> socket.socket:
    """A PATCH that has announced more than it has sent yet."""
    port = int(lane.split(":")[2].split("/")[0])
    headers = sending_headers() | PIECE | {"Upload-Offset": str(offset), "Content-Length": str(announced), "Host": "x"}
    lines = [f"PATCH {FILES}/{sha256} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    connection = socket.create_connection(("127.0.0.1", port), 10)
    connection.sendall("\r\n".join(lines).encode() + body)
    return connection

import io
import random
import threading
import time
from base64 import b64encode
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from tusclient.client import TusClient
from tusclient.exceptions import TusUploadFailed

from cdtt_app.domain.attachment import MOST_BYTES, address_of
from cdtt_app.server.upload_files import whole_path
from cdtt_app.server.uploads import Limits
from cdtt_app.sync.signed_request import FILES
from tests.links import Link, LinkProxy
from tests.server.file_server import sending_headers, serving
from tests.server.lane_client import (
    LIMITS,
    PHOTO,
    PIECE,
    SMALL,
    TUS,
    create,
    fetch,
    head,
    parts,
    patch,
    raw_patch,
    send,
)


def unmodified_tus(port: int, body: bytes, **options: object) -> None:
    client = TusClient(f"http://127.0.0.1:{port}{FILES}", headers=sending_headers())
    about = {"sha256": address_of(body)}
    settings = {"chunk_size": 64 * 1024, "metadata": about, "retries": 50, "retry_delay": 0} | options
    client.uploader(file_stream=io.BytesIO(body), **settings).upload()


def test_an_outsiders_client_brings_a_photo_through_a_line_that_is_cut_all_the_time(folder: Path) -> None:
    # An unlimited line would be cut before the server was given the time to read what had already come through it.
    cutting = Link(cut_between=(20_000, 90_000), rate_kbit=20_000)
    with serving(folder) as port, LinkProxy(("127.0.0.1", port), cutting) as line:
        unmodified_tus(line.address[1], PHOTO)
    assert whole_path(folder, address_of(PHOTO)).read_bytes() == PHOTO
    assert parts(folder) == []
    assert line.cuts >= 3
    assert line.up.bytes_delivered < len(PHOTO) * 1.06


def test_an_outsiders_client_sends_again_what_is_already_there_without_harm(folder: Path) -> None:
    with serving(folder) as port:
        unmodified_tus(port, PHOTO)
        unmodified_tus(port, PHOTO)
    assert whole_path(folder, address_of(PHOTO)).read_bytes() == PHOTO


def test_an_outsiders_client_that_hurries_too_much_is_told_413(folder: Path) -> None:
    with serving(folder, LIMITS) as port, pytest.raises(TusUploadFailed) as refused:
        unmodified_tus(port, PHOTO, chunk_size=LIMITS.patch_bytes + 1, retries=0)
    assert refused.value.status_code == 413


def test_the_server_says_what_it_can_to_anybody(lane: str) -> None:
    for address in (lane, f"{lane}/{address_of(PHOTO)}"):
        answer = requests.options(address, timeout=10)
        assert answer.status_code == 204
        assert answer.headers["Tus-Version"] == answer.headers["Tus-Resumable"] == "1.0.0"
        assert answer.headers["Tus-Extension"] == "creation"
        assert answer.headers["Tus-Max-Size"] == str(MOST_BYTES)


def test_another_version_of_tus_is_refused_with_the_version_spoken_here(lane: str) -> None:
    sha256 = send(lane, SMALL)
    for version in ({}, {"Tus-Resumable": "2.0.0"}):
        headers = sending_headers() | version
        answers = [requests.request(m, f"{lane}/{sha256}", headers=headers, timeout=10) for m in ("HEAD", "PATCH")]
        answers.append(requests.post(lane, headers=headers, timeout=10))
        assert [answer.status_code for answer in answers] == [412] * 3
        assert {answer.headers["Tus-Version"] for answer in answers} == {"1.0.0"}


def test_creating_twice_is_creating_once(lane: str, folder: Path) -> None:
    sha256 = address_of(SMALL)
    first = create(lane, sha256, len(SMALL))
    assert (first.status_code, first.headers["Upload-Offset"]) == (201, "0")
    assert first.headers["Location"] == f"{FILES}/{sha256}"
    patch(lane, sha256, 0, SMALL[:500])
    again = create(lane, sha256, len(SMALL))
    assert (again.status_code, again.headers["Upload-Offset"]) == (201, "500")
    assert len(parts(folder)) == 1
    patch(lane, sha256, 500, SMALL[500:])
    whole = create(lane, sha256, len(SMALL), replica=18)
    assert (whole.status_code, whole.headers["Upload-Offset"]) == (200, str(len(SMALL)))
    assert parts(folder) == []


def test_an_empty_file_is_whole_as_soon_as_it_is_created(lane: str) -> None:
    assert create(lane, address_of(b""), 0).status_code == 200
    assert fetch(lane, address_of(b"")).content == b""


@pytest.mark.parametrize("length", ["", "-1", "1.5", "many", "9" * 40, "٣"])
def test_a_length_that_is_none_is_refused(lane: str, length: str) -> None:
    assert create(lane, address_of(SMALL), length.encode().decode("latin-1")).status_code == 400


@pytest.mark.parametrize("sha256", ["", "abc", "A" * 64, "../" + "a" * 61, "a" * 64 + "\n", "\u00e9" * 64])
def test_a_name_that_is_no_address_is_refused(lane: str, folder: Path, sha256: str) -> None:
    assert create(lane, sha256, 10).status_code == 400
    assert parts(folder) == []


@pytest.mark.parametrize(
    "metadata",
    [
        "",
        "sha256",
        "sha256 %%%",
        "name eA==",
        f"sha256 {b64encode(b'a' * 64).decode()},sha256 {b64encode(b'b' * 64).decode()}",
    ],
)
def test_metadata_that_names_no_address_or_two_is_refused(lane: str, metadata: str) -> None:
    headers = sending_headers() | TUS | {"Upload-Length": "10", "Upload-Metadata": metadata}
    assert requests.post(lane, headers=headers, timeout=10).status_code == 400


def test_a_file_over_the_limit_is_refused_before_it_is_sent(lane: str, folder: Path) -> None:
    assert create(lane, address_of(SMALL), MOST_BYTES).status_code == 201
    assert create(lane, address_of(PHOTO), MOST_BYTES + 1).status_code == 413
    assert len(parts(folder)) == 1


def test_a_piece_at_another_offset_is_refused_and_changes_nothing(lane: str) -> None:
    sha256 = address_of(SMALL)
    create(lane, sha256, len(SMALL))
    patch(lane, sha256, 0, SMALL[:500])
    assert [patch(lane, sha256, offset, SMALL[500:]).status_code for offset in (0, 499, 501)] == [409] * 3
    assert head(lane, sha256).headers["Upload-Offset"] == "500"


def test_a_piece_beyond_the_length_is_refused_and_changes_nothing(lane: str) -> None:
    sha256 = address_of(SMALL)
    create(lane, sha256, len(SMALL))
    assert patch(lane, sha256, 0, SMALL + b"x").status_code == 413
    assert head(lane, sha256).headers["Upload-Offset"] == "0"


def test_a_piece_must_say_how_long_it_is_and_that_it_is_one(lane: str) -> None:
    sha256, headers = address_of(SMALL), sending_headers() | PIECE | {"Upload-Offset": "0"}
    create(lane, sha256, len(SMALL))
    unsized = requests.patch(f"{lane}/{sha256}", data=iter([SMALL]), headers=headers, timeout=10)
    assert unsized.status_code == 411
    plain = requests.patch(f"{lane}/{sha256}", data=SMALL, headers=headers | {"Content-Type": "text/plain"}, timeout=10)
    assert plain.status_code == 415
    assert head(lane, sha256).headers["Upload-Offset"] == "0"


def test_content_that_is_not_what_its_address_says_is_thrown_away_and_may_be_sent_anew(lane: str, folder: Path) -> None:
    sha256 = address_of(SMALL)
    create(lane, sha256, len(SMALL))
    assert patch(lane, sha256, 0, SMALL[:-1] + b"!").status_code == 460
    assert parts(folder) == []
    assert fetch(lane, sha256).status_code == 404
    assert head(lane, sha256).status_code == 404
    assert fetch(lane, send(lane, SMALL)).content == SMALL


def test_an_upload_begun_with_another_length_starts_anew(lane: str, folder: Path) -> None:
    sha256 = address_of(SMALL)
    create(lane, sha256, len(SMALL) + 1)
    patch(lane, sha256, 0, SMALL[:500])
    assert create(lane, sha256, len(SMALL)).headers["Upload-Offset"] == "0"
    assert len(parts(folder)) == 1
    assert patch(lane, sha256, 0, SMALL).status_code == 204


def test_the_last_piece_may_be_sent_again_when_its_answer_was_lost(lane: str) -> None:
    sha256 = send(lane, SMALL)
    answer = patch(lane, sha256, len(SMALL), b"")
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(len(SMALL)))


def offset_when(lane: str, sha256: str, wanted: int) -> int:
    for _ in range(100):
        offset = int(head(lane, sha256).headers["Upload-Offset"])
        if offset == wanted:
            break
        time.sleep(0.02)
    return offset


def test_a_cut_connection_keeps_what_arrived(lane: str) -> None:
    sha256 = address_of(SMALL)
    create(lane, sha256, len(SMALL))
    connection = raw_patch(lane, sha256, 0, len(SMALL), SMALL[:700])
    time.sleep(0.1)
    connection.close()
    assert offset_when(lane, sha256, 700) == 700
    assert patch(lane, sha256, 700, SMALL[700:]).status_code == 204
    assert fetch(lane, sha256).content == SMALL


@pytest.mark.parametrize("arrived", [0, 700])
def test_a_line_that_falls_silent_is_answered_with_what_arrived(lane: str, arrived: int) -> None:
    sha256 = address_of(SMALL)
    create(lane, sha256, len(SMALL))
    with raw_patch(lane, sha256, 0, len(SMALL), SMALL[:arrived]) as connection:
        began = time.monotonic()
        answer = connection.recv(4096).decode().casefold()
    assert 0.3 < time.monotonic() - began < 5
    assert answer.startswith("http/1.1 204")
    assert f"upload-offset: {arrived}\r\n" in answer


def test_a_machine_that_comes_back_need_not_wait_for_its_dead_connection(folder: Path) -> None:
    sha256 = address_of(SMALL)
    with serving(folder, Limits(idle_seconds=60)) as port:
        lane = f"http://127.0.0.1:{port}{FILES}"
        create(lane, sha256, len(SMALL))
        with raw_patch(lane, sha256, 0, len(SMALL), SMALL[:700]) as dead:
            time.sleep(0.2)
            began = time.monotonic()
            assert head(lane, sha256).headers["Upload-Offset"] == "700"
            assert patch(lane, sha256, 700, SMALL[700:]).status_code == 204
            assert time.monotonic() - began < 5
            with suppress(OSError):
                dead.sendall(SMALL[700:])  # too late: nobody listens any more
        assert fetch(lane, sha256).content == SMALL


def test_requests_at_the_same_time_on_the_same_file_end_in_the_right_content(lane: str, folder: Path) -> None:
    body = PHOTO[: 100 * 1024]
    sha256 = address_of(body)
    create(lane, sha256, len(body))
    seen: list[int] = []

    def hammer(seed: int) -> None:
        chance = random.Random(seed)
        while (offset := int(head(lane, sha256).headers["Upload-Offset"])) < len(body):
            piece = body[offset : offset + chance.randint(1, 30_000)]
            seen.append(patch(lane, sha256, offset, piece).status_code)

    threads = [threading.Thread(target=hammer, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert set(seen) <= {204, 409, 413}  # 413: the file was whole by then
    assert fetch(lane, sha256).content == body
    assert parts(folder) == []


def test_a_part_of_a_file_is_fetched_by_range(lane: str) -> None:
    sha256 = send(lane, SMALL)
    whole = fetch(lane, sha256)
    assert (whole.status_code, whole.content) == (200, SMALL)
    assert whole.headers["Content-Type"] == "application/octet-stream"
    rest = fetch(lane, sha256, Range="bytes=1000-")
    assert (rest.status_code, rest.content) == (206, SMALL[1000:])
    assert rest.headers["Content-Range"] == f"bytes 1000-{len(SMALL) - 1}/{len(SMALL)}"
    assert fetch(lane, sha256, Range=f"bytes={len(SMALL)}-").status_code == 416


def test_an_unfinished_file_is_not_given_to_anybody(lane: str) -> None:
    sha256 = address_of(SMALL)
    create(lane, sha256, len(SMALL))
    patch(lane, sha256, 0, SMALL[:-1])
    assert fetch(lane, sha256).status_code == 404

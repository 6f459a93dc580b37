import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cdtt_app.domain.attachment import address_of
from cdtt_app.server.upload_files import remove_unfinished, whole_path
from cdtt_app.sync.signed_request import FILES
from tests.server.file_server import free_port, process
from tests.server.lane_client import LIMITS, PHOTO, SMALL, create, fetch, head, parts, patch, send


def test_an_upload_survives_the_server_being_killed(folder: Path) -> None:
    body, port = PHOTO[: 200 * 1024], free_port()
    sha256, lane = address_of(body), f"http://127.0.0.1:{port}{FILES}"
    with process(folder, port) as first:
        create(lane, sha256, len(body))
        patch(lane, sha256, 0, body[:100_000])
        first.kill()
    with process(folder, port):
        assert head(lane, sha256).headers["Upload-Offset"] == "100000"
        assert patch(lane, sha256, 100_000, body[100_000:]).status_code == 204
        assert fetch(lane, sha256).content == body


@pytest.mark.parametrize(("content", "status"), [(SMALL, 200), (b"?" * len(SMALL), 460)])
def test_a_server_killed_before_the_last_check_makes_up_for_it(
    lane: str, folder: Path, content: bytes, status: int
) -> None:
    sha256 = address_of(SMALL)
    create(lane, sha256, len(SMALL))
    (part,) = parts(folder)
    part.write_bytes(content)
    assert head(lane, sha256).status_code == status
    assert parts(folder) == []
    assert whole_path(folder, sha256).exists() is (status == 200)


def test_one_machine_cannot_spoil_what_another_is_sending(lane: str) -> None:
    sha256 = address_of(SMALL)
    create(lane, sha256, len(SMALL), replica=18)
    patch(lane, sha256, 0, b"rubbish" * 100, replica=18)
    assert create(lane, sha256, len(SMALL)).headers["Upload-Offset"] == "0"
    assert patch(lane, sha256, 0, SMALL).status_code == 204
    assert head(lane, sha256, replica=18).headers["Upload-Offset"] == str(len(SMALL))


def test_a_machine_may_leave_only_so_many_uploads_unfinished(lane: str) -> None:
    statuses = [create(lane, address_of(bytes([n])), 1).status_code for n in range(LIMITS.unfinished + 1)]
    assert statuses == [201] * LIMITS.unfinished + [429]
    assert patch(lane, address_of(b"\0"), 0, b"\0").status_code == 204
    assert create(lane, address_of(bytes([LIMITS.unfinished])), 1).status_code == 201
    assert create(lane, address_of(b"another machine"), 15, replica=18).status_code == 201


def test_uploads_that_nothing_was_added_to_for_long_are_removed_and_no_others(lane: str, folder: Path) -> None:
    old, young, whole = address_of(b"old"), address_of(b"young"), send(lane, SMALL)
    for sha256, length in ((old, 3), (young, 5)):
        create(lane, sha256, length)
    week_ago = datetime.now(UTC) - timedelta(days=7)
    for path in (next(p for p in parts(folder) if old in p.name), whole_path(folder, whole)):
        os.utime(path, (week_ago.timestamp() - 60,) * 2)
    assert remove_unfinished(folder, week_ago) == 1
    assert head(lane, old).status_code == 404
    assert head(lane, young).status_code == 200
    assert fetch(lane, whole).content == SMALL


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_said_as_such_and_keeps_what_was_acknowledged(lane: str, folder: Path) -> None:
    sha256 = address_of(SMALL)
    create(lane, sha256, len(SMALL))
    (part,) = parts(folder)
    kept = part.rename(part.with_name("kept"))
    part.symlink_to("/dev/full")
    assert patch(lane, sha256, 0, SMALL).status_code == 507
    kept.rename(part)
    assert patch(lane, sha256, 0, SMALL).status_code == 204

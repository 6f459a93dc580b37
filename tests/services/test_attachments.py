from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cdtt_app.domain.attachment import AttachmentsOn, BlobState, address_of
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HamletId, HouseholdId
from cdtt_app.server.upload_files import whole_path
from cdtt_app.services.attachments import LaneReport, attachments_on, run_lane, set_attachments_on
from cdtt_app.services.sync import sync_now
from cdtt_app.storage import blobs
from cdtt_app.storage.database import Database
from cdtt_app.transport.lane import LaneEnd, Patience
from tests.journeys.sync.enrolled import enrol, on_road, replica_of, ways
from tests.server.running import RunningServer, running_server

PHOTO, THUMBNAIL = bytes(range(256)) * 500, b"thumbnail" * 30
AT_ONCE = Patience(waits=(0, 0), sleep=lambda _seconds: None)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    (tmp_path / "tinh").mkdir()
    with running_server(tmp_path / "tinh") as running:
        yield running


def lane(db: Database, server: RunningServer, speed: float | None = None) -> LaneReport:
    with on_road(server.url) as road:
        return run_lane(db, road, speed=speed, stopped=lambda: False, patience=AT_ONCE)


def exchange(db: Database, server: RunningServer) -> None:
    with on_road(server.url) as road:
        sync_now(db, ways(road))


def test_a_photo_of_one_machine_reaches_the_other_that_may_see_its_record(
    server: RunningServer, tmp_path: Path
) -> None:
    mai, pao = (enrol(tmp_path / f"{name}.db", server, ["T1"], name) for name in ("Mai", "Pảo"))
    sha256 = address_of(PHOTO)
    with mai.write() as tx:
        tx.save(Household(id=HouseholdId("h1"), hamlet_id=HamletId("T1"), code="BG-1", head_name="Lý A", note=sha256))
        blobs.add_blob(tx, PHOTO, kind="image/webp", record="h1", at=1)
    exchange(mai, server)
    assert lane(mai, server).sent == 1
    assert whole_path(server.settings.files, sha256).read_bytes() == PHOTO
    exchange(pao, server)
    with pao.write() as tx:
        blobs.want_blob(tx, sha256, size=len(PHOTO), kind="image/webp", record="h1", at=2)
    assert lane(pao, server).fetched == 1
    assert blobs.content(pao, sha256) == PHOTO
    for db in (mai, pao):
        db.close()


def test_on_a_slow_road_photos_wait_unless_the_person_wishes_otherwise(server: RunningServer, tmp_path: Path) -> None:
    mai = enrol(tmp_path / "mai.db", server, ["T1"])
    with mai.write() as tx:
        sha256 = blobs.add_blob(tx, PHOTO, kind="image/webp", record="h1", at=1)
    assert attachments_on(mai) is AttachmentsOn.FAST
    assert lane(mai, server, speed=4_000).sent == 0
    set_attachments_on(mai, AttachmentsOn.NEVER)
    assert lane(mai, server, speed=1e9).sent == 0
    set_attachments_on(mai, AttachmentsOn.ALWAYS)
    assert lane(mai, server, speed=4_000).sent == 1
    known = blobs.read_blob(mai, sha256)
    assert known is not None
    assert known.state is BlobState.SENT
    mai.close()


def test_a_machine_whose_access_ended_sends_no_photo_and_keeps_it(server: RunningServer, tmp_path: Path) -> None:
    former = enrol(tmp_path / "cu.db", server, ["T1"])
    with server.province.store.write() as tx:
        device = tx.device(replica_of(former))
        assert device is not None
        tx.put_device(replace(device, revoked=True))
    with former.write() as tx:
        sha256 = blobs.add_blob(tx, THUMBNAIL, kind="image/webp", record="h1", at=1)
    assert lane(former, server).end is LaneEnd.NOT_ALLOWED
    assert blobs.content(former, sha256) == THUMBNAIL
    former.close()

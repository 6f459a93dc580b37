from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from starlette.responses import RedirectResponse, Response

from cdtt_app.domain.attachment import Blob, BlobState, Sha256, address_of
from cdtt_app.server.upload_files import whole_path
from cdtt_app.server.uploads import Limits
from cdtt_app.storage import blobs
from cdtt_app.storage.database import Database
from cdtt_app.transport.lane import LaneEnd, Patience
from cdtt_app.transport.uploads import CHUNK, send_blob
from tests.links import Link, LinkProxy
from tests.server.file_server import free_port, process, sending_headers, serving
from tests.transport.lane_samples import PHOTO, Naps, blob_of, said, scripted


@pytest.fixture(name="session")
def _session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


class Sender:
    """Sends and remembers what it heard."""

    def __init__(self, session: requests.Session, port: int, replica: int = 17) -> None:
        self.naps = Naps()
        self.heard: list[int] = []
        self.speeds: list[float | None] = []
        self.stop_at = -1
        self._session = session
        self._port = port
        self._replica = replica

    def send(self, blob: Blob, body: bytes, patience: Patience | None = None, chunk: int = CHUNK) -> LaneEnd:
        return send_blob(
            self._session,
            f"http://127.0.0.1:{self._port}/",
            sending_headers(self._replica),
            blob,
            body,
            progress=self._hear,
            cancelled=lambda: bool(self.heard) and self.heard[-1] == self.stop_at,
            chunk=chunk,
            patience=patience or self.naps.patience(),
            clock=iter(range(10_000)).__next__,
        )

    def _hear(self, offset: int, speed: float | None) -> None:
        self.heard.append(offset)
        self.speeds.append(speed)


def test_a_photo_is_whole_on_the_other_side_after_pieces_of_the_agreed_size(
    session: requests.Session, folder: Path
) -> None:
    with serving(folder) as port:
        sender = Sender(session, port)
        assert sender.send(blob_of(PHOTO), PHOTO) is LaneEnd.DONE
    assert whole_path(folder, address_of(PHOTO)).read_bytes() == PHOTO
    assert sender.heard == [*range(0, len(PHOTO), CHUNK), len(PHOTO)]
    assert sender.naps.taken == []


def test_a_photo_gets_through_a_line_that_is_cut_more_often_than_patience_lasts(
    session: requests.Session, folder: Path
) -> None:
    cutting = Link(cut_between=(15_000, 45_000), rate_kbit=20_000)
    with serving(folder) as port, LinkProxy(("127.0.0.1", port), cutting) as line:
        sender = Sender(session, line.address[1])
        assert sender.send(blob_of(PHOTO), PHOTO) is LaneEnd.DONE
        session.close()
    assert whole_path(folder, address_of(PHOTO)).read_bytes() == PHOTO
    assert line.cuts > len(sender.naps.patience().waits)
    assert line.up.bytes_delivered < len(PHOTO) * 1.1
    assert sender.heard == sorted(sender.heard)


def test_what_was_acknowledged_is_committed_and_never_sent_again(
    session: requests.Session, folder: Path, db: Database
) -> None:
    with db.write() as tx:
        sha256 = blobs.add_blob(tx, PHOTO, kind="image/webp", record="visit-1", at=0)
    with serving(folder) as port:
        sender = Sender(session, port)
        sender.stop_at = 2 * CHUNK
        assert send_and_note(db, sender, sha256) is LaneEnd.STOPPED
        db.close()
        again = Database(db.path, db.key)
        with LinkProxy(("127.0.0.1", port), Link()) as line:
            resumed = Sender(session, line.address[1])
            assert send_and_note(again, resumed, sha256) is LaneEnd.DONE
            assert blobs.next_to_send(again) is None
            again.close()
            session.close()
    assert resumed.heard[0] == 2 * CHUNK
    assert line.up.bytes_delivered < (len(PHOTO) - 2 * CHUNK) * 1.05
    assert whole_path(folder, sha256).read_bytes() == PHOTO


def send_and_note(db: Database, sender: Sender, sha256: Sha256) -> LaneEnd:
    blob = blobs.next_to_send(db)
    assert blob is not None
    assert blob.sha256 == sha256
    end = sender.send(blob, blobs.content(db, sha256))
    with db.write() as tx:
        blobs.note_offset(tx, sha256, sender.heard[-1])
        if end is LaneEnd.DONE:
            blobs.note_done(tx, sha256)
    return end


def test_content_that_the_province_has_costs_one_question(session: requests.Session, folder: Path) -> None:
    with serving(folder) as port:
        Sender(session, port, replica=18).send(blob_of(PHOTO), PHOTO)
        sender = Sender(session, port)
        assert sender.send(blob_of(PHOTO), PHOTO) is LaneEnd.DONE
    assert sender.heard == [len(PHOTO)]


def test_a_part_that_the_province_has_tidied_away_is_sent_from_the_start(
    session: requests.Session, folder: Path
) -> None:
    with serving(folder) as port:
        sender = Sender(session, port)
        assert sender.send(blob_of(PHOTO, offset=5000), PHOTO) is LaneEnd.DONE
    assert sender.heard[0] == 0
    assert whole_path(folder, address_of(PHOTO)).read_bytes() == PHOTO


def test_bytes_that_a_power_cut_spoilt_over_there_are_sent_once_more(session: requests.Session, folder: Path) -> None:
    with serving(folder) as port:
        sender = Sender(session, port)
        sender.stop_at = 2 * CHUNK
        sender.send(blob_of(PHOTO), PHOTO)
        (part,) = folder.glob("unfinished/*/*")
        part.write_bytes(bytes(2 * CHUNK))
        resumed = Sender(session, port)
        assert resumed.send(blob_of(PHOTO, offset=2 * CHUNK), PHOTO) is LaneEnd.DONE
    assert whole_path(folder, address_of(PHOTO)).read_bytes() == PHOTO


def test_a_server_that_is_killed_and_comes_back_meanwhile_gets_the_rest(
    session: requests.Session, folder: Path
) -> None:
    port = free_port()
    sender = Sender(session, port)
    with process(folder, port) as first:
        sender.stop_at = CHUNK
        assert sender.send(blob_of(PHOTO), PHOTO) is LaneEnd.STOPPED
        first.kill()
        first.wait()
        sender.stop_at = -1
        assert sender.send(blob_of(PHOTO, offset=CHUNK), PHOTO) is LaneEnd.LATER
        assert sender.naps.taken == [1, 2, 5]
    with process(folder, port):
        assert sender.send(blob_of(PHOTO, offset=CHUNK), PHOTO) is LaneEnd.DONE
    assert whole_path(folder, address_of(PHOTO)).read_bytes() == PHOTO


def test_a_machine_that_the_province_does_not_know_is_told_so_at_once(session: requests.Session, folder: Path) -> None:
    stranger = sending_headers(17)["Authorization"].replace("dev=17", "dev=18")
    with serving(folder) as port:
        end = send_blob(
            session,
            f"http://127.0.0.1:{port}",
            {"Authorization": stranger},
            blob_of(PHOTO),
            PHOTO,
            progress=lambda _offset, _speed: None,
            cancelled=lambda: False,
            patience=Naps().patience(),
        )
    assert end is LaneEnd.NOT_ALLOWED


def test_a_file_that_the_province_never_takes_is_refused(session: requests.Session, folder: Path) -> None:
    with serving(folder, Limits(file_bytes=1000)) as port:
        assert Sender(session, port).send(blob_of(PHOTO), PHOTO) is LaneEnd.REFUSED


def test_content_that_was_spoilt_here_is_not_sent(session: requests.Session) -> None:
    assert Sender(session, free_port()).send(blob_of(PHOTO), PHOTO[:-1] + b"!") is LaneEnd.DAMAGED


@pytest.mark.parametrize(
    "portal",
    [
        lambda: Response("<html>Hãy đăng nhập Wi-Fi</html>", 200),
        lambda: RedirectResponse("/login"),
        lambda: Response("no", 403),
        lambda: Response("no", 413),
    ],
)
def test_the_log_in_page_of_a_wifi_is_not_taken_for_the_province(
    session: requests.Session, portal: Callable[[], Response]
) -> None:
    with scripted(portal()) as province:
        sender = Sender(session, province.port)
        assert sender.send(blob_of(PHOTO), PHOTO) is LaneEnd.LATER
    assert sender.heard == []
    assert province.asked == ["POST"] * 4


@pytest.mark.parametrize("nonsense", ["", "-1", "x", str(len(PHOTO) + 1)])
def test_an_offset_that_cannot_be_ends_in_later_and_is_never_believed(session: requests.Session, nonsense: str) -> None:
    with scripted(said(201, upload_offset=nonsense)) as province:
        sender = Sender(session, province.port)
        assert sender.send(blob_of(PHOTO), PHOTO) is LaneEnd.LATER
    assert sender.heard == []


def test_a_province_that_acknowledges_without_keeping_anything_wears_the_patience_out(
    session: requests.Session,
) -> None:
    with scripted(said(201, upload_offset=0), said(204, upload_offset=0)) as province:
        sender = Sender(session, province.port)
        assert sender.send(blob_of(PHOTO), PHOTO) is LaneEnd.LATER
    assert province.asked == ["POST"] + ["PATCH"] * 4


def test_content_that_arrives_wrong_every_time_is_given_up(session: requests.Session) -> None:
    body = b"short"
    begun, wrong = said(201, upload_offset=0), said(460)
    with scripted(begun, wrong, said(201, upload_offset=0), wrong) as province:
        assert Sender(session, province.port).send(blob_of(body), body) is LaneEnd.REFUSED
    assert province.asked == ["POST", "PATCH"] * 2


def test_another_offset_is_asked_for_before_going_on(session: requests.Session) -> None:
    body = bytes(100)
    answers = said(201, upload_offset=0), said(409), said(200, upload_offset=40), said(204, upload_offset=100)
    with scripted(*answers) as province:
        sender = Sender(session, province.port)
        assert sender.send(blob_of(body), body) is LaneEnd.DONE
    assert province.asked == ["POST", "PATCH", "HEAD", "PATCH"]
    assert sender.heard == [0, 40, 100]


def test_a_begun_file_is_asked_after_not_begun_again(session: requests.Session) -> None:
    body = bytes(100)
    with scripted(said(200, upload_offset=40), said(204, upload_offset=100)) as province:
        assert Sender(session, province.port).send(blob_of(body, offset=40), body) is LaneEnd.DONE
    assert province.asked == ["HEAD", "PATCH"]


def test_the_speed_of_each_piece_is_told_and_of_small_ones_it_is_not(session: requests.Session, folder: Path) -> None:
    body = PHOTO[: CHUNK + 1000]
    with serving(folder) as port:
        sender = Sender(session, port)
        sender.send(blob_of(body), body)
    assert sender.speeds == [None, CHUNK, None]  # the clock of the test ticks once a request


def test_an_empty_file_is_sent(session: requests.Session, folder: Path) -> None:
    with serving(folder) as port:
        assert Sender(session, port).send(blob_of(b"", state=BlobState.TO_SEND), b"") is LaneEnd.DONE
    assert whole_path(folder, address_of(b"")).exists()

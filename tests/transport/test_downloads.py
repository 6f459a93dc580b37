from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from starlette.responses import Response

from cdtt_app.domain.attachment import Blob, BlobState, address_of
from cdtt_app.server.upload_files import whole_path
from cdtt_app.storage import blobs
from cdtt_app.storage.database import Database
from cdtt_app.transport.downloads import fetch_blob
from cdtt_app.transport.lane import LaneEnd
from tests.links import Link, LinkProxy
from tests.server.file_server import HIDDEN_FROM, fetching_headers, free_port, serving
from tests.transport.lane_samples import PHOTO, Naps, blob_of, said, scripted

WANTED = blob_of(PHOTO, state=BlobState.WANTED)


@pytest.fixture(name="session")
def _session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    keep(folder, PHOTO)
    return folder


def keep(folder: Path, body: bytes) -> None:
    whole = whole_path(folder, address_of(body))
    whole.parent.mkdir(parents=True)
    whole.write_bytes(body)


class Fetcher:
    """Fetches and remembers what arrived."""

    def __init__(self, session: requests.Session, port: int, replica: int = 17) -> None:
        self.naps = Naps()
        self.pieces: list[bytes] = []
        self.stop_after = 10_000
        self._session = session
        self._port = port
        self._replica = replica

    def fetch(self, blob: Blob = WANTED, have: bytes = b"") -> LaneEnd:
        return fetch_blob(
            self._session,
            f"http://127.0.0.1:{self._port}",
            fetching_headers(blob.sha256, self._replica),
            blob,
            have,
            arrived=self.pieces.append,
            cancelled=lambda: len(self.pieces) >= self.stop_after,
            patience=self.naps.patience(),
        )

    @property
    def body(self) -> bytes:
        return b"".join(self.pieces)


def test_a_photo_comes_whole_through_a_line_that_is_cut_more_often_than_patience_lasts(
    session: requests.Session, folder: Path
) -> None:
    cutting = Link(cut_between=(20_000, 60_000), rate_kbit=20_000)
    with serving(folder) as port, LinkProxy(("127.0.0.1", port), cutting) as line:
        fetcher = Fetcher(session, line.address[1])
        assert fetcher.fetch() is LaneEnd.DONE
        session.close()
    assert fetcher.body == PHOTO
    assert line.cuts > len(fetcher.naps.patience().waits)


def test_what_came_is_kept_and_not_fetched_again(session: requests.Session, folder: Path, db: Database) -> None:
    with db.write() as tx:
        blobs.want_blob(tx, WANTED.sha256, size=WANTED.size, kind="image/webp", record="visit-1", at=0)
    with serving(folder) as port:
        first = Fetcher(session, port)
        first.stop_after = 5
        assert first.fetch() is LaneEnd.STOPPED
        note(db, first)
        with LinkProxy(("127.0.0.1", port), Link()) as line:
            second = Fetcher(session, line.address[1])
            assert second.fetch(have=blobs.content(db, WANTED.sha256)) is LaneEnd.DONE
            session.close()
        note(db, second)
    assert blobs.content(db, WANTED.sha256) == PHOTO
    assert line.down.bytes_delivered < (len(PHOTO) - len(first.body)) * 1.02 + 2000


def note(db: Database, fetcher: Fetcher) -> None:
    for piece in fetcher.pieces:
        with db.write() as tx:
            blobs.note_piece(tx, WANTED.sha256, piece)


@pytest.mark.parametrize("replica", [17, HIDDEN_FROM])
def test_a_file_that_is_not_there_or_not_to_be_seen_is_not_asked_for_again(
    session: requests.Session, folder: Path, replica: int
) -> None:
    unknown = blob_of(b"not sent yet", state=BlobState.WANTED)
    with serving(folder) as port:
        fetcher = Fetcher(session, port, replica)
        assert fetcher.fetch(WANTED if replica == HIDDEN_FROM else unknown) is LaneEnd.ABSENT
    assert fetcher.pieces == []
    assert fetcher.naps.taken == []


def test_a_beginning_that_was_spoilt_here_is_noticed_at_the_end(session: requests.Session, folder: Path) -> None:
    with serving(folder) as port:
        assert Fetcher(session, port).fetch(have=b"?" * 5000) is LaneEnd.DAMAGED
        assert Fetcher(session, port).fetch(have=PHOTO[:5000]) is LaneEnd.DONE


def test_a_record_that_lies_about_the_size_gets_nothing_kept(session: requests.Session, folder: Path) -> None:
    sizes = {len(PHOTO) - 1: LaneEnd.DAMAGED, len(PHOTO) + 1: LaneEnd.DAMAGED}
    with serving(folder) as port:
        for size, end in sizes.items():
            lying = Blob(**{name: getattr(WANTED, name) for name in Blob.__dataclass_fields__} | {"size": size})
            assert Fetcher(session, port).fetch(lying) is end


def test_what_is_here_already_costs_no_question(session: requests.Session) -> None:
    assert Fetcher(session, free_port()).fetch(have=PHOTO) is LaneEnd.DONE


def test_no_line_ends_in_later_after_the_agreed_waits(session: requests.Session) -> None:
    fetcher = Fetcher(session, free_port())
    assert fetcher.fetch() is LaneEnd.LATER
    assert fetcher.naps.taken == [1, 2, 5]


def test_the_log_in_page_of_a_wifi_is_never_kept(session: requests.Session) -> None:
    with scripted(Response("<html>Hãy đăng nhập Wi-Fi</html>", 206)) as portal:
        fetcher = Fetcher(session, portal.port)
        assert fetcher.fetch() is LaneEnd.LATER
    assert fetcher.pieces == []


def test_another_part_than_the_one_asked_for_is_never_kept(session: requests.Session) -> None:
    with scripted(said(206, content_range=f"bytes 10-{len(PHOTO) - 1}/{len(PHOTO)}")) as province:
        fetcher = Fetcher(session, province.port)
        assert fetcher.fetch() is LaneEnd.DAMAGED
    assert fetcher.pieces == []


def test_an_answer_without_content_wears_the_patience_out(session: requests.Session) -> None:
    with scripted(said(206, content_range=f"bytes 0-{len(PHOTO) - 1}/{len(PHOTO)}")) as province:
        assert Fetcher(session, province.port).fetch() is LaneEnd.LATER
    assert province.asked == ["GET"] * 4


def test_a_machine_that_the_province_does_not_know_is_told_so(session: requests.Session) -> None:
    with scripted(said(401)) as province:
        assert Fetcher(session, province.port).fetch() is LaneEnd.NOT_ALLOWED
    assert province.asked == ["GET"]

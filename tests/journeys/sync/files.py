"""Photos and papers on their slow lane: cut anywhere, and at rest all there."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from cdtt_app.domain.attachment import Blob, BlobState, Sha256, address_of
from cdtt_app.server import upload_files
from cdtt_app.storage import blobs
from tests.journeys.sync.laptops import Laptop
from tests.journeys.sync.people import some_hamlet, some_record
from tests.journeys.sync.world import World, some_laptop

MOST_UNFINISHED = 50
PIECE = 40  # bytes
CUTS = ("", "piece lost", "answer lost", "half a piece", "server crash", "garbage")


class FileRules(World):
    """Files are added with a record and sent piece by piece."""

    @rule(i=some_laptop, hamlet=some_hamlet, e=some_record, size=st.sampled_from([0, 1, 100]))
    def attach(self, i: int, hamlet: str, e: int, size: int) -> None:
        self.time += 1000
        self.count += 1
        laptop, body = self.at(i), bytes([self.count % 256]) * size
        with self.writing(laptop):
            laptop.attach(hamlet, f"{hamlet}-{e}", body)

    @rule(i=some_laptop, cut=st.sampled_from(CUTS), after=st.integers(0, 3))
    def send_files(self, i: int, cut: str, after: int) -> None:
        """Some pieces, and then what cuts it."""
        self.run_lane(self.at(i), cut, after)

    def run_lane(self, laptop: Laptop, cut: str = "", after: int = 1 << 20) -> None:
        if not self.province.may_send(laptop.replica):
            return
        while blob := blobs.next_to_send(laptop.db):
            for _ in range(blob.size // PIECE + 3):
                upload = self.ask(laptop, blob)
                if upload.part is None or not after:
                    break
                after -= 1
                self.send_piece(laptop, upload, PIECE)
            if not after:
                self.break_off(laptop, self.ask(laptop, blob), cut)
                return

    def ask(self, laptop: Laptop, blob: Blob) -> upload_files.Upload:
        """How much of it is there; the answer is noted."""
        files = self.province.settings.files
        upload = upload_files.begin(files, blob.sha256, laptop.replica, blob.size, MOST_UNFINISHED)
        with laptop.db.write() as tx:
            blobs.note_offset(tx, blob.sha256, upload.received)
            if upload.part is None:
                blobs.note_done(tx, blob.sha256)
        return upload

    def send_piece(self, laptop: Laptop, upload: upload_files.Upload, size: int) -> None:
        assert upload.part is not None
        piece = blobs.content(laptop.db, upload.sha256)[upload.received : upload.received + size]
        upload_files.append(self.province.settings.files, upload, upload.part, piece)

    def break_off(self, laptop: Laptop, upload: upload_files.Upload, cut: str) -> None:
        if upload.part is None or cut in ("", "piece lost"):
            return
        if cut == "garbage":  # a disk that lost power; the content is checked when it is whole
            with upload.part.open("ab") as file:
                file.write(b"?" * (upload.length - upload.received))
            self.find_garbage(upload)
        elif cut == "server crash":  # written, and then neither checked nor answered
            rest = blobs.content(laptop.db, upload.sha256)[upload.received :]
            with upload.part.open("ab") as file:
                file.write(rest)
        else:
            self.send_piece(laptop, upload, PIECE if cut == "answer lost" else PIECE // 2)

    def find_garbage(self, upload: upload_files.Upload) -> None:
        try:
            found = upload_files.find(self.province.settings.files, upload.sha256, 0)
            assert found is None or found.part is None
            upload_files.begin(
                self.province.settings.files, upload.sha256, self.owner_of(upload), upload.length, MOST_UNFINISHED
            )
        except upload_files.WrongContentError:
            return
        assert upload.length == upload.received, "garbage was believed"

    def owner_of(self, upload: upload_files.Upload) -> int:
        assert upload.part is not None
        return int(upload.part.parent.name)

    def rest_files(self) -> None:
        """At rest: everything that any disk alive ever added is there, whole, unless its machine may not send."""
        for laptop in self.laptops:
            self.run_lane(laptop)
            for sha256 in sorted(laptop.attached):
                self.check_file(laptop, sha256)

    def check_file(self, laptop: Laptop, sha256: Sha256) -> None:
        path = upload_files.whole_path(self.province.settings.files, sha256)
        if path.exists():
            assert address_of(path.read_bytes()) == sha256
            return
        known = blobs.read_blob(laptop.db, sha256)
        assert known is not None, ("neither here nor there", laptop.path.name, sha256)
        assert known.state is BlobState.TO_SEND, (laptop.path.name, known)
        assert not self.province.may_send(laptop.replica), (laptop.path.name, known)
        assert address_of(blobs.content(laptop.db, sha256)) == sha256

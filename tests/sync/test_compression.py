import statistics
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.kinds import KINDS
from cdtt_app.paths import resources
from cdtt_app.storage import oplog
from cdtt_app.storage.database import Database
from cdtt_app.sync.codec import from_document
from cdtt_app.sync.compression import Codec, CompressionError, best_codec, pack, unpack
from cdtt_app.sync.fields import unflatten
from cdtt_app.sync.operation import Operation, decode
from tests.sync.day_of_visits import day_of_visits
from tests.sync.unseen_notes import NOTES

DICTIONARY = (resources() / "sync" / "dictionary-1.zdict").read_bytes()
KNOWN = {1: DICTIONARY}
MB = 1024 * 1024
HEAD = 180  # bytes of an envelope and of its first line, packed: 70 and about 110
packed_codecs = pytest.mark.parametrize("codec", [Codec.GZIP, Codec.ZSTD], ids=lambda codec: codec.name)
every_codec = pytest.mark.parametrize("codec", list(Codec), ids=lambda codec: codec.name)


@pytest.fixture(scope="module")
def days() -> list[bytes]:
    return [b"\n".join(day_of_visits(seed)) for seed in range(1, 6)]


@every_codec
@given(plain=st.one_of(st.binary(max_size=300), st.text(max_size=100).map(lambda text: text.encode() * 40)))
def test_bytes_survive_their_packing(codec: Codec, plain: bytes) -> None:
    assert unpack(codec, pack(plain, codec), {}, 50_000) == plain
    assert unpack(codec, pack(plain, codec, DICTIONARY), KNOWN, 50_000) == plain


@every_codec
@pytest.mark.parametrize("days_", [1, 4])
def test_days_of_visits_survive_their_packing(codec: Codec, days_: int, days: list[bytes]) -> None:
    plain = b"\n".join(days[:days_])
    assert unpack(codec, pack(plain, codec, DICTIONARY), KNOWN, MB) == plain


@every_codec
def test_exactly_the_limit_is_let_in_and_not_one_byte_more(codec: Codec) -> None:
    data = pack(b"x" * 1000, codec, DICTIONARY)
    assert len(unpack(codec, data, KNOWN, 1000)) == 1000
    with pytest.raises(CompressionError, match="more than 999 bytes"):
        unpack(codec, data, KNOWN, 999)


@every_codec
@given(data=st.binary(max_size=400))
def test_anything_else_is_refused_not_misread(codec: Codec, data: bytes) -> None:
    _is_refused_or_small(codec, data)


def _is_refused_or_small(codec: Codec, data: bytes) -> None:
    try:
        assert len(unpack(codec, data, KNOWN, 300)) <= 300
    except CompressionError:
        return


@packed_codecs
@given(cut=st.integers(min_value=1), at=st.integers(min_value=0), flip=st.integers(1, 255))
def test_a_message_that_was_cut_off_is_refused_and_a_changed_one_breaks_nothing(
    codec: Codec, cut: int, at: int, flip: int
) -> None:
    data = bytearray(pack(NOTES[0].encode() * 3, codec, DICTIONARY))
    with pytest.raises(CompressionError):
        unpack(codec, bytes(data[: -(1 + cut % len(data))]), KNOWN, MB)
    data[at % len(data)] ^= flip
    _is_refused_or_small(codec, bytes(data))


@packed_codecs
def test_nothing_may_hang_on_behind_a_message(codec: Codec) -> None:
    data = pack(b"one message", codec, DICTIONARY)
    for more in (b"\0", data):
        with pytest.raises(CompressionError):
            unpack(codec, data + more, KNOWN, MB)


def _declared() -> bytes:
    return zstandard.ZstdCompressor(level=3).compress(b"\0" * (300 * MB))


def _undeclared() -> bytes:
    stream = zstandard.ZstdCompressor(level=3).compressobj()
    return stream.compress(b"\0" * (300 * MB)) + stream.flush()


def _lying() -> bytes:
    honest = zstandard.ZstdCompressor(level=3).compress(b"\0" * (300 * MB))
    size = (300 * MB).to_bytes(4, "little")
    assert honest[6:10] == size
    return honest.replace(size, (1000).to_bytes(4, "little"), 1)


def _gzip() -> bytes:
    stream = zlib.compressobj(9, wbits=31)
    return b"".join(stream.compress(b"\0" * MB) for _ in range(300)) + stream.flush()


@contextmanager
def _little_memory_and_time() -> Iterator[None]:
    tracemalloc.start()
    start = perf_counter()
    try:
        yield
        assert perf_counter() - start < 0.5
        assert tracemalloc.get_traced_memory()[1] < 4 * MB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("codec", "make"),
    [(Codec.ZSTD, _declared), (Codec.ZSTD, _undeclared), (Codec.ZSTD, _lying), (Codec.GZIP, _gzip)],
    ids=["zstd that says so", "zstd that does not say", "zstd that lies", "gzip"],
)
def test_a_bomb_is_refused_before_it_goes_off(codec: Codec, make: Callable[[], bytes]) -> None:
    bomb = make()
    assert len(bomb) < MB
    with _little_memory_and_time(), pytest.raises(CompressionError):
        unpack(codec, bomb, KNOWN, MB)


def test_a_dictionary_that_is_not_known_is_named() -> None:
    data = pack(b"one message", Codec.ZSTD, DICTIONARY)
    with pytest.raises(CompressionError, match="dictionary 1 is not known"):
        unpack(Codec.ZSTD, data, {2: DICTIONARY}, MB)


def test_a_dictionary_under_a_wrong_number_or_a_damaged_one_is_refused() -> None:
    data = pack(b"one message", Codec.ZSTD, DICTIONARY)
    second = DICTIONARY[:4] + (2).to_bytes(4, "little") + DICTIONARY[8:]
    for wrong in (second, DICTIONARY[:50], b""):
        with pytest.raises(CompressionError):
            unpack(Codec.ZSTD, data, {1: wrong}, MB)
    for wrong in (DICTIONARY[:50], b"any other text " * 20):
        with pytest.raises(CompressionError, match="not a dictionary"):
            pack(b"one message", Codec.ZSTD, wrong)


@pytest.mark.parametrize("codec", [3, 255, -1])
def test_a_codec_of_a_newer_program_is_refused(codec: int) -> None:
    with pytest.raises(CompressionError, match=f"codec {codec} is not known"):
        unpack(codec, b"x", KNOWN, MB)
    with pytest.raises(CompressionError, match=f"codec {codec} is not known"):
        pack(b"x", codec)


def test_without_the_zstd_library_gzip_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    assert best_codec() is Codec.ZSTD
    data = pack(b"one message", Codec.ZSTD, DICTIONARY)
    monkeypatch.setitem(sys.modules, "zstandard", None)
    assert best_codec() is Codec.GZIP
    with pytest.raises(CompressionError, match="not to be had"):
        unpack(Codec.ZSTD, data, KNOWN, MB)
    with pytest.raises(CompressionError, match="not to be had"):
        pack(b"one message", Codec.ZSTD, DICTIONARY)


def test_the_zstd_library_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, cdtt_app.sync.envelope; sys.exit('zstandard' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_dictionary_is_small_and_bears_the_number_of_its_file() -> None:
    assert len(DICTIONARY) <= 32 * 1024
    assert int.from_bytes(DICTIONARY[4:8], "little") == 1


def test_no_sentence_that_is_measured_with_was_trained_on() -> None:
    trained = (Path(__file__).parents[2] / "tools" / "dictionary_notes.txt").read_text(encoding="utf-8")
    for note in NOTES:
        assert 40 <= len(note) <= 120
        pieces = {note[at : at + 25] for at in range(len(note) - 24)}
        assert not [piece for piece in pieces if piece in trained or piece.encode() in DICTIONARY]


def test_the_lines_of_a_day_are_those_that_the_log_writes(db: Database) -> None:
    made = [decode(line) for line in day_of_visits(3)]
    fresh = [operation for operation in made if operation.kind != "household"]  # its line is a change of something
    with db.write() as tx:
        for operation in fresh:
            document = unflatten({path: value for path, (value, _) in operation.changes.items()})
            tx.save(from_document(KINDS[operation.kind], operation.id, document))
    assert list(map(_said, oplog.operations(db.connection()))) == list(map(_said, fresh))


def _said(operation: Operation) -> tuple[object, ...]:
    return (operation.kind, operation.id, operation.scope, operation.parent, operation.schema, operation.changes)


def test_a_day_needs_the_dictionary_and_one_visit_needs_it_more(days: list[bytes]) -> None:
    visits = [day.split(b"\n", 1)[0] for day in days]
    rows = [("day", days), ("one visit", visits)]
    share = {}
    for name, plains in rows:
        gzip, bare, trained = (
            statistics.mean(len(pack(plain, *how)) for plain in plains)
            for how in ((Codec.GZIP,), (Codec.ZSTD,), (Codec.ZSTD, DICTIONARY))
        )
        raw = statistics.mean(map(len, plains))
        print(f"{name}: raw {raw:.0f}, gzip {gzip:.0f}, zstd {bare:.0f}, zstd + dictionary {trained:.0f} bytes")
        share[name] = trained / bare
    assert share["day"] < 0.9
    assert share["one visit"] < 0.6


def test_a_day_of_thirty_visits_costs_five_and_a_half_kilobytes(days: list[bytes]) -> None:
    assert statistics.mean(HEAD + len(pack(day, Codec.ZSTD, DICTIONARY)) for day in days) <= 5_500


def test_a_thousand_visits_are_packed_in_an_eye_blink() -> None:
    plain = b"\n".join(line for seed in range(34) for line in day_of_visits(seed))
    assert plain.count(b'"visited_on"') >= 1000
    took = []
    for _ in range(7):
        start = perf_counter()
        data = pack(plain, Codec.ZSTD, DICTIONARY)
        took.append(perf_counter() - start)
    print(f"1,000 visits: {len(plain)} -> {len(data)} bytes in {1000 * min(took):.1f} ms")
    assert min(took) < 0.025

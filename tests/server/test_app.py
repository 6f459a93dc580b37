"""The server's doors, through real sockets: what is let in, what is turned away, and with how few bytes."""

import gzip
import socket
import time
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import requests
import zstandard

from cdtt_app.domain.attachment import address_of
from cdtt_app.server.opening import initialise, now_ms
from cdtt_app.server.receive import receive
from cdtt_app.server.settings import Limits, Settings
from cdtt_app.server.store import RetryError, Store, Transaction
from cdtt_app.sync.compression import Codec
from cdtt_app.sync.envelope import MAGIC, MOST_BYTES, Packing
from cdtt_app.sync.messages import Trouble
from cdtt_app.sync.signed_request import authorization, fetching
from tests.server.running import WIDE, InThread, Machine, RunningServer, let_in, running_server
from tests.server.talking import MESSAGE, NOW, household, post, talker

HAMLET = "0199a0f2-5b6c-7d11-a1b2-00000000000a"
PLACE_OF_SIGNATURE = slice(len(MAGIC) + 1, len(MAGIC) + 65)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server in a thread."""
    with running_server(tmp_path) as running:
        yield running


@contextmanager
def line_to(server: RunningServer) -> Iterator[socket.socket]:
    """A bare connection."""
    with socket.create_connection(("localhost", server.settings.port), 20) as line:
        yield line


def read_all(line: socket.socket) -> bytes:
    """What comes until the other side closes."""
    read = b""
    while piece := line.recv(65536):
        read += piece
    return read


def request_head(length: int | str, host: str = "so.laichau.gov.vn") -> bytes:
    """The head of a sync request as the app sends it."""
    return (
        f"POST /v1/sync HTTP/1.1\r\nHost: {host}\r\nContent-Type: {MESSAGE}\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


def test_what_a_machine_writes_is_acknowledged_and_read_by_another(server: RunningServer) -> None:
    one = talker(server, let_in(server.province, scopes=[HAMLET]))
    other = talker(server, let_in(server.province, person="Vàng Thị Sua", scopes=[HAMLET]))
    bodies = [household(HAMLET, "Lò Văn Pản"), household(HAMLET, "Lò Thị Dín")]
    assert one.exchange(server, *bodies).receipt.ack == 2
    heard = other.exchange(server)
    assert [bytes(line.op) for line in heard.lines] == bodies
    assert heard.receipt.people == {str(one.machine.replica): ("Lò Văn Pản", "Máy thử", "volunteer")}


def test_an_idle_exchange_costs_at_most_700_bytes_both_ways(server: RunningServer) -> None:
    me = talker(server, let_in(server.province, scopes=[HAMLET]), server.province.packing)
    me.exchange(server, household(HAMLET, "Lò Văn Pản"))
    with line_to(server) as line:
        for _ in range(2):  # over one connection
            asked = me.message([])
            sent = request_head(len(asked)) + asked
            line.sendall(sent)
            answer = line.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200 ")
            assert len(sent) + len(answer) <= 700
            me.hear(answer.partition(b"\r\n\r\n")[2], [])


def test_an_answer_has_no_header_that_is_not_needed(server: RunningServer) -> None:
    me = talker(server, let_in(server.province, scopes=[HAMLET]))
    answer = post(server, "/v1/sync", me.message([]))
    assert set(answer.headers) == {"content-length", "content-type"}


def test_an_answer_comes_in_the_codec_of_the_question(server: RunningServer) -> None:
    machine = let_in(server.province, scopes=[HAMLET])
    for codec in (Codec.GZIP, Codec.RAW, Codec.ZSTD):
        me = talker(server, machine, Packing(codec, {}))
        answer = post(server, "/v1/sync", me.message([]))
        assert answer.content[len(MAGIC)] == codec
        me.hear(answer.content, [])


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"x",
        MAGIC,
        MAGIC + bytes([Codec.RAW]) + bytes(64) + b"{}",
        MAGIC + bytes([Codec.ZSTD]) + bytes(64) + b"\x28\xb5\x2f\xfd" + b"\xff" * 40,
        MAGIC + bytes([9]) + bytes(64) + b"{}",
        MAGIC + bytes([Codec.RAW]) + bytes(64) + b"[" * 100_000,
        bytes(range(256)) * 100,
    ],
)
def test_garbage_is_answered_400_and_harms_nobody(server: RunningServer, garbage: bytes) -> None:
    for path in ("/v1/sync", "/v1/office"):
        answer = post(server, path, garbage)
        assert answer.status_code == 400 or (path == "/v1/office" and answer.status_code == 413)
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
    assert requests.get(server.url + "/v1/health", timeout=10).json()["ok"] is True


def test_a_message_changed_on_its_way_or_signed_by_another_is_not_believed(server: RunningServer) -> None:
    me = talker(server, let_in(server.province, scopes=[HAMLET]), Packing(Codec.RAW, {}))
    whole = me.message([household(HAMLET, "Lò Văn Pản")])
    changed = whole.replace("Lò Văn Pản".encode(), "Lò Văn Bản".encode())
    assert changed != whole
    forged = bytearray(whole)
    forged[PLACE_OF_SIGNATURE] = bytes(64)
    other = let_in(server.province)
    pretended = talker(server, replace(me.machine, seed=other.seed)).message([])
    for message in (changed, bytes(forged), pretended):
        assert post(server, "/v1/sync", message).status_code == 400
    with server.province.store.read() as tx:
        assert tx.counts()["entries"] == 0


def test_a_machine_that_is_not_known_is_told_so(server: RunningServer) -> None:
    machine = let_in(server.province)
    for replica in (machine.replica + 1, 2**70, -1):
        told = talker(server, replace(machine, replica=replica)).exchange(server)
        assert told.receipt.trouble is Trouble.UNKNOWN


def test_numbers_that_no_database_holds_are_malformed_not_an_error(server: RunningServer) -> None:
    me = talker(server, let_in(server.province, scopes=[HAMLET]))
    strange: list[dict[str, object]] = [
        {"inc": 2**70},
        {"base": -(2**65)},
        {"want": -1},
        {"cursors": {HAMLET: -(2**70)}},
        {"epoch": 2**80},
    ]
    for words in strange:
        answer = post(server, "/v1/sync", me.message([], **words))
        assert answer.status_code == 200
        assert me.hear(answer.content, []).receipt.trouble is Trouble.MALFORMED


@pytest.mark.parametrize("codec", [Codec.GZIP, Codec.ZSTD])
def test_a_bomb_is_refused_without_being_unpacked(server: RunningServer, codec: Codec) -> None:
    plain = b"{" + b" " * (MOST_BYTES * 4)
    packed = gzip.compress(plain) if codec == Codec.GZIP else zstandard.ZstdCompressor(level=3).compress(plain)
    answer = post(server, "/v1/sync", MAGIC + bytes([codec]) + bytes(64) + packed)
    assert len(packed) < 100_000
    assert answer.status_code == 400


def test_a_body_that_says_it_is_too_big_is_refused_before_it_comes(server: RunningServer) -> None:
    with line_to(server) as line:
        line.sendall(request_head(1024 * 1024 + 1))  # and not a byte more
        answer = read_all(line)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in answer.lower()


def test_a_body_that_does_not_say_how_big_it_is_is_cut_at_the_limit(server: RunningServer) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(1000):
            yield bytes(64 * 1024)

    begun = time.monotonic()
    try:
        status = requests.post(
            server.url + "/v1/sync", data=endless(), headers={"Content-Type": MESSAGE}, timeout=20
        ).status_code
    except requests.ConnectionError:  # the answer was overtaken by the closing
        status = 413
    assert status == 413
    assert time.monotonic() - begun < 10


def test_a_body_that_stops_coming_is_let_go(tmp_path: Path) -> None:
    with running_server(tmp_path, limits=Limits(body_idle_seconds=0.2)) as server, line_to(server) as line:
        line.sendall(request_head(500) + b"CDTT")
        assert read_all(line).startswith(b"HTTP/1.1 408 ")


def test_another_content_type_is_refused(server: RunningServer) -> None:
    me = talker(server, let_in(server.province))
    assert post(server, "/v1/sync", me.message([]), "text/plain").status_code == 415
    assert post(server, "/v1/enrol", b"{}", MESSAGE).status_code == 415


def test_nothing_is_ever_redirected(server: RunningServer) -> None:
    for path in ("/v1/sync/", "/v1/health/", "/", "//v1/health", "/v1"):
        assert requests.get(server.url + path, timeout=10, allow_redirects=False).status_code == 404
    wrong = requests.get(server.url + "/v1/sync", timeout=10, allow_redirects=False)
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")


def test_many_machines_at_once_lose_nothing(server: RunningServer) -> None:
    machines = [talker(server, let_in(server.province, scopes=[HAMLET])) for _ in range(8)]

    def work(number: int) -> None:
        for turn in range(5):
            machines[number].exchange(server, *(household(HAMLET, f"Hộ {number}.{turn}.{n}") for n in range(3)))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    reader = talker(server, let_in(server.province, scopes=[HAMLET]))
    told = reader.exchange(server)
    assert [line.n for line in told.lines] == list(range(1, 121))
    assert len({bytes(line.op) for line in told.lines}) == 120


def test_an_answer_is_never_larger_than_a_machine_unpacks(server: RunningServer) -> None:
    me = talker(server, let_in(server.province, scopes=[HAMLET]))
    for page in range(10):
        me.exchange(server, *(household(HAMLET, f"{page} " + "ghi chú " * 2000) for _ in range(30)))
    reader = talker(server, let_in(server.province, scopes=[HAMLET]))
    told = reader.hear(post(server, "/v1/sync", reader.message([], want=2**40)).content, [])
    assert told.receipt.more
    assert sum(len(bytes(line.op)) for line in told.lines) < MOST_BYTES / 3


def test_health_tells_version_and_epoch(server: RunningServer) -> None:
    answer = requests.get(server.url + "/v1/health", timeout=10)
    assert answer.json() == {"ok": True, "version": answer.json()["version"], "epoch": 0}


def test_while_the_database_is_away_machines_are_asked_to_come_back(server: RunningServer) -> None:
    me = talker(server, let_in(server.province, scopes=[HAMLET]))
    server.province.store.close()
    for answer in (
        post(server, "/v1/sync", me.message([household(HAMLET, "Lò Văn Pản")])),
        requests.get(server.url + "/v1/health", timeout=10),
    ):
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) >= 1
        assert answer.headers["content-type"] == "application/problem+json"


class BusyStore:
    """A store in which writing is in another's way the first few times."""

    def __init__(self, whole: Store, busy: int) -> None:
        self._whole = whole
        self._busy = busy

    def read(self) -> AbstractContextManager[Transaction]:
        """As the store does."""
        return self._whole.read()

    def write(self) -> AbstractContextManager[Transaction]:
        """As the store does, in the end."""
        self._busy -= 1
        if self._busy >= 0:
            raise RetryError("busy")
        return self._whole.write()

    def close(self) -> None:
        """As the store does."""
        self._whole.close()


def test_transactions_in_each_others_way_are_done_again(tmp_path: Path) -> None:
    with running_server(tmp_path) as server:
        machine = let_in(server.province, scopes=[HAMLET])
        body = household(HAMLET, "Lò Văn Pản")
        message = talker(server, machine).message([body])
        busy = replace(server.province, store=BusyStore(server.province.store, 3))
        answer = receive(busy, message)
        assert (answer.acknowledged, answer.taken, answer.aside) == (1, 1, 0)


def test_when_a_machine_was_heard_of_is_written_once_in_ten_minutes(tmp_path: Path) -> None:
    clock = [NOW]
    with running_server(tmp_path, clock=lambda: clock[0]) as server:
        me = talker(server, let_in(server.province, scopes=[HAMLET]))

        def seen() -> int:
            with server.province.store.read() as tx:
                device = tx.device(me.machine.replica)
            assert device is not None
            return device.last_seen

        me.exchange(server)
        assert seen() == NOW
        clock[0] += 9 * 60_000
        me.exchange(server)
        assert seen() == NOW
        clock[0] += 2 * 60_000
        me.exchange(server)
        assert seen() == clock[0]


def test_an_idle_exchange_needs_no_turn_at_writing(tmp_path: Path) -> None:
    with running_server(tmp_path) as server:
        me = talker(server, let_in(server.province, scopes=[HAMLET]))
        me.exchange(server)  # the first one keeps when it was heard of
        message = me.message([])
        never = replace(server.province, store=BusyStore(server.province.store, 10**9))
        assert receive(never, message).trouble == ""


def test_figures_are_for_the_addresses_on_the_list(server: RunningServer) -> None:
    me = talker(server, let_in(server.province, scopes=[HAMLET]))
    me.exchange(server, household(HAMLET, "Lò Văn Pản"), household("nowhere", "Lò Thị Dín"))
    url = server.url + "/v1/metrics"
    figures = requests.get(url, timeout=10).text
    assert 'cdtt_requests_total{route="/v1/sync",status="200"} 1\n' in figures
    assert "cdtt_operations_accepted_total 1\n" in figures
    assert "cdtt_operations_aside_total 1\n" in figures
    assert 'cdtt_request_duration_seconds_count{route="/v1/sync"} 1\n' in figures
    for forwarded in ({"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}):
        assert requests.get(url, headers=forwarded, timeout=10).status_code == 403


def test_figures_are_for_nobody_else(tmp_path: Path) -> None:
    with running_server(tmp_path, metrics_from=("10.1.2.3",)) as server:
        assert requests.get(server.url + "/v1/metrics", timeout=10).status_code == 403


def test_behind_a_proxy_the_address_is_the_one_that_a_known_proxy_tells(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path, port=0, proxies=("127.0.0.1",), metrics_from=("10.1.2.3",), limits=WIDE)
    initialise(settings)
    server = InThread(settings, now_ms)
    server.start()
    try:
        url = server.url + "/v1/metrics"
        told = [{"X-Forwarded-For": "10.1.2.3"}, {"X-Forwarded-For": "10.9.9.9"}, {}]
        assert [requests.get(url, headers=headers, timeout=10).status_code for headers in told] == [200, 403, 403]
    finally:
        server.stop()


def test_what_is_offered_again_is_not_counted_again(server: RunningServer) -> None:
    me = talker(server, let_in(server.province, scopes=[HAMLET]))
    again = me.message([household(HAMLET, "Lò Văn Pản")])
    for _ in range(3):
        assert post(server, "/v1/sync", again).status_code == 200
    figures = requests.get(server.url + "/v1/metrics", timeout=10).text
    assert "cdtt_operations_accepted_total 1\n" in figures


def test_a_file_may_be_fetched_by_whoever_may_read_a_record_that_names_it(server: RunningServer) -> None:
    content = b"a photo of a paper"
    address = address_of(content)
    sender = let_in(server.province, scopes=[HAMLET])
    neighbour = let_in(server.province, scopes=[HAMLET])
    stranger = let_in(server.province, scopes=["elsewhere"])
    _send_file(server, sender, content)

    def fetched_by(machine: Machine) -> int:
        header = authorization(machine.seed, machine.replica, server.province.clock(), fetching(address))
        url = f"{server.url}/v1/files/{address}"
        return requests.get(url, headers={"Authorization": header}, timeout=10).status_code

    assert fetched_by(neighbour) == 404  # no record names it yet
    talker(server, sender).exchange(server, household(HAMLET, address))
    assert (fetched_by(neighbour), fetched_by(sender)) == (200, 200)
    assert fetched_by(stranger) == 404
    with server.province.store.write() as tx:
        device = tx.device(neighbour.replica)
        assert device is not None
        tx.put_device(replace(device, revoked=True))
    assert fetched_by(neighbour) == 401


def _send_file(server: RunningServer, machine: Machine, content: bytes) -> None:
    signed = {
        "Authorization": authorization(machine.seed, machine.replica, server.province.clock()),
        "Tus-Resumable": "1.0.0",
    }
    address = address_of(content)
    named = {"Upload-Length": str(len(content)), "Upload-Metadata": f"sha256 {b64encode(address.encode()).decode()}"}
    assert requests.post(server.url + "/v1/files", headers=signed | named, timeout=10).status_code == 201
    piece = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    url = f"{server.url}/v1/files/{address}"
    assert requests.patch(url, data=content, headers=signed | piece, timeout=10).status_code == 204

import itertools
import random
import socket
import statistics
import struct
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace

import pytest

from tests.line_server import LineServer, ask, ask_anew, is_cut, serving, wait_until
from tests.links import EDGE, FLAKY, Link, LinkProxy

NEVER_MS = 60_000.0


@pytest.fixture
def server() -> Iterator[LineServer]:
    with serving() as server:
        yield server


def _takes(seconds: float, measure: Callable[[], float]) -> bool:
    """Within 15 %. A busy machine makes it late, so there are three tries; nothing makes it early."""
    return any(measure() == pytest.approx(seconds, rel=0.15) for _ in range(3))


@pytest.mark.parametrize(("up", "down"), [(12_000, 10), (10, 12_000)])
def test_each_way_carries_what_the_rate_allows(server: LineServer, up: int, down: int) -> None:
    with LinkProxy(server.address, Link(rate_kbit=100)) as proxy:
        assert _takes(12_010 * 8 / 100_000, lambda: ask_anew(proxy.address, up, down))


def test_connections_share_the_rate(server: LineServer) -> None:
    with LinkProxy(server.address, Link(rate_kbit=100)) as proxy, ThreadPoolExecutor() as pool:

        def last_of_three() -> float:
            return max(pool.map(lambda size: ask_anew(proxy.address, 10, size), [4_000] * 3))

        assert _takes(12_000 * 8 / 100_000, last_of_three)


def test_a_new_connection_costs_two_round_trips_and_an_open_one_costs_one(server: LineServer) -> None:
    with (
        LinkProxy(server.address, Link(rtt_ms=300)) as proxy,
        closing(socket.create_connection(proxy.address)) as connection,
    ):
        assert _takes(0.6, lambda: ask_anew(proxy.address, 10, 10))
        ask(connection, 10, 10)
        assert _takes(0.3, lambda: ask(connection, 10, 10))
        assert _takes(0.3, lambda: ask(connection, 9_000, 9_000))


def test_rate_and_latency_add_up_on_the_road_to_the_last_village(server: LineServer) -> None:
    with LinkProxy(server.address, replace(EDGE, loss=0.0)) as proxy:
        assert _takes(2 * 0.6 + 7_000 * 8 / 40_000, lambda: ask_anew(proxy.address, 5_000, 2_000))


def test_jitter_makes_every_answer_late_by_something_else(server: LineServer) -> None:
    with (
        LinkProxy(server.address, Link(rtt_ms=20, jitter_ms=60)) as proxy,
        closing(socket.create_connection(proxy.address)) as connection,
    ):
        ask(connection, 10, 10)
        times = [ask(connection, 10, 10) for _ in range(12)]
    assert min(times) >= 0.02
    assert statistics.median(times) < 0.02 + 2 * 0.06 + 0.05
    assert statistics.stdev(times) > 0.01


def test_what_arrives_is_what_was_sent_whatever_the_link_did(server: LineServer) -> None:
    content = random.Random(7).randbytes(100_000).replace(b"\n", b"-")
    with (
        LinkProxy(server.address, Link(rtt_ms=10, jitter_ms=20, loss=0.05)) as proxy,
        closing(socket.create_connection(proxy.address)) as connection,
    ):
        connection.sendall(b"5 " + content + b"\n")
        assert connection.recv(5, socket.MSG_WAITALL) == bytes(5)
    assert server.asked == [b"5 " + content + b"\n"]


def test_everything_is_counted(server: LineServer) -> None:
    with LinkProxy(server.address, Link()) as proxy:
        with closing(socket.create_connection(proxy.address)) as connection:
            ask(connection, 5_000, 10)
            ask(connection, 10, 70_000)
        ask_anew(proxy.address, 10, 10)
        assert (proxy.up.bytes_delivered, proxy.down.bytes_delivered) == (5_020, 70_020)
        assert (proxy.connections, proxy.exchanges, proxy.cuts) == (2, 3, 0)


@pytest.mark.parametrize(("up", "down"), [(8_000, 10), (10, 8_000), (2_500, 2_500)])
def test_a_connection_is_cut_after_so_many_bytes(server: LineServer, up: int, down: int) -> None:
    with LinkProxy(server.address, Link(cut_between=(4_999, 4_999))) as proxy:
        assert is_cut(proxy.address, up, down)
        assert proxy.up.bytes_delivered + proxy.down.bytes_delivered == 4_999
        assert proxy.cuts == 1
        proxy.link = Link()
        assert not is_cut(proxy.address, up, down)


def _cut_lengths(server: LineServer, seed: int) -> list[int]:
    lengths, link = [0], Link(cut_between=(2_000, 9_000), seed=seed)
    with LinkProxy(server.address, link) as proxy:
        for _ in range(6):
            assert is_cut(proxy.address, 10, 10_000)
            lengths.append(proxy.up.bytes_delivered + proxy.down.bytes_delivered)
    return [after - before for before, after in itertools.pairwise(lengths)]


def test_cuts_are_random_and_the_same_in_every_run(server: LineServer) -> None:
    lengths = _cut_lengths(server, seed=1)
    assert len(set(lengths)) == 6
    assert all(2_000 <= length <= 9_000 for length in lengths)
    assert _cut_lengths(server, seed=1) == lengths
    assert _cut_lengths(server, seed=2) != lengths


def test_a_connection_can_be_cut_before_its_first_byte(server: LineServer) -> None:
    with LinkProxy(server.address, Link(cut_between=(0, 0))) as proxy:
        assert is_cut(proxy.address, 10, 10)
    assert server.asked == []


def test_a_silent_cut_is_only_found_out_by_waiting(server: LineServer) -> None:
    with LinkProxy(server.address, Link(cut_between=(5_000, 5_000), silent=True)) as proxy:
        with closing(socket.create_connection(proxy.address, timeout=0.5)) as connection:
            with pytest.raises(TimeoutError):
                ask(connection, 10, 10_000)
            connection.sendall(b"still there?")  # nobody says no
        assert proxy.up.bytes_delivered + proxy.down.bytes_delivered == 5_000


def test_a_lost_reply_was_asked_for_all_the_same(server: LineServer) -> None:
    with LinkProxy(server.address, Link(lost_replies=1.0)) as proxy:
        assert is_cut(proxy.address, 3_000, 10)
        assert [len(line) for line in server.asked] == [3_000]
        assert proxy.down.bytes_delivered == 0
        assert proxy.cuts == proxy.exchanges == 1


def test_the_end_said_by_either_side_is_passed_on_after_the_last_byte(server: LineServer) -> None:
    with (
        LinkProxy(server.address, Link(rtt_ms=50, rate_kbit=400)) as proxy,
        closing(socket.create_connection(proxy.address)) as connection,
    ):
        connection.sendall(b"9000\n")
        connection.shutdown(socket.SHUT_WR)
        assert len(connection.recv(9_001, socket.MSG_WAITALL)) == 9_000


def test_a_server_that_is_not_there_is_a_reset() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = closed.getsockname()
    with (
        LinkProxy(address, Link()) as proxy,
        closing(socket.create_connection(proxy.address)) as connection,
        pytest.raises(ConnectionResetError),
    ):
        connection.recv(1)


def test_a_client_that_is_gone_is_a_reset_for_the_server(server: LineServer) -> None:
    with LinkProxy(server.address, Link(rtt_ms=20)) as proxy:
        with closing(socket.create_connection(proxy.address)) as connection:
            connection.sendall(b"1")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        wait_until(lambda: server.resets == 1)


def test_a_proxy_that_is_closed_closes_what_was_open(server: LineServer) -> None:
    with LinkProxy(server.address, Link(rtt_ms=NEVER_MS)) as proxy:
        connection = socket.create_connection(proxy.address, timeout=5)
        connection.sendall(b"10\n")
    with closing(connection), suppress(ConnectionResetError):  # depending on how far it had come
        assert connection.recv(10) == b""
    assert server.asked == []


def test_hundreds_of_cut_connections_leave_nothing_behind_and_are_the_same_in_every_run(server: LineServer) -> None:
    threads, cuts = threading.active_count(), set()
    for _ in range(2):
        with LinkProxy(server.address, FLAKY) as proxy, ThreadPoolExecutor(16) as pool:
            fates = list(pool.map(lambda _: is_cut(proxy.address, 3_000, 2_000), range(200)))
        assert proxy.connections == 200
        assert proxy.cuts == sum(fates)
        cuts.add(proxy.cuts)
    assert len(cuts) == 1
    assert 60 < cuts.pop() < 140
    wait_until(lambda: threading.active_count() == threads)

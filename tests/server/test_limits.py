"""How often one may ask, as rules and through the server."""

from pathlib import Path

import pytest
import requests

from cdtt_app.server.limits import Buckets, TooOftenError, neighbourhood
from cdtt_app.server.settings import MB, Limits, Rate
from tests.server.running import WIDE, let_in, running_server
from tests.server.talking import household, post, talker

HAMLET = "0199a0f2-5b6c-7d11-a1b2-00000000000a"


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def buckets(burst: float, per_second: float, remembered: int = 100) -> tuple[Buckets, Clock]:
    """Buckets and their clock."""
    clock = Clock()
    return Buckets(Rate(burst=burst, per_second=per_second), remembered=remembered, clock=clock), clock


def test_a_bucket_gives_its_burst_and_then_its_rate() -> None:
    some, clock = buckets(3, 0.5)
    for _ in range(3):
        some.take("a")
    with pytest.raises(TooOftenError) as refused:
        some.take("a")
    assert refused.value.retry_after == 2
    some.take("b")  # another's bucket is another
    clock.now = 2.0
    some.take("a")
    with pytest.raises(TooOftenError):
        some.take("a")


def test_waiting_long_fills_a_bucket_to_its_burst_and_no_further() -> None:
    some, clock = buckets(2, 1)
    some.take("a")
    clock.now = 1000.0
    some.take("a")
    some.take("a")
    with pytest.raises(TooOftenError):
        some.take("a")


def test_refused_requests_cost_nothing() -> None:
    some, clock = buckets(1, 1)
    some.take("a")
    for _ in range(50):
        with pytest.raises(TooOftenError):
            some.take("a")
    clock.now = 1.0
    some.take("a")


def test_what_has_been_done_is_charged_but_never_more_than_two_bursts() -> None:
    some, clock = buckets(10, 1)
    some.charge("a", 10**9)
    with pytest.raises(TooOftenError) as refused:
        some.check("a")
    assert refused.value.retry_after == 11
    clock.now = 11.0
    some.check("a")


def test_memory_is_bounded_and_the_longest_silent_are_forgotten_first() -> None:
    some, _ = buckets(1, 0.001, remembered=10)
    for number in range(10):
        some.take(number)
    with pytest.raises(TooOftenError):
        some.take(0)  # still remembered; being refused does not make it younger
    for number in range(10, 5000):
        some.take(number)
    assert len(some) == 10
    some.take(0)


def test_one_home_has_one_ipv6_network() -> None:
    assert neighbourhood("2001:db8:1:2:aaaa::1") == neighbourhood("2001:db8:1:2:bbbb::9")
    assert neighbourhood("2001:db8:1:2::1") != neighbourhood("2001:db8:1:3::1")
    assert neighbourhood("192.0.2.1") != neighbourhood("192.0.2.2")
    assert neighbourhood("::ffff:192.0.2.1") != neighbourhood("::ffff:192.0.2.2")
    assert neighbourhood("testclient") == "testclient"


def limits(**rates: Rate) -> Limits:
    """Wide limits but for these."""
    named = {name: getattr(WIDE, name) for name in ("machine", "machine_bytes", "address", "address_failures")}
    return Limits(**(named | rates))


def test_a_machine_that_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    with running_server(tmp_path, limits=limits(machine=Rate(burst=3, per_second=0.1))) as server:
        eager = talker(server, let_in(server.province, scopes=[HAMLET]))
        calm = talker(server, let_in(server.province, scopes=[HAMLET]))
        assert [post(server, "/v1/sync", eager.message([])).status_code for _ in range(4)] == [200, 200, 200, 429]
        refused = post(server, "/v1/sync", eager.message([household(HAMLET, "Lò Văn Pản")]))
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 10
        assert calm.exchange(server).receipt.trouble is None
        with server.province.store.read() as tx:
            assert tx.counts()["entries"] == 0


def test_nobody_can_use_up_the_turns_of_another_machine(tmp_path: Path) -> None:
    with running_server(tmp_path, limits=limits(machine=Rate(burst=3, per_second=0.001))) as server:
        me = talker(server, let_in(server.province, scopes=[HAMLET]))
        forged = bytearray(me.message([]))
        forged[6:70] = bytes(64)
        for _ in range(10):
            assert post(server, "/v1/sync", bytes(forged)).status_code == 400
        assert me.exchange(server).receipt.trouble is None


def test_bytes_are_counted_too(tmp_path: Path) -> None:
    with running_server(tmp_path, limits=limits(machine_bytes=Rate(burst=MB / 100, per_second=1))) as server:
        me = talker(server, let_in(server.province, scopes=[HAMLET]))
        big = [
            household(HAMLET, "".join(chr(0x4E00 + (17 * n * n + turn) % 20000) for n in range(6000)))
            for turn in range(4)
        ]
        assert post(server, "/v1/sync", me.message(big)).status_code == 200
        assert post(server, "/v1/sync", me.message([])).status_code == 429


def test_an_address_that_sends_only_noise_is_shut_out_for_a_while(tmp_path: Path) -> None:
    with running_server(tmp_path, limits=limits(address_failures=Rate(burst=5, per_second=0.1))) as server:
        noise = [post(server, "/v1/sync", b"noise").status_code for _ in range(6)]
        assert noise == [400, 400, 400, 400, 400, 429]
        refused = requests.get(server.url + "/v1/health", timeout=10)
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "10")


def test_an_address_has_a_limit_of_its_own(tmp_path: Path) -> None:
    with running_server(tmp_path, limits=limits(address=Rate(burst=4, per_second=0.1))) as server:
        health = server.url + "/v1/health"
        assert [requests.get(health, timeout=10).status_code for _ in range(5)] == [200, 200, 200, 200, 429]

"""A bad road between a client and a server of this machine: slow, far away, losing, cutting.

`with LinkProxy(("127.0.0.1", port), EDGE) as proxy:` and the client talks to `proxy.url` instead. The link is shared by
all connections, as a modem is. What is emulated, and how:

* rate: each way carries one segment (1,400 bytes of payload) after the other; headers are not counted.
* latency: every byte arrives half a round trip after it was sent, plus jitter, in order. Connecting to the proxy is
  instant, so the first bytes of a connection leave one round trip late: what the TCP handshake would have cost.
* loss: a lost segment is sent again, which takes its time on the link once more, and arrives later by a round trip (at
  least 200 ms; doubled at every further loss). What follows it waits. The sender does not slow down as TCP would.
* at most 64 KiB of a connection are on their way in one direction, as with a small TCP window.
* a cut resets the connection or, if silent, lets no byte through any more, and only a timeout finds out.
* chance is drawn for each connection by its number and the seed: connection 7 is cut after the same number of bytes in
  every run.
"""

import asyncio
import random
import socket
import struct
import sys
import threading
from contextlib import suppress
from typing import Self

from tests.link_model import CUTTING, EDGE, FLAKY, SEGMENT, Link, Wire

__all__ = ["CUTTING", "EDGE", "FLAKY", "Link", "LinkProxy"]

SEGMENTS_ON_THEIR_WAY = 64 * 1024 // SEGMENT


class LinkProxy:
    """A proxy on a port of its own; `link` may be changed at any time and counts for what is sent from then on."""

    def __init__(self, target: tuple[str, int], link: Link) -> None:
        self.link = link
        self.up, self.down = Wire(), Wire()  # to the server, to the client
        self.connections = 0
        self.exchanges = 0  # how often the server answered after the client had spoken (flights of TLS count too)
        self.cuts = 0  # lost replies are among them
        self._target = target
        self._loop = asyncio.SelectorEventLoop()
        self._thread = threading.Thread(target=self._run, name="link")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self.address: tuple[str, int] = self._listener.getsockname()

    @property
    def url(self) -> str:
        """The address that an HTTP client is given."""
        return f"http://{self.address[0]}:{self.address[1]}"

    def __enter__(self) -> Self:
        self._serving = self._loop.create_task(self._serve())
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._serving.cancel)
        self._thread.join()
        self._loop.close()
        self._listener.close()

    def _run(self) -> None:
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._serving)

    async def _serve(self) -> None:
        async with asyncio.TaskGroup() as connections:
            self._loop.add_reader(self._listener, self._accept, connections)
            try:
                await self._loop.create_future()  # until the task is cancelled
            finally:
                self._loop.remove_reader(self._listener)

    def _accept(self, connections: asyncio.TaskGroup) -> None:
        # Not loop.sock_accept: cancelled at the wrong moment, it loses the connection it has just accepted.
        client, _address = self._listener.accept()
        client.setblocking(False)
        self.connections += 1
        connection = connections.create_task(self._connect(client, self.connections))
        connection.add_done_callback(lambda _task: client.close())

    async def _connect(self, client: socket.socket, number: int) -> None:
        with socket.socket() as server:
            server.setblocking(False)
            for each in (client, server):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # delays are ours alone
            try:
                await self._loop.sock_connect(server, self._target)
                await _Connection(self, number, client, server).carry()
            except* OSError:
                _reset(client, server)
            except* _CutError:
                self.cuts += 1
                with suppress(OSError):
                    while self.link.silent and await self._loop.sock_recv(client, SEGMENT):
                        pass
                _reset(client, server)


class _CutError(Exception):
    """The link was cut."""


class _Connection:
    """Two sockets, and what travels between them: segments with the moment of their arrival; None is a reset."""

    def __init__(self, proxy: LinkProxy, number: int, client: socket.socket, server: socket.socket) -> None:
        self._proxy, self._client, self._server = proxy, client, server
        self._loop = asyncio.get_running_loop()
        link, self._name = proxy.link, f"{proxy.link.seed}/{number}"
        self._chance = random.Random(self._name)
        self._bytes_left = self._chance.randint(*link.cut_between) if link.cut_between else sys.maxsize
        self._client_spoke = False

    async def carry(self) -> None:
        """Until both sides have closed; raises what ended it earlier."""
        opens_at = self._loop.time() + self._proxy.link.rtt_ms / 1000
        async with asyncio.TaskGroup() as tasks:
            for wire, source, target in (
                (self._proxy.up, self._client, self._server),
                (self._proxy.down, self._server, self._client),
            ):
                segments = _Segments(SEGMENTS_ON_THEIR_WAY)
                tasks.create_task(self._take(source, wire, segments, opens_at))
                tasks.create_task(self._deliver(segments, wire, target))

    async def _take(self, source: socket.socket, wire: Wire, segments: "_Segments", opens_at: float) -> None:
        chance = random.Random(f"{self._name}/{wire is self._proxy.up}")
        segment: bytes | None = b"-"
        while segment:
            try:
                segment = await self._loop.sock_recv(source, SEGMENT)
            except ConnectionError:
                segment = None  # it travels behind what was sent before
            self._count_exchange(source, bool(segment))
            sent_at = max(self._loop.time(), opens_at)
            await segments.put((wire.arrival(self._proxy.link, chance, len(segment or b""), sent_at), segment))

    def _count_exchange(self, source: socket.socket, spoke: bool) -> None:
        if source is self._client:
            self._client_spoke = self._client_spoke or spoke
        elif spoke and self._client_spoke:
            self._client_spoke = False
            self._proxy.exchanges += 1
            if self._chance.random() < self._proxy.link.lost_replies:
                raise _CutError

    async def _deliver(self, segments: "_Segments", wire: Wire, target: socket.socket) -> None:
        while self._bytes_left:
            arrives_at, segment = await segments.get()
            await asyncio.sleep(arrives_at - self._loop.time())
            if segment is None:
                raise ConnectionResetError
            if not segment:
                target.shutdown(socket.SHUT_WR)
                return
            segment = segment[: self._bytes_left]
            self._bytes_left -= len(segment)
            wire.bytes_delivered += len(segment)
            await self._loop.sock_sendall(target, segment)
        raise _CutError


_Segments = asyncio.Queue[tuple[float, bytes | None]]


def _reset(*connected: socket.socket) -> None:
    """Let closing say "reset" instead of "the end"."""
    at_once = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
    for each in connected:
        each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)

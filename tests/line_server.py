"""A small server for trying links, and a client for it."""

import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import cast


class LineServer(socketserver.ThreadingTCPServer):
    """Answers a line with as many bytes as it begins with; remembers what it was asked, and how it ended."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[bytes] = []
        self.resets = 0

    @property
    def address(self) -> tuple[str, int]:
        host, port = cast("tuple[str, int]", self.server_address)
        return host, port


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        try:
            for line in self.rfile:
                cast("LineServer", self.server).asked.append(line)
                self.wfile.write(bytes(int(line.split()[0])))
        except ConnectionError:
            cast("LineServer", self.server).resets += 1


@contextmanager
def serving() -> Iterator[LineServer]:
    """A server in a thread of its own."""
    with LineServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(connection: socket.socket, up: int, down: int) -> float:
    """Send so many bytes, wait for so many; the seconds it took."""
    begun = time.monotonic()
    connection.sendall(str(down).encode().ljust(up - 1) + b"\n")
    left = down
    while left:
        received = len(connection.recv(left))
        if not received:
            raise EOFError
        left -= received
    return time.monotonic() - begun


def ask_anew(address: tuple[str, int], up: int, down: int) -> float:
    """The same over a new connection."""
    with closing(socket.create_connection(address)) as connection:
        return ask(connection, up, down)


def is_cut(address: tuple[str, int], up: int, down: int) -> bool:
    """Whether the connection was reset meanwhile."""
    try:
        ask_anew(address, up, down)
    except ConnectionError:
        return True
    return False


def wait_until(so: Callable[[], bool]) -> None:
    """Give other threads up to five seconds."""
    deadline = time.monotonic() + 5
    while not so() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert so()

"""Connections that begin a request and do not go on with it: let go, so that silence cannot hold all places."""

import asyncio
from typing import cast

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

HEADER_SECONDS = 30.0


class PatientProtocol(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, with an end to waiting for the first request and for the rest of any headers."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is there."""
        super().connection_made(cast("asyncio.Transport", transport))  # uvloop's is no subclass of it
        self._wait()

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Headers are whole; the body has its own patience (bodies.py)."""
        self._done()
        super().on_headers_complete()

    def shutdown(self) -> None:
        """The server stops: a machine that is silent need not say goodbye first, as TLS would have it."""
        idle = self.cycle is None or self.cycle.response_complete
        if idle and self.scheme == "https" and self.transport.get_write_buffer_size() == 0:
            self.transport.abort()
        else:
            super().shutdown()

    def connection_lost(self, exc: Exception | None) -> None:
        """Gone."""
        self._done()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._done()
        self._waiting = self.loop.call_later(HEADER_SECONDS, self.transport.abort)

    def _done(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

"""Reading what is sent, no more than allowed, and answering what went wrong in a few bytes."""

import json

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

PROBLEM = "application/problem+json"
_GOODBYE = {"Connection": "close"}  # what is still on its way is not read


async def read_body(request: Request, most: int, idle_seconds: float) -> bytes:
    """The whole body; 413 as soon as it is known to be too big, 408 when nothing comes any more."""
    if _announced(request) > most:
        raise HTTPException(413, "too big", _GOODBYE)
    body = bytearray()
    pieces = request.stream()
    while True:
        try:
            with anyio.fail_after(idle_seconds):
                piece = await anext(pieces, None)
        except TimeoutError as error:
            raise HTTPException(408, "nothing came", _GOODBYE) from error
        except ClientDisconnect as error:
            raise HTTPException(400, "cut", _GOODBYE) from error
        if piece is None:
            return bytes(body)
        body += piece
        if len(body) > most:
            raise HTTPException(413, "too big", _GOODBYE)


def _announced(request: Request) -> int:
    text = request.headers.get("content-length", "0")
    return int(text) if text.isdecimal() else 0


def problem(status: int, title: str, detail: str = "", headers: dict[str, str] | None = None) -> Response:
    """An answer after RFC 9457; `title` is for programs, `detail`, if any, a sentence for the person at the machine."""
    words = {"status": status, "title": title} | ({"detail": detail} if detail else {})
    body = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return Response(body, status_code=status, headers=headers, media_type=PROBLEM)


async def on_http_error(_request: Request, error: Exception) -> Response:
    """The answer to what a route refused."""
    if not isinstance(error, HTTPException):
        raise error
    headers = dict(error.headers or {})
    if error.status_code in (204, 304):
        return Response(status_code=error.status_code, headers=headers)
    return problem(error.status_code, error.detail, headers=headers)

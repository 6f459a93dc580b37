"""What the tests of the lane's two directions share: a photo, a patience that does not sleep, a scripted province."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cdtt_app.domain.attachment import Blob, BlobState, address_of
from cdtt_app.transport.lane import Patience
from tests.server.file_server import serving_app

PHOTO = random.Random(7).randbytes(300 * 1024)
METHODS = ["POST", "HEAD", "PATCH", "GET"]


def blob_of(body: bytes, *, offset: int = 0, state: BlobState = BlobState.TO_SEND) -> Blob:
    """The description of some content."""
    return Blob(
        sha256=address_of(body),
        size=len(body),
        kind="image/webp",
        record="visit-1",
        thumbnail_of=None,
        state=state,
        offset=offset,
        added_at=0,
    )


@dataclass
class Naps:
    """Waits that were asked for; none is slept."""

    taken: list[float] = field(default_factory=list)

    def patience(self) -> Patience:
        """Three tries in vain."""
        return Patience(waits=(1, 2, 5), connect=5, silence=5, sleep=self.taken.append)


@dataclass
class Province:
    """A server that says what it is told to, the last answer again and again; `asked` holds the methods."""

    answers: list[Response]
    asked: list[str] = field(default_factory=list)
    port: int = 0

    async def answer(self, request: Request) -> Response:
        """The next answer."""
        await request.body()
        self.asked.append(request.method)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def scripted(*answers: Response) -> Iterator[Province]:
    """A province that gives these answers."""
    province = Province(list(answers))
    with serving_app(Starlette(routes=[Route("/{path:path}", province.answer, methods=METHODS)])) as port:
        province.port = port
        yield province


def said(status: int, **headers: object) -> Response:
    """An answer of the province; `upload_offset=5` becomes a header."""
    named = {name.replace("_", "-"): str(value) for name, value in headers.items()}
    return Response(status_code=status, headers={"Tus-Resumable": "1.0.0"} | named)

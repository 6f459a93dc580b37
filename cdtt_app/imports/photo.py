"""A picture from a phone: shrunk for a thin line, bare of all that the file says about its owner.

What comes out is a JPEG and not a WebP, though WebP would be a quarter smaller: the photo viewers of old Windows and
the office programs of a commune show it, PDF takes its bytes as they are, and the packed program writes it without
another library.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from cdtt_app.domain.geo import Point
from cdtt_app.imports.photo_errors import PhotoError, unreadable
from cdtt_app.imports.photo_exif import PhotoFacts, facts_of
from cdtt_app.imports.photo_shrink import fitted, shrink, small_picture

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES: Final = 40_000_000
KIND: Final = "image/jpeg"

# A baseline JPEG is decoded at a fraction of its size; anything else lies in memory whole (4 bytes a pixel).
_MOST_PIXELS: Final = 40_000_000
_MOST_PIXELS_REDUCED: Final = 150_000_000
_FEWEST_PIXELS: Final = 8  # of one side; less shows nothing

_MAGIC: Final = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A shrunk picture without metadata, and beside it what a note needs of them."""

    body: bytes
    kind: str
    width: int
    height: int
    thumbnail: bytes
    position: Point | None
    accuracy_m: int | None
    taken_at: datetime | None


def read_photo(data: bytes) -> Photo:
    """Read a picture file, shrink it and lay its metadata aside; a PhotoError says what is wrong."""
    form = _form(data)
    with _damage_told(), _opened(data, form) as image:
        image.load()
        facts = facts_of(image)
        body, thumbnail, size = _made(image, facts)
    return Photo(
        body=body,
        kind=KIND,
        width=size[0],
        height=size[1],
        thumbnail=thumbnail,
        position=facts.position,
        accuracy_m=facts.accuracy_m,
        taken_at=facts.taken_at,
    )


def _made(image: "Image.Image", facts: PhotoFacts) -> tuple[bytes, bytes, tuple[int, int]]:
    shrunk = shrink(image, facts.turn)
    return shrunk.body, small_picture(shrunk.image), shrunk.image.size


def _form(data: bytes) -> str:
    """Which reader to trust it to, by its first bytes; the file's name may lie."""
    if not data:
        raise PhotoError("Tệp ảnh trống (0 byte). Hãy chọn ảnh khác, hoặc chép lại ảnh từ điện thoại.")
    if len(data) > MAX_BYTES:
        raise PhotoError(
            f"Tệp ảnh nặng {len(data) // 1_000_000} MB, quá lớn (nhiều nhất {MAX_BYTES // 1_000_000} MB). "
            "Hãy chọn ảnh khác, hoặc chụp lại ở cỡ thường."
        )
    form = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if form is None and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        form = "WEBP"
    if form is None:
        raise unreadable(data)
    return form


@contextmanager
def _opened(data: bytes, form: str) -> Iterator["Image.Image"]:
    """The picture with its header read and its size found bearable, not yet decoded."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata, which we drop, and of sizes, which we check
        try:
            opened = Image.open(io.BytesIO(data), formats=(form,))
        except Image.DecompressionBombError as error:
            raise _too_large() from error
        with opened:
            _check_size(opened)
            _decode_less(opened)
            yield opened


def _check_size(image: "Image.Image") -> None:
    reducible = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    if image.width * image.height > (_MOST_PIXELS_REDUCED if reducible else _MOST_PIXELS):
        raise _too_large()
    if min(image.size) < _FEWEST_PIXELS:
        raise PhotoError("Ảnh quá bé, không nhìn thấy gì. Hãy chọn ảnh khác.")


def _decode_less(image: "Image.Image") -> None:
    """Let the JPEG reader leave out details that shrinking would throw away: far faster, in a quarter of the memory."""
    image.draft("RGB", fitted(image.size))


@contextmanager
def _damage_told() -> Iterator[None]:
    """Pillow raises nearly any exception where a file is broken; to a person they are all one."""
    try:
        yield
    except PhotoError:
        raise
    except MemoryError as error:
        raise _too_large() from error
    except Exception as error:
        raise PhotoError(
            "Ảnh bị hỏng hoặc chép chưa xong nên không mở được. Hãy chép lại ảnh từ điện thoại, hoặc chọn ảnh khác."
        ) from error


def _too_large() -> PhotoError:
    return PhotoError("Ảnh có kích thước quá lớn, máy không mở được. Hãy chụp lại ở cỡ thường, hoặc chọn ảnh khác.")

"""Make a picture small: fewer details first, then fewer points, until it fits."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES: Final = 150_000
MOST_THUMBNAIL_BYTES: Final = 6_000
LONGEST_SIDE: Final = 1600

_THUMBNAIL_SIDE: Final = 192
_QUALITIES: Final = (82, 74, 66, 58, 50)
_SMALLER: Final = 0.8  # of each side, when the least quality is not enough
_LEAST_SIDE: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunk:
    """The file, and the picture in it."""

    body: bytes
    image: "Image.Image"


def shrink(image: "Image.Image", turn: int) -> Shrunk:
    """Bring the picture to 150 kB at most, the right way up (`turn` is its EXIF orientation)."""
    upright = _turned(_plain(_resized(image, fitted(image.size))), turn)
    return _squeezed(upright, MOST_BYTES)


def small_picture(image: "Image.Image") -> bytes:
    """The picture in a list: 6 kB at most."""
    return _squeezed(_resized(image, fitted(image.size, _THUMBNAIL_SIDE)), MOST_THUMBNAIL_BYTES).body


def fitted(size: tuple[int, int], longest: int = LONGEST_SIDE) -> tuple[int, int]:
    """The size with its longest side cut to `longest`, in proportion; never larger than it was."""
    scale = min(1.0, longest / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _squeezed(image: "Image.Image", most: int) -> Shrunk:
    body = _encoded(image, most)
    while len(body) > most and max(image.size) > _LEAST_SIDE:
        image = _resized(image, fitted(image.size, int(max(image.size) * _SMALLER)))
        body = _encoded(image, most)
    return Shrunk(body=body, image=image)


def _encoded(image: "Image.Image", most: int) -> bytes:
    """The best quality that fits, or the least."""
    body = b""
    for quality in _QUALITIES:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality, optimize=True)
        body = stream.getvalue()
        if len(body) <= most:
            break
    return body


def _resized(image: "Image.Image", size: tuple[int, int]) -> "Image.Image":
    from PIL import Image

    if image.size == size:
        return image
    # Palettes cannot be mixed, nor can one colour that stands for "transparent": those are made plain first.
    mixable = image.mode in ("L", "RGB", "RGBA", "LA", "CMYK") and "transparency" not in image.info
    source = image if mixable else _plain(image)
    return source.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _plain(image: "Image.Image") -> "Image.Image":
    """Eight bits of red, green and blue on white, and nothing of what the file said about itself."""
    from PIL import Image

    if image.mode.startswith("I"):  # 16 bits of grey; Pillow would cut off instead of scaling
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        plain = Image.new("RGB", image.size, "white")
        plain.paste(seen, mask=seen.getchannel("A"))
        return plain
    plain = image.convert("RGB").copy()
    plain.info = {}  # or its comment would be written again
    return plain


def _turned(image: "Image.Image", turn: int) -> "Image.Image":
    from PIL import Image

    ways = Image.Transpose
    way = {
        2: ways.FLIP_LEFT_RIGHT,
        3: ways.ROTATE_180,
        4: ways.FLIP_TOP_BOTTOM,
        5: ways.TRANSPOSE,
        6: ways.ROTATE_270,
        7: ways.TRANSVERSE,
        8: ways.ROTATE_90,
    }.get(turn)
    return image if way is None else image.transpose(way)

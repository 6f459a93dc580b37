"""Pictures as phones make them: drawn here, with invented places and times."""

import io
from collections.abc import Mapping
from typing import Any

from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

GPS = ExifTags.IFD.GPSInfo
EXIF = ExifTags.IFD.Exif

BAN_GIONG = {1: "N", 2: (22, 37, 45.26), 3: "E", 4: (105, 20, 53.09)}  # 22.62924, 105.34808
TAKEN = {0x9003: "2026:05:17 09:12:44", 0x9011: "+07:00", 0xA431: "SERIAL-778899", 0x927C: b"maker-note-778899"}


def noise(size: tuple[int, int], *, sigma: float = 60) -> Image.Image:
    """A picture that no codec can make small."""
    return Image.merge("RGB", [Image.effect_noise(size, sigma) for _ in range(3)])


def hills(size: tuple[int, int]) -> Image.Image:
    """A soft picture with a red corner at the top left, to see which way up it is."""
    image = Image.merge("RGB", [Image.linear_gradient("L").resize(size) for _ in range(3)])
    image.paste("red", (0, 0, size[0] // 4, size[1] // 4))
    return image


def exif(*, gps: Mapping[int, Any] | None = None, inner: Mapping[int, Any] | None = None, turn: int = 0) -> Image.Exif:
    """EXIF with a camera's name in it."""
    tags = Image.Exif()
    tags[0x010F], tags[0x0110] = "Hang May Anh", "Mau 778899"
    if turn:
        tags[0x0112] = turn
    if gps is not None:
        tags.get_ifd(GPS).update(gps)
    if inner is not None:
        tags.get_ifd(EXIF).update(inner)
    return tags


def jpeg(image: Image.Image, *, quality: int = 90, **options: object) -> bytes:
    """The picture as a JPEG file."""
    return encoded(image, "JPEG", quality=quality, **options)


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    """The picture as a file of some form."""
    stream = io.BytesIO()
    image.save(stream, form, **options)
    return stream.getvalue()


def over_zero() -> IFDRational:
    """A rational that phones without a fix write: 0/0."""
    return IFDRational(0, 0)

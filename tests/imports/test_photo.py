import io
import re
import struct
import zlib
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cdtt_app.domain.geo import Point, distance_m
from cdtt_app.imports.photo import MAX_BYTES, Photo, read_photo
from cdtt_app.imports.photo_errors import PhotoError
from tests.imports.phone_photos import BAN_GIONG, TAKEN, encoded, exif, hills, jpeg, noise, over_zero

VIETNAM = timezone(timedelta(hours=7))


def opened(body: bytes) -> Image.Image:
    with Image.open(io.BytesIO(body)) as image:
        image.load()
        return image


def said(data: bytes) -> str:
    with pytest.raises(PhotoError) as caught:
        read_photo(data)
    return str(caught.value)


def position_of(gps: dict[int, Any]) -> Point | None:
    return read_photo(jpeg(hills((64, 48)), exif=exif(gps=gps))).position


@cache
def phone_jpeg() -> bytes:
    return jpeg(hills((320, 240)), exif=exif(gps=BAN_GIONG, inner=TAKEN), comment=b"comment-778899")


# ---- what comes out


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (1600, 1200), (9000, 200), (40, 30)])
def test_even_the_noisiest_picture_fits_in_150_kb_and_its_thumbnail_in_6(size: tuple[int, int]) -> None:
    photo = read_photo(jpeg(noise(size)))
    assert len(photo.body) <= 150_000
    assert len(photo.thumbnail) <= 6_000
    assert photo.kind == "image/jpeg"
    shown, small = opened(photo.body), opened(photo.thumbnail)
    assert (shown.format, shown.size, small.format) == ("JPEG", (photo.width, photo.height), "JPEG")
    assert max(shown.size) <= 1600
    assert max(small.size) <= 192
    assert shown.width / shown.height == pytest.approx(size[0] / size[1], rel=0.05)


def test_a_soft_picture_keeps_1600_points_and_a_small_one_is_never_blown_up() -> None:
    large, small = read_photo(jpeg(hills((4032, 3024)))), read_photo(jpeg(hills((400, 300))))
    assert (large.width, large.height) == (1600, 1200)
    assert (small.width, small.height) == (400, 300)


def test_nothing_of_the_metadata_stays_in_the_files() -> None:
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>xmp-778899</x:xmpmeta>"
    data = jpeg(
        hills((640, 480)),
        exif=exif(gps=BAN_GIONG, inner=TAKEN),
        comment=b"comment-778899",
        icc_profile=b"profile-778899" * 20,
        xmp=xmp,
    )
    assert data.count(b"778899") > 20
    photo = read_photo(data)
    for body in (photo.body, photo.thumbnail):
        image = opened(body)
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"778899" not in body
        assert set(re.findall(rb"\xff([\xe1-\xef\xfe])", body[: body.index(b"\xff\xda")])) == set()


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_nothing_of_the_metadata_of_a_png_or_webp_stays_either(form: str) -> None:
    data = encoded(hills((200, 150)), form, exif=exif(gps=BAN_GIONG, inner=TAKEN), icc_profile=b"profile-778899" * 9)
    photo = read_photo(data)
    assert b"778899" not in photo.body
    assert photo.position is not None
    assert photo.taken_at is not None


@pytest.mark.parametrize(
    ("turn", "corner"), [(1, 0), (2, 1), (3, 3), (4, 2), (5, 0), (6, 1), (7, 3), (8, 2), (0, 0), (9, 0), (77, 0)]
)
def test_the_picture_stands_upright(turn: int, corner: int) -> None:
    photo = read_photo(jpeg(hills((320, 240)), exif=exif(turn=turn)))
    assert (photo.width, photo.height) == ((240, 320) if turn in (5, 6, 7, 8) else (320, 240))
    image = opened(photo.body)
    corners = [(9, 9), (image.width - 9, 9), (9, image.height - 9), (image.width - 9, image.height - 9)]
    reds = [place for place, at in enumerate(corners) if _redness(image.getpixel(at)) > 100]
    assert reds == [corner]


def _redness(pixel: object) -> int:
    assert isinstance(pixel, tuple)
    return int(pixel[0]) - int(pixel[1])


# ---- what the note needs


def test_place_accuracy_and_time_come_beside() -> None:
    gps = {**BAN_GIONG, 31: 7.25}
    photo = read_photo(jpeg(hills((64, 48)), exif=exif(gps=gps, inner=TAKEN)))
    assert photo.position is not None
    assert distance_m(photo.position, Point(22.62924, 105.34808)) < 1
    assert photo.accuracy_m == 8
    assert photo.taken_at == datetime(2026, 5, 17, 9, 12, 44, tzinfo=VIETNAM)
    assert photo.taken_at.utcoffset() == timedelta(hours=7)


def test_a_time_without_a_zone_stays_without_and_an_impossible_one_is_not_said() -> None:
    def taken(inner: dict[int, Any]) -> datetime | None:
        return read_photo(jpeg(hills((64, 48)), exif=exif(inner=inner))).taken_at

    naive = taken({0x9003: "2026:05:17 09:12:44"})
    assert naive is not None
    assert (naive.tzinfo, naive.isoformat()) == (None, "2026-05-17T09:12:44")
    assert taken({0x9003: "0000:00:00 00:00:00"}) is None
    assert taken({0x9003: "2026:02:30 09:12:44"}) is None
    assert taken({0x9003: "    :  :     :  :  "}) is None
    odd_zone = taken({0x9003: "2026:05:17 09:12:44", 0x9011: "+99:99"})
    assert odd_zone is not None
    assert odd_zone.tzinfo is None


@pytest.mark.parametrize(
    ("gps", "expected"),
    [
        ({**BAN_GIONG, 1: "S", 3: "W"}, (-22.62924, -105.34808)),
        ({1: "N", 2: (22.62924, 0, 0), 3: "E", 4: (105.34808, 0, 0)}, (22.62924, 105.34808)),
        ({1: "N", 2: (22, 37.7544, 0), 3: "E", 4: (105, 20.8848, 0)}, (22.62924, 105.34808)),
        ({2: (22, 37, 45.26), 4: (105, 20, 53.09)}, (22.62924, 105.34808)),
        ({1: "n", 2: (10, 0, 0), 3: "e", 4: (0, 0, 0)}, (10, 0)),
        ({1: "N", 2: (48, 51, 0), 3: "E", 4: (2, 21, 0)}, (48.85, 2.35)),  # Paris: as it stands
    ],
)
def test_a_position_is_read_with_its_letters(gps: dict[int, Any], expected: tuple[float, float]) -> None:
    found = position_of(gps)
    assert found is not None
    assert distance_m(found, Point(*expected)) < 1


@pytest.mark.parametrize(
    "gps",
    [
        {},
        {1: "N", 3: "E"},
        {1: "N", 2: (22, 37, 45), 3: "E"},
        {1: "N", 2: (0, 0, 0), 3: "E", 4: (0, 0, 0)},
        {1: "N", 2: (over_zero(), over_zero(), over_zero()), 3: "E", 4: (over_zero(), over_zero(), over_zero())},
        {1: "N", 2: (22, over_zero(), 0), 3: "E", 4: (105, 20, 53)},
        {1: "N", 2: (122, 0, 0), 3: "E", 4: (105, 0, 0)},
        {1: "N", 2: (22, 0, 0), 3: "E", 4: (181, 0, 0)},
        {1: "N", 2: (22, 99, 0), 3: "E", 4: (105, 0, 0)},
    ],
)
def test_a_position_in_doubt_is_no_position(gps: dict[int, Any]) -> None:
    assert position_of(gps) is None


@pytest.mark.parametrize("error", [over_zero(), 0, 4_000_000_000])
def test_an_accuracy_that_cannot_be_is_not_said(error: object) -> None:
    photo = read_photo(jpeg(hills((64, 48)), exif=exif(gps={**BAN_GIONG, 31: error})))
    assert photo.position is not None
    assert photo.accuracy_m is None


@pytest.mark.parametrize(
    "garbage",
    [b"Exif\0\0", b"Exif\0\0II*\0", b"Exif\0\0" + b"\xff" * 400, b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x25\x88" * 80],
)
def test_garbage_for_exif_leaves_the_picture_without_a_place(garbage: bytes) -> None:
    photo = read_photo(jpeg(hills((64, 48)), exif=garbage))
    assert (photo.position, photo.accuracy_m, photo.taken_at) == (None, None, None)
    assert (photo.width, photo.height) == (64, 48)


# ---- other forms


def test_transparency_becomes_white_and_sixteen_bits_become_eight() -> None:
    clear = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
    palette = Image.new("P", (60, 60), 0)
    palette.putpalette([200, 0, 0, 0, 0, 200])
    grey = Image.new("I;16", (60, 60), 128 * 256)
    assert opened(read_photo(encoded(clear, "PNG")).body).getpixel((30, 30)) == (255, 255, 255)
    assert opened(read_photo(encoded(palette, "PNG", transparency=0)).body).getpixel((30, 30)) == (255, 255, 255)
    assert opened(read_photo(encoded(palette, "GIF", transparency=0)).body).getpixel((30, 30)) == (255, 255, 255)
    deep = opened(read_photo(encoded(grey, "PNG")).body).getpixel((30, 30))
    assert isinstance(deep, tuple)
    assert all(abs(channel - 128) <= 2 for channel in deep)


@pytest.mark.parametrize("size", [(60, 60), (2400, 60)])
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_read(mode: str, size: tuple[int, int]) -> None:
    photo = read_photo(encoded(Image.new(mode, size), "PNG"))
    assert opened(photo.body).mode == "RGB"
    assert photo.width == min(1600, size[0])


def test_a_picture_for_printers_keeps_its_colours() -> None:
    data = jpeg(Image.new("RGB", (80, 80), (200, 40, 40)).convert("CMYK"))
    pixel = opened(read_photo(data).body).getpixel((40, 40))
    assert isinstance(pixel, tuple)
    assert all(abs(a - b) < 12 for a, b in zip(pixel, (200, 40, 40), strict=True))


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_a_moving_picture_gives_its_first_frame(form: str) -> None:
    frames = [Image.new("RGB", (60, 60), colour) for colour in ("red", "blue", "blue")]
    data = encoded(frames[0], form, save_all=True, append_images=frames[1:])
    assert _redness(opened(read_photo(data).body).getpixel((30, 30))) > 150


def test_a_photo_with_a_second_picture_behind_it_is_read_as_one() -> None:
    data = encoded(hills((640, 480)), "MPO", save_all=True, append_images=[hills((64, 48))])
    assert read_photo(data).width == 640


# ---- what is refused


def test_what_is_no_picture_is_told_in_a_sentence() -> None:
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 500
    assert "0 byte" in said(b"")
    assert "Cài đặt > Camera > Định dạng > Tương thích nhất" in said(heic)
    assert "AVIF" in said(b"\0\0\0\x18ftypavif" + b"\0" * 500)
    assert "đoạn phim" in said(b"\0\0\0\x18ftypmp42" + b"\0" * 500)
    assert "PDF" in said(b"%PDF-1.7\n...")
    assert "SVG" in said(b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>")
    assert "TIFF" in said(encoded(hills((64, 48)), "TIFF"))
    assert "không phải ảnh" in said("Sổ họp thôn tháng 5".encode())
    assert "quá bé" in said(jpeg(Image.new("RGB", (3, 3))))
    assert "quá lớn" in said(b"\xff\xd8\xff" + b"\0" * MAX_BYTES)


@pytest.mark.parametrize("part", [3, 30, 300, 0.5, 0.9])
def test_a_photo_copied_only_in_part_is_told(part: float) -> None:
    data = jpeg(hills((640, 480)))
    assert "chép lại" in said(data[: int(part if part > 1 else part * len(data))])


def _empty_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(7_000, 7_000), (10_000, 10_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_with_huge_measures_is_refused_before_it_fills_the_memory(size: tuple[int, int]) -> None:
    assert "kích thước quá lớn" in said(_empty_png(*size))


def test_a_progressive_jpeg_may_be_less_large_than_a_plain_one() -> None:
    def sized(data: bytes, marker: bytes) -> bytes:
        """The same file, which says that it is 9,000 by 9,000."""
        place = data.index(b"\xff" + marker)
        return data[: place + 5] + struct.pack(">HH", 9_000, 9_000) + data[place + 9 :]

    plain, progressive = jpeg(hills((64, 48))), jpeg(hills((64, 48)), progressive=True)
    assert read_photo(sized(plain, b"\xc0")).width == 1600
    assert "kích thước quá lớn" in said(sized(progressive, b"\xc2"))


# ---- anything at all


def _read_or_refuse(data: bytes) -> Photo | None:
    try:
        photo = read_photo(data)
    except PhotoError:
        return None
    assert len(photo.body) <= 150_000
    assert len(photo.thumbnail) <= 6_000
    return photo


@given(
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM", b"RIFF\x10\0\0\0WEBP"]), st.binary()
)
@settings(max_examples=150, deadline=None)
def test_random_bytes_are_read_or_refused(start: bytes, rest: bytes) -> None:
    _read_or_refuse(start + rest)


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12), st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_photo_with_flipped_bytes_is_read_or_refused(flips: list[tuple[float, int]], early: bool) -> None:
    data = bytearray(phone_jpeg())
    reach = 700 if early else len(data) - 1  # where EXIF stands, or anywhere
    for place, value in flips:
        data[int(place * reach)] = value
    _read_or_refuse(bytes(data))

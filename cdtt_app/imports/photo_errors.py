"""Pictures that cannot be used, in sentences."""

from typing import Final

_APPLE_BRANDS: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


class PhotoError(Exception):
    """A picture that cannot be used; the text says in Vietnamese what is wrong and what to do next."""


def unreadable(data: bytes) -> PhotoError:
    """Say what the file is, where its first bytes tell it, and how to make a picture of it that can be read."""
    if data[4:8] == b"ftyp":
        return _film_or_heic(data[8:12])
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        return PhotoError("Đây là tệp PDF, không phải ảnh. Hãy chọn tệp ảnh (JPEG hoặc PNG).")
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        return PhotoError("Đây là hình vẽ (SVG), không phải ảnh chụp. Hãy chọn ảnh JPEG hoặc PNG.")
    if data.startswith((b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")):
        return PhotoError(
            "Ảnh thuộc dạng TIFF hoặc ảnh thô của máy ảnh, chưa đọc được. Hãy lưu lại thành JPEG rồi chọn lại."
        )
    return PhotoError("Tệp này không phải ảnh. Hãy chọn ảnh JPEG hoặc PNG chụp bằng điện thoại.")


def _film_or_heic(brand: bytes) -> PhotoError:
    if brand in _APPLE_BRANDS:
        return PhotoError(
            "Ảnh HEIC của iPhone chưa đọc được. Trên iPhone hãy mở Cài đặt > Camera > Định dạng > Tương thích nhất rồi "
            "chụp lại, hoặc gửi ảnh qua Zalo về máy này để có ảnh JPEG."
        )
    if brand in (b"avif", b"avis"):
        return PhotoError("Ảnh dạng AVIF chưa đọc được. Hãy lưu lại thành JPEG rồi chọn lại.")
    return PhotoError("Đây là đoạn phim, không phải ảnh. Hãy chọn ảnh JPEG hoặc PNG.")

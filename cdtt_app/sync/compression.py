"""Messages made small: as they are, gzip, or zstd with a trained dictionary; nothing larger than allowed comes back.

zstandard is loaded when the first message needs it; where it cannot be loaded, `best_codec` says gzip.
"""

import gzip
import zlib
from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from zstandard import ZstdCompressionDict

_SMALL = 96 * 1024  # bytes: some days of visits; 20 ms for a few bytes less are well spent before a slow link
_GZIP = 16 + zlib.MAX_WBITS


class Codec(IntEnum):
    """How a message is packed; the number stands on the wire."""

    RAW = 0
    GZIP = 1
    ZSTD = 2


class CompressionError(ValueError):
    """Not what its codec says, larger than allowed, or packed in a way that this program does not have."""


def best_codec() -> Codec:
    """What this installation packs with."""
    try:
        _zstd()
    except CompressionError:
        return Codec.GZIP
    return Codec.ZSTD


def pack(plain: bytes, codec: int, dictionary: bytes = b"", *, quick: bool = False) -> bytes:
    """The bytes packed, a little less if it must be `quick`; a dictionary serves zstd only.

    Raises CompressionError when the codec is not to be had.
    """
    if codec == Codec.RAW:
        return plain
    if codec == Codec.GZIP:
        return gzip.compress(plain, 9 if len(plain) < _SMALL and not quick else 6, mtime=0)
    if codec != Codec.ZSTD:
        raise CompressionError(f"codec {codec} is not known")
    zstd, level = _zstd(), 3 if len(plain) >= _SMALL else 7 if quick else 19
    try:
        packed: bytes = zstd.ZstdCompressor(level=level, dict_data=_digested(dictionary, level)).compress(plain)
    except zstd.ZstdError as error:
        raise CompressionError(f"not a dictionary: {error}") from error
    return packed


def unpack(codec: int, data: bytes, dictionaries: Mapping[int, bytes], limit: int) -> bytes:
    """At most `limit` bytes; `dictionaries` by their number. Raises CompressionError."""
    if codec == Codec.RAW:
        return _within(data, limit)
    if codec == Codec.GZIP:
        return _gunzip(data, limit)
    if codec == Codec.ZSTD:
        return _unzstd(data, dictionaries, limit)
    raise CompressionError(f"codec {codec} is not known")


def dictionary_number(codec: int, data: bytes) -> int:
    """Which dictionary something was packed with, 0 for none; raises CompressionError."""
    if codec != Codec.ZSTD:
        return 0
    zstd = _zstd()
    try:
        return int(zstd.get_frame_parameters(data).dict_id)
    except zstd.ZstdError as error:
        raise CompressionError(f"not a zstd frame: {error}") from error


def _within(plain: bytes, limit: int) -> bytes:
    if len(plain) > limit:
        raise CompressionError(f"more than {limit} bytes")
    return plain


def _gunzip(data: bytes, limit: int) -> bytes:
    stream = zlib.decompressobj(_GZIP)
    try:
        plain = _within(stream.decompress(data, limit + 1), limit)
    except zlib.error as error:
        raise CompressionError(f"not gzip: {error}") from error
    if not stream.eof or stream.unused_data:
        raise CompressionError("not one whole gzip stream")
    return plain


def _unzstd(data: bytes, dictionaries: Mapping[int, bytes], limit: int) -> bytes:
    """A frame is believed only if it says beforehand how large it becomes: zstd then keeps to it, in one buffer."""
    zstd = _zstd()
    try:
        frame = zstd.get_frame_parameters(data)
        if frame.content_size > limit:  # a frame that does not say has the largest number of all
            raise CompressionError(f"more than {limit} bytes, or of unknown size")
        if frame.dict_id and frame.dict_id not in dictionaries:
            raise CompressionError(f"dictionary {frame.dict_id} is not known")
        dictionary = _dictionary(dictionaries[frame.dict_id]) if frame.dict_id else None
        plain: bytes = zstd.ZstdDecompressor(dict_data=dictionary).decompress(data, allow_extra_data=False)
    except zstd.ZstdError as error:
        raise CompressionError(f"not a whole zstd frame: {error}") from error
    return plain


def _zstd() -> "ModuleType":
    try:
        import zstandard
    except ImportError as error:
        raise CompressionError("zstd is not to be had here") from error
    return zstandard


def _dictionary(content: bytes) -> "ZstdCompressionDict":
    zstd = _zstd()
    dictionary: ZstdCompressionDict = zstd.ZstdCompressionDict(content, dict_type=zstd.DICT_TYPE_FULLDICT)
    return dictionary


@lru_cache(maxsize=8)
def _digested(content: bytes, level: int) -> "ZstdCompressionDict | None":
    """Ready to pack with; kept, because at level 19 this takes longer than packing a visit."""
    if not content:
        return None
    dictionary = _dictionary(content)
    dictionary.precompute_compress(level=level)
    return dictionary

"""The way to the province as this machine is set up: proxy, own certificate authority."""

import hashlib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from urllib.parse import urlsplit

from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.database import Database
from cdtt_app.storage.files import write_whole
from cdtt_app.storage.road_settings import RoadSettings, keep_road_settings, road_settings
from cdtt_app.transport.http_road import Away, HttpRoad, HttpSettings

_AUTHORITY_FILE = "chung-thu-tinh.pem"  # the network library reads it from a file; nothing in it is secret
_WRONG_PROXY = "Địa chỉ máy trung gian chưa đúng. Hãy ghi như: http://10.0.0.1:3128"
_NO_CERTIFICATE = "Tệp này không phải một chứng thư của tỉnh (tệp .pem có đúng một chứng thư). Hãy chọn lại tệp."
NEEDS_AUTHORITY = (
    "Máy chủ của tỉnh dùng chứng thư riêng. Hãy xin cán bộ tệp chứng thư (.pem) rồi chọn tệp đó trước khi nối máy."
)
_OTHER_AUTHORITY = (
    "Chứng thư đã chọn không phải chứng thư ghi trong giấy mời. Hãy xin cán bộ đúng tệp chứng thư (.pem)."
)


def choose_proxy(db: Database, proxy: str) -> None:
    """Go through this proxy from now on, none for ""; raises RefusedError."""
    choose_road(db, replace(road_settings(db), proxy=proxy))


def choose_authority(db: Database, pem: str) -> None:
    """Believe the machine that this authority vouches for, only the usual ones for ""; raises RefusedError."""
    choose_road(db, replace(road_settings(db), authority=pem))


def choose_road(db: Database, chosen: RoadSettings) -> None:
    """Both at once, or neither; raises RefusedError."""
    parts = urlsplit(chosen.proxy)
    if chosen.proxy and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise RefusedError(_WRONG_PROXY)
    authority_hash(chosen.authority)
    keep_road_settings(db, chosen)


def check_authority(db: Database, wanted: bytes | None) -> None:
    """Raise RefusedError unless the authority that an invitation names (SHA-256 of its certificate) was chosen."""
    if wanted is None:
        return
    chosen = road_settings(db).authority
    if not chosen:
        raise RefusedError(NEEDS_AUTHORITY)
    if _hash_of(chosen) != wanted:
        raise RefusedError(_OTHER_AUTHORITY)


def authority_hash(pem: str) -> bytes | None:
    """What an invitation says of the province's own authority, None where it has none."""
    return _hash_of(pem) if pem else None


def _hash_of(pem: str) -> bytes:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=pem)  # reads what is between the lines too
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem.strip())).digest()
    except (TypeError, ValueError, ssl.SSLError) as error:
        raise RefusedError(_NO_CERTIFICATE) from error


@contextmanager
def open_road(db: Database, url: str, away: Away = nullcontext) -> Iterator[HttpRoad]:
    """One connection to the province, for as long as it is needed; `away` is entered around each wait."""
    chosen = road_settings(db)
    road = HttpRoad(HttpSettings(url=url, proxy=chosen.proxy, authority=_file_of(db, chosen)), away)
    try:
        yield road
    finally:
        road.close()


def _file_of(db: Database, chosen: RoadSettings) -> str:
    """The authority as a file beside the data."""
    if not chosen.authority:
        return ""
    file, content = db.path.parent / _AUTHORITY_FILE, chosen.authority.encode()
    if not file.exists() or file.read_bytes() != content:
        write_whole(file, content)
    return str(file)

"""A GeoJSON of boundaries in, checked and simplified areas out. Feature by feature, so that memory stays small."""

import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

import msgspec

from cdtt_app.domain.geo import Area, Ring
from cdtt_app.domain.vietnamese import format_number
from cdtt_app.imports.map_names import name_and_code
from cdtt_app.imports.map_rings import BadRingError, Fault, read_ring

Report: TypeAlias = Callable[[int, int], None]  # bytes done, bytes in all; raises to stop

MAX_BYTES = 64 * 1024 * 1024
MAX_SHAPE_BYTES = 16 * 1024 * 1024  # one area; the most detailed province there is takes a third of it
MAX_AREAS = 4000  # the whole country has 3.321 communes and 34 provinces
MAX_POINTS = 400_000  # after simplifying: what a small machine still draws
_MOST_SAID = 1024 * 1024  # bytes of properties: far more than a name and a code

_SMALLER = "Hãy xin bản rút gọn của riêng tỉnh mình (GeoJSON, dưới 64 MB) rồi nhập lại."
_AGAIN = "Hãy xin hoặc tải lại tệp rồi nhập lần nữa; bản đồ đang có vẫn giữ nguyên."
_DEGREES = "Hãy xin bản ghi bằng độ theo WGS 84 (kinh độ, vĩ độ) rồi nhập lại."
_NOT_GEOJSON = f"Tệp này không phải bản đồ ranh giới dạng GeoJSON. {_AGAIN}"
_CUT = f"Tệp bản đồ bị cắt ngang hoặc bị hỏng ở chỗ nào đó nên không đọc được. {_AGAIN}"
_OLD_LETTERS = "Chữ trong tệp không theo bảng mã Unicode. Hãy xin bản GeoJSON lưu bằng UTF-8 rồi nhập lại."
_OTHER_FILES = (
    (b"PK\x03\x04", "Tệp này là tệp nén. Hãy giải nén, rồi chọn tệp có đuôi .geojson bên trong."),
    (b"\x1f\x8b", "Tệp này là tệp nén. Hãy giải nén, rồi chọn tệp có đuôi .geojson bên trong."),
    (b"\x00\x00\x27\x0a", "Tệp này là Shapefile. Hãy xin bản GeoJSON của cùng ranh giới ấy."),
    (b"<", "Tệp này là trang web hoặc KML. Hãy xin bản GeoJSON của cùng ranh giới ấy."),
)
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"{\x00", "utf-16-le"), (b"\x00{", "utf-16-be"))
_NO_NUMBER = re.compile(rb"(?<=[\[,:\s])(?:NaN|-?Infinity)(?=[\s,\]}])")  # some programs write these for "nothing"
_WORLD = re.compile(r"crs:?84|(?<!\d)(?:4326|4979)(?!\d)|wgs[\s_]*(?:19)?84(?!\D*utm)", re.IGNORECASE)
_FAULTS: Mapping[Fault, str] = MappingProxyType(
    {
        Fault.NO_NUMBERS: "có toạ độ không phải là số",
        Fault.SHORT: "có chưa tới 3 điểm",
        Fault.METRES: "ghi toạ độ bằng mét",
        Fault.ELSEWHERE: "nằm ngoài Việt Nam",
        Fault.TINY: "nhỏ hơn chừng 11 m",
    }
)


class MapPackError(Exception):
    """The file cannot be taken in; the message says in Vietnamese what to do."""


@dataclass(frozen=True, slots=True)
class MapPack:
    """The areas of a file, and sentences about what was changed or left out."""

    areas: tuple[Area, ...]
    notes: tuple[str, ...] = ()


class _Geometry(msgspec.Struct):
    type: str = ""
    coordinates: msgspec.Raw = msgspec.Raw()


class _Feature(msgspec.Struct):
    type: Literal["Feature"]  # required: a long list of anything else ends at its first member
    geometry: msgspec.Raw = msgspec.Raw()
    properties: msgspec.Raw = msgspec.Raw()
    id: msgspec.Raw = msgspec.Raw()


class _Document(msgspec.Struct):
    type: str
    features: msgspec.Raw = msgspec.Raw()
    geometry: msgspec.Raw = msgspec.Raw()
    crs: msgspec.Raw = msgspec.Raw()


def read_map_file(path: Path, report: Report = lambda _done, _total: None) -> MapPack:
    """The pack in a file, whose size is looked at before it is read; raises MapPackError."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise MapPackError(f"“{path.name}” không phải là tệp. Hãy chọn một tệp .geojson hoặc .mbtiles.")
        if about.st_size > MAX_BYTES:
            size = format_number(about.st_size / 1024**2, 0)
            raise MapPackError(f"Tệp bản đồ nặng {size} MB, máy này chỉ nhận tới 64 MB. {_SMALLER}")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES)
    except OSError as error:
        raise MapPackError(f"Không đọc được tệp “{path.name}”. Hãy xem lại tên tệp, hoặc cắm lại USB.") from error
    return read_map_pack(data, report)


def read_map_pack(data: bytes, report: Report = lambda _done, _total: None) -> MapPack:
    """The areas in GeoJSON bytes, in whatever encoding and order of numbers; raises MapPackError."""
    if len(data) > MAX_BYTES:
        raise MapPackError(f"Tệp bản đồ quá nặng. {_SMALLER}")
    data = _utf8(data)
    document, data = _document(data)
    _check_system(document.crs)
    areas: dict[Area, None] = {}  # in order, each once
    tally: Counter[str] = Counter()
    points = done = 0
    for feature in _features(document, data):
        for area in _areas(feature, tally, partial(report, done, len(data))):
            areas[area] = None
            points += sum(len(ring) for polygon in area.polygons for ring in polygon)
        done += len(memoryview(feature.geometry))
        if len(areas) > MAX_AREAS or points > MAX_POINTS:
            raise MapPackError(f"Tệp có quá nhiều vùng hoặc quá nhiều chi tiết cho máy này. {_SMALLER}")
    if not areas:
        raise MapPackError(_why_empty(tally))
    return MapPack(tuple(_numbered(_joined(areas))), tuple(_notes(tally)))


def _utf8(data: bytes) -> bytes:
    """UTF-8 without a mark at its start; raises MapPackError for an empty file and for known other kinds."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                data = data.decode(encoding).encode()
            except UnicodeError as error:
                raise MapPackError(_CUT) from error
    data = data.strip()
    if not data:
        raise MapPackError(f"Tệp bản đồ này trống, không có gì bên trong. {_AGAIN}")
    for start, sentence in _OTHER_FILES:
        if data.startswith(start):
            raise MapPackError(sentence)
    try:
        data.decode()
    except UnicodeError as error:
        raise MapPackError(_OLD_LETTERS) from error
    return data


def _document(data: bytes) -> tuple[_Document, bytes]:
    """The outer object and the bytes it came from; numbers that are none become null on the second try."""
    if not data.startswith(b"{"):
        raise MapPackError(_NOT_GEOJSON)
    for attempt in (data, _NO_NUMBER.sub(b"null", data)) if _NO_NUMBER.search(data) else (data,):
        try:
            return msgspec.json.decode(attempt, type=_Document), attempt
        except (msgspec.ValidationError, RecursionError) as error:
            raise MapPackError(_NOT_GEOJSON) from error
        except ValueError:
            continue
    raise MapPackError(_CUT)


def _check_system(crs: msgspec.Raw) -> None:
    """Refuse a file that says its numbers are of another system; raises MapPackError."""
    said = str(_anything(crs) or "")
    if said and not _WORLD.search(said):
        raise MapPackError(f"Tệp này ghi toạ độ theo hệ khác, có thể là VN-2000. {_DEGREES}")


def _anything(raw: msgspec.Raw) -> object:
    try:
        return msgspec.json.decode(raw) if 0 < len(memoryview(raw)) <= _MOST_SAID else None
    except (ValueError, RecursionError):
        return None


def _features(document: _Document, data: bytes) -> list[_Feature]:
    if document.type == "Feature":
        return [msgspec.json.decode(data, type=_Feature)]
    if document.type != "FeatureCollection":  # a bare geometry, or something else that will prove to be none
        return [_Feature(type="Feature", geometry=msgspec.Raw(data))]
    try:
        return msgspec.json.decode(document.features, type=list[_Feature])
    except (ValueError, RecursionError) as error:
        raise MapPackError(_NOT_GEOJSON) from error


def _areas(feature: _Feature, tally: Counter[str], tick: Callable[[], None]) -> Iterator[Area]:
    """The area of a feature, if it has one."""
    if len(memoryview(feature.geometry)) > MAX_SHAPE_BYTES:
        raise MapPackError(f"Trong tệp có một vùng quá chi tiết cho máy này. {_SMALLER}")
    tick()
    polygons = []
    for rings in _polygons(feature.geometry, tally):
        tick()
        polygon = tuple(_polygon(rings, tally))
        if polygon:
            polygons.append(polygon)
    if polygons:
        name, code = name_and_code(_anything(feature.properties), _anything(feature.id))
        yield Area(name=name, code=code, polygons=tuple(polygons))


def _polygons(raw: msgspec.Raw, tally: Counter[str]) -> list[list[msgspec.Raw]]:
    """The rings of each polygon, not read yet."""
    if bytes(memoryview(raw)[:5]) in (b"", b"null"):  # a unit whose boundary was not drawn
        tally["shape"] += 1
        return []
    try:
        geometry = msgspec.json.decode(raw, type=_Geometry)
        if geometry.type == "Polygon":
            return [msgspec.json.decode(geometry.coordinates, type=list[msgspec.Raw])]
        if geometry.type == "MultiPolygon":
            return msgspec.json.decode(geometry.coordinates, type=list[list[msgspec.Raw]])
    except (ValueError, RecursionError):
        tally[Fault.NO_NUMBERS] += 1
        return []
    tally["shape"] += 1
    return []


def _polygon(rings: list[msgspec.Raw], tally: Counter[str]) -> Iterator[Ring]:
    """The outer ring and its holes; nothing when the outer one cannot be used."""
    for place, raw in enumerate(rings):
        try:
            ring, turned = read_ring(raw)
        except BadRingError as error:
            tally[error.fault] += 1
            if place == 0:
                return
        else:
            tally["turned"] += turned
            yield ring


def _joined(areas: Mapping[Area, None]) -> Iterator[Area]:
    """Parts of one unit that stand as features of their own make one area."""
    units: dict[tuple[str, str], Area] = {}
    for area in areas:
        if not area.code:
            yield area
            continue
        known = units.get((area.code, area.name))
        units[area.code, area.name] = replace(area, polygons=known.polygons + area.polygons) if known else area
    yield from units.values()


def _numbered(areas: Iterator[Area]) -> Iterator[Area]:
    for number, area in enumerate(areas, start=1):
        yield area if area.name else replace(area, name=area.code or f"Vùng {number}")


def _why_empty(tally: Counter[str]) -> str:
    """What stood in the way most often."""
    faults = [(tally[fault], fault) for fault in Fault if tally[fault]]
    if not faults:
        return f"Trong tệp không có ranh giới nào (vùng khép kín), chỉ có điểm, đường hoặc thứ khác. {_AGAIN}"
    fault = max(faults)[1]
    if fault is Fault.METRES:
        return f"Tệp này ghi toạ độ bằng mét, có thể theo VN-2000. {_DEGREES}"
    if fault is Fault.ELSEWHERE:
        return f"Mọi ranh giới trong tệp đều nằm ngoài Việt Nam. {_DEGREES}"
    return f"Không có ranh giới nào dùng được: ranh giới trong tệp {_FAULTS[fault]}. {_AGAIN}"


def _notes(tally: Counter[str]) -> Iterator[str]:
    yield "Đường ranh giới được vẽ gọn lại, lệch không quá chừng 11 m; ranh giới chung có thể chênh nhau đôi chút."
    if tally["turned"]:
        yield "Tệp ghi vĩ độ trước, kinh độ sau; máy đã đổi lại cho đúng."
    if tally["shape"]:
        yield f"Bỏ qua {tally['shape']} mục không phải vùng khép kín (điểm, đường, mục trống)."
    for fault, words in _FAULTS.items():
        if tally[fault]:
            yield f"Bỏ qua {tally[fault]} vòng ranh giới {words}."

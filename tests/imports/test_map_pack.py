"""Boundaries as people send them: every shape of mess becomes areas or a sentence."""

import json
import math
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.geo import Area, Point, contains
from cdtt_app.imports import map_pack
from cdtt_app.imports.map_pack import MapPackError, read_map_file, read_map_pack

SQUARE = [[105.0, 22.0], [105.2, 22.0], [105.2, 22.1], [105.0, 22.1], [105.0, 22.0]]


def polygon(*rings: object) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings or (SQUARE,))}


def feature(geometry: object = None, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry or polygon()}


def collection(*features: object, **more: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(MapPackError) as refused:
        read_map_pack(data)
    return str(refused.value)


def only(data: bytes) -> Area:
    (area,) = read_map_pack(data).areas
    return area


def shifted(east: float) -> list[list[float]]:
    return [[x + east, y] for x, y in SQUARE]


@pytest.mark.parametrize(
    "document",
    [
        {"type": "FeatureCollection", "features": [feature()]},
        feature(),
        polygon(),
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
    ],
    ids=lambda document: str(document["type"]),
)
def test_a_collection_a_feature_and_a_bare_geometry_are_read(document: dict[str, Any]) -> None:
    area = only(json.dumps(document).encode())
    assert contains(area, Point(22.05, 105.1))
    assert not contains(area, Point(22.05, 105.3))


def test_latitude_first_is_turned_round_and_said() -> None:
    pack = read_map_pack(collection(feature(polygon([[y, x] for x, y in SQUARE]))))
    assert contains(pack.areas[0], Point(22.05, 105.1))
    assert any("đổi lại" in note for note in pack.notes)
    assert not any("đổi lại" in note for note in read_map_pack(collection(feature())).notes)


def test_islands_far_out_are_in_vietnam() -> None:
    islands = [[x + 7.0, y - 12.0] for x, y in SQUARE]
    assert contains(only(collection(feature(polygon(islands)))), Point(10.05, 112.1))


@pytest.mark.parametrize(
    "crs",
    [
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3405"}},
        {"type": "name", "properties": {"name": "EPSG:4756"}},
        {"type": "name", "properties": {"name": "WGS 84 / UTM zone 48N"}},
        {"type": "EPSG", "properties": {"code": 32648}},
    ],
)
def test_another_system_named_in_the_file_is_refused(crs: dict[str, Any]) -> None:
    said = refusal(collection(feature(), crs=crs))
    assert "VN-2000" in said
    assert "WGS 84" in said


@pytest.mark.parametrize(
    "crs",
    [
        None,
        {},
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}},
        {"type": "EPSG", "properties": {"code": 4326}},
    ],
)
def test_the_worlds_own_system_may_be_named(crs: object) -> None:
    assert only(collection(feature(), crs=crs)).polygons


@pytest.mark.parametrize(
    ("ring", "words"),
    [
        ([[500000.0, 2430000.0], [510000.0, 2430000.0], [510000.0, 2440000.0]], "mét"),
        ([[2.0, 48.0], [3.0, 48.0], [3.0, 49.0]], "nằm ngoài Việt Nam"),
        ([["a", "b"], ["c", "d"], ["e", "f"]], "không phải là số"),
        ([["nan", "nan"], [105, 22], [105.1, 22], [105, 22.1]], "không phải là số"),
        ([[105, 22], [105.1, None], [105, 22.1]], "không phải là số"),
        ([[105], [22], [105.1], [22.1]], "không phải là số"),
        ([[105, 22], [105.1, 22.1], [105, 22]], "chưa tới 3 điểm"),
        ([], "chưa tới 3 điểm"),
        ([[105, 22], [105.00001, 22], [105.00001, 22.00001]], "nhỏ hơn"),
        ({"x": 1}, "không phải là số"),
    ],
)
def test_a_ring_that_cannot_be_used_is_skipped_with_its_reason(ring: object, words: str) -> None:
    assert words in refusal(collection(feature(polygon(ring))))
    pack = read_map_pack(collection(feature(polygon(ring), ten="Hỏng"), feature(ten="Lành")))
    assert [area.name for area in pack.areas] == ["Lành"]
    assert any(words in note and "Bỏ qua 1" in note for note in pack.notes)


def test_a_bad_hole_leaves_its_polygon_and_a_good_hole_is_cut_out() -> None:
    hole = [[105.05, 22.02], [105.1, 22.02], [105.1, 22.08], [105.05, 22.08]]
    assert not contains(only(collection(feature(polygon(SQUARE, hole)))), Point(22.05, 105.07))
    assert contains(only(collection(feature(polygon(SQUARE, [[105.05, "?"]])))), Point(22.05, 105.07))


def test_numbers_written_as_text_heights_and_open_rings_are_understood() -> None:
    ring = [[str(x), str(y), 310.5] for x, y in SQUARE[:-1]]
    assert only(collection(feature(polygon(ring)))).polygons == only(collection(feature())).polygons


def test_points_lines_and_empty_features_are_counted_not_taken() -> None:
    others = [{"type": "Point", "coordinates": [105, 22]}, {"type": "LineString", "coordinates": SQUARE}]
    nothing = {"type": "Feature", "properties": None, "geometry": None}
    pack = read_map_pack(collection(*map(feature, others), nothing, feature()))
    assert len(pack.areas) == 1
    assert any("Bỏ qua 3 mục" in note for note in pack.notes)
    assert "không có ranh giới nào" in refusal(collection(*map(feature, others)))


def test_doubles_are_taken_once_and_parts_of_one_unit_are_joined() -> None:
    part = feature(polygon(shifted(0.5)), ten="Suối Mơ", ma="02239")
    one = feature(ten="Suối Mơ", ma="02239")
    area = only(collection(one, one, part))
    assert len(area.polygons) == 2
    assert contains(area, Point(22.05, 105.6))


def test_two_places_of_the_same_name_without_a_code_stay_two() -> None:
    pack = read_map_pack(collection(feature(ten="Tân Lập"), feature(polygon(shifted(0.5)), ten="Tân Lập")))
    assert len(pack.areas) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_usual_encodings_are_read(encoding: str) -> None:
    text = json.dumps(json.loads(collection(feature(ten="Xã Đường Mây"))), ensure_ascii=False)
    assert only(text.encode(encoding)).name == "Xã Đường Mây"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "trống"),
        (b"\xef\xbb\xbf  \n", "trống"),
        (b"xin ch\xc3\xa0o", "không phải bản đồ ranh giới"),
        (b"[1, 2, 3]", "không phải bản đồ ranh giới"),
        (b'{"a": 1}', "không phải bản đồ ranh giới"),
        (b'{"type": 7}', "không phải bản đồ ranh giới"),
        (b'{"type": "Topology", "objects": {}}', "không có ranh giới nào"),
        (b'{"type": "FeatureCollection"}', "không phải bản đồ ranh giới"),
        (b'{"type": "FeatureCollection", "features": {}}', "không phải bản đồ ranh giới"),
        (b'{"type": "FeatureCollection", "features": [1, 2]}', "không phải bản đồ ranh giới"),
        (b'{"type": "FeatureCollection", "features": []}', "không có ranh giới nào"),
        (b'{"type": "Polygon", "coordinates": 5}', "không phải là số"),
        (b"PK\x03\x04abc", "giải nén"),
        (b"\x1f\x8babc", "giải nén"),
        (b"\x00\x00\x27\x0aabc", "Shapefile"),
        (b"<kml></kml>", "KML"),
        (b"\xff\xfe{", "hỏng"),
        ('{"type":"Polygon","x":"Đà Nẵng"}'.encode("latin-1", "replace"), "UTF-8"),
        (b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "không phải bản đồ ranh giới"),
        (b'{"type":"Polygon","coordinates":' + b"[" * 900 + b"]" * 900 + b"}", "không phải là số"),
        (b"\x00" * 500, "không phải bản đồ ranh giới"),
    ],
)
def test_what_is_no_boundary_file_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_a_file_cut_anywhere_is_a_sentence() -> None:
    data = collection(feature(ten="Suối Mơ", ma=2239), feature(polygon(shifted(1))))
    for length in range(len(data) - 1):
        assert refusal(data[:length])


@given(st.binary(max_size=200), st.integers(0, 400))
def test_foreign_bytes_anywhere_never_crash_the_reader(noise: bytes, place: int) -> None:
    data = collection(feature(ten="Suối Mơ", ma=2239), feature(polygon(shifted(1))))
    for spoilt in (noise, data[:place] + noise + data[place:], data[:place] + noise + data[place + len(noise) :]):
        with suppress(MapPackError):
            assert read_map_pack(spoilt).areas


def test_numbers_that_are_none_in_the_properties_do_not_cost_the_file() -> None:
    data = (
        b'{"type":"FeatureCollection","features":[%s]}' % json.dumps(feature(dan_so=math.nan, ten="Suối Mơ")).encode()
    )
    assert only(data).name == "Suối Mơ"


def test_400_mb_are_refused_by_size_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "ca-nuoc.geojson"
    with file.open("wb") as sparse:
        sparse.truncate(400 * 1024 * 1024)
    with pytest.raises(MapPackError, match=r"nặng 400 MB.*bản rút gọn của riêng tỉnh mình"):
        read_map_file(file)


def test_bytes_over_the_limit_too_many_areas_and_too_many_points_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    two = collection(feature(ten="a"), feature(ten="b"))
    for limit, value in (("MAX_BYTES", 100), ("MAX_AREAS", 1), ("MAX_POINTS", 7), ("MAX_SHAPE_BYTES", 50)):
        with monkeypatch.context() as patch:
            patch.setattr(map_pack, limit, value)
            assert "bản rút gọn" in refusal(two)


def test_a_folder_a_missing_file_and_a_wrong_ending(tmp_path: Path) -> None:
    with pytest.raises(MapPackError, match="không phải là tệp"):
        read_map_file(tmp_path)
    with pytest.raises(MapPackError, match="Không đọc được"):
        read_map_file(tmp_path / "khong-co.geojson")
    odd = tmp_path / "ban-do.txt"
    odd.write_bytes(collection(feature()))
    assert len(read_map_file(odd).areas) == 1


def test_reading_can_be_stopped_and_says_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        heard.append((done, total))
        if len(heard) > 4:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        read_map_pack(collection(*(feature(ten=str(n)) for n in range(50))), stop)
    assert 0 < heard[-1][0] < heard[-1][1]


def test_a_smooth_line_of_many_points_becomes_few() -> None:
    circle = [
        [105 + 0.1 * math.cos(turn * math.tau / 20_000), 22 + 0.1 * math.sin(turn * math.tau / 20_000)]
        for turn in range(20_000)
    ]
    (ring,) = only(collection(feature(polygon(circle)))).polygons[0]
    assert len(ring) < 200


def test_areas_without_a_name_are_called_by_their_code_or_numbered() -> None:
    pack = read_map_pack(collection(feature(), {**feature(polygon(shifted(0.5))), "id": "02239"}))
    assert sorted((area.name, area.code) for area in pack.areas) == [("02239", "02239"), ("Vùng 1", "")]

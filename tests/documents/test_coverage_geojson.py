import json
import re

from cdtt_app.documents.coverage_geojson import geojson
from cdtt_app.documents.layer import Export
from tests.documents.coverage_samples import EVERY_LETTER, MADE_AT, export, note, notes, place, tricky_export


def test_positions_stand_longitude_first() -> None:
    first, *_ = json.loads(geojson(export((note(1),))))["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [place(1).longitude, place(1).latitude]}


def test_a_row_without_a_position_is_kept() -> None:
    read = json.loads(geojson(export((note(1), note(2, with_point=False)))))
    assert [feature["geometry"] is None for feature in read["features"]] == [False, True, False, True]


def test_the_collection_is_as_the_rfc_has_it() -> None:
    written = geojson(export((note(1), note(2))))
    read = json.loads(written)
    assert read["type"] == "FeatureCollection"
    assert "crs" not in read
    assert read["bbox"] == [105.300001, 22.501, 105.34808, 22.62924]
    assert all(feature.keys() == {"type", "geometry", "properties"} for feature in read["features"])
    assert EVERY_LETTER.encode() in written
    assert not written.startswith(b"\xef\xbb\xbf")


def test_every_feature_says_its_layer_and_its_values_have_their_types() -> None:
    first, case, _ = json.loads(geojson(export((note(1),))))["features"]
    assert first["properties"] == {
        "layer": "ghi_nhan",
        "thon": "Bản Giòng 1",
        "mo_ta": "VinaPhone mất hẳn, Viettel chập chờn",
        "ngay_do": "2026-11-17",
        "luc_ghi": "2026-11-24T18:05:00+07:00",
        "so_ho": 1000,
        "cach_tram_km": 1.5,
        "co_dien": False,
    }
    assert case["properties"] == {"layer": "vu_viec", "ma": "VL-007", "han": "2026-11-09"}


def test_explanations_and_headings_come_along() -> None:
    read = json.loads(geojson(export(())))
    assert read["about"]["Toạ độ"] == "Toạ độ làm tròn ~100 m"
    assert read["layers"][1]["columns"][0] == {"name": "ma", "title": "Mã vụ việc"}


def test_positions_have_at_most_six_decimals() -> None:
    written = geojson(export(tuple(note(number) for number in range(1, 200)))).decode()
    assert max(len(decimals) for decimals in re.findall(r"\d+\.(\d+)[,\]]", written)) == 6


def test_texts_that_break_programs_are_read_back() -> None:
    texts = [feature["properties"].get("mo_ta") for feature in json.loads(geojson(tricky_export()))["features"]]
    assert texts[0] == EVERY_LETTER
    assert texts[7] == "mặt cười 😀👩‍🌾 và ký tự điều khiển"
    assert texts[10] == "dài " * 20_000


def test_nothing_at_all_is_still_a_collection() -> None:
    read = json.loads(geojson(Export(layers=(notes(()),), about=(), made_at=MADE_AT)))
    assert read["features"] == []
    assert "bbox" not in read

"""`cdtt import-map`: boundaries and backgrounds from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Cdtt


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two invented communes; one carries the code of the profile's own."""
    ring = [[105.0, 22.0], [105.2, 22.0], [105.2, 22.1], [105.0, 22.0]]
    units = {"Xã Suối Mơ": 2239, "Xã Đồi Gió": 2242}
    features = [
        {
            "type": "Feature",
            "properties": {"ten": name, "ma": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, code in units.items()
    ]
    path = tmp_path / "ranh giới.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_a_map_comes_in_is_listed_and_removed(cdtt: Cdtt, file: Path) -> None:
    said = cdtt("import-map", file)
    assert said.code == 0
    assert "Đã nhập bản đồ “ranh giới”: 2 vùng ranh giới." in said.out
    assert "chừng 11 m" in said.out
    assert "ranh giới: 2 vùng ranh giới, nhập ngày" in cdtt("import-map", "--list").out
    assert cdtt("import-map", "--remove", "ranh giới").out == "Đã bỏ bản đồ “ranh giới” khỏi máy.\n"
    assert "Chưa nhập bản đồ nào" in cdtt("import-map", "--list").out


def test_with_json_each_is_one_document(cdtt: Cdtt, file: Path) -> None:
    came = cdtt("import-map", file, "--json").document
    assert came["ok"] is True
    assert (came["map"]["name"], came["map"]["kind"], came["map"]["areas"]) == ("ranh giới", "areas", 2)
    assert came["replaced"] is False
    assert cdtt("import-map", file, "--json").document["replaced"] is True
    (listed,) = cdtt("import-map", "--list", "--json").document["maps"]
    assert (listed["source"], listed["zooms"]) == ("ranh giới.geojson", None)
    assert cdtt("import-map", "--remove", "ranh giới", "--json").document["removed"]["name"] == "ranh giới"


def test_a_broken_file_and_an_unknown_name_are_refused_with_a_sentence(cdtt: Cdtt, file: Path, tmp_path: Path) -> None:
    cdtt("import-map", file)
    file.write_bytes(file.read_bytes()[:100])
    said = cdtt("import-map", file, "--json")
    assert said.code == 1
    assert "bị cắt ngang" in said.document["problems"][0]
    tiles = tmp_path / "nền.mbtiles"
    tiles.write_bytes(b"SQLite format 3\x00")
    said = cdtt("import-map", tiles)
    assert (said.code, said.out) == (1, "")
    assert "bản đồ đang có vẫn giữ nguyên" in said.err
    said = cdtt("import-map", "--remove", "khác")
    assert said.code == 1
    assert "Đang có: “ranh giới”" in said.err


def test_without_a_word_of_what_to_do_it_is_misuse(cdtt: Cdtt, file: Path) -> None:
    said = cdtt("import-map")
    assert said.code == 2
    assert "Cần một trong: TỆP --list --remove" in said.err
    assert cdtt("import-map", file, "--list").code == 2

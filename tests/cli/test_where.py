"""`cdtt where`: the coordinate reader from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Cdtt

SINH_LONG = pytest.approx((22.62924, 105.34808), abs=1e-5)


@pytest.mark.parametrize(
    "text", ["22.62924, 105.34808", "22,62924 105,34808", "105,34808/22,62924", "geo:22.62924,105.34808"]
)
def test_every_published_form_is_read_without_any_profile(cdtt: Cdtt, tmp_path: Path, text: str) -> None:
    nowhere = tmp_path / "none"
    said = cdtt("where", text, "--json", "--profile", nowhere)
    assert said.code == 0
    assert (said.document["latitude"], said.document["longitude"]) == SINH_LONG
    assert said.document["checked"] is False
    assert said.document["how"]
    assert not nowhere.exists()


def test_in_words_it_says_how_it_understood(cdtt: Cdtt) -> None:
    said = cdtt("where", "105,34808/22,62924")
    assert said.code == 0
    assert said.out.startswith("22,62924; 105,34808\nHiểu là: ")
    assert "kinh độ" in said.out


def test_a_doubt_is_a_question_and_exit_1(cdtt: Cdtt) -> None:
    said = cdtt("where", "ở đầu dốc", "--json")
    assert said.code == 1
    assert said.document["question"] == said.document["problems"][0]
    assert said.document["choices"] == []
    several = cdtt("where", "22.62924, 105.34808 hay 21.02850, 105.85420")
    assert (several.code, several.out) == (1, "")
    assert "nhiều vị trí" in several.err
    assert "21,02850; 105,85420" in several.err


def test_with_a_map_the_point_is_checked_against_the_commune(cdtt: Cdtt, tmp_path: Path) -> None:
    ring = [[105.3, 22.6], [105.4, 22.6], [105.4, 22.7], [105.3, 22.7], [105.3, 22.6]]
    feature = {
        "type": "Feature",
        "properties": {"ten": "Xã Suối Mơ", "ma": "02239"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    file = tmp_path / "ranh.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    assert cdtt("import-map", file).code == 0
    inside = cdtt("where", "22.62924, 105.34808", "--json")
    assert (inside.code, inside.document["checked"]) == (0, True)
    outside = cdtt("where", "21.02850, 105.85420")
    assert outside.code == 1
    assert "nằm ngoài xã Suối Mơ" in outside.err

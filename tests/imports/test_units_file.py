import json
import shutil
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cdtt_app.domain.units import UnitMatch, UnitRegister, former_text
from cdtt_app.imports.units_file import UnitsFileError, load_units

UNITS = Path(__file__).parents[2] / "resources" / "units"
KINDS_TODAY = ("Xã ", "Phường ", "Đặc khu ")


@pytest.fixture(scope="module")
def units() -> UnitRegister:
    return load_units(UNITS)


def test_the_country_has_its_34_provinces_of_april_2026(units: UnitRegister) -> None:
    assert units.version == "2026-04-30"
    kinds = Counter(province.name.rsplit(" ", 1)[0].split(" ")[0] for province in units.provinces)
    assert (len(units.provinces), kinds) == (34, {"Tỉnh": 27, "Thành": 7})
    assert sum(len(province.former_names) or 1 for province in units.provinces) == 63
    dong_nai = units.province("75")
    assert dong_nai is not None
    assert dong_nai.name == "Thành phố Đồng Nai"


def test_the_pilot_provinces_have_all_their_communes(units: UnitRegister) -> None:
    count = Counter(commune.province_code for commune in units.communes)
    assert count == {"04": 56, "08": 124, "51": 96, "80": 96}
    kinds = Counter((commune.province_code, commune.name.split(" ")[0]) for commune in units.communes)
    assert (kinds["04", "Phường"], kinds["08", "Phường"], kinds["51", "Phường"], kinds["80", "Phường"]) == (3, 7, 9, 14)
    assert all(commune.name.startswith(KINDS_TODAY) for commune in units.communes)


def test_every_former_commune_is_kept_with_its_district_and_province(units: UnitRegister) -> None:
    codes: dict[str, set[str]] = {}
    for commune in units.communes:
        assert commune.former_names, commune
        for former in commune.former_names:
            if former.kind != "huyện":
                assert former.district.startswith(("huyện ", "thị xã ", "thành phố "))
                codes.setdefault(former.province, set()).add(former.code)
    assert {province: len(found) for province, found in codes.items()} == {
        "tỉnh Cao Bằng": 161,
        "tỉnh Tuyên Quang": 137,
        "tỉnh Hà Giang": 193,
        "tỉnh Quảng Ngãi": 170,
        "tỉnh Kon Tum": 102,
        "tỉnh Tây Ninh": 94,
        "tỉnh Long An": 186,
    }


@pytest.mark.parametrize(
    ("query", "code", "name", "through"),
    [
        ("thượng nông", "02239", "Xã Thượng Nông", "Xã Thượng Nông"),
        ("linh phu", "02359", "Xã Tri Phú", "xã Linh Phú, huyện Chiêm Hoá"),
        ("sinh long", "02245", "Xã Côn Lôn", "xã Sinh Long, huyện Na Hang"),
        ("trung khanh", "01477", "Xã Trùng Khánh", "Xã Trùng Khánh"),
        ("ngoc lay", "23446", "Xã Măng Ri", "xã Ngọc Lây, huyện Tu Mơ Rông"),
        ("ngok lay kon tum", "23446", "Xã Măng Ri", "xã Ngọk Lây, huyện Tu Mơ Rông"),
        ("na hang", "02221", "Xã Nà Hang", "Xã Nà Hang"),
        ("ly son", "21548", "Đặc khu Lý Sơn", "Đặc khu Lý Sơn"),
    ],
)
def test_places_of_the_first_teams_are_found(
    units: UnitRegister, query: str, code: str, name: str, through: str
) -> None:
    hit = units.find(query)[0]
    assert hit.commune is not None
    assert (hit.commune.code, hit.commune.name, hit.matched_name) == (code, name, through)


def test_a_district_that_is_gone_shows_where_its_communes_are(units: UnitRegister) -> None:
    through = [hit for hit in units.find("huyện trùng khánh", limit=50) if hit.match is UnitMatch.DISTRICT]
    assert "Xã Đàm Thuỷ" in [hit.commune.name for hit in through if hit.commune]


def test_a_commune_that_was_split_leads_to_every_part(units: UnitRegister) -> None:
    found = {hit.commune.name for hit in units.find("thái bình châu thành tây ninh") if hit.commune}
    assert {"Phường Tân Ninh", "Xã Châu Thành"} <= found


def test_the_two_wards_named_4_are_not_mixed_up(units: UnitRegister) -> None:
    # The source leads both to both; the lists of the merger name phường 4 of Tân An and phường IV of Tây Ninh.
    where = {
        former_text(former): commune.name
        for commune in units.communes
        for former in commune.former_names
        if former.name == "4"
    }
    assert where == {
        "phường 4, thành phố Tân An": "Phường Long An",
        "phường 4, thành phố Tây Ninh": "Phường Tân Ninh",
    }


def test_the_files_hold_composed_text_one_unit_a_line() -> None:
    for name, key in (("provinces.json", "provinces"), ("communes.json", "communes")):
        text = (UNITS / name).read_text(encoding="utf-8")
        assert text == unicodedata.normalize("NFC", text)
        lines = [line for line in text.splitlines() if line.startswith('{"code"')]
        assert len(lines) == len(json.loads(text)[key])


@pytest.mark.skipif(sys.gettrace() is not None, reason="coverage slows every line")
def test_loading_and_the_first_search_are_not_felt() -> None:
    def spent() -> float:
        start = time.process_time()
        load_units(UNITS).find("linh phu")
        return time.process_time() - start

    assert min(spent() for _ in range(5)) < 0.03


def _change(folder: Path, name: str, change: Callable[[dict[str, Any]], object]) -> Path:
    shutil.copytree(UNITS, folder, dirs_exist_ok=True)
    content = json.loads((folder / name).read_text(encoding="utf-8"))
    change(content)
    (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("communes.json", lambda content: content.pop("communes")),
        ("communes.json", lambda content: content.update(version="2025-07-01")),
        ("communes.json", lambda content: content["communes"][0].update(code="1273")),
        ("communes.json", lambda content: content["communes"][0].update(code=1273)),
        ("communes.json", lambda content: content["communes"][0].update(name=" ")),
        ("communes.json", lambda content: content["communes"][0].update(name=None)),
        ("communes.json", lambda content: content["communes"][0].update(province="99")),
        ("communes.json", lambda content: content["communes"][0]["former"][0].pop()),
        ("communes.json", lambda content: content["districts"].pop("040")),
        ("communes.json", lambda content: content["communes"].append(content["communes"][0])),
        ("provinces.json", lambda content: content["provinces"].append(content["provinces"][0])),
        ("provinces.json", lambda content: content["provinces"][0].pop("former")),
    ],
)
def test_damaged_units_are_refused_in_plain_words(
    tmp_path: Path, name: str, change: Callable[[dict[str, Any]], object]
) -> None:
    with pytest.raises(UnitsFileError, match="Hãy cài lại phần mềm"):
        load_units(_change(tmp_path, name, change))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe{}"])
def test_files_that_are_no_units_are_refused(tmp_path: Path, content: bytes) -> None:
    shutil.copytree(UNITS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "provinces.json").write_bytes(content)
    with pytest.raises(UnitsFileError, match="bị hỏng"):
        load_units(tmp_path)


def test_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnitsFileError, match="bị thiếu"):
        load_units(tmp_path)

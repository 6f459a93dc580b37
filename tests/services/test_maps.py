"""An officer brings maps in: what came in is there, and what failed changed nothing."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from cdtt_app.domain.geo import Point, area_at
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.maps import (
    MapKind,
    areas,
    import_map,
    kept_maps,
    open_background,
    own_area,
    remove_map,
)
from cdtt_app.services.setup import COMMUNE
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.facts import keep_fact
from cdtt_app.storage.profile import Profile

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path)


def boundaries(path: Path, units: Sequence[tuple[str, str, float]]) -> Path:
    """Squares of a tenth of a degree, the west edge of each as given."""
    features = [
        {
            "type": "Feature",
            "properties": {"ten": name, "ma": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[west, 22], [west + 0.1, 22], [west + 0.1, 22.1], [west, 22.1], [west, 22]]],
            },
        }
        for name, code, west in units
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def background(path: Path, data: bytes = PNG) -> Path:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        connection.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        connection.execute("INSERT INTO tiles VALUES (1, 0, 0, ?)", (data,))
    return path


TWO = (("Xã Suối Mơ", "02239", 105.0), ("Xã Đồi Gió", "02242", 105.1))


def test_boundaries_come_in_and_tell_where_a_point_lies(db: Database, profile: Profile, tmp_path: Path) -> None:
    came = import_map(db, profile, boundaries(tmp_path / "xã.geojson", TWO))
    assert (came.map.name, came.map.kind, came.map.source, came.map.areas) == ("xã", MapKind.AREAS, "xã.geojson", 2)
    assert came.replaced is False
    found = area_at(areas(db), Point(22.05, 105.15))
    assert found is not None
    assert found.name == "Xã Đồi Gió"
    assert kept_maps(db) == (came.map,)


def test_the_commune_in_hand_has_its_area_and_a_file_without_it_says_so(
    db: Database, profile: Profile, tmp_path: Path
) -> None:
    keep_fact(db, COMMUNE, "02242")
    assert not any("xã mình" in note for note in import_map(db, profile, boundaries(tmp_path / "a.json", TWO)).notes)
    own = own_area(db, areas(db))
    assert own is not None
    assert own.code == "02242"
    other = import_map(db, profile, boundaries(tmp_path / "b.json", TWO[:1]))
    assert any("02242" in note for note in other.notes)


def test_without_codes_the_commune_is_known_by_its_name_if_it_is_the_only_one(
    db: Database, profile: Profile, tmp_path: Path
) -> None:
    keep_fact(db, COMMUNE, "02242")
    names = (("Đồi Gió", "", 105.0), ("Tân Lập", "", 105.1), ("Tân Lập", "", 105.2))
    import_map(db, profile, boundaries(tmp_path / "a.json", names))
    own = own_area(db, areas(db), "Xã Đồi Gió")
    assert own is not None
    assert own.name == "Đồi Gió"
    assert own_area(db, areas(db), "Xã Tân Lập") is None
    assert own_area(db, areas(db)) is None


def test_of_a_unit_in_two_packs_the_newer_counts_and_communes_stand_before_provinces(
    db: Database, profile: Profile, tmp_path: Path
) -> None:
    import_map(db, profile, boundaries(tmp_path / "a.json", (*TWO, ("Tỉnh Mây", "08", 105.0))))
    with db.write() as tx:  # the clock stands still: make it older
        tx.keep_local("UPDATE map_pack SET imported_at = '2020-01-01T00:00:00+00:00'")
    import_map(
        db, profile, boundaries(tmp_path / "b.json", (("Tỉnh Gió", "10", 107.0), ("Suối Mơ mới", "02239", 106.0)))
    )
    assert [area.name for area in areas(db)] == ["Suối Mơ mới", "Xã Đồi Gió", "Tỉnh Gió", "Tỉnh Mây"]


def test_areas_that_share_one_wrong_code_are_all_there(db: Database, profile: Profile, tmp_path: Path) -> None:
    import_map(db, profile, boundaries(tmp_path / "a.json", [(name, "08", west) for name, _, west in TWO]))
    assert len(areas(db)) == 2


@pytest.mark.parametrize(
    "content", [b"", b"xin ch\xc3\xa0o", b'{"type":"FeatureCollection","features":[{"type":"Feat', b"\x00" * 99]
)
def test_a_broken_pack_is_a_sentence_and_the_earlier_one_of_that_name_stays(
    db: Database, profile: Profile, tmp_path: Path, content: bytes
) -> None:
    file = boundaries(tmp_path / "xã.geojson", TWO)
    import_map(db, profile, file)
    before = areas(db)
    file.write_bytes(content)
    with pytest.raises(RefusedError, match="bản đồ đang có vẫn giữ nguyên"):
        import_map(db, profile, file)
    assert areas(db) == before


def test_400_mb_are_refused_and_nothing_is_kept(db: Database, profile: Profile, tmp_path: Path) -> None:
    file = tmp_path / "ca-nuoc.geojson"
    with file.open("wb") as sparse:
        sparse.write(b'{"type":"FeatureCollection","features":[')
        sparse.truncate(400 * 1024 * 1024)
    with pytest.raises(RefusedError, match="bản rút gọn của riêng tỉnh mình"):
        import_map(db, profile, file)
    assert kept_maps(db, profile) == ()


def test_a_stopped_import_keeps_nothing(db: Database, profile: Profile, tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        import_map(db, profile, boundaries(tmp_path / "xã.geojson", TWO), stop)
    assert areas(db) == ()


def test_a_background_comes_in_and_is_listed_beside_the_boundaries(
    db: Database, profile: Profile, tmp_path: Path
) -> None:
    import_map(db, profile, boundaries(tmp_path / "xã.geojson", TWO))
    came = import_map(db, profile, background(tmp_path / "nền.mbtiles"))
    assert (came.map.kind, came.map.zooms, came.replaced) == (MapKind.TILES, (1, 1), False)
    assert [one.name for one in kept_maps(db, profile)] == ["xã", "nền"]
    opened = open_background(profile)
    assert opened is not None
    with closing(opened):
        assert opened.tile(1, 0, 1) == PNG


def test_a_truncated_background_is_a_sentence_and_the_earlier_one_stays(
    db: Database, profile: Profile, tmp_path: Path
) -> None:
    import_map(db, profile, background(tmp_path / "nền.mbtiles"))
    cut = tmp_path / "cắt.mbtiles"
    whole = background(tmp_path / "to.mbtiles", PNG + b"x" * 50_000).read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StorageError, match=r"bị cắt ngang.*bản đồ đang có vẫn giữ nguyên"):
        import_map(db, profile, cut)
    assert [one.name for one in kept_maps(db, profile)] == ["nền"]


def test_a_background_with_the_wrong_ending_is_known_by_its_content(
    db: Database, profile: Profile, tmp_path: Path
) -> None:
    renamed = background(tmp_path / "nền.mbtiles").rename(tmp_path / "nền.geojson")
    assert import_map(db, profile, renamed).map.kind is MapKind.TILES


def test_a_folder_and_a_missing_file_are_sentences(db: Database, profile: Profile, tmp_path: Path) -> None:
    (tmp_path / "thư mục.mbtiles").mkdir()
    with pytest.raises(RefusedError, match="không phải là tệp"):
        import_map(db, profile, tmp_path / "thư mục.mbtiles")
    with pytest.raises(RefusedError, match="Không đọc được"):
        import_map(db, profile, tmp_path / "khong-co.geojson")


def test_a_map_is_removed_by_its_name_and_an_unknown_name_lists_what_is_there(
    db: Database, profile: Profile, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError, match="Chưa nhập bản đồ nào"):
        remove_map(db, profile, "xã")
    import_map(db, profile, boundaries(tmp_path / "xã.geojson", TWO))
    import_map(db, profile, background(tmp_path / "nền.mbtiles"))
    with pytest.raises(RefusedError, match=r"Đang có: “xã”, “nền”"):
        remove_map(db, profile, "khác")
    assert remove_map(db, profile, "xã").kind is MapKind.AREAS
    assert [one.name for one in kept_maps(db, profile)] == ["nền"]
    remove_map(db, profile, "nền")
    assert open_background(profile) is None

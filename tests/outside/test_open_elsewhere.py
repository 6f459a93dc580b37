"""Our exports opened with other people's programs: GDAL and LibreOffice."""

import csv
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from cdtt_app.documents.coverage_geojson import geojson
from cdtt_app.documents.coverage_gpkg import gpkg
from cdtt_app.documents.coverage_xlsx import xlsx
from cdtt_app.domain.geo import Point
from tests.documents.coverage_samples import EVERY_LETTER, export, note, place, tricky_export
from tests.documents.rendering import words

NOTES = 2_000

gdal = pytest.mark.skipif(not shutil.which("ogr2ogr"), reason="Debian's gdal-bin is not installed")
office = pytest.mark.skipif(not shutil.which("soffice"), reason="Debian's libreoffice-calc is not installed")


def _run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert not [line for line in done.stderr.splitlines() if line.startswith(("Warning 1", "ERROR"))], done.stderr
    return done.stdout


def _as_csv(path: Path, *more: str) -> list[dict[str, str]]:
    to = path.with_suffix(".csv")
    to.unlink(missing_ok=True)
    _run("ogr2ogr", "-f", "CSV", "-lco", "GEOMETRY=AS_XY", to, path, *more)
    with to.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _point(line: dict[str, str]) -> Point | None:
    return Point(float(line["Y"]), float(line["X"])) if line["X"] else None


@pytest.fixture(scope="module", params=["gpkg", "geojson"])
def mapped(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many notes, the last without a position, and two cases."""
    rows = (*(note(number) for number in range(1, NOTES)), note(NOTES, EVERY_LETTER, with_point=False))
    path = tmp_path_factory.mktemp("ogr") / f"vung-lom.{request.param}"
    path.write_bytes({"gpkg": gpkg, "geojson": geojson}[request.param](export(rows)))
    return path


def _notes(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".gpkg":
        return _as_csv(path, "ghi_nhan")
    return _as_csv(path, "-where", "layer = 'ghi_nhan'")


@gdal
def test_gdal_finds_every_row_at_its_place(mapped: Path) -> None:
    lines = _notes(mapped)
    assert [_point(line) for line in lines] == [*(place(number) for number in range(1, NOTES)), None]
    assert [line["thon"] for line in lines] == [f"Bản Giòng {number}" for number in range(1, NOTES + 1)]


@gdal
def test_gdal_reads_every_letter_and_every_type(mapped: Path) -> None:
    first, *_, last = _notes(mapped)
    assert last["mo_ta"] == EVERY_LETTER
    assert (first["so_ho"], float(first["cach_tram_km"]), first["co_dien"]) == ("1000", 1.5, "0")
    assert first["ngay_do"] == "2026/11/17"
    shown = datetime.strptime(first["luc_ghi"] + "00", "%Y/%m/%d %H:%M:%S%z")
    assert shown == datetime.fromisoformat("2026-11-24T18:05:00+07:00")
    said = _run("ogrinfo", "-so", "-al", mapped)
    for words_of_type in ("ngay_do: Date ", "luc_ghi: DateTime ", "so_ho: Integer", "co_dien: Integer(Boolean)"):
        assert words_of_type in said


@gdal
def test_gdal_knows_the_layers_of_a_geopackage_and_where_they_lie(tmp_path: Path) -> None:
    path = tmp_path / "vung-lom.gpkg"
    path.write_bytes(gpkg(export((note(1), note(2)))))
    said = _run("ogrinfo", "-so", "-al", path)
    for part in ("Layer name: ghi_nhan", "Layer name: vu_viec", "Layer name: giai_thich", 'ID["EPSG",4326]'):
        assert part in said
    assert "IDENTIFIER=Ghi nhận vùng lõm sóng" in said
    assert "Extent: (105.300001, 22.501000) - (105.300002, 22.502000)" in said
    (case, without) = _as_csv(path, "vu_viec")
    assert _point(case) == Point(22.62924, 105.34808)
    assert _point(without) is None


@gdal
def test_gdal_keeps_the_index_true_when_somebody_edits_a_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "vung-lom.gpkg"
    path.write_bytes(gpkg(export(tuple(note(number) for number in range(1, 6)))))
    for edit in (
        "UPDATE ghi_nhan SET geom = (SELECT geom FROM vu_viec WHERE fid = 1) WHERE fid = 1",
        "UPDATE ghi_nhan SET geom = NULL WHERE fid = 2",
        "DELETE FROM ghi_nhan WHERE fid = 3",
        "UPDATE ghi_nhan SET fid = 40 WHERE fid = 4",
        "INSERT INTO ghi_nhan (geom) SELECT geom FROM ghi_nhan WHERE fid = 5",
    ):
        _run("ogrinfo", "-q", path, "-sql", edit)
    with closing(sqlite3.connect(path)) as connection:
        index = connection.execute("SELECT id FROM rtree_ghi_nhan_geom ORDER BY id").fetchall()
    assert index == [(1,), (5,), (40,), (41,)]
    (moved,) = _as_csv(path, "ghi_nhan", "-spat", "105.34", "22.62", "105.35", "22.63")
    assert _point(moved) == Point(22.62924, 105.34808)


@gdal
@pytest.mark.parametrize("kind", ["gpkg", "geojson"])
def test_gdal_reads_texts_that_break_programs(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"kho.{kind}"
    path.write_bytes({"gpkg": gpkg, "geojson": geojson}[kind](tricky_export()))
    lines = _notes(path)
    assert len(lines) == 13
    assert lines[5]["mo_ta"] == "dấu \"nháy\", <b>&amp;</b>; 'nháy đơn'"
    assert lines[6]["mo_ta"] == "hai dòng\nxuống dòng"
    assert lines[7]["mo_ta"] == "mặt cười 😀👩‍🌾 và ký tự điều khiển"
    assert len(lines[10]["mo_ta"]) == 4 * 20_000


def _by_office(data: bytes, to: str, folder: Path) -> Path:
    """The file that LibreOffice writes after it has opened ours."""
    (folder / "vung-lom.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    _run("soffice", profile, "--headless", "--convert-to", to, "--outdir", out, folder / "vung-lom.xlsx")
    return out / f"vung-lom.{to}"


@office
def test_libreoffice_sees_dates_and_numbers_as_such_and_no_formulas(tmp_path: Path) -> None:
    here = place(2)
    with closing(openpyxl.load_workbook(_by_office(xlsx(tricky_export()), "xlsx", tmp_path))) as book:
        assert book.sheetnames == ["Ghi nhận vùng lõm sóng", "Vụ việc mất sóng lõm sóng", "Giải thích"]
        cells = list(book.worksheets[0].iter_rows(min_row=4, max_row=14, max_col=11))
    assert [(cell.data_type, cell.value) for cell in cells[1]] == [
        ("n", 2),
        ("s", "Bản Giòng 2"),
        ("s", "=1+1"),
        ("d", datetime.fromisoformat("2026-11-16")),
        ("d", datetime.fromisoformat("2026-11-24T17:05:00")),
        ("n", 2000),
        ("n", 2.5),
        ("s", "Có"),
        ("n", here.latitude),
        ("n", here.longitude),
        ("s", f"{here.latitude}, {here.longitude}"),
    ]
    texts = [str(row[2].value) for row in cells]
    assert {row[2].data_type for row in cells} == {"s"}
    assert texts[0] == EVERY_LETTER
    assert texts[2:5] == ["+84 là mã nước", "-95 dBm", "@SUM(A1)"]
    assert texts[6] == "hai dòng\nxuống dòng"
    assert texts[7] == "mặt cười 😀👩‍🌾 và ký tự điều khiển"


@office
def test_libreoffice_prints_one_page_wide_with_the_headings_on_every_page(tmp_path: Path) -> None:
    rows = tuple(note(number) for number in range(1, 101))
    pages = words(_by_office(xlsx(export(rows)), "pdf", tmp_path).read_bytes())
    # Only digits are looked for: this machine may have no font of that name, and letters then come in pieces.
    times = [re.findall(r"\d\d/\d\d/2026 \d\d:\d\d", page) for page in pages]
    on_pages = [len(found) for found in times if found]
    assert sum(on_pages) == 100
    assert len(on_pages) > 1
    assert all("STT" in page for page in pages)

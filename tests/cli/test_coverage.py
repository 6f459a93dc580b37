"""Coverage from the command line: notes, cases and their steps, exports, dossiers, measurements."""

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cdtt_app.domain.coverage import CoverageNote, Strength, Use, Works
from cdtt_app.domain.household import LocationSource, Network, Power
from cdtt_app.domain.team import MemberRole
from cdtt_app.services.coverage import read_board
from cdtt_app.services.coverage_cases import open_case
from cdtt_app.services.setup import current_member
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import where
from tests.cli.running import Cdtt
from tests.documents.dossier_samples import photo
from tests.documents.layout import check_structure, outside_text
from tests.documents.rendering import words
from tests.imports.phone_photos import exif, hills, jpeg

Kept = Callable[[], Database]


def a_note(**fields: object) -> dict[str, Any]:
    """A note file that is in order."""
    return {
        "date": "2026-01-18",
        "time": "19:40",
        "point": "nha_van_hoa",
        "place": "Nhà văn hoá thôn",
        "position": "105,34808/22,62924",
        "networks": {
            "Viettel": {"strength": "chap_chon", "bars": 1, "works": {"goi": "duoc", "video": "khong"}},
            "VinaPhone": {"strength": "khong_co"},
        },
        "households_affected": 98,
        **fields,
    }


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a note file."""

    def write(**fields: object) -> Path:
        path = tmp_path / "song.json"
        path.write_text(json.dumps(a_note(**fields)), encoding="utf-8")
        return path

    return write


@pytest.fixture
def case(cdtt: Cdtt, file: Callable[..., Path], kept: Kept, tmp_path: Path) -> str:
    """One case of two notes, at a machine of the commune's officer."""
    (tmp_path / "nui.jpg").write_bytes(photo(1))
    cdtt("note", "--file", file(photos=["nui.jpg"]))
    cdtt("note", "--file", file(household="BG-004", position="", place="Nà Phiêng"))
    become(kept, MemberRole.OFFICER)
    db = kept()
    try:
        open_case(db, [note.id for note in read_board(db).notes], "Bản Giòng")
    finally:
        db.close()
    return "VL-001"


def become(kept: Kept, role: MemberRole) -> None:
    """Give the person at the machine another role."""
    db = kept()
    try:
        member = current_member(db)
        assert member is not None
        with db.write() as tx:
            tx.save(replace(member, name="Nông Anh Tú", role=role))
    finally:
        db.close()


def notes(kept: Kept) -> tuple[CoverageNote, ...]:
    """The notes that lie in the profile."""
    db = kept()
    try:
        return where(db, CoverageNote)
    finally:
        db.close()


def test_a_note_is_written_with_its_position_and_photo(
    cdtt: Cdtt, file: Callable[..., Path], kept: Kept, tmp_path: Path
) -> None:
    (tmp_path / "nui.jpg").write_bytes(photo(1))
    said = cdtt("note", "--file", file(photos=["nui.jpg"]))
    assert said.code == 0
    assert "Đã ghi Nhà văn hoá thôn: mất sóng, 1 ảnh" in said.out
    (note,) = notes(kept)
    assert note.location is not None
    assert (note.location.latitude, note.location.longitude) == (22.62924, 105.34808)
    assert note.location.source is LocationSource.TEXT
    assert note.readings["Viettel"].works == {Use.CALL: Works.YES, Use.VIDEO: Works.NO}
    assert note.readings["VinaPhone"].strength is Strength.NONE
    assert note.readings["VinaPhone"].host is Network.VINAPHONE
    assert note.measured_at.astimezone().strftime("%d/%m/%Y %H:%M") == "18/01/2026 19:40"
    assert len(note.photos) == 1


def test_a_note_of_a_household_takes_what_is_known_of_it(cdtt: Cdtt, file: Callable[..., Path], kept: Kept) -> None:
    assert cdtt("note", "--file", file(household="bg-004", position="", place="")).code == 0
    (note,) = notes(kept)
    assert (note.household_id, note.place, note.power) == ("hh-du", "Nà Phiêng", Power.GRID)
    assert note.location is not None
    assert note.location.latitude == 22.457  # the family has not agreed to more


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"position": "ở đầu dốc"}, "Mục position:"),
        ({"position": "22.62924, 105.34808 hay 21.02850, 105.85420"}, "21,02850; 105,85420"),
        ({"household": "XX-1"}, "Không có hộ mang mã XX-1"),
        ({"hamlet": "Nà Tông"}, "Các thôn: thôn Bản Giòng"),
        ({"networks": {"Vietel": {"bars": 1}}}, "không có mạng tên Vietel"),
        ({"networks": {"Viettel": {"cell": "1"}}}, "Mục networks.Viettel: chưa nói sóng ra sao"),
        ({"photos": ["khong-co.jpg"]}, "khong-co.jpg"),
        ({"photos": ["song.json"]}, "Ảnh song.json:"),
        ({"date": "2126-01-18"}, "Ngày giờ đo ở sau lúc này"),
        ({"place": "", "position": ""}, "Chưa biết ở đâu"),
    ],
)
def test_a_wrong_note_is_refused_and_nothing_is_written(
    cdtt: Cdtt, file: Callable[..., Path], kept: Kept, fields: dict[str, object], sentence: str
) -> None:
    said = cdtt("note", "--file", file(**fields))
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err
    assert notes(kept) == ()


def test_a_doubtful_position_is_taken_once_the_file_says_that_it_is_meant(
    cdtt: Cdtt, file: Callable[..., Path], kept: Kept
) -> None:
    asked = cdtt("note", "--file", file(position="105, 22"))
    assert asked.code == 1
    assert '"position_sure": true' in asked.err
    assert notes(kept) == ()
    assert cdtt("note", "--file", file(position="105, 22", position_sure=True)).code == 0
    (note,) = notes(kept)
    assert note.location is not None
    assert (note.location.latitude, note.location.longitude) == (22.0, 105.0)


def test_the_schema_is_printed_and_a_missing_file_is_a_sentence(cdtt: Cdtt, tmp_path: Path) -> None:
    schema = cdtt("note", "--schema", "--json").document["schema"]
    assert "networks" in schema["$defs"]["NoteFile"]["required"]
    assert "Không đọc được tệp" in cdtt("note", "--file", tmp_path / "none.json").err
    assert "Cần một trong: --file --schema" in cdtt("note").err


def test_cases_are_listed_with_the_rule_and_can_be_chosen_by_state(cdtt: Cdtt, case: str) -> None:
    said = cdtt("cases")
    assert "VL-001  Bản Giòng: Mới ghi\n   98 hộ, 2 ghi nhận, VinaPhone mất hẳn, Viettel chập chờn" in said.out
    assert "không phải quy định của pháp luật" in said.out
    (found,) = cdtt("cases", "--json", "--state", "moi_ghi").document["cases"]
    assert (found["code"], found["state"], len(found["notes"])) == (case, "moi_ghi", 2)
    assert found["may_follow"] == ["da_xac_minh", "trung", "khong_dung_thuc_te"]
    assert found["hamlet"] == "thôn Bản Giòng"
    assert cdtt("cases", "--state", "dong").out == "Không có vụ việc nào ở bước này.\n"


def test_notes_that_wait_to_be_gathered_are_counted(cdtt: Cdtt, file: Callable[..., Path]) -> None:
    assert cdtt("cases").out == "Chưa có vụ việc nào.\n"
    note = cdtt("note", "--file", file(), "--json").document["note"]
    assert "Còn 1 chỗ có ghi nhận chưa gộp vào vụ việc." in cdtt("cases").out
    assert cdtt("cases", "--json").document["waiting"] == [[note]]


def test_a_step_is_written_with_its_paper_and_one_that_the_table_forbids_is_not(
    cdtt: Cdtt, case: str, tmp_path: Path
) -> None:
    paper = tmp_path / "118.pdf"
    paper.write_bytes(b"%PDF-1.4\n")
    forbidden = cdtt("cases", "--case", case, "--step", "dong")
    assert (forbidden.code, forbidden.out) == (1, "")
    assert "không ghi được bước này" in forbidden.err
    assert cdtt("cases", "--case", case, "--step", "da_xac_minh", "--why", "Đã đo lại", "--on", "02/02/2026").code == 0
    said = cdtt("cases", "--case", case, "--step", "da_gui_so", "--document", "118/UBND", "--on", "2026-02-10",
                "--deadline", "12/03/2026", "--attach", paper, "--json")  # fmt: skip
    assert said.document["case"]["state"] == "da_gui_so"
    assert said.document["case"]["deadline"] == "2026-03-12"
    assert said.document["case"]["overdue_days"] > 0
    assert [step["document"] for step in said.document["case"]["steps"]] == ["", "118/UBND"]


@pytest.mark.parametrize(
    ("words_said", "sentence"),
    [
        (["--state", "xong"], "Chọn một trong: moi_ghi"),
        (["--why", "x"], "--why cần đi cùng --step."),
        (["--step", "dong"], "--step cần đi cùng --case."),
        (["--step", "dong", "--case", "1", "--state", "dong"], "Không dùng --step cùng lúc với --state."),
        (["--step", "dong", "--case", "1", "--on", "hôm qua"], "Sau --on cần một ngày"),
        (["--step", "dong", "--case", "1", "--operator", "Vietel"], "Sau --operator không có giá trị Vietel"),
    ],
)
def test_a_slip_in_the_words_is_misuse(cdtt: Cdtt, words_said: list[str], sentence: str) -> None:
    said = cdtt("cases", *words_said)
    assert said.code == 2
    assert sentence in said.err


def test_a_volunteer_may_not_move_a_case_and_an_unknown_one_is_a_sentence(cdtt: Cdtt, case: str, kept: Kept) -> None:
    assert "Không có vụ việc mang mã VL-009" in cdtt("cases", "--case", "VL-009", "--step", "da_xac_minh").err
    become(kept, MemberRole.MEMBER)
    said = cdtt("cases", "--case", case, "--step", "da_xac_minh")
    assert (said.code, said.out) == (1, "")
    assert "dành cho cán bộ xã" in said.err
    assert cdtt("cases", "--json").document["cases"][0]["state"] == "moi_ghi"


def ogrinfo(file: Path, *options: str) -> str:
    """What ogrinfo reads; the test is skipped where it is not installed."""
    if shutil.which("ogrinfo") is None:
        pytest.skip("ogrinfo (gdal-bin) is not installed")
    return subprocess.run(["ogrinfo", *options, "-al", file], capture_output=True, check=True).stdout.decode()


def layers_of(file: Path) -> dict[str, int]:
    """How many rows each layer has."""
    names, found = "", dict[str, int]()
    for line in ogrinfo(file, "-so").splitlines():
        if line.startswith("Layer name: "):
            names = line.removeprefix("Layer name: ")
        if line.startswith("Feature Count: "):
            found[names] = int(line.removeprefix("Feature Count: "))
    return found


def test_ogrinfo_reads_the_files_with_the_right_counts(cdtt: Cdtt, case: str, tmp_path: Path) -> None:
    assert case
    said = cdtt("export", "coverage", "--format", "gpkg", tmp_path / "song.gpkg", "--json")
    assert said.document["rows"] == {"ghi_nhan": 2, "vu_viec": 1, "thon": 1}
    assert cdtt("export", "coverage", "--format", "geojson", tmp_path / "song.geojson").code == 0
    counts = layers_of(tmp_path / "song.gpkg")
    assert {name: counts[name] for name in ("ghi_nhan", "vu_viec", "thon")} == said.document["rows"]
    assert sum(layers_of(tmp_path / "song.geojson").values()) == 4
    for name in ("song.gpkg", "song.geojson"):
        assert "POINT (105.3485 22.6295)" in ogrinfo(tmp_path / name)  # to about 100 m


def test_detail_is_only_there_when_asked_for(cdtt: Cdtt, case: str, tmp_path: Path) -> None:
    assert case
    plain, detailed = tmp_path / "plain.geojson", tmp_path / "detailed.geojson"
    cdtt("export", "coverage", "--format", "geojson", plain)
    cdtt("export", "coverage", "--format", "geojson", "--detail", detailed)
    assert "BG-004" not in plain.read_text(encoding="utf-8")
    assert "BG-004" in detailed.read_text(encoding="utf-8")


def test_the_table_opens_and_nothing_is_overwritten_unless_forced(cdtt: Cdtt, case: str, tmp_path: Path) -> None:
    assert case
    target = tmp_path / "song.xlsx"
    target.write_bytes(b"somebody's work")
    refused = cdtt("export", "coverage", "--format", "xlsx", target)
    assert refused.code == 1
    assert "--force" in refused.err
    assert target.read_bytes() == b"somebody's work"
    assert cdtt("export", "coverage", "--format", "xlsx", target, "--force").code == 0
    book = openpyxl.load_workbook(io.BytesIO(target.read_bytes()))
    assert {"Ghi nhận", "Vụ việc", "Thôn"} <= set(book.sheetnames)
    book.close()
    assert [path.name for path in tmp_path.glob("*.moi")] == []
    assert "Chọn một trong: gpkg, geojson, xlsx" in cdtt("export", "coverage", "--format", "csv", target).err


def test_the_dossier_its_letter_and_its_text(cdtt: Cdtt, case: str, tmp_path: Path) -> None:
    paper, letter = tmp_path / "ho-so.pdf", tmp_path / "cong-van.pdf"
    said = cdtt("dossier", case, paper, "--letter", letter, "--text", "--contact", "0207 3800 100")
    assert said.code == 0
    assert "Đã ghi hồ sơ VL-02239-001" in said.out
    assert "Nơi phản ánh: thôn Bản Giòng, xã Thượng Nông, tỉnh Tuyên Quang" in said.out
    assert "Liên hệ: 0207 3800 100" in said.out
    for file, told in ((paper, "Vùng lõm sóng thôn Bản Giòng"), (letter, "DỰ THẢO")):
        check_structure(file.read_bytes(), tmp_path)
        assert told in " ".join(outside_text(file.read_bytes(), tmp_path).split())
    whole = " ".join(words(paper.read_bytes()))
    assert "Ảnh 1. Nhà văn hoá thôn" in whole
    assert "BG-004" not in whole + " ".join(words(letter.read_bytes())) + said.out


def test_no_paper_is_begun_when_the_other_could_not_be_written(cdtt: Cdtt, case: str, tmp_path: Path) -> None:
    letter = tmp_path / "cong-van.pdf"
    letter.write_bytes(b"older")
    assert cdtt("dossier", case, tmp_path / "ho-so.pdf", "--letter", letter).code == 1
    assert not (tmp_path / "ho-so.pdf").exists()
    nowhere = cdtt("dossier", case, tmp_path / "none" / "ho-so.pdf")
    assert nowhere.code == 1
    assert "Không ghi được tệp" in nowhere.err
    assert "Không có vụ việc mang mã 77" in cdtt("dossier", "77", tmp_path / "khac.pdf").err


def test_the_list_of_hamlets(cdtt: Cdtt, case: str, tmp_path: Path) -> None:
    assert case
    assert cdtt("export", "hamlets", tmp_path / "thon.pdf", "--json").document["hamlets"] == 1
    text = " ".join(" ".join(words((tmp_path / "thon.pdf").read_bytes())).split())
    assert "Thôn Bản Giòng" in text
    assert "dưới 5" in text


def test_measurements_become_notes_once(cdtt: Cdtt, tmp_path: Path, kept: Kept) -> None:
    csv = tmp_path / "do.csv"
    csv.write_text(
        "Time,Lat,Lon,Carrier,Network,RSRP,Download\n"
        "2026-05-17 09:12:44,22.62924,105.34808,Viettel,LTE,-112,1.5\n"
        "2026-05-17 09:13:44,22.62925,105.34809,Viettel,LTE,-112,1.5\n"
        "2026-05-17 09:14:44,,,Viettel,LTE,-112,1.5\n",
        encoding="utf-8",
    )
    said = cdtt("import-measurements", csv)
    assert said.code == 0
    assert "Dùng được 2 lần đo: thêm 1 ghi nhận" in said.out
    assert "dòng 4: Không có vị trí" in said.out
    again = cdtt("import-measurements", csv, "--json").document
    assert (again["notes"], again["known"]) == (0, 1)
    (note,) = notes(kept)
    assert note.readings["Viettel"].strength is Strength.WEAK
    csv.write_bytes(b"%PDF-1.4")
    assert "Đây là tệp PDF" in cdtt("import-measurements", csv).err


def test_without_a_position_a_photo_tells_where_unless_the_household_is_known(
    cdtt: Cdtt, file: Callable[..., Path], kept: Kept, tmp_path: Path
) -> None:
    place = exif(gps={1: "N", 2: (22.0, 37.0, 45.264), 3: "E", 4: (105.0, 20.0, 53.088)})
    (tmp_path / "nui.jpg").write_bytes(jpeg(hills((640, 480)), exif=place))
    assert cdtt("note", "--file", file(position="", photos=["nui.jpg"])).code == 0
    (note,) = notes(kept)
    assert note.location is not None
    assert note.location.source is LocationSource.PHOTO
    assert (note.location.latitude, note.location.longitude) == pytest.approx((22.62924, 105.34808), abs=1e-5)
    cdtt("note", "--file", file(position="", photos=["nui.jpg"], household="BG-004"))
    second = next(each for each in notes(kept) if each.household_id)
    assert second.location is not None
    assert second.location.source is LocationSource.HOUSEHOLD


def test_a_hamlet_may_be_named_without_accents(cdtt: Cdtt, file: Callable[..., Path], kept: Kept) -> None:
    assert cdtt("note", "--file", file(hamlet="ban giong")).code == 0
    assert len(notes(kept)) == 1
    both = cdtt("note", "--file", file(hamlet="ban giong", household="BG-004"))
    assert "đã có household thì không ghi hamlet nữa" in both.err

"""`cdtt find` and `cdtt show`."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Cdtt, a_visit


def test_an_old_commune_name_leads_to_todays_without_any_data(cdtt: Cdtt, tmp_path: Path) -> None:
    said = cdtt("find", "linh", "phu", "--json", "--profile", tmp_path / "none")
    assert said.code == 0
    assert said.document["communes"][0] == {
        "code": "02359",
        "name": "Xã Tri Phú",
        "province": "Tỉnh Tuyên Quang",
        "former": "xã Linh Phú, huyện Chiêm Hoá",
    }
    assert said.document["households"] == []
    assert "chỉ tìm trong danh mục xã" in said.document["note"]


def test_the_text_says_so_too(cdtt: Cdtt, tmp_path: Path) -> None:
    said = cdtt("find", "linh phu", "--profile", tmp_path / "none")
    assert "chỉ tìm trong danh mục xã" in said.out
    assert "02359  Xã Tri Phú, Tỉnh Tuyên Quang (trước 7/2025: xã Linh Phú, huyện Chiêm Hoá)" in said.out


def test_a_province_of_today_is_no_former_name(cdtt: Cdtt, tmp_path: Path) -> None:
    found = cdtt("find", "cao bang", "--json", "--profile", tmp_path / "none").document["communes"]
    assert found
    assert not [one for one in found if one["former"] == one["province"]]


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("nong du", "chủ hộ"),
        ("bế thị vân", "người trong hộ"),
        ("bg-004", "mã, số điện thoại, địa chỉ"),
        ("ban giong", "tên thôn, xã"),
    ],
)
def test_households_are_found_with_the_reason(cdtt: Cdtt, query: str, why: str) -> None:
    (found,) = cdtt("find", query, "--json").document["households"]
    assert (found["code"], found["hamlet"], found["cluster"], found["why"]) == (
        "BG-004",
        "thôn Bản Giòng",
        "Nà Phiêng",
        why,
    )


def test_nothing_found_is_no_error(cdtt: Cdtt) -> None:
    said = cdtt("find", "khong co ai")
    assert (said.code, said.err) == (0, "")
    assert "Không tìm thấy" in said.out


def test_an_unknown_code_is_refused_with_a_way_on(cdtt: Cdtt) -> None:
    said = cdtt("show", "BG-999", "--json")
    assert said.code == 1
    assert said.document == {"ok": False, "problems": [said.err.strip()]}
    assert "cdtt find" in said.err


def test_show_tells_the_whole_household(cdtt: Cdtt) -> None:
    visit = a_visit(
        topics=["vneid"],
        signal={"Viettel": "goi_duoc"},
        handouts=["dung-dua-ma-otp"],
        note="Nhà ở\ncuối dốc",
        next_visit="2999-01-02",
        next_time="19:30",
    )
    assert cdtt("log-visit", "--file", "-", stdin=json.dumps(visit)).code == 0
    said = cdtt("show", "bg-004")
    assert said.code == 0
    for words in (
        "Hộ Nông Văn Dư · BG-004 · 3 người",
        "thôn Bản Giòng, Nà Phiêng",
        "Điện thoại 0912 345 678",
        "Ghi chú: Chó dữ, gọi trước",
        "Điện lưới (hay mất điện)",
        "2 điện thoại thông minh",
        "hẹn 02/01/2999 19:30",
        "Nông Văn Dư · chủ hộ · từ 60 tuổi · tự làm 0/12 việc chính · mã p-du",
        "Bế Thị Vân · con dâu · 35–59 tuổi · chưa hỏi kỹ năng",
        "Viettel: gọi được",
        "Gặp · Thăm tại nhà · gặp Nông Văn Dư · người đi: Lương Thị Mai · VNeID · Nhà ở cuối dốc",
        "Ghi lượt thăm và kỹ năng · Ký giấy",
        "dung-dua-ma-otp",
    ):
        assert words in said.out


def test_show_as_json_tells_answers_under_their_checklist_version(cdtt: Cdtt) -> None:
    cdtt("log-visit", "--file", "-", stdin=json.dumps(a_visit()))
    document = cdtt("show", "BG-004", "--json").document
    (visit,) = document["visits"]
    assert visit["checklist"]["id"] == "ky-nang-so"
    assert visit["people"] == [
        {"id": "p-du", "name": "Nông Văn Dư", "answers": {"A1": "2", "F1": "na"}, "observed": ["A1"]}
    ]
    assert document["people"][0]["levels"] == {"A1": "2", "F1": "na"}
    assert document["standing"]["state"] == "da_tham"


def test_position_and_language_are_shown_only_as_agreed(cdtt: Cdtt) -> None:
    before = cdtt("show", "BG-004", "--json").document["household"]
    assert before["location"]["latitude"] == 22.457
    assert before["spoken_language"] == ""
    granted = ["luot_tham_ky_nang", "vi_tri_nha", "thu_tieng"]
    visit = a_visit(consent={"granted": granted, "method": "dien_tu"})
    assert cdtt("log-visit", "--file", "-", stdin=json.dumps(visit)).code == 0
    after = cdtt("show", "BG-004", "--json").document["household"]
    assert after["location"]["latitude"] == 22.456789
    assert after["spoken_language"] == "Tày"

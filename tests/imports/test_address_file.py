import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cdtt_app.domain.address_register import AddressKind, address_problem, by_id, printed
from cdtt_app.imports.address_file import AddressFileError, load_addresses, load_province_app
from cdtt_app.imports.province_pack import load_coverage_rules
from cdtt_app.paths import resources

PROVINCES = resources() / "province"
PILOTS = ("04", "08", "51", "80")
MARKS = ("đã thấy trên trang", "nhớ lại, chưa kiểm")


@pytest.mark.parametrize("province", ["", *PILOTS])
def test_every_entry_may_be_printed_and_says_when_and_whence(province: str) -> None:
    register = load_addresses(PROVINCES, province)
    assert [address_problem(address) for address in register] == [None] * len(register)
    assert all(address.source.startswith(MARKS) for address in register)
    assert {address.said_on for address in register} == {date(2026, 11, 22)}
    assert all(unicodedata.is_normalized("NFC", address.label + address.about) for address in register)


def test_what_was_only_remembered_is_marked_so() -> None:
    register = by_id(load_addresses(PROVINCES, ""))
    remembered = {each for each, address in register.items() if address.source.startswith("nhớ lại")}
    assert {"vneid", "so_vneid", "so_dich_vu_cong", "so_113", "so_111", "tin_nhiem_mang"} <= remembered
    assert not {"dich_vu_cong", "so_156", "so_5656", "i_speed", "binh_dan_hoc_vu_so"} & remembered
    assert "LD (số gọi đến) (nội dung)" in register["so_5656"].about
    assert printed(register["dich_vu_cong"]) == "dichvucong.gov.vn"


def test_a_province_adds_to_the_common_register() -> None:
    common, own = load_addresses(PROVINCES, ""), load_addresses(PROVINCES, "80")
    assert own[: len(common)] == common
    assert [address.value for address in own[len(common) :]] == ["1022"]


def test_the_packs_leave_the_figures_of_coverage_as_they_were() -> None:
    assert {load_coverage_rules(PROVINCES, province) for province in ("", *PILOTS)} == {
        load_coverage_rules(PROVINCES, "")
    }


def test_apps_are_named_only_where_somebody_saw_the_name() -> None:
    named = {province: load_province_app(PROVINCES, province) for province in (*PILOTS, "")}
    assert {province: app.name for province, app in named.items() if app is not None} == {
        "04": "Công dân số Cao Bằng",
        "80": "Tây Ninh Smart",
    }


ENTRY = {
    "id": "tram",
    "kind": "so",
    "value": "0900 000 417",
    "label": "Trạm",
    "said_on": "2026-11-22",
    "source": "tự nghĩ ra",
}
APP = {"name": "Suối Reo Số", "search": "suoi reo", "said_on": "2026-11-22", "source": "tự nghĩ ra"}


def write(folder: Path, name: str, content: dict[str, Any]) -> None:
    (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


def test_an_entry_of_the_province_stands_in_place_of_the_common_one(tmp_path: Path) -> None:
    write(tmp_path, "default", {"addresses": [ENTRY, {**ENTRY, "id": "khac"}]})
    write(tmp_path, "99", {"addresses": [{**ENTRY, "value": "0900 000 999"}]})
    assert [(a.id, a.value) for a in load_addresses(tmp_path, "99")] == [
        ("tram", "0900 000 999"),
        ("khac", "0900 000 417"),
    ]
    assert load_addresses(tmp_path, "98") == load_addresses(tmp_path, "")
    assert load_addresses(tmp_path, "")[0].kind is AddressKind.PHONE


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        ({"adresses": []}, "có mục lạ “adresses”"),
        ({"addresses": [{**ENTRY, "note": ""}]}, "có mục lạ “note”, ở addresses"),
        ({"addresses": [{**ENTRY, "kind": "email"}]}, "có chữ “email” mà chương trình không biết"),
        ({"addresses": [{**ENTRY, "said_on": "hôm qua"}]}, "có chỗ ghi không đúng kiểu"),
        ({"addresses": [ENTRY, ENTRY]}, "có hai địa chỉ cùng mã “tram”"),
        ({"addresses": [{**ENTRY, "label": " "}]}, "địa chỉ “tram” thiếu mục “label”"),
        ({"addresses": [{**ENTRY, "value": "hỏi Tổ"}]}, "không phải số điện thoại"),
        ({"addresses": [{**ENTRY, "kind": "trang", "value": "https://bit.ly/x"}]}, "Không in địa chỉ rút gọn"),
        ({"addresses": [{**ENTRY, "kind": "trang", "value": "https://dichvucong.tinh.gov.vn"}]}, "Các cổng khác"),
        ({"addresses": [{**ENTRY, "label": unicodedata.normalize("NFD", "Trạm")}]}, "Unicode dựng sẵn"),
    ],
)
def test_a_register_that_is_not_right_is_refused_by_its_name(tmp_path: Path, own: dict[str, Any], fault: str) -> None:
    write(tmp_path, "default", {"addresses": []})
    write(tmp_path, "99", own)
    with pytest.raises(AddressFileError, match=re.escape(fault)) as caught:
        load_addresses(tmp_path, "99")
    assert "“99.json” chưa dùng được" in str(caught.value)
    assert ".." not in str(caught.value)


def test_the_provinces_app_must_have_a_name_and_addresses_that_exist(tmp_path: Path) -> None:
    write(tmp_path, "default", {"addresses": [ENTRY]})
    write(tmp_path, "99", {"province_app": {**APP, "addresses": ["tram"]}})
    app = load_province_app(tmp_path, "99")
    assert app is not None
    assert (app.name, app.search, app.addresses) == ("Suối Reo Số", "suoi reo", ("tram",))
    write(tmp_path, "99", {"province_app": {**APP, "addresses": ["tran"]}})
    with pytest.raises(AddressFileError, match="province_app ghi địa chỉ “tran”, sổ không có"):
        load_province_app(tmp_path, "99")
    write(tmp_path, "99", {"province_app": {**APP, "name": " "}})
    with pytest.raises(AddressFileError, match="province_app thiếu tên"):
        load_province_app(tmp_path, "99")


def test_a_missing_common_register_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(AddressFileError, match=re.escape("“default.json” chưa dùng được: không mở được")):
        load_addresses(tmp_path, "")

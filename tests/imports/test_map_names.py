"""Names and codes of areas, whatever their columns are called."""

from typing import Any

import pytest

from cdtt_app.imports.map_names import name_and_code


@pytest.mark.parametrize(
    ("properties", "name", "code"),
    [
        ({"code": "02239", "name": "Xã Suối Mơ"}, "Xã Suối Mơ", "02239"),
        ({"TEN_XA": "Suối Mơ", "MA_XA": 2239}, "Suối Mơ", "02239"),
        ({"ten_xa": "Suối Mơ", "ma_xa": "2239", "ten_tinh": "Tỉnh Mây", "ma_tinh": "8"}, "Suối Mơ", "02239"),
        ({"ten": "Suối  Mơ", "ma": 2239.0}, "Suối Mơ", "02239"),
        ({"fullName": "Xã Suối Mơ", "name": "Suối Mơ", "wardCode": "02239"}, "Xã Suối Mơ", "02239"),
        ({"full_name": "Tỉnh Mây", "code": 8}, "Tỉnh Mây", "08"),
        ({"ten_tinh": "Mây", "ma_tinh": "8"}, "Mây", "08"),
        ({"Tên xã": "Suối Mơ", "Mã xã": "02239"}, "Suối Mơ", "02239"),
        ({"name": "Suo\u0302\u0301i Mơ", "code": "VN-08"}, "Suối Mơ", ""),
        ({"name": 17, "code": True}, "", ""),
        ({"code": "02239"}, "", "02239"),
        ({}, "", ""),
    ],
)
def test_names_and_codes_are_found_in_messy_properties(properties: dict[str, Any], name: str, code: str) -> None:
    assert name_and_code(properties, None) == (name, code)


def test_a_features_own_id_is_a_code_only_when_it_looks_like_one() -> None:
    assert name_and_code({}, "02239") == ("", "02239")
    assert name_and_code({"ma": "02242"}, "02239") == ("", "02242")
    others: tuple[object, ...] = (17, 12345, "17", "VN-08", None, [])
    for identity in others:
        assert name_and_code({}, identity) == ("", "")


@pytest.mark.parametrize("properties", [None, [], "ten", 7])
def test_properties_that_are_none_say_nothing(properties: object) -> None:
    assert name_and_code(properties, None) == ("", "")

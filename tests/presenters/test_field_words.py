import types
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.checklist import AnswerSheet, How, with_answer
from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.coverage import Reading, SpeedTest, Technology, Use, Works
from cdtt_app.domain.coverage_case import Block, CaseState
from cdtt_app.domain.hamlet import HamletWord
from cdtt_app.domain.household import Location, Network
from cdtt_app.domain.kinds import KINDS
from cdtt_app.domain.networks import BRANDS
from cdtt_app.domain.person import FamilyRole
from cdtt_app.presenters.field_table import FIELDS, TOGETHER
from cdtt_app.presenters.field_values import EMPTY, Known, in_sentence
from cdtt_app.presenters.field_words import (
    KIND_WORDS,
    field_name,
    field_question,
    may_show,
    same_value,
    together,
    together_words,
    value_words,
)
from cdtt_app.sync.codec import to_document
from cdtt_app.sync.fields import flatten
from tests.factories import make_case, make_household, make_note, make_step, make_visit
from tests.presenters.household_samples import HOME

KNOWN = Known(
    names={"p1": "Chị Vân", "m-mai": "Chị Mai", "k1": "VL-007 Bản Giòng"}, questions={"D2": "Trả tiền bằng QR"}
)
Hint = Any  # a type, as written in the dataclass
OWN_WORDS = (FamilyRole, HamletWord, Network, Technology)  # their values are the words
NETWORK = "Viettel"
ANSWERS = ("answers/id", "answers/v", "answers/a/p1/D2", "answers/o/p1")


def _leaves(cls: Hint, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, hint in get_type_hints(cls).items():
        path = f"{before}{name}"
        if path == "id":
            continue
        plain = _without_none(hint)
        if is_dataclass(plain):
            yield from _leaves(plain, f"{path}/")
        elif path == "answers":
            yield from ((each, str) for each in ANSWERS)
        elif _origin(plain) is Mapping:
            yield from _mapped(path, *get_args(plain))
        else:
            yield path, plain


def _mapped(path: str, key: Hint, inner: Hint) -> Iterator[tuple[str, Any]]:
    names = BRANDS if is_dataclass(inner) else list(key) if key is Use else [NETWORK]
    for name in names:
        if is_dataclass(inner):
            yield from _leaves(inner, f"{path}/{name}/")
        else:
            yield f"{path}/{name}", inner


def _origin(hint: Hint) -> Hint:
    return get_origin(hint)


def _without_none(hint: Hint) -> Hint:
    if _origin(hint) in (Union, types.UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


ALL = [(kind.name, path, hint) for kind in KINDS.values() for path, hint in _leaves(kind.cls)]
IDS = [f"{kind}-{path}" for kind, path, _ in ALL]


@pytest.mark.parametrize(("kind", "path"), [(kind, path) for kind, path, _ in ALL], ids=IDS)
def test_every_field_of_every_kind_has_words(kind: str, path: str) -> None:
    name, asked = field_name(kind, path, KNOWN), field_question(kind, path, KNOWN)
    assert not name.startswith("mục")
    assert asked.endswith("?")
    assert not {"{", "_", "*"} & set(name + asked)
    assert unicodedata.is_normalized("NFC", name + asked)


@pytest.mark.parametrize(("kind", "path", "hint"), ALL, ids=IDS)
def test_no_value_is_shown_as_the_machine_keeps_it(kind: str, path: str, hint: Hint) -> None:
    listed = _origin(hint) is tuple
    inner = get_args(hint)[0] if listed else hint
    for value in _samples(inner):
        said = value_words(kind, path, [value] if listed else value, KNOWN)
        assert said
        assert (str(value) != said) or inner in (*OWN_WORDS, str, int, float)
    if inner is bool:
        assert value_words(kind, path, True, KNOWN) != value_words(kind, path, False, KNOWN)
    if inner is date:
        assert value_words(kind, path, "2026-11-24", KNOWN) == "24/11/2026"


def _samples(inner: Hint) -> list[Any]:
    if isinstance(inner, NewType):
        return ["0190-khong-ai-biet"]
    if issubclass(inner, StrEnum):
        return [each.value for each in inner]
    if is_dataclass(inner):
        return [{"procedure": "Khai sinh", "result": "da_nop", "name": "Nà Lùng", "until": "2025-07-01", "code": "T-1"}]
    plain: dict[Hint, list[Any]] = {bool: [True, False], date: ["2026-11-24"], datetime: ["2026-11-24T12:30:00Z"]}
    return plain.get(inner, ["chữ"])


def test_no_words_are_left_for_fields_that_are_gone() -> None:
    real = {(kind, path) for kind, path, _ in ALL}
    for kind, table in FIELDS.items():
        plain = {path for path in table if "*" not in path}
        assert plain <= {path for each, path in real if each == kind}
    for kind, groups in TOGETHER.items():
        assert {path for group in groups for path in group.fields} <= {path for each, path in real if each == kind}


def test_every_kind_has_a_word() -> None:
    assert set(KIND_WORDS) == set(KINDS) == set(FIELDS)


@pytest.mark.parametrize(
    ("kind", "path", "value", "name", "said"),
    [
        ("household", "phone", "0912345678", "số điện thoại", "0912 345 678"),
        ("household", "head_name", "Lục Văn Bảo", "người chủ hộ", "Lục Văn Bảo"),
        ("household", "connection/signal/Viettel", "goi_duoc", "sóng Viettel", "gọi được"),
        ("household", "connection/power", "tu_cap", "nguồn điện", "Điện tự cấp"),
        ("household", "connection/television", False, "ti vi", "không có"),
        ("household", "connection/smartphones", 0, "số máy điện thoại thông minh", "0"),
        ("household", "location/latitude", 22.598125, "vĩ độ của nhà", "22,59812"),
        ("household", "deleted", "Trùng với một hộ khác", "việc xoá", "đã xoá: Trùng với một hộ khác"),
        ("household", "deleted", "", "việc xoá", EMPTY),
        ("visit", "answers/a/p1/D2", "3", "mức của chị Vân ở “Trả tiền bằng QR”", "mức 3, tự làm"),
        ("visit", "answers/a/p9/Z9", "na", "mức của người đã rời hộ ở “Z9”", "không hỏi"),
        ("visit", "answers/o/p1", ["D2"], "những việc tận mắt thấy chị Vân làm", "Trả tiền bằng QR"),
        ("visit", "met", ["p1", "p9"], "người đã gặp", "Chị Vân, người đã rời hộ"),
        ("visit", "next_visit", "2026-12-04", "ngày hẹn lần tới", "04/12/2026"),
        ("visit", "topics", ["vneid", "mon_moi"], "những điều đã chỉ", "VNeID, mon_moi"),
        ("visit", "dossiers", [{"procedure": "Khai sinh", "result": "da_nop"}], "hồ sơ đã giúp", "Khai sinh (đã nộp)"),
        ("person", "position", 0, "thứ tự trong nhà", "thứ 1"),
        ("person", "phone", None, "số điện thoại", EMPTY),
        ("coverage_note", "readings/iTel/strength", "chap_chon", "sóng iTel", "chập chờn"),
        ("coverage_note", "readings/Viettel/works/goi_zalo", "khong", "kết quả thử gọi Zalo bằng Viettel", "không"),
        ("coverage_note", "readings/Viettel/works/fax", "khong", "mục “readings Viettel works fax”", "khong"),
        ("coverage_note", "readings/Viettel/bars", 0, "số vạch Viettel", "0 vạch"),
        ("coverage_note", "readings/Viettel/rsrp_dbm", -104, "mức thu Viettel", "-104 dBm"),
        ("coverage_note", "readings/Viettel/speed/down_mbps", 1.5, "tốc độ tải xuống Viettel", "tải xuống 1,5 Mbit/s"),
        ("coverage_note", "nearest_signal_m", 2600, "khoảng cách tới chỗ có sóng", "2,6 km"),
        ("coverage_note", "nearest_signal_m", -1, "khoảng cách tới chỗ có sóng", "-1"),
        ("coverage_note", "photos", [{"sha256": "ab"}, {"sha256": "cd"}], "ảnh", "2 ảnh"),
        ("coverage_note", "photos", [], "ảnh", EMPTY),
        ("coverage_note", "location/source", "theo_ho", "cách biết vị trí", "lấy theo nhà"),
        ("coverage_note", "case_id", "k1", "vụ việc đã gộp vào", "VL-007 Bản Giòng"),
        ("coverage_note", "case_id", "k9", "vụ việc đã gộp vào", "vụ việc khác"),
        (
            "coverage_case",
            "stations",
            [{"code": "ThuongGiap_TQG", "distance_m": 2600}, {"code": "TQG0424-11"}],
            "các trạm gần đó",
            "ThuongGiap_TQG (2,6 km); TQG0424-11",
        ),
        ("case_step", "state", "dang_khao_sat", "bước", "DN khảo sát"),
        ("case_step", "deadline", "2026-11-09", "hạn", "09/11/2026"),
        ("case_step", "attachment", "ab12", "tệp kèm theo", "đã kèm tệp"),
        ("hamlet", "former_names", [{"name": "Nà Lùng", "until": None}], "tên cũ của thôn", "Nà Lùng"),
    ],
)
def test_fields_and_values_in_words(kind: str, path: str, value: object, name: str, said: str) -> None:
    assert (field_name(kind, path, KNOWN), value_words(kind, path, value, KNOWN)) == (name, said)


def test_a_field_that_was_never_written_says_what_that_means() -> None:
    assert value_words("visit", "outcome", None, KNOWN) == "Gặp"
    assert value_words("member", "active", None, KNOWN) == "đang tham gia"
    assert value_words("person", "role", None, KNOWN) == "người khác"


def test_what_a_newer_program_wrote_is_readable() -> None:
    assert field_name("household", "water/main_source", KNOWN) == "mục “water main source”"
    assert value_words("household", "water/main_source", {"a": [1, 2.5, True]}, KNOWN) == "a: 1, 2,5, có"
    assert value_words("household", "connection/power", "gio", KNOWN) == "gio"
    assert field_question("giay_to", "x", KNOWN) == "mục “x” nào đúng?"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from([(kind, path) for kind, path, _ in ALL]), JSON)
def test_no_value_however_odd_is_refused(place: tuple[str, str], value: object) -> None:
    kind, path = place
    assert value_words(kind, path, value, KNOWN) or value == ""
    assert same_value(kind, path, value, value) or value != value or _has_nan(value)
    group = together(kind, path)
    if group:
        assert together_words(kind, group, {path: value}, KNOWN)


def _has_nan(value: object) -> bool:
    return "nan" in repr(value)


@given(st.sampled_from([*KINDS, "moi"]), st.text(max_size=20))
def test_no_path_however_odd_is_refused(kind: str, path: str) -> None:
    assert field_name(kind, path, KNOWN)
    assert value_words(kind, path, None, KNOWN)


def test_a_value_nested_without_end_is_cut() -> None:
    value: Any = "x"
    for _ in range(500):
        value = [value]
    assert value_words("household", "moi", value, KNOWN) == "…"


def test_real_records_are_told_without_a_gap() -> None:
    sheet = with_answer(AnswerSheet(checklist_id="ky-nang-so", version="2026.1"), "p1", "D2", "3", How.OBSERVED)
    visit = make_visit(make_household(), answers=sheet.to_document())
    note = make_note(
        location=Location(latitude=22.6, longitude=105.5),
        readings={
            "iTel": Reading(host=Network.VINAPHONE, works=dict.fromkeys(Use, Works.NO), speed=SpeedTest(ping_ms=9))
        },
    )
    step = make_step(make_case(), CaseState.BLOCKED, block=Block.TERRAIN)
    told = (("household", HOME), ("visit", visit), ("coverage_note", note), ("case_step", step))
    for kind, entity in told:
        for path, value in flatten(to_document(entity)).items():
            assert not field_name(kind, path, KNOWN).startswith("mục"), path
            assert value_words(kind, path, value, KNOWN)


def test_fields_that_belong_together_are_said_as_one() -> None:
    place = together("household", "location/longitude")
    born, again = together("person", "born/last"), together("visit", "next_time")
    assert place is not None
    assert born is not None
    assert again is not None
    fields = {"location/latitude": 22.5, "location/longitude": 105.25, "location/accuracy_m": 30}
    assert together_words("household", place, fields, KNOWN) == "22,5; 105,25; đúng trong khoảng 30 m"
    assert together_words("person", born, {"born/first": 1966, "born/last": 1970}, KNOWN) == "từ 1966 đến 1970"
    assert (
        together_words("visit", again, {"next_visit": "2026-12-04", "next_time": "19:30"}, KNOWN) == "04/12/2026 19:30"
    )
    assert together_words("household", place, {}, KNOWN) == EMPTY
    speed, file = together("coverage_note", "readings/iTel/speed/ping_ms"), together("case_step", "attachment_size")
    assert speed is not None
    assert file is not None
    measured = {"readings/iTel/speed/down_mbps": 0.4, "readings/iTel/speed/ping_ms": 950}
    assert together_words("coverage_note", speed, measured, KNOWN) == "tải xuống 0,4 Mbit/s, trễ 950 ms"
    kind = {"attachment": "ab12", "attachment_kind": "application/pdf"}
    sent = kind | {"attachment_name": "cv-12", "attachment_size": 120_400}
    assert together_words("case_step", file, sent, KNOWN) == "đã kèm tệp, PDF, cv-12, 120 kB"


def test_empty_and_never_written_are_the_same_no_and_nothing_are_not() -> None:
    assert same_value("household", "phone", None, "")
    assert same_value("visit", "topics", None, [])
    assert same_value("visit", "outcome", None, "gap")
    assert same_value("household", "interpreter", None, False)
    assert not same_value("household", "connection/television", None, False)
    assert not same_value("household", "connection/smartphones", None, 0)
    assert not same_value("household", "connection/smartphones", 0, False)


def test_levels_places_and_language_are_shown_only_while_the_household_agrees() -> None:
    hidden = (
        ("visit", "answers/a/p1/D2", Purpose.VISITS),
        ("visit", "met", Purpose.VISITS),
        ("household", "location/latitude", Purpose.LOCATION),
        ("household", "spoken_language", Purpose.LANGUAGE),
        ("coverage_note", "location/longitude", Purpose.LOCATION),
        ("coverage_note", "location_text", Purpose.LOCATION),
    )
    for kind, path, purpose in hidden:
        assert may_show(kind, path, [purpose])
        assert not may_show(kind, path, set(Purpose) - {purpose})
    assert may_show("household", "phone", [])
    assert may_show("household", "muc_moi", [])


def test_a_form_of_address_is_small_inside_a_sentence_and_a_name_is_not() -> None:
    assert (in_sentence("Chị Vân"), in_sentence("Pảo"), in_sentence("")) == ("chị Vân", "Pảo", "")

import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.conflict import Claim, Question, RecordFacts
from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.kinds import KINDS
from cdtt_app.presenters.field_table import FIELDS
from cdtt_app.presenters.field_values import Known, Value
from cdtt_app.presenters.field_words import same_value
from cdtt_app.presenters.question import agreed_questions, answer, grouped, question_value
from cdtt_app.presenters.question_value import Choice

KNOWN = Known(names={"p1": "Chị Vân"}, questions={"D2": "Trả tiền bằng QR"})
EVENING = datetime(2026, 11, 18, 20, 5).astimezone()
MORNING = datetime(2026, 11, 12, 9, 40).astimezone()
BAO = RecordFacts(
    kind="household",
    id="hh-1",
    head_name="Lục Văn Bảo",
    code="BK-031",
    hamlet="thôn Bản Khẻ",
    fields={"head_name": "Lục Văn Bảo", "cluster": "Nà Phiêng", "phone": "0900000241", "member_count": 4},
)


def _pao(value: Value, at: datetime = EVENING) -> Claim:
    return Claim(value=value, person="Pảo", machine="máy thôn Bản Khẻ", at=at)


def _tu(value: Value, at: datetime = MORNING) -> Claim:
    return Claim(value=value, person="Tú", machine="máy xã", at=at)


def _ask(field: str, *claims: Claim, record: RecordFacts = BAO, current: int = 0) -> Question:
    return Question(record=record, field=field, claims=claims, current=current)


def _title(*questions: Question) -> str:
    return question_value(questions, KNOWN).title


def test_two_phone_numbers_are_one_plain_question() -> None:
    shown = question_value([_ask("phone", _tu("0900000241"), _pao("0900000214"))], KNOWN)
    assert shown.title == "Hộ Lục Văn Bảo: số điện thoại nào đúng?"
    assert shown.choices == (
        Choice(value_text="0900 000 214", who="Pảo ghi, máy thôn Bản Khẻ", when="18/11/2026 lúc 20:05"),
        Choice(value_text="0900 000 241", who="Tú ghi, máy xã", when="12/11/2026 lúc 09:40"),
    )
    assert shown.facts == ("Mã hộ BK-031 · thôn Bản Khẻ", "Cụm: Nà Phiêng", "Số người cả nhà: 4")
    assert shown.note == "Hiện giờ: 0900 000 241. Số không chọn vẫn được giữ trong lịch sử của hộ."
    assert shown.keep_label == "Giữ số đã chọn"


def test_the_choice_kept_is_the_choice_shown() -> None:
    group = [_ask("phone", _tu("0900000241"), _pao("0900000214"))]
    assert [answer(group, place) for place in range(2)] == [{"phone": "0900000214"}, {"phone": "0900000241"}]


def test_other_fields_keep_a_thing_not_a_number() -> None:
    shown = question_value([_ask("connection/power", _tu("luoi"), _pao("tu_cap"), current=1)], KNOWN)
    assert shown.title == "Hộ Lục Văn Bảo: nhà dùng điện gì?"
    assert shown.keep_label == "Giữ điều đã chọn"
    assert shown.note.startswith("Hiện giờ: Điện tự cấp. Điều không chọn")


def test_the_name_in_question_is_not_used_to_ask() -> None:
    assert _title(_ask("head_name", _tu("Lục Văn Bảo"), _pao("Lục Thị Bào"))) == "Hộ BK-031: người chủ hộ nào đúng?"


@pytest.mark.parametrize(
    ("record", "field", "title"),
    [
        (("person", {"name": "Bế Thị Vân"}), "phone", "Hộ Lục Văn Bảo, Bế Thị Vân: số điện thoại nào đúng?"),
        (("person", {"name": "Bế Thị Vân"}), "name", "Hộ Lục Văn Bảo, một người trong nhà: tên nào đúng?"),
        (("visit", {"visited_on": "2026-11-24"}), "met", "Hộ Lục Văn Bảo, lượt thăm 24/11/2026: đã gặp ai?"),
        (("visit", {"visited_on": "2026-11-24"}), "visited_on", "Hộ Lục Văn Bảo, lượt thăm: ngày thăm nào đúng?"),
        (("handout_given", {"topic": "zalo"}), "given_on", "Hộ Lục Văn Bảo, tờ “Dùng Zalo”: ngày phát nào đúng?"),
        (("hamlet", {"name": "Bản Khẻ"}), "prefix", "Thôn Bản Khẻ: chữ đầu của mã hộ nào đúng?"),
        (("team", {"name": "Tổ Bản Khẻ"}), "phone", "Tổ Bản Khẻ: số điện thoại nào đúng?"),
        (("member", {"name": "Lò Văn Pảo"}), "phone", "Lò Văn Pảo: số điện thoại nào đúng?"),
        (("chuyen_moi", {}), "x_y", "Phiếu thôn Bản Khẻ: mục “x y” nào đúng?"),
    ],
)
def test_the_title_says_which_record(record: tuple[str, dict[str, Value]], field: str, title: str) -> None:
    kind, fields = record
    facts = RecordFacts(kind=kind, id="r", head_name="Lục Văn Bảo", hamlet="thôn Bản Khẻ", fields=fields)
    assert _title(_ask(field, _tu("1"), _pao("2"), record=facts)) == title


def test_deleted_here_and_edited_there_has_its_own_sentence() -> None:
    group = [_ask("deleted", _tu("Trùng với một hộ khác"), _pao(""))]
    shown = question_value(group, KNOWN)
    assert shown.title == "Hộ Lục Văn Bảo: một máy đã xoá hộ này, máy khác lại sửa. Giữ hay xoá?"
    assert [each.value_text for each in shown.choices] == ["Giữ hộ này", "Xoá, lý do: Trùng với một hộ khác"]
    assert answer(group, 0) == {"deleted": ""}
    assert shown.note.startswith("Hiện giờ: xoá, lý do: Trùng với một hộ khác.")


def test_deleted_twice_asks_for_the_reason() -> None:
    asked = _ask("deleted", _tu("Cả nhà đã chuyển đi nơi khác"), _pao("Trùng với một hộ khác"))
    assert _title(asked) == "Hộ Lục Văn Bảo: các máy đều đã xoá. Lý do nào đúng?"


def test_a_question_about_a_deleted_record_says_that_it_is_deleted() -> None:
    gone = RecordFacts(kind="household", id="hh-1", head_name="Lục Văn Bảo", fields={"deleted": "Ghi nhầm"})
    assert question_value([_ask("phone", _tu("1"), _pao("2"), record=gone)], KNOWN).facts == (
        "Hộ này đã bị xoá: Ghi nhầm",
    )


def test_the_same_thing_from_two_machines_is_one_choice_with_both_names() -> None:
    third = Claim(value="0900000214", person="Chị Mai", machine="thôn Bản Giòng", at=MORNING - timedelta(days=1))
    shown = question_value([_ask("phone", _tu("0900000241"), _pao("0900000214"), third)], KNOWN)
    assert [each.who for each in shown.choices] == [
        "Pảo ghi, máy thôn Bản Khẻ; Chị Mai ghi, máy thôn Bản Giòng",
        "Tú ghi, máy xã",
    ]


def test_an_author_nobody_knows_is_said_to_be_unknown() -> None:
    nobody = Claim(value="1", person="", machine="", at=EVENING)
    assert question_value([_ask("note", nobody, _tu("2"))], KNOWN).choices[0].who == "Chưa rõ ai ghi"


def test_latitude_and_longitude_are_asked_as_one_and_never_mixed() -> None:
    note = _ask("note", _tu("a"), _pao("b"))
    groups = grouped(
        [
            _ask("location/latitude", _tu(22.1), _pao(22.5)),
            note,
            _ask("location/longitude", _tu(105.1), _pao(105.25)),
        ]
    )
    assert [[each.field for each in group] for group in groups] == [
        ["location/latitude", "location/longitude"],
        ["note"],
    ]
    shown = question_value(groups[0], KNOWN)
    assert shown.title == "Hộ Lục Văn Bảo: vị trí nhà nào đúng?"
    assert [each.value_text for each in shown.choices] == ["22,5; 105,25", "22,1; 105,1"]
    assert answer(groups[0], 0) == {"location/latitude": 22.5, "location/longitude": 105.25}


def test_records_are_asked_about_one_by_one() -> None:
    other = RecordFacts(kind="household", id="hh-2", head_name="Ma Thị Sính")
    first, second = _ask("phone", _tu("1"), _pao("2")), _ask("phone", _tu("1"), _pao("2"), record=other)
    assert grouped([first, second]) == ((first,), (second,))


def test_one_who_wrote_only_half_of_it_is_completed_by_their_own_words_then_by_what_stands() -> None:
    later = EVENING + timedelta(hours=1)
    group = [
        _ask("location/latitude", _tu(22.1), _pao(22.5), _pao(22.7, later)),
        _ask("location/longitude", _tu(105.1), _pao(105.25)),
    ]
    assert [answer(group, place) for place in range(3)] == [
        {"location/latitude": 22.7, "location/longitude": 105.25},
        {"location/latitude": 22.5, "location/longitude": 105.25},
        {"location/latitude": 22.1, "location/longitude": 105.1},
    ]


def test_half_of_an_answer_is_completed_by_what_stands_not_by_the_first_claim() -> None:
    third = Claim(value=106.0, person="Chị Mai", machine="máy thôn Bản Giòng", at=MORNING - timedelta(days=1))
    group = [
        _ask("location/latitude", _tu(22.1), _pao(22.5)),
        _ask("location/longitude", third, _tu(105.1), current=1),
    ]
    assert answer(group, 0) == {"location/latitude": 22.5, "location/longitude": 105.1}


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=3), max_size=2)
PATHS = st.sampled_from([(kind, path.replace("*", "p1")) for kind in KINDS for path in FIELDS[kind]] + [("moi", "x/y")])


@given(PATHS, st.lists(VALUES, min_size=2, max_size=4))
def test_every_claim_can_be_chosen_and_nothing_is_refused(place: tuple[str, str], values: list[Value]) -> None:
    kind, field = place
    claims = tuple(_pao(value, EVENING + timedelta(minutes=number)) for number, value in enumerate(values))
    group = [_ask(field, *claims, record=RecordFacts(kind=kind, id="r"))]
    shown = question_value(group, KNOWN)
    kept = [answer(group, choice)[field] for choice in range(len(shown.choices))]
    assert all(any(same_value(kind, field, value, each) for each in kept) for value in values)
    assert unicodedata.is_normalized("NFC", shown.title + shown.keep_label)
    assert shown.title.endswith("?")


def test_a_question_about_what_the_household_does_not_agree_to_is_not_asked() -> None:
    claims = (Claim(value=1, person="a", machine="b", at=EVENING), Claim(value=2, person="c", machine="d", at=EVENING))
    fields = {"spoken_language": "Tày", "phone": "0912345678"}
    record = RecordFacts(kind="household", id="h", fields=fields, granted=frozenset())
    asked = [Question(record=record, field=path, claims=claims) for path in ("spoken_language", "phone")]
    (question,) = agreed_questions(asked)
    assert question.field == "phone"
    assert question.record.fields == {"phone": "0912345678"}
    everything = [replace(each, record=replace(record, granted=frozenset(Purpose))) for each in asked]
    assert [each.field for each in agreed_questions(everything)] == ["spoken_language", "phone"]


NOTE = {"measured_at": "2026-11-18T12:20:00Z", "place": "cạnh suối", "household_id": "hh-1"}
STEP = {"case_id": "k1", "state": "da_gui_so", "happened_on": "2026-10-10"}


@pytest.mark.parametrize(
    ("record", "field", "title"),
    [
        (
            RecordFacts(kind="coverage_note", id="n1", head_name="Lục Văn Bảo", code="BK-031", fields=NOTE),
            "readings/Viettel/strength",
            "Hộ Lục Văn Bảo, ghi nhận sóng 18/11/2026: sóng Viettel ở đó thế nào?",
        ),
        (
            RecordFacts(kind="coverage_note", id="n1", hamlet="thôn Bản Khẻ", fields=NOTE),
            "readings/iTel/works/goi",
            "Ghi nhận sóng 18/11/2026, cạnh suối: gọi bằng iTel có được không?",
        ),
        (
            RecordFacts(kind="coverage_note", id="n1", hamlet="thôn Bản Khẻ", fields=NOTE),
            "place",
            "Ghi nhận sóng 18/11/2026, thôn Bản Khẻ: tên chỗ nào đúng?",
        ),
        (
            RecordFacts(kind="coverage_case", id="k1", fields={"number": 7, "title": "Bản Giòng"}),
            "households_affected",
            "Vụ việc VL-007 Bản Giòng: mấy hộ bị ảnh hưởng?",
        ),
        (
            RecordFacts(kind="coverage_case", id="k1", fields={"number": 7, "title": "Bản Giòng"}),
            "title",
            "Vụ việc VL-007: tên vụ việc nào đúng?",
        ),
        (
            RecordFacts(kind="case_step", id="s1", fields=STEP),
            "deadline",
            "Bước “Đã gửi Sở” của vụ việc VL-007 Bản Giòng: hạn nào đúng?",
        ),
        (
            RecordFacts(kind="case_step", id="s1", fields=STEP | {"case_id": "k9"}),
            "state",
            "Một bước của vụ việc: vụ việc tới bước nào?",
        ),
    ],
)
def test_questions_about_coverage_name_the_note_the_case_the_step(record: RecordFacts, field: str, title: str) -> None:
    known = Known(names={"k1": "VL-007 Bản Giòng"})
    asked = [_ask(field, _tu(None), _pao("2026-12-01"), record=record)]
    assert question_value(asked, known).title == title


def test_the_one_not_chosen_stays_in_the_history_of_what_the_note_belongs_to() -> None:
    at_home = RecordFacts(kind="coverage_note", id="n1", head_name="Lục Văn Bảo", code="BK-031", fields=NOTE)
    alone = RecordFacts(kind="coverage_note", id="n1", fields={"measured_at": NOTE["measured_at"]})
    notes = [
        question_value([_ask("note", _tu("a"), _pao("b"), record=record)], KNOWN).note for record in (at_home, alone)
    ]
    assert notes[0].endswith("trong lịch sử của hộ.")
    assert notes[1].endswith("trong lịch sử của ghi nhận sóng.")


def test_the_day_of_a_note_is_the_day_here() -> None:
    moment = datetime.fromisoformat("2026-11-18T03:00:00+14:00")
    record = RecordFacts(kind="coverage_note", id="n1", fields={"measured_at": moment.isoformat()})
    assert f"Ghi nhận sóng {moment.astimezone():%d/%m/%Y}: " in _title(_ask("note", _tu("a"), _pao("b"), record=record))
    odd = replace(record, fields={"measured_at": "hôm qua"})
    assert _title(_ask("note", _tu("a"), _pao("b"), record=odd)) == "Ghi nhận sóng: ghi chú nào đúng?"

from dataclasses import replace

import pytest

from cdtt_app.imports.legacy_encodings import Encoding
from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.register_types import (
    RegisterColumn,
    RegisterDouble,
    RegisterFile,
    RegisterHousehold,
    RowReport,
    RowStatus,
)
from cdtt_app.presenters.register_preview import (
    DOUBT,
    FILL,
    NEW,
    REFUSED,
    SAME,
    UNKNOWN,
    Mark,
    Planned,
    agree_words,
    done_words,
    field_words,
    filter_words,
    plan_words,
    preview_value,
)

COUNTS = {NEW: 312, FILL: 4, SAME: 1096, DOUBT: 2}
HOUSEHOLD = RegisterHousehold(row=5, fingerprint="a", head_name="Nông Văn Dư")
FILE = RegisterFile(
    file_name="so.xlsx",
    sheet="Sheet1",
    other_sheets=(),
    header_rows=(4,),
    signature="s",
    columns=(
        RegisterColumn(letter="A", header="Chủ hộ", field=Field.HEAD_NAME, samples=("Nông Văn Dư", "Ma Thị Sính")),
        RegisterColumn(letter="B", header="Số CCCD", field=None, refused="Cột này là số giấy tờ tuỳ thân."),
        RegisterColumn(letter="C", header="Mã nội bộ", field=None),
    ),
    encoding=Encoding.UNICODE,
    households=(HOUSEHOLD,),
    doubles=(RegisterDouble(household=HOUSEHOLD, same_as_row=5),),
    rows=(
        RowReport(row=1, status=RowStatus.SKIPPED, sentences=("Dòng tựa đề.",)),
        RowReport(row=5, status=RowStatus.CHANGED, label="Nông Văn Dư", sentences=("Tên viết lại.",)),
        RowReport(row=6, status=RowStatus.UNDERSTOOD, label="Ma Thị Sính"),
        RowReport(row=7, status=RowStatus.DOUBTFUL, label="Lý A Sùng", sentences=("Thiếu số.",)),
        RowReport(row=8, status=RowStatus.DOUBLE, label="Nông Văn Dư", sentences=("Trùng dòng 5.",)),
    ),
)
PLANNED = {5: Planned(NEW), 6: Planned(DOUBT, "có 2 hộ cùng tên trên máy"), 7: Planned(SAME, "đã có đủ")}


def test_every_row_has_one_mark_and_the_marks_add_up() -> None:
    value = preview_value(FILE, PLANNED, COUNTS)
    assert [line.mark for line in value.lines] == [
        Mark.SKIPPED,
        Mark.CHANGED,
        Mark.HELD,
        Mark.DOUBTFUL,
        Mark.DOUBLE,
    ]
    assert sum(value.counts.values()) == len(FILE.rows)
    assert value.counts[Mark.UNDERSTOOD] == 0


def test_what_would_happen_stands_beside_what_was_read() -> None:
    lines = {line.row: line for line in preview_value(FILE, PLANNED, COUNTS).lines}
    assert (lines[5].act, lines[5].note) == ("hộ mới", "Tên viết lại.")
    assert (lines[6].act, lines[6].note) == ("để lại", "Có 2 hộ cùng tên trên máy.")
    assert (lines[7].act, lines[7].note) == ("như cũ", "Đã có đủ. Thiếu số.")
    assert (lines[1].act, lines[8].act) == ("", "")


def test_a_double_is_never_said_to_be_written() -> None:
    lines = preview_value(FILE, {8: Planned(NEW)}, COUNTS).lines
    assert (lines[-1].mark, lines[-1].act) == (Mark.DOUBLE, "")


def test_the_plan_reads_as_one_sentence() -> None:
    assert plan_words(COUNTS) == "312 hộ mới, 4 hộ bổ sung, 1.096 hộ như cũ, 2 hộ cần xem (chưa nhập)."
    assert plan_words({NEW: 1}, doubles=3) == "1 hộ mới, 3 hộ ghi hai lần trong tệp (lấy một)."
    assert plan_words({NEW: 0}) == "Không có hộ nào trong tệp."


@pytest.mark.parametrize(
    ("counts", "agree", "done"),
    [
        (COUNTS, "Đồng ý nhập 316 hộ", "Đã nhập sổ hộ: 312 hộ mới, bổ sung 4 hộ."),
        ({NEW: 1200}, "Đồng ý nhập 1.200 hộ", "Đã nhập sổ hộ: 1.200 hộ mới."),
        ({FILL: 3}, "Đồng ý nhập 3 hộ", "Đã nhập sổ hộ: bổ sung 3 hộ."),
    ],
)
def test_the_button_counts_what_would_be_written(counts: dict[str, int], agree: str, done: str) -> None:
    assert agree_words(counts) == agree
    assert done_words(counts) == done


def test_a_file_that_brings_nothing_new_cannot_be_agreed_to() -> None:
    value = preview_value(FILE, {}, {SAME: 98})
    assert (value.agree, value.can_agree) == ("Không có gì mới để nhập", False)
    assert preview_value(FILE, PLANNED, COUNTS).can_agree


def test_without_a_plan_the_problem_is_shown_and_nothing_can_be_agreed_to() -> None:
    value = preview_value(FILE, {}, None, "Hãy chọn thôn.")
    assert (value.problem, value.can_agree, value.agree) == ("Hãy chọn thôn.", False, "Chưa nhập được")
    assert value.summary == "Máy chưa hiểu hết tệp này."


def test_columns_show_samples_what_they_are_taken_for_and_why_one_is_refused() -> None:
    columns = preview_value(FILE, {}, None).columns
    assert [column.key for column in columns] == [Field.HEAD_NAME, REFUSED, UNKNOWN]
    assert columns[0].samples == "Nông Văn Dư · Ma Thị Sính"
    assert columns[1].refused
    assert not columns[2].refused


@pytest.mark.parametrize("key", [REFUSED, UNKNOWN, Field.PHONE])
def test_what_a_column_is_now_stands_among_the_choices_once(key: str) -> None:
    keys = [choice for choice, _words in field_words(key)]
    assert keys.count(key) == 1
    assert set(Field) <= set(keys)


def test_filters_leave_out_marks_that_no_row_has() -> None:
    words = filter_words(preview_value(FILE, PLANNED, COUNTS).counts)
    assert words[""] == "Tất cả 5"
    assert words[Mark.HELD] == "Để lại 1"
    assert Mark.UNDERSTOOD not in words


def test_the_hamlet_is_asked_only_where_a_household_names_none() -> None:
    assert preview_value(FILE, {}, None).asks_hamlet
    named = replace(FILE, households=(replace(HOUSEHOLD, hamlet="Bản Giòng"),))
    assert not preview_value(named, {}, None).asks_hamlet


def test_an_old_font_and_other_sheets_are_said() -> None:
    value = preview_value(replace(FILE, encoding=Encoding.TCVN3, other_sheets=("Thôn 2",)), {}, None)
    assert "TCVN3 đã đổi sang Unicode" in value.file_words
    assert value.sheets == ("Sheet1", "Thôn 2")
    assert preview_value(FILE, {}, None).sheets == ()

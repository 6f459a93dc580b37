"""The form of a meeting's notice."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from cdtt_app.documents.notice_pdf import ToTell, ToTellGroup
from cdtt_app.presenters.meeting_form import (
    form_problems,
    from_draft,
    meeting_of,
    new_form,
    notice_file,
    read_time,
    to_draft,
    told_words,
    with_text,
)
from tests.presenters.visit_samples import TODAY

FORM = replace(
    new_form(TODAY, invited_by="Nông Văn Toàn, trưởng thôn", contact="0912 345 678", where="Nhà văn hoá thôn"),
    subject="Cài VNeID cho cả nhà",
    bring="Điện thoại",
)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("19:30", time(19, 30)),
        (" 19h30 ", time(19, 30)),
        ("19 giờ 30 phút", time(19, 30)),
        ("19H", time(19)),
        ("7", time(7)),
        ("24:00", None),
        ("19:75", None),
        ("tối", None),
        ("", None),
        ("1930", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, at: time | None) -> None:
    assert read_time(typed) == at


def test_what_is_missing_is_said_the_time_first() -> None:
    assert form_problems(FORM, today=TODAY) == ()
    empty = replace(FORM, at="tối", subject=" ", day=TODAY - timedelta(days=1))
    assert form_problems(empty, today=TODAY) == (
        "Chưa rõ họp lúc mấy giờ. Hãy ghi như: 19:30",
        "Ngày họp đã qua. Hãy chọn lại ngày họp.",
        "Chưa ghi họp về việc gì. Hãy ghi nội dung họp.",
    )


def test_a_form_becomes_the_meeting_that_was_typed() -> None:
    meeting = meeting_of(with_text(FORM, "at", "8h"))
    assert (meeting.day, meeting.at, meeting.where) == (FORM.day, time(8), "Nhà văn hoá thôn")
    assert (meeting.subject, meeting.bring) == ("Cài VNeID cho cả nhà", "Điện thoại")
    with pytest.raises(ValueError, match="time"):
        meeting_of(replace(FORM, at=""))


def test_what_was_typed_comes_back_until_the_meeting_is_over() -> None:
    kept = to_draft(FORM)
    assert from_draft(kept, FORM.day) == FORM
    later = FORM.day + timedelta(days=1)
    after = from_draft(kept, later)
    assert after == new_form(
        later, invited_by="Nông Văn Toàn, trưởng thôn", contact="0912 345 678", where="Nhà văn hoá thôn"
    )


@pytest.mark.parametrize("kept", [None, {}, {**to_draft(FORM), "day": "mai"}, {**to_draft(FORM), "at": 7}])
def test_a_draft_that_cannot_be_read_is_none(kept: dict[str, object] | None) -> None:
    assert from_draft(kept, TODAY) is None


def test_the_list_to_walk_by_is_counted() -> None:
    groups = (ToTellGroup("Cụm Nà Phiêng", (ToTell("Nông Văn Dư"), ToTell("Lý Thị Chẻo"))),)
    assert told_words(groups).startswith("In kèm danh sách 2 nhà")
    assert "không in danh sách" in told_words(())


def test_the_file_is_named_by_the_day_of_the_meeting() -> None:
    assert notice_file(replace(FORM, day=date(2026, 11, 28))) == "giay-moi-hop-20261128"

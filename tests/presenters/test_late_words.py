from collections.abc import Mapping
from datetime import datetime

from cdtt_app.domain.conflict import RecordFacts
from cdtt_app.domain.consent import Purpose
from cdtt_app.presenters.field_values import Known
from cdtt_app.presenters.late_words import LateWords, late_words

AT = datetime(2026, 11, 24, 17, 42).astimezone()


def _words(record: RecordFacts, changes: Mapping[str, object], person: str = "Lò Văn Pảo") -> LateWords:
    known = Known(names={"p1": "Chị Vân"}, questions={"C4": "Quét QR"})
    return late_words(record, changes, reason="revoked", author=(person, "máy 2"), at=AT, known=known)


def test_late_work_says_whose_it_is_what_it_says_and_why_it_waits() -> None:
    record = RecordFacts(kind="household", id="h", head_name="Lục Văn Bảo", code="BG-004")
    said = _words(record, {"phone": "0912345678", "hamlet_id": "x"})
    assert said.title == "Hộ Lục Văn Bảo"
    assert said.who == "Lò Văn Pảo, máy 2, tỉnh nhận 24/11/2026 lúc 17:42"
    assert said.facts == ("Số điện thoại: 0912 345 678",)
    assert said.reason == "Máy này đã thôi được gửi phiếu."
    assert _words(record, {}, person="").who.startswith("Chưa rõ ai")


def test_what_the_household_does_not_agree_to_is_not_told_to_the_officer_either() -> None:
    changes = {"note": "đã chỉ", "answers/a/p1/C4": "2"}
    shown = RecordFacts(kind="visit", id="v", granted=frozenset({Purpose.VISITS}))
    hidden = RecordFacts(kind="visit", id="v", granted=frozenset())
    assert len(_words(shown, changes).facts) == 2
    assert _words(hidden, changes).facts == ("Ghi chú: đã chỉ",)


def test_late_coverage_notes_and_steps_are_told_in_words() -> None:
    at_home = RecordFacts(kind="coverage_note", id="n", head_name="Lục Văn Bảo", fields={"household_id": "h"})
    changes = {"readings/Viettel/strength": "khong_co", "readings/Viettel/host": "Viettel", "case_id": "k9"}
    said = _words(at_home, changes)
    assert said.title == "Hộ Lục Văn Bảo, ghi nhận sóng"
    assert said.facts == ("Sóng Viettel: không có", "Vụ việc đã gộp vào: vụ việc khác")
    step = RecordFacts(kind="case_step", id="s", fields={"state": "vuong"})
    said = _words(step, {"state": "vuong", "block": "chua_co_dien", "attachment": "ab12", "attachment_size": 9_600})
    assert said.title == "Bước “Vướng” của vụ việc"
    assert said.facts == (
        "Bước: Vướng",
        "Điều đang vướng: Chưa có điện",
        "Tệp kèm theo: đã kèm tệp",
        "Cỡ tệp kèm theo: 10 kB",
    )

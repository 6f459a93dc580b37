from cdtt_app.presenters.late_rows import own_row, tray_reason, tray_row
from cdtt_app.presenters.late_words import LateWords
from cdtt_app.sync.validity import Reason

WORDS = LateWords(
    title="Hộ Lục Văn Bảo",
    who="Lý Văn Pảo, máy Bản Khẻ, tỉnh nhận 20/11/2026 lúc 20:05",
    reason="Máy này đã thôi được gửi phiếu.",
    advice="Cán bộ xã xem rồi nhận; hãy báo cán bộ xã.",
    facts=("Số điện thoại: 0900 000 214",),
)


def test_own_work_says_why_it_waits_and_what_to_do() -> None:
    row = own_row(WORDS, "k", count=1, dismissed=False, left=False)
    assert row.title == "Hộ Lục Văn Bảo"
    assert (row.sentence, row.advice, row.act) == (WORDS.reason, WORDS.advice, "Xem")
    assert own_row(WORDS, "k", count=3, dismissed=False, left=False).sentence == f"3 lần ghi. {WORDS.reason}"


def test_own_work_that_was_dismissed_is_told_once_and_put_away() -> None:
    row = own_row(WORDS, "k", count=1, dismissed=True, left=True)
    assert row.title == "Hộ của thôn đã rời máy này"
    assert row.sentence == "Cán bộ đã xem và không nhận vào sổ."
    assert row.act == "Đã đọc"


def test_the_officer_reads_of_another_machine_not_of_this_one() -> None:
    row = tray_row(WORDS, "k", count=2, whose="Lý Văn Pảo", reason=Reason.REVOKED, may_come_in=True)
    assert row.title == "Hộ Lục Văn Bảo · Lý Văn Pảo"
    assert row.sentence == "2 lần ghi. Ghi trên máy đã thôi được gửi phiếu."
    assert row.advice == "Xem rồi nhận vào sổ, hoặc không nhận."
    assert "máy này" not in tray_reason(WORDS, Reason.NOT_GRANTED)


def test_what_is_wrong_in_itself_cannot_come_in() -> None:
    row = tray_row(WORDS, "k", count=1, whose="", reason=Reason.BAD_VALUE, may_come_in=False)
    assert row.title == "Hộ Lục Văn Bảo"
    assert "không nhận được" in row.advice

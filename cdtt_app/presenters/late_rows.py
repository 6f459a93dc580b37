"""Work that was set aside, one row for what belongs together: this machine's own, and what came late to the officer."""

from collections.abc import Mapping
from typing import Final

from cdtt_app.presenters.late_words import LateWords
from cdtt_app.presenters.sync_facts import Aside
from cdtt_app.sync.validity import Reason

_DISMISSED: Final = ("Cán bộ đã xem và không nhận vào sổ.", "Điều đã ghi vẫn còn trong lịch sử của máy này.")
_LEFT: Final = "Hộ của thôn đã rời máy này"
_TO_OFFICER: Final[Mapping[str, str]] = {
    Reason.NOT_GRANTED: "Ghi trên máy không còn giữ sổ thôn này.",
    Reason.REVOKED: "Ghi trên máy đã thôi được gửi phiếu.",
}
_DECIDE: Final = "Xem rồi nhận vào sổ, hoặc không nhận."
_NO_USE: Final = "Phiếu có chỗ sai nên không nhận được; xem rồi báo người ghi."


def own_row(words: LateWords, key: str, *, count: int, dismissed: bool, left: bool) -> Aside:
    """What this machine wrote and the book does not have; with the hamlet that `left` it went the name."""
    sentence, advice = _DISMISSED if dismissed else (words.reason, words.advice)
    return Aside(
        title=_LEFT if left else words.title,
        sentence=_counted(sentence, count),
        advice=advice,
        act="Đã đọc" if dismissed else "Xem",
        key=key,
    )


def tray_row(words: LateWords, key: str, *, count: int, whose: str, reason: str, may_come_in: bool) -> Aside:
    """What another machine wrote and an officer has to look at; `whose` is its person."""
    return Aside(
        title=" · ".join(part for part in (words.title, whose) if part),
        sentence=_counted(tray_reason(words, reason), count),
        advice=_DECIDE if may_come_in else _NO_USE,
        act="Xem",
        key=key,
    )


def tray_reason(words: LateWords, reason: str) -> str:
    """Why it waits, said to the officer: "this machine" would be another one."""
    return _TO_OFFICER.get(reason, words.reason)


def _counted(sentence: str, count: int) -> str:
    return f"{count} lần ghi. {sentence}" if count > 1 else sentence

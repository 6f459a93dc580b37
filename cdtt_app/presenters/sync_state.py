"""How sending stands, as one sentence, what to do about it, and the one button beside it."""

from datetime import timedelta
from typing import Final

from cdtt_app.domain.vietnamese import format_number
from cdtt_app.presenters.sync_days import DayBook, clock_words
from cdtt_app.presenters.sync_facts import Enrolment, Progress, SyncFacts
from cdtt_app.presenters.sync_state_value import Act, Bar, Look, StateValue
from cdtt_app.presenters.sync_troubles import (
    BARRED,
    barred_state,
    clock_off_state,
    failed_state,
    not_enrolled,
    span_words,
)

CLOCK_WARNS_FROM: Final = timedelta(minutes=10)


def state_value(facts: SyncFacts, book: DayBook) -> StateValue:
    """The first that applies: practice, sending, not known to the province, a failed attempt, how records stand."""
    if facts.enrolment is Enrolment.PRACTICE:
        return _practice()
    if facts.progress is not None:
        return _sending(facts.progress)
    if facts.enrolment is not Enrolment.ENROLLED:
        return not_enrolled(book.waiting)
    last = facts.attempts[-1] if facts.attempts else None
    said = facts.barred or (last.outcome if last is not None else None)
    if said in BARRED:
        return barred_state(said, book.waiting)
    if last is not None and not last.ok:
        return failed_state(last, facts, book.waiting)
    if facts.clock_off is not None and abs(facts.clock_off) >= CLOCK_WARNS_FROM:
        return clock_off_state(facts.clock_off)
    return _standing(facts, book)


def _practice() -> StateValue:
    return StateValue(
        look=Look.PRACTICE,
        title="Bản thực hành không gửi gì đi.",
        sentence="Ở sổ thật, trang này cho thấy phiếu nào còn trên máy, phiếu nào tỉnh đã nhận.",
        act=Act.REAL,
        act_words="Về sổ thật",
    )


def _sending(progress: Progress) -> StateValue:
    weak = "mạng rất yếu" if progress.slow else ""
    left = _seconds(progress.seconds_left)
    size = f"{_kilobytes(progress.bytes_done)} / {_kilobytes(progress.bytes_total)} kB" if progress.bytes_total else ""
    pace = ", ".join(part for part in (weak, left) if part)
    words = " · ".join(part for part in (size, pace, progress.lane_note) if part)
    told = f"Đang gửi: tỉnh đã nhận {progress.received} trên {progress.total} phiếu"
    return StateValue(
        look=Look.WEAK if progress.slow else Look.SENDING,
        title=told if progress.total else "Đang hỏi tỉnh có gì mới…",
        sentence=words[:1].upper() + words[1:] or "Đang nối tới máy chủ của tỉnh…",
        act=Act.STOP,
        act_words="Dừng",
        bar=_bar(progress),
        note="Dừng lúc nào cũng được, không gửi lại từ đầu.",
    )


def _bar(progress: Progress) -> Bar:
    if progress.bytes_total:
        return Bar(done=min(progress.bytes_done, progress.bytes_total), total=progress.bytes_total)
    return Bar(done=progress.received, total=progress.total)


def _standing(facts: SyncFacts, book: DayBook) -> StateValue:
    pills = book.pills
    if pills.here:
        look, title = Look.WAITING, f"{format_number(pills.here)} phiếu đang chờ gửi."
        sentence = "Có mạng là máy tự gửi; muốn đi ngay thì bấm Gửi & nhận ngay."
    elif pills.sent:
        look, title = Look.SENT, f"Đã gửi hết, {format_number(pills.sent)} phiếu chờ tỉnh báo nhận."
        sentence = "Lần tới gặp mạng, máy sẽ hỏi lại. Chưa có lời báo thì máy vẫn giữ, không xoá."
    elif pills.received:
        look, title = Look.DONE, "Tỉnh đã nhận đủ, không phiếu nào phải chờ."
        sentence = _last_good(facts)
    else:
        look, title = Look.DONE, "Chưa có phiếu nào để gửi."
        sentence = "Ghi lượt thăm đầu tiên ở trang Lượt thăm, phiếu sẽ hiện trong sổ ngày ở dưới."
    return StateValue(look=look, title=title, sentence=sentence, act=Act.SEND, act_words="Gửi & nhận ngay")


def _last_good(facts: SyncFacts) -> str:
    good = [each.at for each in facts.attempts if each.ok]
    last = f"Máy hỏi tỉnh lần cuối {clock_words(good[-1], facts.now)}. " if good else ""
    return f"{last}Có mạng là máy tự gửi & nhận, không phải nhớ."


def _kilobytes(size: int) -> str:
    return format_number(size / 1000, 1)


def _seconds(left: int | None) -> str:
    if left is None:
        return ""
    return f"chừng {span_words(timedelta(seconds=max(left, 1)))} nữa"

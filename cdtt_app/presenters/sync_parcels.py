"""Parcels in words: what the next one does, what was just written, what just came in."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cdtt_app.domain.vietnamese import format_number
from cdtt_app.presenters.sync_days import DayBook, short_day
from cdtt_app.presenters.sync_facts import Enrolment, ParcelKept, ParcelMade, ParcelTaken, SyncFacts

NO_PARCEL: Final = "Không thấy gói nào ở đó. Xem lại có đúng USB, đúng tệp xã đưa không."


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelValue:
    """A card about parcels: the last one, what the next does, whether it can be done."""

    before: str
    words: str
    enabled: bool


def parcel_out(facts: SyncFacts, book: DayBook, today: date) -> ParcelValue:
    """The card "Gói mang đi"."""
    return ParcelValue(
        before=_before(facts.parcel_out, today),
        words=_parcel_words(facts.enrolment, book),
        enabled=facts.enrolment is Enrolment.ENROLLED,
    )


def _parcel_words(enrolment: Enrolment, book: DayBook) -> str:
    if enrolment is Enrolment.PRACTICE:
        return "Ở sổ thật, nút này chép phiếu vào USB hoặc thành một tệp gửi Zalo cho xã. Bản thực hành không làm gói."
    if enrolment is Enrolment.NONE:
        return "Máy chưa nối với tỉnh nên chưa khoá được gói. Nhập mã nối máy trước, rồi chép phiếu ra đây."
    if book.waiting:
        count = format_number(book.waiting)
        along = f" (kèm {format_number(book.pills.sent)} chờ báo)" if book.pills.sent else ""
        return (
            f"Chép {count} phiếu{along} vào USB, hoặc thành một tệp để gửi Zalo cho xã. "
            "Gói có khoá, người khác không mở được."
        )
    if book.pills.sent:
        count = format_number(book.pills.sent)
        return f"{count} phiếu đã gửi mà tỉnh chưa báo nhận. Chép lại cũng được, tỉnh không đếm hai lần."
    return "Không phiếu nào phải chép. Nơi không có mạng vẫn làm gói được, để hỏi tỉnh có gì mới."


def parcel_in(facts: SyncFacts, today: date) -> ParcelValue:
    """The card "Gói nhận về"."""
    practice = facts.enrolment is Enrolment.PRACTICE
    words = "Cắm USB của xã, hoặc chọn tệp Zalo đã tải. Máy tự tìm gói rồi nhận; nhận lại gói cũ không sao."
    if practice:
        words = "Ở sổ thật, nút này nhận gói của xã từ USB hoặc từ tệp Zalo. Bản thực hành không nhận gói."
    return ParcelValue(before=_before(facts.parcel_in, today), words=words, enabled=not practice)


def parcel_made_words(made: ParcelMade, where: str) -> str:
    """What was written; `where` says where to and what to do with it now."""
    what = f"{format_number(made.records)} phiếu" if made.records else "lời hỏi tin mới"
    beside = f" Kèm {made.carried} gói mang hộ." if made.carried else ""
    return f"Đã chép {what} {where}{beside} Tên tệp: {made.name}"


def _before(parcel: ParcelKept | None, today: date) -> str:
    if parcel is None:
        return "Chưa có gói nào"
    held = parcel.words or f"{format_number(parcel.records)} phiếu"
    return f"Gói trước: {short_day(parcel.at.astimezone().date(), today)}, {held}"


def parcel_taken_words(taken: ParcelTaken) -> tuple[str, bool]:
    """What came in, and whether all is well."""
    if not (taken.parcels or taken.carried or taken.unreadable):
        return NO_PARCEL, False
    parts = (
        f"Đã nhận {taken.parcels} gói của tỉnh: {_held(taken)}." if taken.parcels else "",
        f"Giữ hộ {taken.carried} gói của máy khác; máy này có mạng là chuyển đi." if taken.carried else "",
        f"Không đọc được {', '.join(taken.unreadable)}; hãy xin lại tệp đó." if taken.unreadable else "",
    )
    return " ".join(part for part in parts if part), not taken.unreadable


def _held(taken: ParcelTaken) -> str:
    confirmed = f"tỉnh báo nhận {format_number(taken.received)} phiếu" if taken.received else ""
    news = f"{format_number(taken.news)} điều mới về máy" if taken.news else ""
    return ", ".join(part for part in (confirmed, news) if part) or "không có gì mới"

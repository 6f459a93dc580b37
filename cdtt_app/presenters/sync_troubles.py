"""Why nothing can be sent now, and what to do about it."""

from datetime import datetime, timedelta
from typing import Final

from cdtt_app.domain.vietnamese import format_date, format_number
from cdtt_app.presenters.sync_days import clock_words
from cdtt_app.presenters.sync_facts import Attempt, Outcome, SyncFacts
from cdtt_app.presenters.sync_state_value import Act, Look, StateValue

_SHORT: Final = 25  # letters of a title that leaves room for more on its line
_TRY: Final = "Thử gửi ngay"
_CODE: Final = "Nhập mã nối máy"
# A title for an attempt that failed, and what to do; {time} is when it was tried, {again} when it is tried next.
_FAILED: Final = {
    Outcome.NO_NETWORK: (
        Look.NO_NETWORK,
        "Chưa có mạng.",
        "Thử lúc {time}, không tới được máy chủ của tỉnh. Cứ ghi tiếp: có mạng là máy tự gửi.",
    ),
    Outcome.SLOW: (
        Look.WEAK,
        "Mạng yếu quá, chưa gửi hết.",
        "Thử lúc {time}, đường truyền đứt giữa chừng. Phần đã tới nơi không phải gửi lại.{again}",
    ),
    Outcome.PORTAL: (
        Look.PORTAL,
        "Mạng này đòi đăng nhập.",
        "Mở trình duyệt, đăng nhập mạng theo lời chủ nhà, rồi bấm Thử gửi ngay.",
    ),
    Outcome.RESTING: (
        Look.RESTING,
        "Máy chủ của tỉnh đang nghỉ.",
        "Thử lúc {time}. Không phải lỗi của máy này, cứ ghi tiếp.{again}",
    ),
    Outcome.CLOCK: (
        Look.CLOCK,
        "Đồng hồ máy này sai, chưa gửi được.",
        "Máy đang chỉ {now}. Chỉnh lại ngày giờ của máy, rồi bấm Thử gửi ngay.",
    ),
    Outcome.NOT_TRUSTED: (
        Look.PORTAL,
        "Chưa chắc đúng là tỉnh, máy không gửi.",
        "Máy đang chỉ {now}: nếu sai, chỉnh lại. Nếu đúng, thử mạng khác, hoặc chép gói ra USB.",
    ),
    Outcome.OTHER: (
        Look.NO_NETWORK,
        "Chưa gửi được.",
        "Thử lúc {time}, không xong. Bấm Thử gửi ngay; vẫn không được thì chép gói ra USB mang về xã.",
    ),
}
BARRED: Final = {
    Outcome.UNKNOWN: (
        Look.UNKNOWN,
        "Tỉnh chưa biết máy này.",
        "Xin cán bộ xã mã nối máy mới rồi bấm nút Nhập mã nối máy. Phiếu đã ghi vẫn giữ đủ trên máy.",
        Act.ENROL,
        _CODE,
    ),
    Outcome.ENDED: (
        Look.ENDED,
        "Tỉnh đã ngừng nhận phiếu từ máy này.",
        "Phiếu vẫn giữ đủ: chép gói ra USB đưa xã, xã xem rồi nhận. Muốn gửi tiếp thì xin cán bộ xã mã nối máy mới.",
        Act.ENROL,
        _CODE,
    ),
    Outcome.UPGRADE: (
        Look.UPGRADE,
        "Phải cài bản mới rồi mới gửi được.",
        "Cứ ghi tiếp, phiếu vẫn giữ đủ. Xin tệp cài ở xã, hoặc nhờ người mang về bằng USB.",
        Act.SEND,
        _TRY,
    ),
}


def not_enrolled(waiting: int) -> StateValue:
    """The province does not know this machine yet."""
    return StateValue(
        look=Look.UNKNOWN,
        title=_with_waiting("Máy này chưa nối với tỉnh.", waiting),
        sentence="Xin cán bộ xã giấy mời có mã nối máy, hoặc tệp thư mời. Chưa nối vẫn ghi được, không mất gì.",
        act=Act.ENROL,
        act_words=_CODE,
    )


def barred_state(outcome: Outcome, waiting: int) -> StateValue:
    """The province has said no to this machine."""
    look, title, sentence, act, words = BARRED[outcome]
    return StateValue(look=look, title=_with_waiting(title, waiting), sentence=sentence, act=act, act_words=words)


def failed_state(last: Attempt, facts: SyncFacts, waiting: int) -> StateValue:
    """The last attempt did not get through."""
    look, title, sentence = _FAILED.get(last.outcome, _FAILED[Outcome.OTHER])
    return StateValue(
        look=look,
        title=_with_waiting(title, waiting),
        sentence=sentence.format(
            time=_time(last.at, facts.now), now=_whole_time(facts.now), again=_again(facts.next_try_at)
        ),
        act=Act.SEND,
        act_words=_TRY,
    )


def clock_off_state(off: timedelta) -> StateValue:
    """Sending works, but times written here are wrong."""
    way = "nhanh" if off > timedelta(0) else "chậm"
    return StateValue(
        look=Look.CLOCK,
        title=f"Đồng hồ máy này {way} {span_words(abs(off))}.",
        sentence="Vẫn gửi được, nhưng ngày giờ ghi trên phiếu sẽ sai. Hãy chỉnh lại ngày giờ của máy.",
        act=Act.SEND,
        act_words="Gửi & nhận ngay",
    )


def _with_waiting(title: str, waiting: int) -> str:
    if not waiting:
        return f"{title} Không phiếu nào phải chờ."
    where = " trên máy này" if len(title) <= _SHORT else ""
    return f"{title} {format_number(waiting)} phiếu đang chờ{where}."


def _again(at: datetime | None) -> str:
    return f" Máy tự thử lại lúc {at.astimezone():%H:%M}." if at is not None else " Máy tự thử lại sau."


def _time(at: datetime, now: datetime) -> str:
    same_day = at.astimezone().date() == now.astimezone().date()
    return f"{at.astimezone():%H:%M}" if same_day else clock_words(at, now)


def _whole_time(now: datetime) -> str:
    local = now.astimezone()
    return f"{local:%H:%M} ngày {format_date(local.date())}"


def span_words(length: timedelta) -> str:
    """`10 giây`, `12 phút`, `3 giờ`, `2 ngày`: one unit, the largest that fits."""
    seconds = int(length.total_seconds())
    for size, word in ((86_400, "ngày"), (3_600, "giờ"), (60, "phút")):
        if seconds >= size:
            return f"{format_number(round(seconds / size))} {word}"
    return f"{seconds} giây"

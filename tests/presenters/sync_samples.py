"""The evening of the pictures: eighteen visits recorded, six received, no network since; all people invented."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cdtt_app.presenters.sync_facts import (
    Aside,
    Asked,
    Attempt,
    DayCount,
    Enrolment,
    Machine,
    Outcome,
    ParcelKept,
    Progress,
    SyncFacts,
)
from cdtt_app.sync.invitation_code import make_secret, typed_code
from tests.factories import Fields

CODE = typed_code(make_secret(bytes(range(40, 56))))  # as printed on an invitation
PLAIN = CODE.replace("-", "")
NOW = datetime(2026, 11, 24, 19, 44).astimezone()


def at(day: int, hour: int, minute: int) -> datetime:
    """A time of November 2026 on the wall of this machine, as it is kept: in UTC."""
    return datetime(2026, 11, day, hour, minute).astimezone().astimezone(UTC)


def count(day: int, recorded: int, sent: int, received: int, last: datetime | None = None) -> DayCount:
    """A day of November 2026."""
    return DayCount(day=date(2026, 11, day), recorded=recorded, sent=sent, received=received, last_received_at=last)


DAYS = (
    count(21, 9, 9, 8, at(21, 20, 31)),
    count(22, 11, 11, 11, at(22, 18, 10)),
    count(23, 14, 14, 14, at(23, 17, 42)),
    count(24, 18, 6, 6, at(24, 12, 5)),
)
SENDING_DAYS = (*DAYS[:3], count(24, 18, 11, 11, at(24, 19, 44)))


def good(day: int, hour: int, rate: float) -> Attempt:
    """An attempt that went through at this many kB a second."""
    return Attempt(at=at(day, hour, 10), ok=True, bytes=round(rate * 2000), seconds=2.0)


def bad(day: int, hour: int, minute: int = 10, outcome: Outcome = Outcome.NO_NETWORK) -> Attempt:
    """An attempt that failed."""
    return Attempt(at=at(day, hour, minute), ok=False, outcome=outcome)


ATTEMPTS = (
    good(18, 19, 22),
    good(18, 20, 31),
    good(20, 19, 9),
    bad(20, 20),
    good(21, 20, 14),
    good(22, 18, 28),
    good(23, 17, 17),
    good(23, 18, 24),
    good(24, 12, 12),
    bad(24, 18),
    bad(24, 19),
    bad(24, 19, 32),
)
ASIDES = (
    Aside(
        title="BG-073 · Vi Văn Thoả",
        sentence="Số điện thoại thiếu một chữ số.",
        advice="Hỏi lại nhà rồi sửa số.",
        act="Sửa số",
        key="a1",
    ),
    Aside(
        title="BG-020 · Quan Thị Rèn",
        sentence="Xã đã gộp hộ này vào BG-019.",
        advice="Xem rồi chuyển lượt thăm sang.",
        act="Xem, chuyển",
        key="a2",
    ),
)
QUESTION = Asked(
    title="Hộ Lục Văn Bảo: số điện thoại nào đúng?",
    key="q1",
    sentence="Pảo ghi 0900 000 214, Tú ghi 0900 000 241.",
)
PROGRESS = Progress(
    received=5,
    total=12,
    bytes_done=1300,
    bytes_total=3100,
    seconds_left=10,
    slow=True,
    lane_note="2 ảnh sóng (302 kB) gửi sau cùng",
)
MACHINES = (
    Machine(name="Máy nhà văn hoá Bản Giòng", holder="Lương Thị Mai", last_at=at(24, 12, 5)),
    Machine(name="Máy Thôm Luông", holder="Hoàng Thị Lả", last_at=at(15, 9, 30)),
    Machine(name="Máy Bản Khẻ", holder="Lý Văn Pảo", last_at=at(23, 20, 5)),
    Machine(name="Máy Nà Tông", holder="Nông Thị Khoa"),
    Machine(name="Máy cũ Bản Khẻ", holder="Lý Văn Pảo", last_at=at(2, 8, 0), ended=True),
)
LATE = (
    Aside(
        title="Máy cũ Bản Khẻ · Lý Văn Pảo",
        sentence="3 lượt thăm ghi trước khi máy thôi dùng.",
        advice="Xem rồi nhận vào sổ, hoặc trả lại.",
        act="Xem",
        key="t1",
    ),
)
EVENING = SyncFacts(
    now=NOW,
    enrolment=Enrolment.ENROLLED,
    days=DAYS,
    attempts=ATTEMPTS,
    parcel_out=ParcelKept(at=at(21, 20, 40), records=9),
    parcel_in=ParcelKept(at=at(20, 9, 0), words="bộ câu hỏi mới"),
    asides=ASIDES,
    called="Chị Mai",
)


def evening(**fields: Fields) -> SyncFacts:
    """The evening with something different."""
    return replace(EVENING, **fields)


def after(outcome: Outcome) -> SyncFacts:
    """The evening when the last attempt ended like this."""
    return evening(attempts=(*ATTEMPTS[:-1], bad(24, 19, 32, outcome)), next_try_at=NOW + timedelta(minutes=20))


SITUATIONS = {
    "khong-mang": EVENING,
    "dang-gui": evening(days=SENDING_DAYS, progress=PROGRESS),
    "dang-hoi": evening(progress=Progress(received=0, total=0)),
    "mang-yeu": after(Outcome.SLOW),
    "doi-dang-nhap": after(Outcome.PORTAL),
    "tinh-nghi": after(Outcome.RESTING),
    "sai-gio": after(Outcome.CLOCK),
    "khong-chac": after(Outcome.NOT_TRUSTED),
    "loi-khac": after(Outcome.OTHER),
    "dong-ho-nhanh": evening(attempts=ATTEMPTS[:9], clock_off=timedelta(hours=2)),
    "chua-noi": evening(enrolment=Enrolment.NONE, attempts=()),
    "chua-biet": evening(barred=Outcome.UNKNOWN),
    "het-quyen": evening(barred=Outcome.ENDED),
    "ban-moi": evening(barred=Outcome.UPGRADE),
    "dang-cho": evening(attempts=ATTEMPTS[:9]),
    "da-gui": evening(attempts=ATTEMPTS[:9], days=DAYS[:3]),
    "du": evening(attempts=ATTEMPTS[:9], days=DAYS[1:3], asides=()),
    "trong": SyncFacts(now=NOW, enrolment=Enrolment.ENROLLED),
    "thuc-hanh": evening(enrolment=Enrolment.PRACTICE, attempts=(), parcel_out=None, parcel_in=None, asides=()),
    "can-bo": evening(officer=True, tray=LATE, machines=MACHINES, questions=(QUESTION,), called="Anh Tú"),
}

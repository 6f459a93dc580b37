"""What the page "Gửi & nhận" is told: plain figures, read by others, from which its words are made."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Enrolment(StrEnum):
    """Whether the province knows this machine."""

    NONE = "chua_noi"
    ENROLLED = "da_noi"
    PRACTICE = "thuc_hanh"


class Outcome(StrEnum):
    """How one attempt to reach the province ended."""

    GOOD = "duoc"
    NO_NETWORK = "khong_mang"
    SLOW = "mang_yeu"  # reached, and broken off before all of it was through
    PORTAL = "doi_dang_nhap"
    RESTING = "tinh_nghi"  # 5xx or "come later"
    UNKNOWN = "chua_biet_may"
    ENDED = "het_quyen"
    UPGRADE = "can_ban_moi"
    CLOCK = "sai_gio"  # the clock is so wrong that no secure connection can be made
    NOT_TRUSTED = "khong_chac"  # whatever answered could not prove that it is the province
    OTHER = "khac"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """Records written on one day: recorded >= sent >= received, each counting those further on too."""

    day: date
    recorded: int
    sent: int
    received: int
    last_received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt: bytes up and down, and seconds from the first byte to the last."""

    at: datetime
    ok: bool
    bytes: int = 0
    seconds: float = 0.0
    outcome: Outcome = Outcome.GOOD


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Sending now: `received` of `total` records are confirmed; a total of 0 means only asking for news."""

    received: int
    total: int
    bytes_done: int = 0
    bytes_total: int = 0
    seconds_left: int | None = None
    slow: bool = False
    lane_note: str = ""  # what goes last: "2 ảnh (302 kB) gửi sau cùng"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """One record put aside; `act` is the word on its button, `key` says which one it is."""

    title: str
    sentence: str
    advice: str
    act: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question that two people's answers left open."""

    title: str
    key: str
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelKept:
    """The last parcel out or in; `words` instead of the count where it carried something else."""

    at: datetime
    records: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelMade:
    """What was just written: this machine's records, under which file name, and others' parcels beside it."""

    records: int
    name: str
    carried: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelTaken:
    """What just came in: the province's answers, records it confirmed, records new or changed here, others' parcels."""

    parcels: int
    received: int = 0
    news: int = 0
    carried: int = 0
    unreadable: tuple[str, ...] = ()  # names of files


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """One machine of the commune, as an officer sees it."""

    name: str
    holder: str
    last_at: datetime | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncFacts:
    """Everything the page is made of."""

    now: datetime
    enrolment: Enrolment
    days: tuple[DayCount, ...] = ()
    attempts: tuple[Attempt, ...] = ()  # the oldest first
    progress: Progress | None = None
    barred: Outcome | None = None  # UNKNOWN, ENDED or UPGRADE, kept until the province says otherwise
    next_try_at: datetime | None = None
    clock_off: timedelta | None = None  # this machine's clock minus the province's
    parcel_out: ParcelKept | None = None
    parcel_in: ParcelKept | None = None
    asides: tuple[Aside, ...] = ()
    questions: tuple[Asked, ...] = ()
    called: str = ""  # how neighbours call the person who writes: "Chị Mai"
    officer: bool = False
    tray: tuple[Aside, ...] = ()  # late work of machines that may no longer send
    machines: tuple[Machine, ...] = ()

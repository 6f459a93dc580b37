"""What the card at the top of the page shows: a sign, a sentence, what to do, one button."""

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What the button of the sentence does."""

    SEND = "gui"
    STOP = "dung"
    ENROL = "noi_may"
    REAL = "ve_so_that"


class Look(StrEnum):
    """Which sign stands beside the sentence."""

    NO_NETWORK = "khong_mang"
    SENDING = "dang_gui"
    WEAK = "mang_yeu"
    PORTAL = "doi_dang_nhap"
    RESTING = "tinh_nghi"
    UNKNOWN = "chua_noi"
    ENDED = "het_quyen"
    UPGRADE = "can_ban_moi"
    CLOCK = "dong_ho"
    WAITING = "dang_cho"
    SENT = "da_gui"
    DONE = "du"
    PRACTICE = "thuc_hanh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How far sending is; a total of 0 means that nobody knows."""

    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StateValue:
    """The card at the top of the page."""

    look: Look
    title: str
    sentence: str
    act: Act
    act_words: str
    bar: Bar | None = None
    note: str = ""  # beside the counts

"""What stands in a coverage dossier; every text comes ready, the paper only lays it out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cdtt_app.domain.geo import Box, Point
from cdtt_app.domain.map_scene import MapScene


class Progress(StrEnum):
    """Where a milestone stands."""

    DONE = "xong"
    NOW = "dang_lam"
    TO_COME = "chua_toi"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; a `large` one is read first."""

    label: str
    value: str
    large: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one use went, in a word; empty if nobody asked."""

    word: str = ""
    bad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One measurement; `bars` from 0 to 4, None if not looked at; one outcome for each of the dossier's `uses`."""

    at: str
    where: str
    network: str
    bars: int | None
    outcomes: tuple[Outcome, ...]
    weather: str = ""
    who: str = ""
    remark: str = ""  # stands under the row


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dot on the time line."""

    name: str
    when: str
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """One step with who, when, why, and the number of its document."""

    when: str
    what: str
    who: str
    why: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture without people, as bytes, and what it shows."""

    data: bytes
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One case on paper."""

    agency: str  # "UBND xã Thượng Nông"
    code: str  # "VL-02239-007"
    title: str
    printed_on: date
    scene: MapScene
    facts: tuple[Fact, ...]
    practice: bool = False
    overdue: tuple[str, str] | None = None  # the bold words, and the rest of the sentence
    map_box: Box | None = None  # what the map shows; around all marks if not said
    lines_from: Point | None = None  # joined to the nearest stations
    uses: tuple[str, ...] = ("Gọi", "Zalo", "Video")
    evidence_about: str = ""  # "6 trong 17 ghi nhận, mỗi điểm lấy lần đo gần nhất"
    evidence: tuple[Evidence, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    requests: tuple[str, ...] = ()
    steps: tuple[StepTaken, ...] = ()
    rule: tuple[str, ...] = ()  # paragraphs: the rule and the formula used, with their figures
    photos: tuple[Photo, ...] = ()
    link: str = ""  # an address: drawn as a square code, and in letters beneath
    made_by: str = ""
    signer: str = "Xác nhận của UBND xã"
    foot: str = ""  # "Không ghi tên hộ, không có ảnh người."
    data_until: str = ""  # "Dữ liệu tới 20/11/2026"

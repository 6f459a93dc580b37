"""What stands on a visit sheet of paper: words, people, skills with their last levels."""

from dataclasses import dataclass
from datetime import date

LEVELS = ("0", "1", "2", "3", "4")  # the bubbles of one skill


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """What is printed on every sheet, in the words and the order of the visit screen."""

    outcomes: tuple[str, ...]
    activities: tuple[str, ...]
    aloud: str  # read to the family before anything is ticked
    purposes: tuple[str, ...]
    methods: tuple[str, ...]
    scale: str  # "0 chưa biết · 1 mới nghe ..."
    networks: tuple[str, ...]
    signals: tuple[str, ...]
    topics: tuple[str, ...]
    again: tuple[str, ...]
    handouts: tuple[str, ...]
    warning: str  # what never to write down


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """The head of a column: a name to call somebody by, and a band of age; both blank on a blank sheet."""

    name: str = ""
    band: str = ""


@dataclass(frozen=True, slots=True)
class SkillCell:
    """One person and one skill: the last level, underlined; no bubbles where the question does not concern them."""

    last: str = ""
    concerns: bool = True


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill, a cell for each person."""

    label: str
    cells: tuple[SkillCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSheet:
    """One sheet; `household` is blank on a blank one. `address` is what the square code says: never about people."""

    words: FormWords
    code: str  # six characters
    address: str
    people: tuple[SheetPerson, ...]
    skills: tuple[SkillRow, ...]
    household: str = ""  # "Hộ ông Hoàng Văn Thiêm"
    about: str = ""  # "BG-018 · Cụm Nà Phiêng · thôn Bản Giòng"
    earlier_consent: str = ""  # "Đã đồng ý ngày 12/05/2026: ghi lượt thăm và kỹ năng"
    visitor: str = ""
    checklist: str = ""  # its version
    printed_on: date
    place: int = 0  # 4 of 18
    places: int = 0

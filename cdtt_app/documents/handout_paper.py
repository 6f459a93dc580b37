"""One printed handout: what it says, in which languages, for whom, and who stands behind it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cdtt_app.domain.address_register import Address, AddressKind
from cdtt_app.domain.handout_text import Handout, texts_of
from cdtt_app.domain.languages import Language, Texts, is_translated, text_in
from cdtt_app.domain.short_code import grouped

PRACTICE: Final = "BẢN THỰC HÀNH"
_GAP: Final = re.compile(r"\{\w+\}")  # a name that the pack of a province fills in


class HandoutPaperError(ValueError):
    """A handout that must not be printed; says why, and what to do, in Vietnamese."""


class HandoutCancelledError(Exception):
    """Nothing was made, because it was asked so."""


class Fit(StrEnum):
    """How a handout fits its paper; `fit_sentence` says it to a person."""

    WHOLE = "vua"
    SMALLER = "chu_nho_hon"
    TWO_PAGES = "hai_trang"
    TOO_LONG = "qua_dai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """Who gives it: stands at the foot of every page."""

    team: str
    leader: str = ""
    phone: str = ""
    printed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLine:
    """For whom it is, the name only if that was wished, and when the team comes again."""

    name: str = ""
    next_visit: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdCode:
    """Six characters that reopen the household; `address` is what the square code holds, else the characters."""

    code: str
    address: str = ""

    @property
    def payload(self) -> str:
        """In capitals the square code is smaller, and its modules larger."""
        return self.address.upper() if self.address else self.code

    @property
    def shown(self) -> str:
        """`K7M 4TX`."""
        return grouped(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutPaper:
    """One handout to print; whether its addresses were checked is for the caller to know."""

    handout: Handout
    footer: Footer
    language: Language = Language.VIETNAMESE
    second: Language | None = None
    addresses: tuple[Address, ...] = ()
    family: FamilyLine | None = None
    code: HouseholdCode | None = None
    practice: bool = False
    rather_two_pages: bool = False  # than a smaller text, when it does not fit

    @property
    def pages(self) -> tuple[Address, ...]:
        """What is printed as square codes."""
        return tuple(address for address in self.addresses if address.kind is AddressKind.PAGE)

    @property
    def phones(self) -> tuple[Address, ...]:
        """What is printed as numbers to call."""
        return tuple(address for address in self.addresses if address.kind is AddressKind.PHONE)

    @property
    def is_personal(self) -> bool:
        """Whether something on it is for one household only."""
        return self.family is not None or self.code is not None

    def main(self, texts: Texts) -> str:
        """The text people read first."""
        return text_in(texts, self.language)

    def beneath(self, texts: Texts) -> str:
        """The same in the second language; empty while nobody has translated it."""
        if self.second is None or self.second is self.language or not is_translated(texts, self.second):
            return ""
        said = text_in(texts, self.second)
        return said if said != self.main(texts) else ""


def unfilled_problem(paper: HandoutPaper) -> str | None:
    """Why it may not be printed yet, if words of the province's pack are still missing in it."""
    for _, texts in texts_of(paper.handout):
        said = paper.main(texts) + paper.beneath(texts)
        if gap := _GAP.search(said):
            return f"Tờ này còn chỗ chưa điền: {gap[0]}. Hãy điền tên ứng dụng của tỉnh ở mục Cài đặt rồi in lại."
    return None


IsCancelled = Callable[[], bool]
Progress = Callable[[int, int], None]  # papers done, of how many


def fit_sentence(fit: Fit, *, other: bool = True) -> str:
    """What to tell who prints; empty when it fits. `other`: whether the layout has two pages to offer."""
    if fit is Fit.SMALLER and not other:
        return "Tờ này nhiều chữ: chữ in nhỏ hơn một chút cho vừa trang."
    return {
        Fit.WHOLE: "",
        Fit.SMALLER: "Tờ này nhiều chữ: chữ in nhỏ hơn một chút cho vừa trang. Muốn giữ chữ to, hãy chọn in hai trang.",
        Fit.TWO_PAGES: "Tờ này không vừa một trang nên in thành hai trang. Hãy in hai mặt, hoặc chọn khổ khác.",
        Fit.TOO_LONG: "Tờ này quá dài, không in được ở khổ này. Hãy viết ngắn lại hoặc chọn khổ khác.",
    }[fit]

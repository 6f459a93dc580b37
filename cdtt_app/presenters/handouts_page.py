"""The page "Tài liệu": which sheet is in hand, how it is to be printed, for whom; and the papers that follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from cdtt_app.documents.handout_paper import FamilyLine, Fit, Footer, HandoutPaper, HouseholdCode
from cdtt_app.domain.address_register import Address, AddressCheck, AddressKind, by_id, is_checked, printed
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.handout_needs import HomeSheets
from cdtt_app.domain.handout_text import Handout, Layout, texts_of, untranslated
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.languages import LANGUAGE_NAMES, Language
from cdtt_app.domain.short_code import code_of
from cdtt_app.domain.vietnamese import fold, format_date
from cdtt_app.presenters.handout_family import large_for
from cdtt_app.presenters.handout_tiles import short_name

LAYOUT_WORDS: Final = {
    Layout.A4: "A4",
    Layout.A5_TWICE: "A5 đôi",
    Layout.FOLDED: "Gấp 8",
    Layout.POSTER: "A3",
    Layout.LARGE: "Chữ to",
}
NO_SECOND: Final = "Không kèm tiếng khác"
Job = tuple[HandoutPaper, Layout]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutsReading:
    """What lies ready, as it was read; `older`: how many households have an old version, by topic."""

    handouts: tuple[Handout, ...]
    addresses: tuple[Address, ...]
    checks: tuple[AddressCheck, ...]
    published: Mapping[str, date]
    footer: Footer
    today: date
    officer: bool = False
    practice: bool = False
    clusters: tuple[str, ...] = ()
    given: tuple[HandoutGiven, ...] = ()
    names: Mapping[HouseholdId, str] = field(default_factory=dict)
    older: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutsState:
    """What was read and what was chosen; `left_out` are suggested sheets whose tick was taken away."""

    reading: HandoutsReading | None = None
    counts: Mapping[str, int] | None = None
    query: str = ""
    topic: str = ""
    layout: Layout = Layout.A4
    language: Language = Language.VIETNAMESE
    second: Language | None = None
    home: HomeSheets | None = None
    left_out: frozenset[str] = frozenset()
    named: bool = False
    two_pages: bool = False

    @property
    def handout(self) -> Handout | None:
        """The sheet in hand."""
        shelf = self.reading.handouts if self.reading else ()
        return next((each for each in shelf if each.topic == self.topic), None)

    @property
    def ticked(self) -> tuple[Handout, ...]:
        """The suggested sheets that are to be printed for the household."""
        found = self.home.suggestions if self.home else ()
        return tuple(each.handout for each in found if each.handout.topic not in self.left_out)


def with_reading(state: HandoutsState, reading: HandoutsReading) -> HandoutsState:
    """Read again: the sheet in hand stays in hand while there is one."""
    topics = [handout.topic for handout in reading.handouts]
    topic = state.topic if state.topic in topics else next(iter(topics), "")
    return replace(state, reading=reading, topic=topic)


def with_home(state: HandoutsState, home: HomeSheets | None) -> HandoutsState:
    """For this household, or for anybody; the same household read again keeps its ticks."""
    same = home is not None and state.home is not None and home.household.id == state.home.household.id
    if same:
        return replace(state, home=home)
    topic = home.suggestions[0].handout.topic if home is not None and home.suggestions else state.topic
    layout = _layout_for(state, home)
    return replace(state, home=home, left_out=frozenset(), topic=topic, named=False, layout=layout)


def with_sheet(state: HandoutsState, topic: str, *, on: bool) -> HandoutsState:
    """With this suggested sheet, or without."""
    return replace(state, left_out=state.left_out - {topic} if on else state.left_out | {topic})


def paper_of(state: HandoutsState, handout: Handout, home: HomeSheets | None) -> HandoutPaper:
    """The sheet as it is printed; needs a reading."""
    reading = state.reading
    if reading is None:
        raise ValueError("nothing was read yet")
    known = by_id(reading.addresses)
    return HandoutPaper(
        handout=handout,
        footer=reading.footer,
        language=state.language,
        second=state.second,
        addresses=tuple(known[each] for each in handout.addresses if each in known),
        family=_family(home, named=state.named),
        code=HouseholdCode(code=code_of(home.household.id)) if home else None,
        practice=reading.practice,
        rather_two_pages=state.two_pages,
    )


def job_of(state: HandoutsState) -> tuple[Job, ...]:
    """The sheet in hand, as it stands in the middle of the page; nothing while there is none."""
    handout = state.handout
    return ((paper_of(state, handout, state.home), state.layout),) if handout else ()


def jobs_of_home(state: HandoutsState) -> tuple[Job, ...]:
    """The ticked sheets of the household."""
    home = state.home
    if home is None:
        return ()
    return tuple((paper_of(state, handout, home), state.layout) for handout in state.ticked)


def jobs_of_homes(state: HandoutsState, homes: Sequence[HomeSheets]) -> tuple[Job, ...]:
    """Every suggested sheet of each household, in their order."""
    return tuple(
        (paper_of(state, found.handout, home), large_for(home, state.layout))
        for home in homes
        for found in home.suggestions
    )


def general_languages() -> tuple[tuple[Language, str], ...]:
    """The languages by name, Vietnamese first."""
    return tuple(LANGUAGE_NAMES.items())


def language_note(handout: Handout, language: Language, second: Language | None) -> str:
    """What is not translated yet, as a sentence; blank when all is."""
    said = [_untranslated(handout, each) for each in dict.fromkeys((language, second)) if each is not None]
    return " ".join(part for part in said if part)


def offers_two_pages(fit: Fit | None, state: HandoutsState) -> bool:
    """Whether it is worth asking: smaller letters, or two pages."""
    return state.layout is not Layout.FOLDED and (state.two_pages or fit is Fit.SMALLER)


@dataclass(frozen=True, slots=True)
class AddressLine:
    """One address or number on the sheet, and whether somebody of the commune has tried it."""

    address: Address
    title: str
    words: str
    checked: bool


def address_lines(reading: HandoutsReading, handout: Handout) -> tuple[AddressLine, ...]:
    """What the sheet names, in its order."""
    known = by_id(reading.addresses)
    return tuple(_address_line(known[each], reading.checks) for each in handout.addresses if each in known)


@dataclass(frozen=True, slots=True)
class Approval:
    """The chip over the paper: everything tried, or something not yet."""

    words: str
    short: str
    good: bool


def approval(reading: HandoutsReading, handout: Handout) -> Approval:
    """`Xã đã duyệt` when every address and number on it was tried."""
    waiting = sum(not line.checked for line in address_lines(reading, handout))
    if waiting:
        return Approval("Chưa thử địa chỉ", "Chưa thử", good=False)
    return Approval("Xã đã duyệt", "Đã duyệt", good=True)


def version_words(reading: HandoutsReading, handout: Handout) -> str:
    """`Bản 2, xã phát hành 12/11/2026`."""
    day = reading.published.get(handout.topic)
    return f"Bản {handout.version}, " + (f"xã phát hành {format_date(day)}" if day else "theo chương trình")


def file_name(handouts: Sequence[Handout], day: date) -> str:
    """`vneid-2026-11-21.pdf`."""
    first = handouts[0].topic if len({each.topic for each in handouts}) == 1 else "to-huong-dan"
    return f"{fold(first).replace('_', '-').replace(' ', '-')}-{day:%Y-%m-%d}.pdf"


def paper_title(state: HandoutsState) -> str:
    """What the window over the printer says."""
    handout = state.handout
    return f"In tờ: {short_name(handout)}" if handout else "In tờ"


def _layout_for(state: HandoutsState, home: HomeSheets | None) -> Layout:
    """Large print for a house with old people, and back to the usual one after it."""
    usual = Layout.A4 if state.layout is Layout.LARGE and state.home and state.home.large else state.layout
    return large_for(home, usual) if home is not None else usual


def _family(home: HomeSheets | None, *, named: bool) -> FamilyLine | None:
    if home is None or not (named or home.next_visit):
        return None
    return FamilyLine(name=home.household.head_name if named else "", next_visit=home.next_visit)


def _untranslated(handout: Handout, language: Language) -> str:
    if language is Language.VIETNAMESE:
        return ""
    lacking = len(untranslated(handout, language))
    name = LANGUAGE_NAMES[language]
    name = name[:1].lower() + name[1:]
    if lacking == sum(bool(texts) for _, texts in texts_of(handout)):
        return f"Chưa ai dịch tờ này sang {name}: tờ in bằng tiếng Việt."
    return f"Còn {lacking} chỗ chưa dịch sang {name}: chỗ đó in tiếng Việt." if lacking else ""


def _address_line(address: Address, checks: Sequence[AddressCheck]) -> AddressLine:
    check = is_checked(address, checks)
    told = (
        f"đã thử, đúng {format_date(check.checked_on)}"
        if check
        else f"chưa thử, ghi ngày {format_date(address.said_on)}"
    )
    value = printed(address) if address.kind is AddressKind.PAGE else address.value
    return AddressLine(address, f"{address.label}: {value}", told, check is not None)

"""Everything the right side shows of one household, as one frozen value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cdtt_app.domain.checklist import Checklist
from cdtt_app.domain.consent import Consent, Purpose, in_force
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId, MemberId
from cdtt_app.domain.overview import HouseholdOverview
from cdtt_app.domain.vietnamese import format_date, format_phone
from cdtt_app.domain.visit import Visit
from cdtt_app.presenters.household_facts import Fact, Facts, facts, more_facts
from cdtt_app.presenters.household_people import PersonLine, meetings, people_lines
from cdtt_app.presenters.household_visits import Teller, VisitStory
from cdtt_app.presenters.visit_words import HANDOUTS, METHODS, PURPOSES, TOPICS
from cdtt_app.storage.whereabouts import Where

WITHDRAWN = "Không đồng ý ý nào: chỉ đếm số người, không ghi ai biết gì"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRecords:
    """All that is kept of one household, as storage gave it; visits, askings and sheets newest first."""

    overview: HouseholdOverview
    visits: tuple[Visit, ...] = ()
    places: Mapping[str, Where] = field(default_factory=dict)  # of the visits, by id
    askings: tuple[Consent, ...] = ()
    handouts: tuple[HandoutGiven, ...] = ()
    draft_kept: datetime | None = None  # when the half-written visit was last kept, local time
    checklist: Checklist
    old_checklists: Mapping[tuple[str, str], Checklist]
    members: Mapping[MemberId, str]
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One asking for consent."""

    day: str
    answer: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdDetail:
    """The household as shown; tabs read from it and from nothing else."""

    household_id: HouseholdId
    name: str
    line: str
    short_line: str  # without the address
    contact: tuple[tuple[str, str], ...]
    people: tuple[PersonLine, ...]
    children: int
    meetings: int
    draft: str  # "Đang ghi dở, giữ lúc 19:40 24/11/2026", or empty
    visits: tuple[VisitStory, ...]
    facts: Facts
    more_facts: tuple[Fact, ...]
    handouts: tuple[tuple[str, str], ...]
    purposes: tuple[tuple[str, bool], ...]  # empty while nobody has asked
    askings: tuple[Asking, ...]
    note: str

    @property
    def may_withdraw(self) -> bool:
        """Whether there is a yes to take back."""
        return any(granted for _, granted in self.purposes)


def household_detail(records: HouseholdRecords) -> HouseholdDetail:
    """What to show of these records."""
    overview, household = records.overview, records.overview.household
    teller = Teller(
        people={person.id: person for person in overview.people},
        members=records.members,
        checklists=records.old_checklists,
    )
    people = people_lines(overview.people, records.visits[::-1], records.checklist, records.year)
    return HouseholdDetail(
        household_id=household.id,
        name=household.head_name,
        line=_line(overview, f"Cụm {household.cluster}" if household.cluster else "", household.address),
        short_line=_line(overview, household.cluster),
        contact=_contact(household),
        people=people,
        children=household.children_count or 0,
        meetings=meetings(people),
        draft=f"Đang ghi dở, giữ lúc {records.draft_kept:%H:%M %d/%m/%Y}" if records.draft_kept else "",
        visits=tuple(teller.tell(visit, records.places.get(visit.id, Where.HERE)) for visit in records.visits),
        facts=facts(household, records.visits),
        more_facts=more_facts(household),
        handouts=tuple(_sheet(given) for given in records.handouts),
        purposes=_purposes(records.askings),
        askings=tuple(_asking(asking, records.members) for asking in records.askings),
        note=household.note,
    )


def tab_titles(detail: HouseholdDetail | None, *, short: bool) -> tuple[str, ...]:
    """The tabs, with their counts where there is room for them."""
    if short or detail is None:
        return ("Tổng quan", "Người", "Thăm", "Sóng", "Tờ", "Đồng ý") if short else _TITLES
    counts = (0, len(detail.people), len(detail.visits), 0, len(detail.handouts), 0)
    return tuple(f"{title} ({count})" if count else title for title, count in zip(_TITLES, counts, strict=True))


_TITLES = ("Tổng quan", "Người", "Lượt thăm", "Sóng và máy", "Tờ đã phát", "Đồng ý")

_TOPIC_WORDS = {topic.value: word for topic, word in TOPICS.items()}


def _line(overview: HouseholdOverview, *places: str) -> str:
    return " · ".join(part for part in (overview.household.code, *places, f"{overview.size} người") if part)


def _contact(household: Household) -> tuple[tuple[str, str], ...]:
    order = "" if household.walking_order is None else str(household.walking_order)
    language = household.spoken_language + (", cần người phiên dịch" if household.interpreter else "")
    lines = (
        ("Điện thoại", format_phone(household.phone)),
        ("Địa chỉ", household.address),
        ("Địa chỉ số", household.digital_address),
        ("Thứ tự đường đi", order),
        ("Thứ tiếng ở nhà", language.removeprefix(", ")),
        ("Nhờ giúp", "nhà nhờ tổ tới giúp" if household.asked_help else ""),
    )
    return tuple((caption, text) for caption, text in lines if text)


def _sheet(given: HandoutGiven) -> tuple[str, str]:
    title = HANDOUTS.get(given.topic) or _TOPIC_WORDS.get(given.topic, given.topic)
    return title, f"{format_date(given.given_on)}, bản {given.version}"


def _purposes(askings: Sequence[Consent]) -> tuple[tuple[str, bool], ...]:
    standing = in_force(askings)
    return tuple((PURPOSES[purpose], purpose in standing.granted) for purpose in Purpose) if standing else ()


def _asking(asking: Consent, members: Mapping[MemberId, str]) -> Asking:
    granted = "; ".join(PURPOSES[purpose] for purpose in Purpose if purpose in asking.granted)
    witness = f", {asking.witness} chứng kiến" if asking.witness else ""
    asker = members.get(asking.collected_by, "") if asking.collected_by else ""
    by = f" · {asker} hỏi" if asker else ""
    return Asking(
        day=format_date(asking.asked_at.astimezone().date()),
        answer=granted or WITHDRAWN,
        how=f"{METHODS[asking.method]}{witness}{by} · bản lời {asking.text_version}",
    )

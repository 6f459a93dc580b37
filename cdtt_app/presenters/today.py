"""The page of the day: the strip of the hamlet, whom to visit, what was promised, what is unfinished."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.overview import HouseholdStanding
from cdtt_app.domain.paper_sheet import PaperSheet
from cdtt_app.domain.standing import Standing, State, needs_visit
from cdtt_app.domain.vietnamese import format_date, format_date_long
from cdtt_app.presenters.sheets_out import paper_words
from cdtt_app.presenters.strip import Cluster, Square

COMING_DAYS = 7


class Order(StrEnum):
    """How the list is sorted."""

    WALKING = "duong_di"
    URGENT = "gap_truoc"


@dataclass(frozen=True, slots=True)
class ToVisit:
    """One household to visit; `number` is its place on the walk."""

    household_id: HouseholdId
    number: int
    name: str
    line: str
    state: State
    chip: str


@dataclass(frozen=True, slots=True)
class ToVisitGroup:
    """Households to visit that stand together."""

    title: str
    note: str
    rows: tuple[ToVisit, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A household with a few words: an unfinished visit, a promise of the coming days."""

    household_id: HouseholdId
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayValue:
    """All that the page shows."""

    heading: str
    strip: tuple[Cluster, ...]
    counts: Mapping[State, int]
    groups: tuple[ToVisitGroup, ...]
    waiting: int
    order: Order
    drafts: tuple[Line, ...]
    coming: tuple[Line, ...]
    unsent: int
    papers: tuple[str, str] = ("", "")  # sheets of paper that nobody has keyed in: how many, of which evenings

    @property
    def empty(self) -> bool:
        """Whether the hamlet has no household yet."""
        return not self.strip


def today_value(
    board: Sequence[HouseholdStanding],
    *,
    today: date,
    unsent: int,
    drafts: Sequence[tuple[Household, str]] = (),
    papers: Sequence[PaperSheet] = (),
    order: Order = Order.WALKING,
) -> TodayValue:
    """The page for a hamlet; `board` is in walking order, `drafts` say when each was kept."""
    counts = Counter(row.standing.state for row in board)
    to_visit = [row for row in board if needs_visit(row.standing.state)]
    return TodayValue(
        heading=f"Đã thăm {counts[State.VISITED]} trên {len(board)} hộ",
        strip=_strip(board),
        counts={state: counts[state] for state in State},
        groups=_walking(to_visit) if order is Order.WALKING else _urgent(to_visit, today),
        waiting=len(to_visit),
        order=order,
        drafts=tuple(Line(home.id, home.head_name, f"ghi dở lúc {kept}") for home, kept in drafts),
        coming=_coming(board, today),
        unsent=unsent,
        papers=paper_words(papers),
    )


def _strip(board: Sequence[HouseholdStanding]) -> tuple[Cluster, ...]:
    clusters = []
    for title, rows in groupby(board, key=lambda row: row.household.cluster):
        here = tuple(rows)
        met = sum(row.standing.state is State.VISITED for row in here)
        squares = tuple(Square(row.household.id, row.standing.state, _label(row)) for row in here)
        clusters.append(Cluster(title or "Cả thôn", f"{met}/{len(here)} hộ", squares))
    return tuple(clusters)


def _label(row: HouseholdStanding) -> str:
    return f"{row.household.head_name}, {row.household.code}"


def _walking(rows: Sequence[HouseholdStanding]) -> tuple[ToVisitGroup, ...]:
    groups, number = [], 1
    for title, here in groupby(rows, key=lambda row: row.household.cluster):
        listed = tuple(_to_visit(row, place) for place, row in enumerate(here, start=number))
        number += len(listed)
        groups.append(ToVisitGroup(f"Cụm {title}" if title else "Chưa ghi cụm", f"{len(listed)} nhà", listed))
    return tuple(groups)


_URGENT = (
    (State.PROMISED, "Hẹn hôm nay"),
    (State.ASKED_HELP, "Nhờ giúp"),
    (State.OVERDUE, "Quá hạn"),
    (State.NEVER, "Chưa thăm"),
)


def _urgent(rows: Sequence[HouseholdStanding], today: date) -> tuple[ToVisitGroup, ...]:
    groups, number = [], 1
    for state, title in _URGENT:
        here = [row for row in rows if row.standing.state is state]
        here.sort(key=lambda row: (row.standing.next_visit or today, row.standing.next_time))
        listed = tuple(_to_visit(row, place) for place, row in enumerate(here, start=number))
        number += len(listed)
        if listed:
            groups.append(ToVisitGroup(title, f"{len(listed)} nhà", listed))
    return tuple(groups)


def _to_visit(row: HouseholdStanding, number: int) -> ToVisit:
    home = row.household
    return ToVisit(home.id, number, home.head_name, _line(row), row.standing.state, chip_words(row.standing))


def _line(row: HouseholdStanding) -> str:
    home = row.household
    where = ", ".join(part for part in (home.address, f"{row.size} người" if row.size else "") if part)
    met = f"gặp gần nhất {format_date(row.standing.met_on)}" if row.standing.met_on else ""
    return " · ".join(part for part in (home.code, where, met) if part)


def chip_words(stands: Standing) -> str:
    """`Hẹn hôm nay 19:30`, `Quá hạn 35 ngày`."""
    if stands.state is State.PROMISED:
        return f"Hẹn hôm nay {stands.next_time}".rstrip()
    if stands.state is State.OVERDUE:
        return f"Quá hạn {stands.days_overdue} ngày"
    return {State.ASKED_HELP: "Nhờ giúp", State.NEVER: "Chưa thăm", State.VISITED: "Đã thăm"}[stands.state]


def _coming(board: Sequence[HouseholdStanding], today: date) -> tuple[Line, ...]:
    last = today + timedelta(days=COMING_DAYS)
    soon = [
        (row.standing.next_visit, row.standing.next_time, row)
        for row in board
        if row.standing.next_visit is not None and today < row.standing.next_visit <= last
    ]
    return tuple(
        Line(row.household.id, row.household.head_name, f"{format_date_long(day)[:-5]} {time}".rstrip())
        for day, time, row in sorted(soon, key=lambda item: (item[0], item[1], item[2].household.code))
    )

"""The run sheet of an evening, out of the list of the Today page: same houses, same order, same words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from cdtt_app.documents.run_sheet_pdf import RunGroup, RunHome, RunSheet
from cdtt_app.domain.hamlet import Hamlet, full_name
from cdtt_app.domain.handout_needs import HomeSheets
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.overview import HouseholdStanding
from cdtt_app.domain.paper_sheet import PaperSheet, sheet_code
from cdtt_app.domain.short_code import grouped
from cdtt_app.domain.standing import State
from cdtt_app.domain.vietnamese import format_date, format_phone, nfc
from cdtt_app.presenters.handout_tiles import short_name
from cdtt_app.presenters.today import chip_words

_KINDS = {
    State.PROMISED: "hẹn hôm nay",
    State.ASKED_HELP: "nhờ giúp",
    State.OVERDUE: "quá hạn",
    State.NEVER: "chưa thăm",
    State.VISITED: "thăm lại",
}


def run_sheet(
    homes: Sequence[HouseholdStanding],
    hamlet: Hamlet,
    *,
    day: date,
    now: datetime,
    who: Sequence[str] = (),
    agreed: frozenset[HouseholdId] = frozenset(),
    bring: Mapping[HouseholdId, Sequence[str]] | None = None,
    sheets: Sequence[PaperSheet] = (),
) -> RunSheet:
    """The list; `homes` are those to visit in walking order, `agreed` those whose telephone may be printed.

    `bring` are the titles of the handouts for each household, `sheets` the visit sheets printed for the evening.
    """
    taken = bring or {}
    codes = {sheet.household_id: grouped(sheet_code(sheet)) for sheet in sheets if sheet.household_id}
    numbered = list(enumerate(homes, start=1))

    def home_of(number: int, row: HouseholdStanding) -> RunHome:
        home = row.household
        where = ", ".join(part for part in (home.address, home.digital_address) if part)
        return RunHome(
            number=number,
            head=nfc(home.head_name),
            code=home.code,
            where=nfc(where),
            phone=format_phone(home.phone) if home.phone and home.id in agreed else "",
            why=chip_words(row.standing),
            met=f"đã gặp {format_date(row.standing.met_on)}" if row.standing.met_on else "",
            size=row.size,
            bring=tuple(nfc(title) for title in taken.get(home.id, ())),
            sheet_code=codes.get(home.id, ""),
        )

    return RunSheet(
        day=day,
        place=nfc(full_name(hamlet)),
        who=tuple(nfc(name) for name in who),
        groups=_groups(numbered, home_of),
        totals=_totals(homes),
        bring=_all_bring([taken.get(row.household.id, ()) for row in homes], len(sheets)),
        printed_at=now.astimezone(),
    )


def handout_names(sheets: Sequence[HomeSheets]) -> dict[HouseholdId, tuple[str, ...]]:
    """What to bring to each household, by name."""
    return {each.household.id: tuple(short_name(one.handout) for one in each.suggestions) for each in sheets}


def _groups(
    numbered: Sequence[tuple[int, HouseholdStanding]], home_of: Callable[[int, HouseholdStanding], RunHome]
) -> tuple[RunGroup, ...]:
    return tuple(
        RunGroup(title=cluster_title(cluster), homes=tuple(home_of(number, row) for number, row in here))
        for cluster, here in groupby(numbered, key=lambda each: each[1].household.cluster)
    )


def cluster_title(cluster: str) -> str:
    """`Cụm Nà Phiêng`."""
    if not cluster:
        return "Chưa ghi cụm"
    return nfc(cluster if cluster.casefold().startswith("cụm") else f"Cụm {cluster}")


def _totals(homes: Sequence[HouseholdStanding]) -> str:
    """`18 nhà, 63 người: hẹn hôm nay 2, quá hạn 5, chưa thăm 11`."""
    counts = Counter(row.standing.state for row in homes)
    people = sum(row.size for row in homes)
    said = ", ".join(f"{words} {counts[state]}" for state, words in _KINDS.items() if counts[state])
    whole = ", ".join(part for part in (f"{len(homes)} nhà", f"{people} người" if people else "") if part)
    return f"{whole}: {said}" if said else whole


def _all_bring(each: Sequence[Sequence[str]], sheets: int) -> str:
    """`18 phiếu thăm; tờ Mở VNeID 7, Cuộc gọi lạ 4`."""
    counts = Counter(nfc(title) for titles in each for title in titles)
    listed = ", ".join(f"{title} {count}" for title, count in counts.most_common())
    return "; ".join(
        part for part in (f"{sheets} phiếu thăm" if sheets else "", f"tờ {listed}" if listed else "") if part
    )

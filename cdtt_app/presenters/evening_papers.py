"""The papers of an evening before they are printed: which evening, which homes, which papers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.overview import HouseholdStanding
from cdtt_app.domain.standing import Standing, State, needs_visit
from cdtt_app.domain.vietnamese import format_date, format_date_long
from cdtt_app.presenters.handout_batch import BatchRow, Filter, Pick
from cdtt_app.presenters.run_sheet import cluster_title
from cdtt_app.presenters.today import chip_words

MOST_BLANK: Final = 50
TO_VISIT: Final = Filter()  # whom the list of the evening names
READING: Final = "Đang xem hộ nào cần thăm…"
_NOTHING: Final = "Chưa chọn giấy nào để in. Hãy đánh dấu một thứ ở trên, hoặc thêm phiếu trắng."


@dataclass(frozen=True, slots=True, kw_only=True)
class EveningPapers:
    """What was chosen; `board` is the hamlet in walking order, as it will stand on `day`."""

    day: date
    board: tuple[HouseholdStanding, ...] | None = None  # None while it is being read
    filter: Filter = TO_VISIT
    left_out: frozenset[HouseholdId] = frozenset()
    run: bool = True  # the list to walk by
    visits: bool = True  # a visit sheet for each home
    blanks: int = 2
    printed: Mapping[HouseholdId, str]  # codes of the sheets of that evening that are out already

    @property
    def listed(self) -> tuple[HouseholdStanding, ...]:
        """The homes that can be chosen, in walking order."""
        board = self.board or ()
        if self.filter.pick is Pick.CLUSTER:
            return tuple(row for row in board if row.household.cluster == self.filter.of)
        return tuple(row for row in board if needs_visit(row.standing.state))

    @property
    def chosen(self) -> tuple[HouseholdStanding, ...]:
        """Those that are ticked."""
        return tuple(row for row in self.listed if row.household.id not in self.left_out)


def pick_options(papers: EveningPapers) -> tuple[tuple[Filter, str], ...]:
    """Which homes can be asked for: those that the list of the evening names, or a whole cluster."""
    clusters = dict.fromkeys(row.household.cluster for row in papers.board or ())
    return (
        (TO_VISIT, "Các hộ cần thăm"),
        *((Filter(Pick.CLUSTER, each), f"Cả {_small(cluster_title(each))}") for each in clusters if each),
    )


def list_title(papers: EveningPapers) -> str:
    """`Đi những nhà nào: 12 trong 37 hộ`."""
    if papers.board is None:
        return "Đi những nhà nào"
    return f"Đi những nhà nào: {len(papers.chosen)} trong {len(papers.listed)} hộ"


def evening_rows(papers: EveningPapers) -> tuple[BatchRow, ...]:
    """The homes with why they are on the list, and their sheet where one is out already."""
    return tuple(
        BatchRow(
            row.household.id,
            row.household.head_name,
            _why(row, papers.printed.get(row.household.id, "")),
            1,
            row.household.id not in papers.left_out,
        )
        for row in papers.listed
    )


def nobody_words(papers: EveningPapers) -> str:
    """Why no home is listed; blank when some are."""
    if papers.board is None:
        return READING
    if papers.listed:
        return ""
    if papers.filter.pick is Pick.CLUSTER:
        return "Cụm này chưa có hộ nào."
    return (
        f"Ngày {format_date(papers.day)} không có hộ nào cần thăm. Hãy chọn cả một cụm, ngày khác, hoặc in phiếu trắng."
    )


def summary(papers: EveningPapers) -> str:
    """What will be printed, or what to choose first."""
    if papers.board is None:
        return READING
    homes = len(papers.chosen)
    parts = (
        f"tờ đi thăm {homes} nhà" if papers.run and homes else "",
        f"{homes} phiếu thăm" if papers.visits and homes else "",
        f"{papers.blanks} phiếu trắng" if papers.blanks else "",
    )
    said = ", ".join(part for part in parts if part)
    if not said:
        return _NOTHING if homes else "Chưa chọn hộ nào. Hãy đánh dấu vài hộ, hoặc thêm phiếu trắng."
    again = sum(row.household.id in papers.printed for row in papers.chosen) if papers.visits else 0
    reprinted = f" {again} phiếu của buổi này đã in rồi: in lại thì vẫn mã cũ." if again else ""
    return f"Sẽ in: {said}.{reprinted}"


def ready(papers: EveningPapers) -> bool:
    """Whether there is something to print."""
    if papers.board is None:
        return False
    return bool(papers.blanks or (papers.chosen and (papers.run or papers.visits)))


def paper_title(papers: EveningPapers) -> str:
    """`Giấy đi thăm Thứ Tư, 25/11/2026`."""
    return f"Giấy đi thăm {format_date_long(papers.day)}"


def paper_file(papers: EveningPapers) -> str:
    """`giay-di-tham-20261125`."""
    return f"giay-di-tham-{papers.day:%Y%m%d}"


def kept_words(new: int, day: date) -> str:
    """What is said once the papers are printed or saved."""
    on = f"buổi {day:%d/%m}"
    if not new:
        return f"Đã in giấy đi thăm {on}."
    return f"Đã in giấy đi thăm {on}. Máy nhớ {new} phiếu, về thì gõ ở mục Phiếu giấy."


def with_tick(papers: EveningPapers, household: HouseholdId, *, on: bool) -> EveningPapers:
    """With this home, or without."""
    left = papers.left_out - {household} if on else papers.left_out | {household}
    return replace(papers, left_out=left)


def with_all(papers: EveningPapers, *, on: bool) -> EveningPapers:
    """With every home that is listed, or with none."""
    return replace(papers, left_out=frozenset() if on else frozenset(row.household.id for row in papers.listed))


def _why(row: HouseholdStanding, code: str) -> str:
    home = row.household
    where = _small(cluster_title(home.cluster)) if home.cluster else ""
    parts = (home.code, where, _state(row.standing), f"đã in phiếu {code}" if code else "")
    return " · ".join(part for part in parts if part)


def _state(stands: Standing) -> str:
    """As on the page of the day; an appointment is for that evening, which may not be today."""
    if stands.state is State.PROMISED:
        return f"hẹn buổi này {stands.next_time}".rstrip()
    return _small(chip_words(stands))


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]

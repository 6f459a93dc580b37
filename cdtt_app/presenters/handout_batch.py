"""Sheets for many households at once: tomorrow's list, a cluster, or those who still have an old version."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from cdtt_app.domain.handout_needs import HomeSheets
from cdtt_app.domain.handout_text import Handout
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.handout_tiles import short_name


class Pick(StrEnum):
    """How the households of a batch are chosen; a cluster or a topic stands behind a colon."""

    TOMORROW = "ngay_mai"
    CLUSTER = "cum"
    OLDER = "to_cu"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which households: tomorrow's, those of a cluster, those with an old version of a topic."""

    pick: Pick = Pick.TOMORROW
    of: str = ""

    @property
    def key(self) -> str:
        """As a choice field keeps it."""
        return f"{self.pick}:{self.of}"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One household of the batch."""

    household_id: HouseholdId
    name: str
    words: str
    sheets: int
    ticked: bool

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.name}, {self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The households in walking order; `left_out` are those whose tick was taken away."""

    filter: Filter = Filter()
    homes: tuple[HomeSheets, ...] | None = None  # None while they are being read
    left_out: frozenset[HouseholdId] = frozenset()

    @property
    def chosen(self) -> tuple[HomeSheets, ...]:
        """Those for whom something is printed."""
        homes = self.homes or ()
        return tuple(each for each in homes if each.suggestions and each.household.id not in self.left_out)


NOBODY: Final = {
    Pick.TOMORROW: "Ngày mai không có hộ nào cần thăm.",
    Pick.CLUSTER: "Cụm này chưa có hộ nào.",
    Pick.OLDER: "Không còn hộ nào giữ tờ cũ.",
}
READING: Final = "Đang xem từng hộ cần tờ nào…"
NO_SHEET: Final = "không thiếu tờ nào"


def filters(clusters: Sequence[str], older: Sequence[Handout]) -> tuple[tuple[Filter, str], ...]:
    """What can be chosen, with its words."""
    return (
        (Filter(), "Hộ cần thăm ngày mai"),
        *((Filter(Pick.CLUSTER, cluster), _cluster(cluster)) for cluster in clusters),
        *((Filter(Pick.OLDER, each.topic), f"Còn tờ cũ: {short_name(each)}") for each in older),
    )


def filter_of(key: str) -> Filter:
    """The filter behind a key of the choice field."""
    pick, _, of = key.partition(":")
    return Filter(Pick(pick), of)


def batch_title(batch: Batch) -> str:
    """`Cho ngày mai`."""
    return {Pick.TOMORROW: "Cho ngày mai", Pick.CLUSTER: "Cho cả cụm", Pick.OLDER: "Thay tờ cũ"}[batch.filter.pick]


def batch_note(batch: Batch, today: date) -> str:
    """`22/11 · 6 hộ`."""
    homes = "" if batch.homes is None else f"{len(batch.homes)} hộ"
    day = f"{today + timedelta(days=1):%d/%m}" if batch.filter.pick is Pick.TOMORROW else ""
    return " · ".join(part for part in (day, homes) if part)


def batch_rows(batch: Batch) -> tuple[BatchRow, ...]:
    """The households with their sheets; one that needs none cannot be ticked."""
    return tuple(
        BatchRow(
            each.household.id,
            each.household.head_name,
            _sheets(each),
            len(each.suggestions),
            bool(each.suggestions) and each.household.id not in batch.left_out,
        )
        for each in batch.homes or ()
    )


def empty_words(batch: Batch) -> str:
    """Why no household is listed; blank when some are."""
    if batch.homes is None:
        return READING
    return "" if batch.homes else NOBODY[batch.filter.pick]


def batch_words(batch: Batch) -> str:
    """`In cả 6 hộ, 9 tờ`."""
    homes = batch.chosen
    sheets = sum(len(each.suggestions) for each in homes)
    whole = "cả " if batch.homes is not None and len(homes) == len(batch.homes) > 1 else ""
    return f"In {whole}{len(homes)} hộ, {sheets} tờ" if homes else "Chưa chọn hộ nào"


def with_tick(batch: Batch, household: HouseholdId, *, on: bool) -> Batch:
    """With this household, or without."""
    left = batch.left_out - {household} if on else batch.left_out | {household}
    return replace(batch, left_out=left)


def with_all(batch: Batch, *, on: bool) -> Batch:
    """With everybody, or with nobody."""
    return replace(batch, left_out=frozenset() if on else frozenset(each.household.id for each in batch.homes or ()))


def _sheets(each: HomeSheets) -> str:
    return ", ".join(short_name(found.handout) for found in each.suggestions) or NO_SHEET


def _cluster(cluster: str) -> str:
    return cluster if cluster.casefold().startswith("cụm") else f"Cụm {cluster}"

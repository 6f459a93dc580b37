"""The ledger: what was given to whom this month, how many of each, who still has an old version."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.handout_text import Handout
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.presenters.handout_tiles import short_name

EMPTY = "Tháng này chưa phát tờ nào. In tờ cho một hộ thì máy tự ghi vào đây."
_UNNAMED = "hộ đã xoá"


@dataclass(frozen=True, slots=True)
class Given:
    """One line of the ledger."""

    key: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Older:
    """A topic that some households still have in an old version."""

    topic: str
    name: str
    words: str


def first_of_month(today: date) -> date:
    """From when on the ledger of this month counts."""
    return today.replace(day=1)


def ledger_note(given: Sequence[HandoutGiven]) -> str:
    """`tháng này 63 tờ`."""
    return f"tháng này {len(given)} tờ" if given else ""


def newest_words(given: Sequence[HandoutGiven], names: Mapping[HouseholdId, str], shelf: Sequence[Handout]) -> str:
    """The last line of the ledger: `20/11 · Nông Thị Sín · Trả tiền bằng QR`."""
    topics = _topics(shelf)
    return "\n".join(
        f"{each.given_on:%d/%m} · {names.get(each.household_id, _UNNAMED)} · {topics.get(each.topic, each.topic)}"
        for each in given[:3]
    )


def ledger_lines(
    given: Sequence[HandoutGiven], names: Mapping[HouseholdId, str], shelf: Sequence[Handout]
) -> tuple[Given, ...]:
    """Every line, the newest first."""
    topics = _topics(shelf)
    return tuple(
        Given(
            each.id,
            f"{names.get(each.household_id, _UNNAMED)} · {topics.get(each.topic, each.topic)}",
            f"{format_date(each.given_on)} · bản {each.version}",
        )
        for each in given
    )


def topic_counts(given: Sequence[HandoutGiven], shelf: Sequence[Handout]) -> str:
    """`Chống lừa đảo 12 · VNeID mức 2 9`, the most given first."""
    topics = _topics(shelf)
    counts = Counter(topics.get(each.topic, each.topic) for each in given)
    return " · ".join(f"{name}: {count}" for name, count in sorted(counts.items(), key=lambda at: (-at[1], at[0])))


def older_rows(older: Mapping[str, int], shelf: Sequence[Handout]) -> tuple[Older, ...]:
    """Who still has an old one, by topic."""
    return tuple(
        Older(
            each.topic, f"Ai còn tờ cũ: {short_name(each)}", f"{older[each.topic]} hộ giữ bản trước bản {each.version}"
        )
        for each in shelf
        if older.get(each.topic, 0)
    )


def _topics(shelf: Sequence[Handout]) -> dict[str, str]:
    return {handout.topic: short_name(handout) for handout in shelf}

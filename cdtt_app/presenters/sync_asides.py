"""What was put aside and what was asked: rows, each with one button."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cdtt_app.domain.vietnamese import format_number
from cdtt_app.presenters.sync_facts import Aside, Asked, SyncFacts

_PRONOUNS: Final = frozenset({"anh", "chị", "cô", "chú", "bác", "ông", "bà", "em", "thầy"})
_ANSWER: Final = "Trả lời"
_DIFFERS: Final = "Hai máy ghi khác nhau. Chọn điều đúng, hoặc hỏi lại hộ."


class RowKind(StrEnum):
    """What a row asks of the person."""

    ASIDE = "de_rieng"
    QUESTION = "cau_hoi"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideRow:
    """One thing to look at: its title, what is wrong, what to do, the word on its button."""

    kind: RowKind
    key: str
    title: str
    sentence: str
    advice: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideValue:
    """A card of such rows."""

    title: str
    chip: str
    rows: tuple[AsideRow, ...]
    note: str


def aside_value(facts: SyncFacts) -> AsideValue:
    """The card "Để riêng": records put aside, then questions."""
    word = facts.called.split(" ", 1)[0].lower()
    rows = tuple(_row(each) for each in facts.asides) + tuple(_question(each) for each in facts.questions)
    counts = (
        f"{len(facts.asides)} phiếu" if facts.asides else "",
        f"{len(facts.questions)} câu hỏi" if facts.questions else "",
    )
    return AsideValue(
        title=f"Để riêng, chờ {word} xem" if word in _PRONOUNS else "Để riêng, chờ xem",
        chip=", ".join(part for part in counts if part),
        rows=rows,
        note=_aside_note(len(facts.asides)) if rows else "Không có gì phải xem lại. Máy sẽ báo ở đây khi có.",
    )


def _aside_note(count: int) -> str:
    if not count:
        return "Trong lúc chờ, sổ vẫn dùng điều máy đang hiện."
    return f"{format_number(count)} phiếu này không nằm trong số đang chờ gửi."


def _row(aside: Aside) -> AsideRow:
    return AsideRow(
        kind=RowKind.ASIDE,
        key=aside.key,
        title=aside.title,
        sentence=aside.sentence,
        advice=aside.advice,
        act=aside.act,
    )


def _question(asked: Asked) -> AsideRow:
    return AsideRow(
        kind=RowKind.QUESTION,
        key=asked.key,
        title=asked.title,
        sentence=asked.sentence or _DIFFERS,
        advice="",
        act=_ANSWER,
    )


def tray_value(late: Sequence[Aside]) -> AsideValue:
    """The officer's tray of late work."""
    return AsideValue(
        title="Phiếu tới muộn, chờ xã xem",
        chip=f"{len(late)} phiếu" if late else "",
        rows=tuple(_row(each) for each in late),
        note="Phiếu của máy đã thôi dùng hoặc đã chuyển thôn. Xã chưa xem thì chưa vào sổ."
        if late
        else "Không có phiếu nào tới muộn.",
    )

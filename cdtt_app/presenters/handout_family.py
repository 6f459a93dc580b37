"""Which sheets a household is to get, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from cdtt_app.domain.handout_choice import Suggestion
from cdtt_app.domain.handout_needs import HomeSheets
from cdtt_app.domain.handout_text import Layout
from cdtt_app.domain.short_code import code_of, grouped
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.presenters.handout_tiles import short_name

LARGE = "Nhà có người từ 60 tuổi: nên in chữ to."
NOTHING = "Hôm nay không còn tờ nào để gợi ý cho nhà này. Muốn đưa thêm, hãy chọn một tờ ở danh sách rồi bấm In tờ này."


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One suggested sheet: its topic, its name, why it is suggested."""

    topic: str
    name: str
    why: str


def sheet_lines(sheets: HomeSheets) -> tuple[SheetLine, ...]:
    """The most needed first."""
    return tuple(
        SheetLine(each.handout.topic, short_name(each.handout), why_words(each)) for each in sheets.suggestions
    )


def why_words(suggestion: Suggestion) -> str:
    """`2 người cần`."""
    if suggestion.handout.for_places_without_signal:
        said = "sóng ở nhà yếu"
    elif suggestion.lacking:
        said = f"{suggestion.lacking} người cần"
    else:
        said = "chưa ai hỏi việc này"
    return "đang có bản cũ" if suggestion.has_older else said


def print_words(count: int) -> str:
    """`In 2 tờ`."""
    return f"In {count} tờ" if count else "Chưa chọn tờ nào"


def home_words(sheets: HomeSheets) -> str:
    """`Mã K7M 4TX · hẹn thăm lại 28/11/2026`."""
    again = f"hẹn thăm lại {format_date(sheets.next_visit)}" if sheets.next_visit else "chưa hẹn lại"
    return f"Mã {grouped(code_of(sheets.household.id))} · {again}"


def large_for(sheets: HomeSheets, layout: Layout) -> Layout:
    """On ordinary A4, a house with somebody of 60 or more gets large print."""
    return Layout.LARGE if sheets.large and layout is Layout.A4 else layout


def given_words(sheets: int, homes: Sequence[str]) -> str:
    """What is said after printing: `Đã ghi vào sổ phát: 2 tờ cho nhà Hoàng Văn Thiêm.`."""
    whom = f"nhà {homes[0]}" if len(homes) == 1 else f"{len(homes)} hộ"
    return f"Đã ghi vào sổ phát: {sheets} tờ cho {whom}."

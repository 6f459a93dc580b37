"""Visit sheets of paper that are still out, evening by evening, and what is said about a code that was typed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId, PaperSheetId
from cdtt_app.domain.paper_sheet import PaperSheet, SheetState, sheet_code, sheet_state
from cdtt_app.domain.short_code import grouped, read_code

_GONE = "hộ này không còn trên máy, hãy bỏ phiếu"
UNREADABLE = (
    "Mã phiếu có sáu chữ và số, không có số 0, số 1, chữ O, chữ I. Hãy tắt gõ tiếng Việt rồi gõ lại, hoặc quét mã."
)
UNKNOWN = "Máy này không có phiếu mang mã ấy. Phiếu in ở máy khác thì hãy Gửi & nhận ở cả hai máy trước."


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet that is out; it `opens` when it can be keyed in."""

    sheet: PaperSheetId
    name: str
    words: str
    opens: bool = True


@dataclass(frozen=True, slots=True)
class Evening:
    """The sheets that are out of one evening: `Buổi 25/11`, `còn 6 trong 18 phiếu`."""

    day: date
    title: str
    note: str
    lines: tuple[SheetLine, ...]


def day_month(day: date) -> str:
    """`25/11`: the evening of a sheet."""
    return f"{day:%d/%m}"


def place_words(sheet: PaperSheet) -> str:
    """`4/18`, or nothing where sheets were not counted."""
    return f"{sheet.place}/{sheet.places}" if sheet.places else ""


def code_words(sheet: PaperSheet) -> str:
    """`K7M 4TX`."""
    return grouped(sheet_code(sheet))


def evenings(
    out: Sequence[PaperSheet], homes: Mapping[HouseholdId, Household], begun: Collection[PaperSheetId] = ()
) -> tuple[Evening, ...]:
    """Evening by evening in the order of the walk; `begun` are those half keyed in."""
    found = []
    for day, group in groupby(out, key=lambda sheet: sheet.run_on):
        sheets = tuple(group)
        lines = tuple(_line(sheet, homes, begun) for sheet in sheets)
        found.append(Evening(day, f"Buổi {day_month(day)}", f"còn {len(sheets)} {_of(sheets)}phiếu", lines))
    return tuple(found)


def _of(sheets: Sequence[PaperSheet]) -> str:
    """How many were printed: each printing counted its own."""
    printed = sum({sheet.printed_at: sheet.places for sheet in sheets}.values())
    return f"trong {printed} " if printed >= len(sheets) else ""


def _line(sheet: PaperSheet, homes: Mapping[HouseholdId, Household], begun: Collection[PaperSheetId]) -> SheetLine:
    home = homes.get(sheet.household_id) if sheet.household_id is not None else None
    gone = sheet.household_id is not None and home is None
    name = home.head_name if home else "Hộ đã xoá" if gone else "Phiếu trắng"
    where = (home.code, home.cluster) if home else ()
    said = "đang gõ dở" if sheet.id in begun else _GONE if gone else ""
    words = " · ".join(part for part in (f"mã {code_words(sheet)}", *where, said) if part)
    return SheetLine(sheet.id, f"{place_words(sheet)}  {name}".strip(), words, opens=not gone)


def paper_words(out: Sequence[PaperSheet]) -> tuple[str, str]:
    """`Còn 6 phiếu giấy chưa gõ` over `buổi 24/11, 25/11`; blank when nothing is out."""
    if not out:
        return "", ""
    days = dict.fromkeys(day_month(sheet.run_on) for sheet in out)
    shown = list(days)[:3]
    return f"Còn {len(out)} phiếu giấy chưa gõ", f"buổi {', '.join(shown)}{' …' if len(days) > len(shown) else ''}"


def code_problem(typed: str, found: PaperSheet | None, handout_of: Household | None) -> str:
    """Why the typed code does not open a sheet, as a sentence; blank when it does."""
    if read_code(typed) is None:
        return UNREADABLE
    if found is None:
        name = handout_of.head_name if handout_of else ""
        return f"Mã này trên tờ hướng dẫn của hộ {name}, không phải mã phiếu thăm." if name else UNKNOWN
    return {
        SheetState.OUT: "",
        SheetState.ENTERED: "Phiếu này đã gõ rồi, không cần gõ nữa.",
        SheetState.CALLED_OFF: f"Phiếu này đã bỏ vì: {found.called_off}.",
    }[sheet_state(found)]


def household_question(sheet: PaperSheet) -> str:
    """`Phiếu trắng K7M 4TX, 7/18: của hộ nào?`."""
    name = ", ".join(part for part in (code_words(sheet), place_words(sheet)) if part)
    return f"Phiếu trắng {name}: của hộ nào?"

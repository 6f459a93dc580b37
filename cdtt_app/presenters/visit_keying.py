"""Keying in a visit sheet of paper: the form begins with its evening, and after each sheet comes the next one out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from cdtt_app.domain.household import Household
from cdtt_app.domain.paper_sheet import PaperSheet
from cdtt_app.presenters.sheets_out import code_words, day_month, place_words
from cdtt_app.presenters.visit_form import VisitForm

BLANK = "phiếu trắng"


def keying_words(sheet: PaperSheet) -> str:
    """`Đang gõ phiếu K7M 4TX, 4/18 · nhập từ phiếu giấy buổi 25/11`."""
    name = ", ".join(part for part in (code_words(sheet), place_words(sheet)) if part)
    return f"Đang gõ phiếu {name} · nhập từ phiếu giấy buổi {day_month(sheet.run_on)}"


def keyed_form(form: VisitForm, sheet: PaperSheet, today: date) -> VisitForm:
    """The form of this sheet: its visit was on the evening it was printed for, or today when that is still to come."""
    return replace(form, paper=sheet.id, visited_on=min(sheet.run_on, today))


def next_sheet(out: Iterable[PaperSheet], done: PaperSheet) -> PaperSheet | None:
    """The sheet to key in after this one: the next of its evening, else the first of its evening still out."""
    evening = [sheet for sheet in out if sheet.run_on == done.run_on and sheet.id != done.id]
    order = (done.printed_at, done.place, done.id)
    later = (sheet for sheet in evening if (sheet.printed_at, sheet.place, sheet.id) > order)
    return next(later, evening[0] if evening else None)


def next_words(done: PaperSheet, sheet: PaperSheet | None, home: Household | None) -> str:
    """`Phiếu kế tiếp 5/18: hộ Lý Thị Chẻo`, or that the evening is done."""
    if sheet is None:
        return f"Đã gõ hết phiếu giấy của buổi {day_month(done.run_on)}."
    whose = f"hộ {home.head_name}" if home is not None else BLANK
    return f"Phiếu kế tiếp {place_words(sheet) or code_words(sheet)}: {whose}"

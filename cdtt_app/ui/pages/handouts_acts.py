"""What the page "Tài liệu" may do: handed to it whole, so that everything behind it is wired in one place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from cdtt_app.documents.handout_paper import Fit
from cdtt_app.domain.handout_needs import HomeSheets
from cdtt_app.domain.handout_text import Handout
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.languages import Language
from cdtt_app.presenters.handout_batch import Filter
from cdtt_app.presenters.handouts_page import HandoutsReading, Job
from cdtt_app.services.undo import Saved
from cdtt_app.ui.widgets.two_line_list import TwoLines

Say = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutsActs:
    """Called on the thread of the screen and quick, unless it says "slow": then called on another thread.

    `show_...` opens a window and comes back when it is left. Whatever fails raises; `explain` has the sentence.
    """

    read: Callable[[], HandoutsReading]  # slow
    count: Callable[[], Mapping[str, int]]  # slow: households of the hamlet that need each topic
    home: Callable[[HouseholdId], HomeSheets]  # slow
    batch: Callable[[Filter], tuple[HomeSheets, ...]]  # slow
    draw: Callable[[Sequence[Job], Say], bytes]  # slow; what `Say` raises ends it
    fit: Callable[[Job], Fit]  # slow
    find: Callable[[str], tuple[TwoLines, ...]]
    give: Callable[[Sequence[tuple[Household, Handout]]], Saved]
    copy: Callable[[str], None]  # to where other programs paste from

    show_print: Callable[[Callable[[], bytes] | bytes, str, str, QWidget], bool]  # whether it was printed or saved
    show_large: Callable[[bytes, str, QWidget], None]
    show_addresses: Callable[[HandoutsReading, Handout, QWidget], None]  # acts by itself
    show_script: Callable[[HandoutsReading, Handout, Language, QWidget], None]
    show_ledger: Callable[[HandoutsReading, QWidget], None]
    edit: Callable[[Handout, QWidget], None] | None = None  # without it the button is not there
    key_in: Callable[[QWidget], None] | None = None  # paper that came back; the same
    explain: Callable[[Exception], str]

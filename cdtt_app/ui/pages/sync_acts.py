"""What the page "Gửi & nhận" may do: handed to it whole, so that everything behind it is wired in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cdtt_app.presenters.question_value import QuestionValue
from cdtt_app.presenters.sync_facts import ParcelMade, ParcelTaken, SyncFacts
from cdtt_app.services.undo import Saved


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncActs:
    """Called on the thread of the screen and quick, unless it says "slow": then called on another thread.

    A QWidget is what windows that an act opens belong to.

    Whatever fails raises an exception; `explain` turns it into a sentence.
    """

    read: Callable[[], SyncFacts]
    watch: Callable[[Callable[[], None]], None]  # calls it, on the thread of the screen, when `read` has news
    send: Callable[[], None]  # begins; what comes of it is read
    stop: Callable[[], None]
    print_day: Callable[[date, QWidget], None]
    parcel_name: Callable[[], str]  # a fresh name for a file to send by Zalo
    write_parcel: Callable[[Path], ParcelMade]  # slow; onto this stick, or as this one file
    read_parcel: Callable[[Path], ParcelTaken]  # slow; all parcels of this stick, or this one file
    open_aside: Callable[[str, QWidget], None]  # the button of a row that was put aside, or of late work
    question: Callable[[str], QuestionValue]
    answer: Callable[[str, int], Saved]  # keeps the choice of this number
    ask_again: Callable[[str], None]  # nobody knows: to be asked at the household
    enrol_typed: Callable[[str, str], str]  # slow; plain address and 26 letters; says what came of it
    enrol_scanned: Callable[[str], str]  # slow; the text of a square code
    enrol_file: Callable[[Path], str]  # slow; an invitation file
    other_ways: Callable[[QWidget], None]  # a proxy, the province's own certificate
    invite: Callable[[QWidget], None]
    explain: Callable[[Exception], str]

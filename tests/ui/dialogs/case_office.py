"""An officer's machine with notes, and what the dialogs of cases are tried with."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from cdtt_app.domain.coverage import CoverageNote, Reading, Strength
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Network
from cdtt_app.domain.ids import MemberId
from cdtt_app.domain.team import Member, MemberRole
from cdtt_app.services.setup import MEMBER
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact
from tests.factories import HAMLET, make_note
from tests.presenters.case_samples import at
from tests.ui.dialogs.locked import nameless, small_targets
from tests.ui.pages.sync.sync_hands import cut_words

OFFICER = Member(id=MemberId("m-tu"), hamlet_id=HAMLET, name="Nông Anh Tú", role=MemberRole.OFFICER)
NONE = {"VinaPhone": Reading(host=Network.VINAPHONE, strength=Strength.NONE)}


def open_office(db: Database) -> Database:
    """An officer sits here."""
    with db.write() as tx:
        tx.save(Hamlet(id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng"))
        tx.save(OFFICER)
    keep_fact(db, MEMBER, OFFICER.id)
    return db


def noted(db: Database, latitude: float = 22.6, place: str = "Nhà văn hoá") -> CoverageNote:
    """A note of this machine."""
    note = make_note(place=place, location=at(latitude), readings=NONE, recorded_by=OFFICER.id)
    with db.write() as tx:
        tx.save(note)
    return note


def shown(qtbot: QtBot, dialog: QDialog) -> None:
    """Open it as the page does, with the keyboard in it."""
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    settle()


def settle() -> None:
    """Time to draw."""
    for _ in range(6):
        QApplication.processEvents()


def faults(dialog: QDialog, px: Callable[[float], int]) -> list[str]:
    """What does not fit, has no name, is too small or is cut."""
    too_large = [f"{dialog.size()}"] if dialog.width() > 1000 or dialog.height() > 650 else []
    return too_large + nameless(dialog) + small_targets(dialog, px(40)) + cut_words(dialog)


def picture(width: int, height: int) -> bytes:
    """A JPEG."""
    body = BytesIO()
    Image.new("RGB", (width, height), "#7aa58b").save(body, "JPEG")
    return body.getvalue()

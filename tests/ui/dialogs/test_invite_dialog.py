from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from cdtt_app.documents.invitation_pdf import InvitationSlip
from cdtt_app.domain.ids import HamletId
from cdtt_app.domain.role import Role
from cdtt_app.presenters.invite import InviteHamlet, InviteOffer, InviteWish
from cdtt_app.services.errors import RefusedError
from cdtt_app.sync.invitation import Invitation, end_of_day, full_text, parse_file
from cdtt_app.sync.invitation_code import parse_typed
from cdtt_app.ui.dialogs.invite_dialog import InviteActs, InviteDialog
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme
from tests.sync.invitations import NOW, make_invitation
from tests.ui.dialogs.locked import all_done, nameless, small_targets, type_in

LAST_DAY = date(2026, 12, 1)


@dataclass
class Office:
    """What the dialog was asked to do."""

    wishes: list[InviteWish] = field(default_factory=list)
    printed: list[InvitationSlip] = field(default_factory=list)
    saved: list[tuple[str, bytes]] = field(default_factory=list)
    refusal: Exception | None = None
    said: str = "Xong việc."

    def make(self, wish: InviteWish) -> Invitation:
        if self.refusal is not None:
            raise self.refusal
        self.wishes.append(wish)
        return make_invitation(person=wish.person, place=wish.place, expires=end_of_day(wish.last_day))

    def print_slip(self, slip: InvitationSlip) -> str:
        self.printed.append(slip)
        return self.said

    def save_file(self, name: str, content: bytes) -> str:
        if self.refusal is not None:
            raise self.refusal
        self.saved.append((name, content))
        return self.said


def _offer(hamlets: int = 3) -> InviteOffer:
    return InviteOffer(
        commune="xã Tri Phú",
        hamlets=tuple(InviteHamlet(HamletId(f"h-{n}"), f"thôn Khuổi Thìn {n}") for n in range(hamlets)),
        roles=(Role.VOLUNTEER, Role.LEADER, Role.OFFICER),
        today=date(2026, 11, 24),
    )


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def opened(theme: Theme, tasks: Tasks, office: Office, qtbot: QtBot) -> Callable[[int], InviteDialog]:
    def open_(hamlets: int) -> InviteDialog:
        acts = InviteActs(make=office.make, print_slip=office.print_slip, save_file=office.save_file)
        dialog = InviteDialog(theme, tasks, _offer(hamlets), acts)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return open_


@pytest.fixture
def dialog(opened: Callable[[int], InviteDialog]) -> InviteDialog:
    return opened(3)


def _fill(dialog: InviteDialog, person: str = "Nông Văn Dư") -> None:
    type_in(dialog.form.person, person)
    next(iter(dialog.form.ticks.values())).setChecked(True)


def _make(dialog: InviteDialog, tasks: Tasks, qtbot: QtBot) -> None:
    dialog.make_button.click()
    qtbot.waitUntil(partial(all_done, tasks))


def _shown_words(dialog: InviteDialog) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def test_the_wish_holds_what_was_chosen(dialog: InviteDialog, tasks: Tasks, office: Office, qtbot: QtBot) -> None:
    _fill(dialog)
    dialog.form.days.set_value(7)
    _make(dialog, tasks, qtbot)
    assert office.wishes == [
        InviteWish(
            person="Nông Văn Dư",
            role=Role.VOLUNTEER,
            hamlets=(HamletId("h-0"),),
            place="xã Tri Phú: thôn Khuổi Thìn 0",
            last_day=LAST_DAY,
        )
    ]


def test_the_code_on_the_screen_is_the_invitation(dialog: InviteDialog, tasks: Tasks, qtbot: QtBot) -> None:
    _fill(dialog)
    _make(dialog, tasks, qtbot)
    assert dialog.code.isVisible()
    assert not dialog.form.isVisible()
    assert parse_typed(dialog.code.typed.text()) == make_invitation().secret
    words = _shown_words(dialog)
    assert "Nông Văn Dư" in words
    assert "Tình nguyện viên · xã Tri Phú: thôn Khuổi Thìn 0" in words
    assert "Thứ Ba, 01/12/2026" in words
    assert "so.tuyenquang.example.vn" in words
    assert dialog.code.code.accessibleName() == "Mã vuông của giấy mời cho Nông Văn Dư"
    assert dialog.code.typed.accessibleName().startswith("Mã nối máy: ")


def test_enter_makes_the_invitation_and_then_prints_it(
    dialog: InviteDialog, tasks: Tasks, office: Office, qtbot: QtBot
) -> None:
    _fill(dialog)
    QTest.keyClick(dialog.form.person, Qt.Key.Key_Return)
    qtbot.waitUntil(partial(all_done, tasks))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    (slip,) = office.printed
    assert (slip.invitation.person, slip.role, slip.made_on) == (
        "Nông Văn Dư",
        "Tình nguyện viên",
        date(2026, 11, 24),
    )
    assert dialog.banner.sentence() == "Xong việc."


def test_the_saved_file_opens_as_the_same_invitation(
    dialog: InviteDialog, tasks: Tasks, office: Office, qtbot: QtBot
) -> None:
    _fill(dialog)
    _make(dialog, tasks, qtbot)
    dialog.save_button.click()
    ((name, content),) = office.saved
    assert name == "giay-moi-nong-van-du.cdtt-moi"
    assert full_text(parse_file(content, NOW)).encode() in content


@pytest.mark.parametrize(("person", "tick", "sentence"), [("", True, "họ tên"), ("Nông Văn Dư", False, "một thôn")])
def test_what_is_missing_is_said_and_nothing_is_made(
    dialog: InviteDialog, office: Office, person: str, tick: bool, sentence: str
) -> None:
    _fill(dialog, person)
    next(iter(dialog.form.ticks.values())).setChecked(tick)
    dialog.make_button.click()
    assert sentence in dialog.banner.sentence()
    assert office.wishes == []
    assert dialog.form.person.property("invalid") is (not person or None)


def test_an_officer_needs_no_hamlet(dialog: InviteDialog, tasks: Tasks, office: Office, qtbot: QtBot) -> None:
    type_in(dialog.form.person, "Ma Thị Mai")
    dialog.form.role.set_value(Role.OFFICER)
    dialog.form.role.chosen.emit(Role.OFFICER)
    assert not any(tick.isVisible() for tick in dialog.form.ticks.values())
    _make(dialog, tasks, qtbot)
    assert (office.wishes[0].hamlets, office.wishes[0].place) == ((), "xã Tri Phú")


def test_more_days_show_a_later_last_day(dialog: InviteDialog) -> None:
    assert "Thứ Ba, 01/12/2026" in _shown_words(dialog)
    (box,) = dialog.form.days.findChildren(QSpinBox)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert "Thứ Tư, 02/12/2026" in _shown_words(dialog)


def test_an_only_hamlet_is_ticked_already(opened: Callable[[int], InviteDialog]) -> None:
    assert [tick.isChecked() for tick in opened(1).form.ticks.values()] == [True]
    assert not any(tick.isChecked() for tick in opened(3).form.ticks.values())


@pytest.mark.parametrize(
    ("error", "sentence"),
    [(RefusedError("Chưa có mạng, hãy thử lại sau."), "Chưa có mạng, hãy thử lại sau."), (OSError("x"), "(x)")],
)
def test_a_refusal_is_said_and_the_form_stays_filled(
    dialog: InviteDialog, tasks: Tasks, office: Office, qtbot: QtBot, error: Exception, sentence: str
) -> None:
    office.refusal = error
    _fill(dialog)
    _make(dialog, tasks, qtbot)
    assert sentence in dialog.banner.sentence()
    assert dialog.form.person.text() == "Nông Văn Dư"
    assert dialog.make_button.isEnabled()


def test_a_code_that_lies_nowhere_else_is_not_closed_at_once(dialog: InviteDialog, tasks: Tasks, qtbot: QtBot) -> None:
    _fill(dialog)
    _make(dialog, tasks, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "chưa in cũng chưa lưu" in dialog.banner.sentence()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_printed_code_may_be_closed_at_once(dialog: InviteDialog, tasks: Tasks, qtbot: QtBot) -> None:
    _fill(dialog)
    _make(dialog, tasks, qtbot)
    dialog.print_button.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_print_that_was_given_up_does_not_count(
    dialog: InviteDialog, tasks: Tasks, office: Office, qtbot: QtBot
) -> None:
    office.said = ""
    _fill(dialog)
    _make(dialog, tasks, qtbot)
    dialog.print_button.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()


def test_a_file_that_could_not_be_written_is_said(
    dialog: InviteDialog, tasks: Tasks, office: Office, qtbot: QtBot
) -> None:
    _fill(dialog)
    _make(dialog, tasks, qtbot)
    office.refusal = RefusedError("USB đầy, hãy cắm USB khác.")
    dialog.save_button.click()
    assert dialog.banner.sentence() == "USB đầy, hãy cắm USB khác."
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()


def test_the_next_person_is_invited_without_leaving(
    dialog: InviteDialog, tasks: Tasks, office: Office, qtbot: QtBot
) -> None:
    _fill(dialog)
    _make(dialog, tasks, qtbot)
    dialog.print_button.click()
    dialog.again_button.click()
    assert dialog.form.isVisible()
    assert dialog.form.person.text() == ""
    assert not any(tick.isChecked() for tick in dialog.form.ticks.values())
    _fill(dialog, "Bế Thị Vân")
    _make(dialog, tasks, qtbot)
    assert [wish.person for wish in office.wishes] == ["Nông Văn Dư", "Bế Thị Vân"]


@pytest.mark.parametrize("hamlets", [1, 3, 31])
def test_everything_is_named_large_enough_and_fits_a_small_screen(
    opened: Callable[[int], InviteDialog], theme: Theme, tasks: Tasks, qtbot: QtBot, hamlets: int
) -> None:
    dialog = opened(hamlets)
    for made in (False, True):
        if made:
            _fill(dialog)
            _make(dialog, tasks, qtbot)
        assert nameless(dialog) == []
        small = small_targets(dialog, theme.px(40))
        assert [each for each in small if "Số ngày" not in each] == []  # the number's frame is part of its target
        assert max(dialog.width(), dialog.minimumSizeHint().width()) <= 1024
        assert dialog.height() <= 650

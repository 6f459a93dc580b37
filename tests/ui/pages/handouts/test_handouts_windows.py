from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from cdtt_app.domain.address_register import Address, AddressCheck
from cdtt_app.domain.ids import AddressCheckId
from cdtt_app.presenters.handouts_page import AddressLine, address_lines
from cdtt_app.services.errors import RefusedError
from cdtt_app.ui.pages.handouts_addresses import AddressesDialog
from cdtt_app.ui.pages.handouts_words import COPIED, LedgerDialog, ScriptDialog
from cdtt_app.ui.theme import Theme
from tests.factories import HAMLET
from tests.presenters.handout_homes import READING, SCAMS, TODAY
from tests.ui.pages.coverage.coverage_hands import cut_words


class Register:
    """Addresses of a sheet, ticked one by one."""

    def __init__(self) -> None:
        self.checks: tuple[AddressCheck, ...] = ()
        self.refuses = False

    def lines(self) -> tuple[AddressLine, ...]:
        return address_lines(replace(READING, checks=self.checks), SCAMS)

    def tick(self, address: Address) -> None:
        if self.refuses:
            raise RefusedError("Việc này là của cán bộ xã.")
        check = AddressCheck(
            id=AddressCheckId(address.id),
            hamlet_id=HAMLET,
            address=address.id,
            value=address.value,
            checked_on=TODAY,
        )
        self.checks = (*self.checks, check)


@pytest.fixture
def register() -> Register:
    return Register()


def test_an_officer_says_of_each_address_that_it_was_tried(theme: Theme, qtbot: QtBot, register: Register) -> None:
    dialog = AddressesDialog(theme, register.lines, register.tick)
    qtbot.addWidget(dialog)
    dialog.show()
    assert set(dialog.ticks) == {"so_156", "trang"}
    assert cut_words(dialog) == []
    dialog.ticks["so_156"].click()
    assert set(dialog.ticks) == {"trang"}
    assert [check.value for check in register.checks] == ["156"]


def test_a_volunteer_only_sees_which_are_waiting(theme: Theme, qtbot: QtBot, register: Register) -> None:
    dialog = AddressesDialog(theme, register.lines, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.ticks == {}
    assert cut_words(dialog) == []


def test_a_refusal_is_said_and_the_button_stays(theme: Theme, qtbot: QtBot, register: Register) -> None:
    register.refuses = True
    dialog = AddressesDialog(theme, register.lines, register.tick)
    qtbot.addWidget(dialog)
    dialog.ticks["trang"].click()
    assert dialog.banner.sentence() == "Việc này là của cán bộ xã."
    assert set(dialog.ticks) == {"so_156", "trang"}


def test_the_script_is_copied_or_printed(theme: Theme, qtbot: QtBot) -> None:
    copied: list[str] = []
    printed: list[str] = []
    dialog = ScriptDialog(theme, "Kính thưa bà con.", copied.append, lambda: printed.append("in"))
    qtbot.addWidget(dialog)
    dialog.copy.click()
    dialog.print.click()
    assert (copied, printed) == (["Kính thưa bà con."], ["in"])
    assert dialog.banner.sentence() == COPIED
    assert dialog.text.isReadOnly()


def test_the_ledger_can_be_empty(theme: Theme, qtbot: QtBot) -> None:
    dialog = LedgerDialog(theme, (), "", "")
    qtbot.addWidget(dialog)
    assert dialog.list.lines() == ()

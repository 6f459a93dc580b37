from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cdtt_app.domain.handout_text import Layout
from cdtt_app.domain.short_code import code_of, grouped
from cdtt_app.services import handouts as services
from cdtt_app.services.handout_batches import needs_of_hamlet
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.pages.handouts_page import HandoutsPage
from tests.documents.rendering import words
from tests.ui.pages.coverage.coverage_hands import cut_words
from tests.ui.pages.desks import Sent
from tests.ui.pages.handouts.handouts_hands import Behind, settle
from tests.ui.pages.homes import home

OLD, QUIET = "BG-004", "BG-017"  # people of 60 and more live in the first only


def text_of(pdf: bytes) -> str:
    return "\n".join(words(pdf))


@pytest.fixture
def choose(page: HandoutsPage, desk: Desk, qtbot: QtBot) -> Callable[[str], None]:
    def act(code: str) -> None:
        page.start(home(desk.db, code).id)
        settle(page, qtbot, desk)

    return act


def click(button: QPushButton) -> None:
    """The card may be scrolled away, or in another part."""
    assert button.isEnabled()
    button.click()


def test_every_sheet_stands_there_with_how_many_households_need_it(page: HandoutsPage, desk: Desk) -> None:
    found = page.board.tiles.tiles
    assert len(found) == 13
    needed = needs_of_hamlet(desk.db, services.read_shelf(desk.db))["vneid"]
    assert needed > 0
    assert (found[0].name, found[0].words) == ("VNeID mức 2", f"{needed} hộ cần")
    assert page.page_subtitle() == "13 tờ, dùng khi không có mạng"


def test_typing_finds_a_sheet_by_what_it_says(page: HandoutsPage, qtbot: QtBot) -> None:
    page.start_search()
    QTest.keyClicks(page.board.tiles.search, "lua dao")
    qtbot.waitUntil(lambda: [tile.topic for tile in page.board.tiles.tiles] == ["lua_dao"])


def test_what_is_shown_is_the_very_paper_that_is_printed(page: HandoutsPage, behind: Behind) -> None:
    assert "VNeID" in text_of(page.pdf)
    click(page.board.print.print)
    ((printed, title, name),) = behind.printed
    assert printed is page.pdf
    assert (title, name) == ("In tờ: VNeID mức 2", "vneid-2026-11-24.pdf")


def test_a_sheet_for_everybody_is_not_written_into_the_ledger(page: HandoutsPage, sent: Sent, desk: Desk) -> None:
    before = len(services.ledger(desk.db))
    click(page.board.print.print)
    assert len(services.ledger(desk.db)) == before
    assert not [name for name, _ in sent.calls if name == "saved"]


def test_another_layout_makes_another_paper(page: HandoutsPage, desk: Desk, qtbot: QtBot) -> None:
    before = page.pdf
    page.board.print.layout_chosen.emit(Layout.POSTER)
    assert page.pdf == b""
    assert not page.board.print.print.isEnabled()
    settle(page, qtbot, desk)
    assert page.pdf
    assert page.pdf != before


def test_a_household_gets_its_own_sheets_its_code_and_large_print(
    page: HandoutsPage, choose: Callable[[str], None], desk: Desk
) -> None:
    choose(OLD)
    assert page.board.family.isVisibleTo(page)
    assert 1 <= len(page.board.family.ticks) <= 3
    assert page.board.print.layouts.value() == {Layout.LARGE}
    said = text_of(page.pdf)
    assert grouped(code_of(home(desk.db, OLD).id)) in said
    assert home(desk.db, OLD).head_name not in said
    page.start(None)
    assert page.board.print.layouts.value() == {Layout.A4}


def test_the_name_is_printed_only_when_it_was_wished(
    page: HandoutsPage, choose: Callable[[str], None], desk: Desk, qtbot: QtBot
) -> None:
    choose(QUIET)
    name = home(desk.db, QUIET).head_name
    assert not page.board.print.named.isChecked()
    assert name not in text_of(page.pdf)
    page.board.print.named.click()
    settle(page, qtbot, desk)
    assert name in text_of(page.pdf)
    choose(OLD)
    assert not page.board.print.named.isChecked()


def test_sheets_printed_for_a_household_are_written_down_and_can_be_taken_back(
    page: HandoutsPage, choose: Callable[[str], None], behind: Behind, sent: Sent, desk: Desk, qtbot: QtBot
) -> None:
    choose(OLD)
    wanted = [handout.topic for handout in page.state.ticked]
    before = len(services.ledger(desk.db))
    click(page.board.family.print)
    given = services.ledger(desk.db)
    assert len(given) - before == len(wanted)
    assert {each.household_id for each in given[: len(wanted)]} == {home(desk.db, OLD).id}
    name, (sentence, saved) = sent.calls[-1]
    assert name == "saved"
    assert sentence == f"Đã ghi vào sổ phát: {len(wanted)} tờ cho nhà Nông Văn Dư."
    assert len(saved.changes) == len(wanted)
    settle(page, qtbot, desk)
    assert not set(wanted) & set(page.board.family.ticks)
    assert page.board.ledger.whole.isVisibleTo(page)
    assert len(words(behind.printed[0][0])) >= len(wanted)


def test_a_sheet_whose_tick_is_taken_away_is_not_printed(
    page: HandoutsPage, choose: Callable[[str], None], desk: Desk
) -> None:
    choose(OLD)
    topic, tick = next(iter(page.board.family.ticks.items()))
    tick.click()
    assert page.board.family.print.text() == "In 2 tờ"
    click(page.board.family.print)
    assert topic not in {each.topic for each in services.ledger(desk.db)[:2]}


def test_who_leaves_the_window_without_printing_writes_nothing(
    page: HandoutsPage, choose: Callable[[str], None], behind: Behind, desk: Desk
) -> None:
    choose(OLD)
    behind.prints = False
    before = len(services.ledger(desk.db))
    click(page.board.family.print)
    assert behind.printed
    assert len(services.ledger(desk.db)) == before


def test_a_household_is_found_by_name_or_by_the_code_on_its_sheet(page: HandoutsPage, desk: Desk, qtbot: QtBot) -> None:
    page.board.show_part("print")
    search = page.board.print.home.search
    search.setFocus()
    QTest.keyClicks(search, code_of(home(desk.db, QUIET).id))
    QTest.keyClick(search, Qt.Key.Key_Return)
    settle(page, qtbot, desk)
    assert page.state.home is not None
    assert page.state.home.household.code == QUIET
    page.board.print.home.clear.click()
    assert page.state.home is None


def test_tomorrows_households_are_printed_in_walking_order_and_written_down(
    page: HandoutsPage, behind: Behind, desk: Desk, qtbot: QtBot, sent: Sent
) -> None:
    assert page.batch.homes is not None
    page.board.batch.all_ticked.emit(False)
    assert not page.board.batch.print.isEnabled()
    several = [each for each in page.batch.homes if each.suggestions][:3]
    for each in several:
        page.board.batch.ticked.emit(each.household.id, True)
    sheets = sum(len(each.suggestions) for each in several)
    assert page.board.batch.print.text() == f"In 3 hộ, {sheets} tờ"
    click(page.board.batch.print)
    settle(page, qtbot, desk)
    said = text_of(behind.printed[0][0])
    places = [said.index(grouped(code_of(each.household.id))) for each in several]
    assert places == sorted(places)
    assert sent.calls[-1][1][0] == f"Đã ghi vào sổ phát: {sheets} tờ cho 3 hộ."


def test_a_batch_that_is_stopped_prints_nothing(page: HandoutsPage, behind: Behind, desk: Desk, qtbot: QtBot) -> None:
    page.moves.print_homes(page.state, page.batch.chosen)
    assert page.board.batch.stop.isVisibleTo(page.board.batch)
    page.moves.stop()
    settle(page, qtbot, desk)
    assert behind.printed == []
    assert page.board.batch.print.isVisibleTo(page.board.batch)


def test_a_cluster_can_stand_in_for_tomorrow(page: HandoutsPage, desk: Desk, qtbot: QtBot) -> None:
    reading = page.state.reading
    assert reading is not None
    cluster = reading.clusters[0]
    page.board.batch.filtered.emit(f"cum:{cluster}")
    settle(page, qtbot, desk)
    assert page.batch.homes
    assert {each.household.cluster for each in page.batch.homes} == {cluster}


def test_the_sheet_as_text_goes_to_zalo(page: HandoutsPage, behind: Behind, sent: Sent) -> None:
    page.board.paper.zalo.click()
    assert "VNeID" in behind.copied[0]
    assert "Zalo" in sent.calls[-1][1][0]


def test_volunteers_see_no_editor(page: HandoutsPage, behind: Behind) -> None:
    assert not page.board.paper.edit.isVisibleTo(page.board.paper)
    page.board.paper.approval.click()
    page.board.paper.script.click()
    page.board.paper.large.click()
    page.board.key_in.click()
    assert behind.opened == ["addresses vneid", "vneid vi", "VNeID mức 2 True", "paper"]


@pytest.mark.parametrize("officer", [True])
def test_officers_edit_the_sheet_in_hand(page: HandoutsPage, behind: Behind) -> None:
    page.board.paper.edit.click()
    assert behind.opened == ["edit vneid"]


@pytest.mark.parametrize("officer", [True])
def test_after_a_new_edition_everybody_with_the_old_one_becomes_a_batch(
    page: HandoutsPage, desk: Desk, qtbot: QtBot
) -> None:
    sheet = services.read_shelf(desk.db).handout("zalo")
    assert sheet is not None
    homes = [home(desk.db, code) for code in (OLD, QUIET)]
    services.give(desk.db, [(each, sheet) for each in homes])
    services.publish(desk.db, sheet)
    settle(page, qtbot, desk)
    (old,) = [each for each in page.board.ledger.older if "Zalo" in each.accessibleName()]
    assert old.accessibleName() == "Ai còn tờ cũ: Zalo cơ bản, 2 hộ giữ bản trước bản 2"
    old.click()
    settle(page, qtbot, desk)
    assert [each.household.code for each in page.batch.homes or ()] == [OLD, QUIET]
    assert page.board.batch.print.text() == "In cả 2 hộ, 2 tờ"


@pytest.mark.parametrize("officer", [True])
def test_the_chip_turns_green_once_every_address_was_tried(page: HandoutsPage, desk: Desk, qtbot: QtBot) -> None:
    assert page.board.paper.approval.accessibleName().startswith("Chưa thử địa chỉ")
    handout, reading = page.state.handout, page.state.reading
    assert handout is not None
    assert reading is not None
    for address in reading.addresses:
        if address.id in handout.addresses:
            services.tick_address(desk.db, address)
    settle(page, qtbot, desk)
    assert page.board.paper.approval.accessibleName().startswith("Xã đã duyệt")


@pytest.mark.parametrize("width", [1366, 1024])
def test_nothing_is_cut_and_everything_has_a_name(
    page: HandoutsPage, window: MainWindow, width: int, choose: Callable[[str], None], desk: Desk, qtbot: QtBot
) -> None:
    window.resize(width, 690)
    choose(OLD)
    for part in ("paper", "print"):
        page.board.show_part(part)
        settle(page, qtbot, desk)
        assert (window.width(), window.height()) == (width, 690)
        assert cut_words(page) == []
    stops = [each for each in page.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [each for each in stops if each.isVisible() and not each.accessibleName()] == []

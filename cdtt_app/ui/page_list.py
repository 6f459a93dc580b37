"""The pages of the notebook, one row each: the place to add a page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cdtt_app.ui.page import Page, PageRow

if TYPE_CHECKING:
    from cdtt_app.ui.desk import Desk

GetDesk = Callable[[], "Desk"]


def page_rows(desk: GetDesk) -> tuple[PageRow, ...]:
    """The rows of the navigation, in order; a page is imported and made when it is first opened."""
    return (
        PageRow("today", "Hôm nay", "calendar-check", lambda: _today(desk)),
        PageRow("households", "Hộ gia đình", "house", lambda: _households(desk)),
        PageRow("visit", "Lượt thăm", "clipboard-list", lambda: _visit(desk)),
        PageRow("coverage", "Vùng lõm sóng", "radio-tower", lambda: _coverage(desk)),
        PageRow("handouts", "Tài liệu", "file-text", lambda: _handouts(desk)),
        PageRow("sync", "Gửi & nhận", "refresh-cw", lambda: _sync(desk)),
        PageRow("settings", "Cài đặt", "settings", lambda: _settings(desk), at_bottom=True),
    )


def _today(desk: GetDesk) -> Page:
    from cdtt_app.ui.pages.today_page import TodayPage

    return TodayPage(desk())


def _households(desk: GetDesk) -> Page:
    from cdtt_app.ui.pages.households_page import HouseholdsPage

    return HouseholdsPage(desk())


def _visit(desk: GetDesk) -> Page:
    from cdtt_app.ui.pages.visit_page import VisitPage

    return VisitPage(desk())


def _coverage(desk: GetDesk) -> Page:
    from cdtt_app.ui.pages.coverage_page import CoveragePage
    from cdtt_app.ui.pages.coverage_wiring import coverage_acts

    return CoveragePage(desk(), coverage_acts(desk()))


def _handouts(desk: GetDesk) -> Page:
    from cdtt_app.ui.pages.handouts_page import HandoutsPage
    from cdtt_app.ui.pages.handouts_wiring import handouts_acts

    return HandoutsPage(desk(), handouts_acts(desk()))


def _sync(desk: GetDesk) -> Page:
    from cdtt_app.ui.pages.sync_page import SyncPage
    from cdtt_app.ui.pages.sync_wiring import sync_acts

    return SyncPage(desk(), sync_acts(desk()))


def _settings(desk: GetDesk) -> Page:
    from cdtt_app.ui.pages.settings_page import SettingsPage

    return SettingsPage(desk())

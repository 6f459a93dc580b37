import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cdtt_app.domain.checklist import AnswerSheet, How
from cdtt_app.domain.consent import Consent, ConsentMethod, Purpose
from cdtt_app.domain.household import Household, Network, Signal
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.visit import Activity, DossierResult, Outcome, Topic
from cdtt_app.services.undo import Saved, take_back
from cdtt_app.services.visits import draft_name
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import drafts, read_draft
from cdtt_app.storage.errors import DiskFullError
from cdtt_app.storage.households import household_by_code, people
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.storage.visits import consents_of, handouts_of, visits_of
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.main_window import MainWindow
from cdtt_app.ui.page import PageRow
from cdtt_app.ui.pages import visit_acts
from cdtt_app.ui.pages.visit_form_view import VisitFormView
from cdtt_app.ui.pages.visit_head_pin import HeadPin
from cdtt_app.ui.pages.visit_page import VisitPage
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.fields import ChoiceField, NumberField
from cdtt_app.ui.widgets.level_legend import LevelLegend
from cdtt_app.ui.widgets.line_button import LineButton
from cdtt_app.ui.widgets.messages import Banner
from cdtt_app.ui.widgets.skills_matrix import SkillsMatrix
from tests.factories import NOW, make_person
from tests.ui.pages.desks import Sent, make_desk, practice_db

W = TypeVar("W", bound=QWidget)
AGREED = "BG-004"  # agreed in an earlier year, four people


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "p"
    practice_db(folder).close()
    return folder


@pytest.fixture
def desk(template: Path, tmp_path: Path, theme: Theme, sent: Sent) -> Iterator[Desk]:
    folder = tmp_path / "p"
    shutil.copytree(template, folder)
    db = open_profile(Profile(folder), clock=lambda: NOW)
    made = make_desk(db, folder, theme, sent)
    yield made
    made.tasks.close()
    db.close()


@pytest.fixture
def sent() -> Sent:
    return Sent()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, desk: Desk) -> Iterator[MainWindow]:
    rows = (PageRow("visit", "Lượt thăm", "clipboard-list", lambda: VisitPage(desk)),)
    made = MainWindow(theme, rows, person="Chị Mai", practice=True)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.show_page("visit")
    yield made
    made.hide()


@pytest.fixture
def page(window: MainWindow) -> VisitPage:
    made = window.page("visit")
    assert isinstance(made, VisitPage)
    return made


@pytest.fixture
def agreed(desk: Desk) -> Household:
    return _home(desk.db, AGREED)


@pytest.fixture
def stranger(desk: Desk) -> Household:
    """A household of two or more that nobody asked yet."""
    codes = (f"BG-{number:03d}" for number in range(1, 99))
    homes = (_home(desk.db, code) for code in codes)
    return next(h for h in homes if not consents_of(desk.db, h.id) and len(people(desk.db, (h.id,))[h.id]) > 1)


def test_the_page_begins_with_whom_to_visit_and_what_was_recorded(page: VisitPage) -> None:
    said = [each.accessibleName() for each in page.findChildren(LineButton)]
    assert said[0] == "Nông Văn Dư, BG-004 · Nà Phiêng · hẹn hôm nay 19:30"
    assert any("vắng" in each for each in said)
    assert page.page_subtitle() == "Chọn hộ để ghi"
    assert QApplication.focusWidget() is page._chooser.search


def test_a_household_is_found_and_opened_by_typing(page: VisitPage) -> None:
    QTest.keyClicks(page._chooser.search, "nong van du")
    QTest.keyClick(page._chooser.search, Qt.Key.Key_Return)
    assert page.page_subtitle() == "Hộ ông Nông Văn Dư · BG-004 · Cụm Nà Phiêng · 4 người"
    assert QApplication.focusWidget() is _matrix(page)


def test_nothing_found_says_what_to_try(page: VisitPage) -> None:
    QTest.keyClicks(page._chooser.search, "zzzz")
    QTest.keyClick(page._chooser.search, Qt.Key.Key_Return)
    assert any("Không thấy hộ nào" in each.text() for each in page.findChildren(QLabel))
    assert page._state is None


def test_a_recorded_visit_opens_its_household(page: VisitPage, sent: Sent) -> None:
    shown = [each for each in page.findChildren(LineButton) if "hẹn lại" in each.accessibleName()]
    QTest.mouseClick(shown[0], Qt.MouseButton.LeftButton)
    assert sent.calls[0][0] == "open_household"


def test_an_earlier_yes_opens_the_matrix_and_ticks_nothing(page: VisitPage, agreed: Household) -> None:
    page.start(agreed.id)
    matrix = _matrix(page)
    assert matrix.isVisible()
    assert matrix.matrix().last_asked == date(2026, 5, 12)
    assert [column.name for column in matrix.matrix().columns] == ["Ông Dư", "Bà Nhình", "Anh Toàn", "Chị Vân"]
    assert not any(box.isVisible() for box in _boxes(page).values())
    QTest.mouseClick(_button(page, "Hỏi lại"), Qt.MouseButton.LeftButton)
    assert [box.isVisible() and not box.isChecked() for box in _boxes(page).values()] == [True] * 3
    assert matrix.isVisible()
    QTest.mouseClick(_button(page, "Thôi, không hỏi lại"), Qt.MouseButton.LeftButton)
    assert not any(box.isVisible() for box in _boxes(page).values())


def test_nobody_is_named_before_the_first_tick(page: VisitPage, desk: Desk, stranger: Household) -> None:
    page.start(stranger.id)
    assert not _matrix(page).isVisible()
    assert all(box.isVisible() and not box.isChecked() for box in _boxes(page).values())
    _find(page, NumberField)._box.setValue(3)
    page.save()
    visit = visits_of(desk.db, stranger.id)[0]
    assert (visit.guided_count, visit.answers, visit.met) == (3, {}, ())
    assert consents_of(desk.db, stranger.id) == ()


def test_a_refusal_is_written_down_and_nothing_about_people(page: VisitPage, desk: Desk, stranger: Household) -> None:
    page.start(stranger.id)
    _tick(page, Purpose.VISITS)
    QTest.keyClicks(_matrix(page), "22")
    _click(page, "Không đồng ý")
    assert not _matrix(page).isVisible()
    body = read_draft(desk.db, draft_name(stranger.id))
    assert body is not None
    assert "a" not in body.body["sheet"]
    page.save()
    assert consents_of(desk.db, stranger.id)[0].granted == ()
    assert visits_of(desk.db, stranger.id)[0].answers == {}


def test_a_yes_must_say_how_it_was_given(page: VisitPage, desk: Desk, stranger: Household) -> None:
    page.start(stranger.id)
    before = len(visits_of(desk.db, stranger.id))
    _tick(page, Purpose.VISITS)
    page.save()
    assert "bằng cách nào" in _banner(page).sentence()
    assert QApplication.focusWidget() is _button(page, "Ký giấy")
    _click(page, "Lời nói")
    page.save()
    assert "người chứng kiến" in _banner(page).sentence()
    witness = _named(page, QLineEdit, "Người chứng kiến")
    assert QApplication.focusWidget() is witness
    QTest.keyClicks(witness, "Bac Thiem")
    page.save()
    assert len(visits_of(desk.db, stranger.id)) == before + 1
    consent = consents_of(desk.db, stranger.id)[0]
    assert (consent.granted, consent.method, consent.witness) == (
        (Purpose.VISITS,),
        ConsentMethod.SPOKEN,
        "Bac Thiem",
    )


def test_every_key_is_kept_at_once_and_survives_the_end_of_the_program(
    qtbot: QtBot, page: VisitPage, desk: Desk, agreed: Household
) -> None:
    page.start(agreed.id)
    assert read_draft(desk.db, draft_name(agreed.id)) is None
    for count, key in enumerate("213", start=1):
        QTest.keyClicks(_matrix(page), key)
        draft = read_draft(desk.db, draft_name(agreed.id))
        assert draft is not None
        (answers,) = draft.body["sheet"]["a"].values()
        assert len(answers) == count
    local = NOW.astimezone()
    assert f"Đã lưu nháp {local:%H:%M:%S}" in [each.text() for each in page.findChildren(QLabel)]
    again = VisitPage(desk)  # as after a power cut: nothing but the disk remembers
    qtbot.addWidget(again)
    again.show()
    again.opened()
    go_on = _button(again, "Ghi tiếp phiếu hộ Nông Văn Dư")
    QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert [row[0].answer for row in _matrix(again).matrix().cells][:4] == ["2", "1", "3", ""]
    assert _matrix(again).in_hand() in (None, (3, 0))


def test_undoing_everything_leaves_no_draft(page: VisitPage, desk: Desk, agreed: Household) -> None:
    page.start(agreed.id)
    QTest.keyClicks(_matrix(page), "21")
    QTest.keyClick(_matrix(page), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [row[0].answer for row in _matrix(page).matrix().cells][:2] == ["2", ""]
    page.undo()
    assert drafts(desk.db) == ()
    assert not _form(page).bar.undo_button.isEnabled()
    page.undo()
    assert page._state is not None


def test_with_nothing_changed_undo_takes_back_the_last_save(
    page: VisitPage, desk: Desk, agreed: Household, sent: Sent
) -> None:
    before = visits_of(desk.db, agreed.id)
    page.start(agreed.id)
    QTest.keyClicks(_matrix(page), "2")
    page.save()
    name, (sentence, saved) = sent.calls[-1]
    assert (name, sentence) == ("saved", "Đã lưu phiếu hộ Nông Văn Dư.")
    assert isinstance(saved, Saved)
    assert len(visits_of(desk.db, agreed.id)) == len(before) + 1
    assert drafts(desk.db) == ()
    page.undo()
    assert visits_of(desk.db, agreed.id) == before
    assert page._state is not None
    assert _matrix(page).matrix().cells[0][0].answer == "2"
    assert "hoàn tác" in _banner(page).sentence()


def test_a_save_taken_back_elsewhere_is_not_taken_back_twice(page: VisitPage, agreed: Household, desk: Desk) -> None:
    page.start(agreed.id)
    QTest.keyClicks(_matrix(page), "2")
    page.save()
    assert page._last is not None
    take_back(desk.db, page._last)
    page.start(agreed.id)
    assert not _form(page).bar.undo_button.isEnabled()
    page.undo()
    assert page._state is not None


def test_a_full_disk_is_said_and_the_form_stays(
    page: VisitPage, desk: Desk, agreed: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.start(agreed.id)
    with monkeypatch.context() as patch:
        patch.setattr(visit_acts, "keep_draft", _refuse)
        QTest.keyClicks(_matrix(page), "2")
        assert _banner(page).isVisible()
        assert _banner(page).sentence() == "Đĩa đã đầy. Phiếu vẫn còn trên màn hình, đừng tắt máy."
        assert "Chưa lưu được nháp" in [each.text() for each in page.findChildren(QLabel)]
        assert _matrix(page).matrix().cells[0][0].answer == "2"
    QTest.keyClicks(_matrix(page), "1")
    assert not _banner(page).isVisible()
    draft = read_draft(desk.db, draft_name(agreed.id))
    assert draft is not None
    assert len(next(iter(draft.body["sheet"]["a"].values()))) == 2


def test_a_save_that_the_disk_refuses_loses_nothing(
    page: VisitPage, desk: Desk, agreed: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = visits_of(desk.db, agreed.id)
    page.start(agreed.id)
    QTest.keyClicks(_matrix(page), "2")
    with monkeypatch.context() as patch:
        patch.setattr(visit_acts, "log_visit", _refuse)
        page.save()
    assert _banner(page).sentence().startswith("Đĩa đã đầy.")
    assert page._state is not None
    assert visits_of(desk.db, agreed.id) == before
    assert read_draft(desk.db, draft_name(agreed.id)) is not None
    page.save()
    assert len(visits_of(desk.db, agreed.id)) == len(before) + 1


def test_a_promise_needs_a_day_and_the_keyboard_goes_there(page: VisitPage, desk: Desk, agreed: Household) -> None:
    page.start(agreed.id)
    _click(page, "Hẹn lại")
    page.save()
    assert "cần ngày hẹn" in _banner(page).sentence()
    assert QApplication.focusWidget() is _button(page, "1 tuần")
    _click(page, "2 tuần")
    _choose(page, "Giờ hẹn", "19:30")
    page.save()
    visit = visits_of(desk.db, agreed.id)[0]
    assert (visit.outcome, visit.next_visit, visit.next_time) == (Outcome.PROMISED, date(2026, 12, 8), "19:30")


def test_nobody_at_home_is_four_keys_and_keeps_nothing_about_people(
    page: VisitPage, desk: Desk, agreed: Household
) -> None:
    page.start(agreed.id)
    QTest.keyClicks(_matrix(page), "2")
    _click(page, "Vắng")
    assert not _matrix(page).isVisible()
    assert any("1 mức đã ghi sẽ không được lưu" in each.text() for each in page.findChildren(QLabel))
    page.save()
    visit = visits_of(desk.db, agreed.id)[0]
    assert (visit.outcome, visit.answers, visit.met) == (Outcome.ABSENT, {}, ())


def test_everything_on_the_form_reaches_the_record(page: VisitPage, desk: Desk, agreed: Household) -> None:
    page.start(agreed.id)
    QTest.keyClicks(_matrix(page), "3")
    QTest.keyClick(_matrix(page), Qt.Key.Key_Up)
    QTest.keyClicks(_matrix(page), "q")
    _choose(page, "Hình thức", Activity.HANDS_ON.value)
    for name in ("Bà Nhình", "Bác Thiêm", "Sóng Viettel: Gọi được", "VNeID", "Việc khác nữa", "Zalo", "Mở VNeID"):
        _click(page, name)
    _click(page, "Mạng khác")
    _click(page, "Sóng Vietnamobile: Không có")
    _click(page, "1 tháng")
    _click(page, "Nhà nhờ giúp lần nữa")
    _click(page, "Thêm hồ sơ")
    _type("Khai sinh")
    _choose(page, "Kết quả 1", DossierResult.DRAFTED.value)
    _click(page, "Thêm hồ sơ")
    _click(page, "Bỏ hồ sơ 2")
    QTest.keyClicks(_named(page, QPlainTextEdit, "Ý kiến của nhà"), "Mang yeu")
    QTest.keyClicks(_named(page, QLineEdit, "Đã chuyển ý kiến tới"), "Truong thon")
    _click(page, "4")
    QTest.keyClicks(_named(page, QPlainTextEdit, "Ghi chú"), "Cho du")
    page.save()
    visit = visits_of(desk.db, agreed.id)[0]
    names = {str(person.id): person.called for person in people(desk.db, (agreed.id,))[agreed.id]}
    sheet = AnswerSheet.from_document(visit.answers)
    ((person, answers),) = sheet.answers.items()
    assert (names[person], answers, sheet.how(person, "A1")) == ("Ông Dư", {"A1": "3"}, How.OBSERVED)
    assert [names[id_] for id_ in visit.met] == ["Ông Dư", "Bà Nhình"]
    assert len(visit.visitors) == 2
    assert visit.activity is Activity.HANDS_ON
    assert visit.signal == {Network.VIETTEL: Signal.CALLS, Network.VIETNAMOBILE: Signal.NONE}
    assert visit.topics == (Topic.VNEID, Topic.ZALO)
    assert visit.next_visit == date(2026, 12, 24)
    assert [(each.procedure, each.result) for each in visit.dossiers] == [("Khai sinh", DossierResult.DRAFTED)]
    assert (visit.feedback, visit.feedback_forwarded_to) == ("Mang yeu", "Truong thon")
    assert (visit.satisfaction, visit.note) == (4, "Cho du")
    given = [each for each in handouts_of(desk.db, agreed.id) if each.visit_id == visit.id]
    assert [each.topic for each in given] == ["vneid"]
    assert _home(desk.db, AGREED).asked_help


def test_another_day_can_be_picked_for_the_next_visit(page: VisitPage, desk: Desk, agreed: Household) -> None:
    page.start(agreed.id)
    _click(page, "Khác")
    day = next(each for each in page.findChildren(QWidget) if each.accessibleName() == "Ngày hẹn" and each.isVisible())
    QTest.keyClick(day, Qt.Key.Key_Up)
    page.save()
    assert visits_of(desk.db, agreed.id)[0].next_visit == date(2026, 12, 2)


def test_a_whole_visit_by_keyboard_alone(page: VisitPage, desk: Desk, stranger: Household) -> None:
    before = len(visits_of(desk.db, stranger.id))
    family = people(desk.db, (stranger.id,))[stranger.id]
    _type(stranger.code)
    _press(Qt.Key.Key_Return)
    _tab_to("Ghi lượt thăm và kỹ năng")
    _press(Qt.Key.Key_Space)
    _tab_to("Ký giấy")
    _press(Qt.Key.Key_Space)
    _press_until(Qt.Key.Key_F6, lambda: QApplication.focusWidget() is _matrix(page))
    cells = sum(cell.relevant for row in _matrix(page).matrix().cells for cell in row)
    _type("2" * cells)
    _tab_to("Sóng Viettel: Không có")
    _type("2")
    _tab_to("VNeID")
    _press(Qt.Key.Key_Space)
    _tab_to("1 tuần")
    _press(Qt.Key.Key_Right)
    _press(Qt.Key.Key_Space)
    _tab_to("Ghi chú")
    _type("hen buoi toi")
    _press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    visit = visits_of(desk.db, stranger.id)[0]
    assert len(visits_of(desk.db, stranger.id)) == before + 1
    sheet = AnswerSheet.from_document(visit.answers)
    assert {person.id for person in family} == set(sheet.answers) == set(visit.met)
    assert sum(len(answers) for answers in sheet.answers.values()) == cells
    assert {level for answers in sheet.answers.values() for level in answers.values()} == {"2"}
    assert visit.signal == {Network.VIETTEL: Signal.CALLS}
    assert visit.topics == (Topic.VNEID,)
    assert visit.next_visit == date(2026, 12, 8)
    assert visit.note == "hen buoi toi"
    consent: Consent = consents_of(desk.db, stranger.id)[0]
    assert (consent.granted, consent.method) == ((Purpose.VISITS,), ConsentMethod.SIGNED)
    assert drafts(desk.db) == ()
    assert QApplication.focusWidget() is page._chooser.search


def test_escape_goes_back_to_the_list_and_f2_searches_with_the_draft_kept(
    page: VisitPage, desk: Desk, agreed: Household
) -> None:
    page.start(agreed.id)
    QTest.keyClicks(_matrix(page), "2")
    _press(Qt.Key.Key_Escape)
    assert page._state is None
    assert QApplication.focusWidget() is page._chooser.search
    assert _button(page, "Ghi tiếp phiếu hộ Nông Văn Dư").isVisible()
    page.start(agreed.id)
    _press(Qt.Key.Key_F2)
    assert QApplication.focusWidget() is page._chooser.search
    assert len(drafts(desk.db)) == 1


def test_a_draft_can_be_thrown_away_and_fetched_back(page: VisitPage, desk: Desk, agreed: Household) -> None:
    page.start(agreed.id)
    QTest.keyClicks(_matrix(page), "2")
    kept = drafts(desk.db)
    page.go_back()
    QTest.mouseClick(_button(page, "Bỏ phiếu nháp hộ Nông Văn Dư"), Qt.MouseButton.LeftButton)
    assert drafts(desk.db) == ()
    QTest.mouseClick(_button(page, "Hoàn tác"), Qt.MouseButton.LeftButton)
    assert [(each.name, each.body) for each in drafts(desk.db)] == [(each.name, each.body) for each in kept]


def test_an_unknown_household_is_said(page: VisitPage) -> None:
    page.start(HouseholdId("khong-co"))
    assert "Không thấy hộ này" in _banner(page).sentence()
    assert page._state is None


def test_somebody_added_elsewhere_appears_without_losing_what_was_typed(
    qtbot: QtBot, page: VisitPage, desk: Desk, agreed: Household
) -> None:
    page.start(agreed.id)
    QTest.keyClicks(_matrix(page), "2")
    with desk.db.write() as tx:
        tx.save(make_person(agreed, "Nông Thị Mới", called="Chị Mới", position=9))
    qtbot.waitUntil(lambda: len(_matrix(page).matrix().columns) == 5)
    assert _matrix(page).matrix().cells[0][0].answer == "2"
    with desk.db.write() as tx:
        tx.save(replace(agreed, deleted="chuyển đi"))
    qtbot.waitUntil(lambda: page._state is None)


def test_a_household_without_people_leads_to_its_page(
    page: VisitPage, desk: Desk, agreed: Household, sent: Sent
) -> None:
    with desk.db.write() as tx:
        for person in people(desk.db, (agreed.id,))[agreed.id]:
            tx.save(replace(person, deleted="thử"))
    page.start(agreed.id)
    _click(page, "Mở hộ để thêm người")
    assert sent.calls[-1] == ("open_household", (agreed.id,))


def test_all_questions_are_shown_on_request(page: VisitPage, agreed: Household) -> None:
    page.start(agreed.id)
    _click(page, "Hiện đủ 30 câu hỏi")
    assert len(_matrix(page).matrix().rows) == 30
    _click(page, "Hiện đủ 30 câu hỏi")
    assert len(_matrix(page).matrix().rows) == 13


@pytest.mark.parametrize("size", [(1366, 768), (1366, 690), (1024, 690)])
def test_nothing_is_cut_at_any_size(
    window: MainWindow, page: VisitPage, agreed: Household, theme: Theme, size: tuple[int, int]
) -> None:
    window.resize(*size)
    page.start(agreed.id)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    form = _form(page)
    narrow = theme.large or size[0] < 1200
    assert form._whole.isVisible() is narrow
    assert form._columns.isVisible() is not narrow
    legend = _find(page, LevelLegend)
    shown = legend.mapTo(window, QPoint(0, 0))
    assert 0 <= shown.x() <= window.width() - legend.width()
    assert shown.y() + legend.height() <= window.height()
    for scroll in (form._whole, form._column):
        if scroll.isVisible():
            assert scroll.horizontalScrollBar().maximum() == 0


def test_going_from_wide_to_narrow_keeps_the_keyboard_where_it_is(
    window: MainWindow, page: VisitPage, agreed: Household
) -> None:
    page.start(agreed.id)
    matrix = _matrix(page)
    QTest.keyClicks(matrix, "2")
    window.resize(1024, 690)
    QApplication.processEvents()
    assert QApplication.focusWidget() is matrix
    window.resize(1366, 690)
    QApplication.processEvents()
    assert QApplication.focusWidget() is matrix
    assert matrix.in_hand() == (1, 0)


def test_the_names_stay_in_sight_while_a_narrow_page_scrolls(
    window: MainWindow, page: VisitPage, agreed: Household
) -> None:
    window.resize(1024, 690)
    page.start(agreed.id)
    QApplication.processEvents()
    pin, form = _find(page, HeadPin), _form(page)
    assert not pin.isVisible()
    _matrix(page).set_in_hand((12, 0))
    QApplication.processEvents()
    form._whole.verticalScrollBar().setValue(form._whole.verticalScrollBar().value() + 10)
    assert pin.isVisible()
    assert pin.pos().y() == 0
    cell = _matrix(page).focus_rect()
    place = _matrix(page).viewport().mapTo(form._whole.viewport(), cell.topLeft()).y()
    assert pin.height() <= place <= form._whole.viewport().height()


def test_every_control_has_a_name_and_can_be_hit(page: VisitPage, stranger: Household, theme: Theme) -> None:
    page.start(stranger.id)
    _tick(page, Purpose.VISITS)
    _click(page, "Lời nói")
    _click(page, "Thêm hồ sơ")
    QApplication.processEvents()
    for each in _form(page).findChildren(QWidget):
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.focusProxy() is None:
            assert each.accessibleName(), each
            assert each.height() >= theme.px(40), (each, each.accessibleName())


def test_a_key_is_drawn_and_kept_within_one_frame(page: VisitPage, agreed: Household) -> None:
    page.start(agreed.id)
    QApplication.processEvents()
    spent = []
    for key in "01234" * 8:
        begun = time.perf_counter()
        QTest.keyClicks(_matrix(page), key)
        QApplication.processEvents()
        spent.append(time.perf_counter() - begun)
    assert statistics.median(spent) < 0.016


def _refuse(*_arguments: object) -> None:
    raise DiskFullError("Đĩa đã đầy.")


def _home(db: Database, code: str) -> Household:
    found = household_by_code(db, code)
    assert found is not None
    return found


def _form(page: VisitPage) -> VisitFormView:
    assert page._form is not None
    return page._form


def _matrix(page: VisitPage) -> SkillsMatrix:
    return _find(page, SkillsMatrix)


def _banner(page: VisitPage) -> Banner:
    return _find(page, Banner)


def _find(page: QWidget, kind: type[W]) -> W:
    return page.findChildren(kind)[0]


def _named(page: QWidget, kind: type[W], name: str) -> W:
    found = [each for each in page.findChildren(kind) if each.accessibleName() == name]
    return next((each for each in found if each.isVisible()), found[0])


def _button(page: QWidget, name: str) -> QAbstractButton:
    return _named(page, QAbstractButton, name)


def _boxes(page: VisitPage) -> dict[str, QCheckBox]:
    names = ("Ghi lượt thăm và kỹ năng", "Ghi vị trí nhà", "Ghi thứ tiếng hay nói ở nhà")
    return {name: _named(page, QCheckBox, name) for name in names}


def _click(page: QWidget, name: str) -> None:
    button = _button(page, name)
    assert button.isVisible(), name
    button.click()


def _tick(page: VisitPage, purpose: Purpose) -> None:
    assert purpose is Purpose.VISITS
    _boxes(page)["Ghi lượt thăm và kỹ năng"].click()


def _choose(page: VisitPage, name: str, key: str) -> None:
    field = _named(page, ChoiceField, name)
    assert isinstance(field, QComboBox)
    field.setCurrentIndex(field.findData(key))
    field.activated.emit(field.currentIndex())


def _type(text: str) -> None:
    QTest.keyClicks(_held(), text)


def _held() -> QWidget:
    """What has the keyboard."""
    held = QApplication.focusWidget()
    assert held is not None
    return held


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(_held(), key, modifier)


def _press_until(key: Qt.Key, there: Callable[[], bool]) -> None:
    for _ in range(60):
        if there():
            return
        _press(key)
    raise AssertionError("the keyboard did not get there")


def _tab_to(name: str) -> None:
    _press_until(Qt.Key.Key_Tab, lambda: _held().accessibleName() == name)

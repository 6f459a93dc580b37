from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cdtt_app.domain.household import Household
from cdtt_app.services.undo import Saved, take_back
from cdtt_app.services.visits import draft_name
from cdtt_app.storage.drafts import drafts, read_draft
from cdtt_app.storage.errors import DiskFullError
from cdtt_app.storage.visits import visits_of
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages import visit_acts
from cdtt_app.ui.pages.visit_page import VisitPage
from tests.factories import NOW, make_person
from tests.ui.pages.desks import Sent
from tests.ui.pages.visit.visit_hands import banner_of, button_named, form_of, matrix_of


def _refuse(*_arguments: object) -> None:
    raise DiskFullError("Đĩa đã đầy.")


def test_every_key_is_kept_at_once_and_survives_the_end_of_the_program(
    qtbot: QtBot, page: VisitPage, desk: Desk, agreed: Household
) -> None:
    page.start(agreed.id)
    assert read_draft(desk.db, draft_name(agreed.id)) is None
    for count, key in enumerate("213", start=1):
        QTest.keyClicks(matrix_of(page), key)
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
    go_on = button_named(again, "Ghi tiếp phiếu hộ Nông Văn Dư")
    QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert [row[0].answer for row in matrix_of(again).matrix().cells][:4] == ["2", "1", "3", ""]
    assert matrix_of(again).in_hand() in (None, (3, 0))


def test_undoing_everything_leaves_no_draft(page: VisitPage, desk: Desk, agreed: Household) -> None:
    page.start(agreed.id)
    QTest.keyClicks(matrix_of(page), "21")
    QTest.keyClick(matrix_of(page), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [row[0].answer for row in matrix_of(page).matrix().cells][:2] == ["2", ""]
    page.undo()
    assert drafts(desk.db) == ()
    assert not form_of(page).bar.undo_button.isEnabled()
    page.undo()
    assert page._state is not None


def test_with_nothing_changed_undo_takes_back_the_last_save(
    page: VisitPage, desk: Desk, agreed: Household, sent: Sent
) -> None:
    before = visits_of(desk.db, agreed.id)
    page.start(agreed.id)
    QTest.keyClicks(matrix_of(page), "2")
    page.save()
    name, (sentence, saved) = sent.calls[-1]
    assert (name, sentence) == ("saved", "Đã lưu phiếu hộ Nông Văn Dư.")
    assert isinstance(saved, Saved)
    assert len(visits_of(desk.db, agreed.id)) == len(before) + 1
    assert drafts(desk.db) == ()
    page.undo()
    assert visits_of(desk.db, agreed.id) == before
    assert page._state is not None
    assert matrix_of(page).matrix().cells[0][0].answer == "2"
    assert "hoàn tác" in banner_of(page).sentence()


def test_a_save_taken_back_elsewhere_is_not_taken_back_twice(page: VisitPage, agreed: Household, desk: Desk) -> None:
    page.start(agreed.id)
    QTest.keyClicks(matrix_of(page), "2")
    page.save()
    assert page._last is not None
    take_back(desk.db, page._last)
    page.start(agreed.id)
    assert not form_of(page).bar.undo_button.isEnabled()
    page.undo()
    assert page._state is not None


def test_a_full_disk_is_said_and_the_form_stays(
    page: VisitPage, desk: Desk, agreed: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.start(agreed.id)
    with monkeypatch.context() as patch:
        patch.setattr(visit_acts, "keep_draft", _refuse)
        QTest.keyClicks(matrix_of(page), "2")
        assert banner_of(page).isVisible()
        assert banner_of(page).sentence() == "Đĩa đã đầy. Phiếu vẫn còn trên màn hình, đừng tắt máy."
        assert "Chưa lưu được nháp" in [each.text() for each in page.findChildren(QLabel)]
        assert matrix_of(page).matrix().cells[0][0].answer == "2"
    QTest.keyClicks(matrix_of(page), "1")
    assert not banner_of(page).isVisible()
    draft = read_draft(desk.db, draft_name(agreed.id))
    assert draft is not None
    assert len(next(iter(draft.body["sheet"]["a"].values()))) == 2


def test_a_save_that_the_disk_refuses_loses_nothing(
    page: VisitPage, desk: Desk, agreed: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = visits_of(desk.db, agreed.id)
    page.start(agreed.id)
    QTest.keyClicks(matrix_of(page), "2")
    with monkeypatch.context() as patch:
        patch.setattr(visit_acts, "log_visit", _refuse)
        page.save()
    assert banner_of(page).sentence().startswith("Đĩa đã đầy.")
    assert page._state is not None
    assert visits_of(desk.db, agreed.id) == before
    assert read_draft(desk.db, draft_name(agreed.id)) is not None
    page.save()
    assert len(visits_of(desk.db, agreed.id)) == len(before) + 1


def test_a_draft_can_be_thrown_away_and_fetched_back(page: VisitPage, desk: Desk, agreed: Household) -> None:
    page.start(agreed.id)
    QTest.keyClicks(matrix_of(page), "2")
    kept = drafts(desk.db)
    page.go_back()
    QTest.mouseClick(button_named(page, "Bỏ phiếu nháp hộ Nông Văn Dư"), Qt.MouseButton.LeftButton)
    assert drafts(desk.db) == ()
    QTest.mouseClick(button_named(page, "Hoàn tác"), Qt.MouseButton.LeftButton)
    assert [(each.name, each.body) for each in drafts(desk.db)] == [(each.name, each.body) for each in kept]


def test_somebody_added_elsewhere_appears_without_losing_what_was_typed(
    qtbot: QtBot, page: VisitPage, desk: Desk, agreed: Household
) -> None:
    page.start(agreed.id)
    QTest.keyClicks(matrix_of(page), "2")
    with desk.db.write() as tx:
        tx.save(make_person(agreed, "Nông Thị Mới", called="Chị Mới", position=9))
    qtbot.waitUntil(lambda: len(matrix_of(page).matrix().columns) == 5)
    assert matrix_of(page).matrix().cells[0][0].answer == "2"
    with desk.db.write() as tx:
        tx.save(replace(agreed, deleted="chuyển đi"))
    qtbot.waitUntil(lambda: page._state is None)


def test_the_keyboard_stays_useful_when_the_form_is_opened_again(page: VisitPage, agreed: Household) -> None:
    for _ in range(2):
        page.start(agreed.id)
        matrix_of(page).setFocus()
    QTest.keyClicks(matrix_of(page), "3")
    assert matrix_of(page).matrix().cells[0][0].answer == "3"

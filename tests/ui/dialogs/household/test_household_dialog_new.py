from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.domain.household import Household
from cdtt_app.domain.person import FamilyRole
from cdtt_app.services.undo import Saved, take_back
from cdtt_app.storage.drafts import drafts
from cdtt_app.storage.households import household_by_code, people
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import household_acts as acts
from cdtt_app.ui.dialogs.household_dialog import HouseholdDialog
from tests.factories import HAMLET
from tests.ui.dialogs.household.household_hands import line, red, save, shown, type_into
from tests.ui.pages.desks import Sent


def test_a_new_household_is_saved_with_its_head(new: HouseholdDialog, desk: Desk, sent: Sent) -> None:
    assert line(new, "code").text() == "BG-005"
    assert "thôn Bản Giòng" in next(each.text() for each in new.findChildren(QLabel))
    type_into(line(new, "name"), "Quan Văn Thiềng")
    type_into(line(new, "member_count"), "5")
    save(new)
    kept = household_by_code(desk.db, "BG-005")
    assert kept is not None
    assert (kept.head_name, kept.member_count, kept.hamlet_id) == ("Quan Văn Thiềng", 5, HAMLET)
    (head,) = people(desk.db, (kept.id,))[kept.id]
    assert (head.name, head.role) == ("Quan Văn Thiềng", FamilyRole.HEAD)
    assert not new.isVisible()
    assert drafts(desk.db) == ()
    (opened, (id_,)), (said, (sentence, _saved)) = sent.calls
    assert (opened, id_, said) == ("open_household", kept.id, "saved")
    assert sentence == "Đã ghi hộ mới Quan Văn Thiềng, BG-005."


def test_undoing_a_new_household_gives_the_form_back(new: HouseholdDialog, desk: Desk, sent: Sent) -> None:
    type_into(line(new, "name"), "Quan Văn Thiềng")
    save(new)
    saved = sent.calls[-1][1][1]
    assert isinstance(saved, Saved)
    take_back(desk.db, saved)
    assert acts.open_new(desk.db).form.name == "Quan Văn Thiềng"


def test_the_double_is_asked_about_before_it_is_written(
    new: HouseholdDialog, desk: Desk, sent: Sent, qtbot: QtBot
) -> None:
    type_into(line(new, "name"), "nong van du")
    qtbot.waitUntil(new.guard.isVisible)
    words = [each.text() for each in new.guard.findChildren(QLabel)]
    assert words[0] == "Có phải hộ này không?"
    assert "Nông Văn Dư · BG-004" in words
    assert "Cụm Nà Phiêng · cùng tên chủ hộ" in words
    save(new)
    assert new.isVisible()
    assert "Hãy trả lời" in new.banner.sentence()
    assert household_by_code(desk.db, "BG-005") is None
    assert sent.calls == []


def test_it_is_another_family(new: HouseholdDialog, desk: Desk, qtbot: QtBot) -> None:
    type_into(line(new, "phone"), "0912 345 678")
    qtbot.waitUntil(new.guard.isVisible)
    new.guard.none.click()
    type_into(line(new, "name"), "Nông Văn Dư")
    qtbot.wait(300)
    assert not new.guard.isVisible()
    save(new)
    assert household_by_code(desk.db, "BG-005") is not None


def test_it_is_the_same_family(new: HouseholdDialog, desk: Desk, home: Household, sent: Sent, qtbot: QtBot) -> None:
    type_into(line(new, "name"), "Nông Văn Dư")
    qtbot.waitUntil(new.guard.isVisible)
    next(b for b in new.guard.findChildren(QPushButton) if b.text() == "Đúng, mở hộ này").click()
    assert sent.calls == [("open_household", (home.id,))]
    assert not new.isVisible()
    assert drafts(desk.db) == ()


def test_the_guard_follows_what_is_typed(new: HouseholdDialog, qtbot: QtBot) -> None:
    type_into(line(new, "name"), "Nông Văn Dư")
    qtbot.waitUntil(new.guard.isVisible)
    type_into(line(new, "name"), "Ma Văn Tụ")
    qtbot.waitUntil(lambda: not new.guard.isVisible())


def test_what_is_wrong_stands_beside_its_field(new: HouseholdDialog, desk: Desk) -> None:
    assert red(new) == []
    type_into(line(new, "phone"), "123")
    save(new)
    assert "Hộ cần có tên gọi. Hãy ghi tên chủ hộ." in red(new)
    assert "Số điện thoại chưa đúng. Hãy xem lại, hoặc để trống." in red(new)
    assert line(new, "phone").accessibleDescription().startswith("Số điện thoại")
    assert QApplication.focusWidget() is line(new, "name")
    assert household_by_code(desk.db, "BG-005") is None


def test_the_first_thing_that_is_wrong_comes_into_sight(new: HouseholdDialog, qtbot: QtBot) -> None:
    bar = new._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    save(new)
    qtbot.waitUntil(lambda: bar.value() < 60)


def test_a_code_that_is_taken_is_said_at_once(new: HouseholdDialog) -> None:
    type_into(line(new, "code"), "bg-004")
    assert red(new) == ["Mã này đã dùng cho hộ Nông Văn Dư. Hãy chọn mã khác."]


def test_a_draft_of_a_new_household_is_opened_again(new: HouseholdDialog, desk: Desk, qtbot: QtBot) -> None:
    type_into(line(new, "name"), "Quan Văn Thiềng")
    new.reject()
    again = shown(qtbot, desk, acts.open_new(desk.db))
    assert line(again, "name").text() == "Quan Văn Thiềng"
    assert again._opening.base.id == new._opening.base.id

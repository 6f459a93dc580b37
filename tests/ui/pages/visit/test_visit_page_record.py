from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from cdtt_app.domain.checklist import AnswerSheet, How
from cdtt_app.domain.consent import Consent, ConsentMethod, Purpose
from cdtt_app.domain.household import Household, Network, Signal
from cdtt_app.domain.visit import Activity, DossierResult, Outcome, Topic
from cdtt_app.services.visits import draft_name
from cdtt_app.storage.drafts import drafts, read_draft
from cdtt_app.storage.households import people
from cdtt_app.storage.visits import consents_of, handouts_of, visits_of
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.visit_page import VisitPage
from cdtt_app.ui.widgets.fields import NumberField
from tests.ui.pages.homes import home
from tests.ui.pages.visit.visit_hands import (
    AGREED,
    banner_of,
    boxes_of,
    button_named,
    choose,
    click,
    find,
    matrix_of,
    named,
    press,
    press_until,
    tab_to,
    tick,
    type_text,
)


def test_an_earlier_yes_opens_the_matrix_and_ticks_nothing(page: VisitPage, agreed: Household) -> None:
    page.start(agreed.id)
    matrix = matrix_of(page)
    assert matrix.isVisible()
    assert matrix.matrix().last_asked == date(2026, 5, 12)
    assert [column.name for column in matrix.matrix().columns] == ["Ông Dư", "Bà Nhình", "Anh Toàn", "Chị Vân"]
    assert not any(box.isVisible() for box in boxes_of(page).values())
    QTest.mouseClick(button_named(page, "Hỏi lại"), Qt.MouseButton.LeftButton)
    assert [box.isVisible() and not box.isChecked() for box in boxes_of(page).values()] == [True] * 3
    assert matrix.isVisible()
    QTest.mouseClick(button_named(page, "Thôi, không hỏi lại"), Qt.MouseButton.LeftButton)
    assert not any(box.isVisible() for box in boxes_of(page).values())


def test_nobody_is_named_before_the_first_tick(page: VisitPage, desk: Desk, stranger: Household) -> None:
    page.start(stranger.id)
    assert not matrix_of(page).isVisible()
    assert all(box.isVisible() and not box.isChecked() for box in boxes_of(page).values())
    find(page, NumberField)._box.setValue(3)
    page.save()
    visit = visits_of(desk.db, stranger.id)[0]
    assert (visit.guided_count, visit.answers, visit.met) == (3, {}, ())
    assert consents_of(desk.db, stranger.id) == ()


def test_a_refusal_is_written_down_and_nothing_about_people(page: VisitPage, desk: Desk, stranger: Household) -> None:
    page.start(stranger.id)
    tick(page, Purpose.VISITS)
    QTest.keyClicks(matrix_of(page), "22")
    click(page, "Không đồng ý")
    assert not matrix_of(page).isVisible()
    body = read_draft(desk.db, draft_name(stranger.id))
    assert body is not None
    assert "a" not in body.body["sheet"]
    page.save()
    assert consents_of(desk.db, stranger.id)[0].granted == ()
    assert visits_of(desk.db, stranger.id)[0].answers == {}


def test_a_yes_must_say_how_it_was_given(page: VisitPage, desk: Desk, stranger: Household) -> None:
    page.start(stranger.id)
    before = len(visits_of(desk.db, stranger.id))
    tick(page, Purpose.VISITS)
    page.save()
    assert "bằng cách nào" in banner_of(page).sentence()
    assert QApplication.focusWidget() is button_named(page, "Ký giấy")
    click(page, "Lời nói")
    page.save()
    assert "người chứng kiến" in banner_of(page).sentence()
    witness = named(page, QLineEdit, "Người chứng kiến")
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


def test_a_promise_needs_a_day_and_the_keyboard_goes_there(page: VisitPage, desk: Desk, agreed: Household) -> None:
    page.start(agreed.id)
    click(page, "Hẹn lại")
    page.save()
    assert "cần ngày hẹn" in banner_of(page).sentence()
    assert QApplication.focusWidget() is button_named(page, "1 tuần")
    click(page, "2 tuần")
    choose(page, "Giờ hẹn", "19:30")
    page.save()
    visit = visits_of(desk.db, agreed.id)[0]
    assert (visit.outcome, visit.next_visit, visit.next_time) == (Outcome.PROMISED, date(2026, 12, 8), "19:30")


def test_nobody_at_home_is_four_keys_and_keeps_nothing_about_people(
    page: VisitPage, desk: Desk, agreed: Household
) -> None:
    page.start(agreed.id)
    QTest.keyClicks(matrix_of(page), "2")
    click(page, "Vắng")
    assert not matrix_of(page).isVisible()
    assert any("1 mức đã ghi sẽ không được lưu" in each.text() for each in page.findChildren(QLabel))
    page.save()
    visit = visits_of(desk.db, agreed.id)[0]
    assert (visit.outcome, visit.answers, visit.met) == (Outcome.ABSENT, {}, ())


def test_everything_on_the_form_reaches_the_record(page: VisitPage, desk: Desk, agreed: Household) -> None:
    page.start(agreed.id)
    QTest.keyClicks(matrix_of(page), "3")
    QTest.keyClick(matrix_of(page), Qt.Key.Key_Up)
    QTest.keyClicks(matrix_of(page), "q")
    choose(page, "Hình thức", Activity.HANDS_ON.value)
    for name in ("Bà Nhình", "Bác Thiêm", "Sóng Viettel: Gọi được", "VNeID", "Việc khác nữa", "Zalo", "Mở VNeID"):
        click(page, name)
    click(page, "Mạng khác")
    click(page, "Sóng Vietnamobile: Không có")
    click(page, "1 tháng")
    click(page, "Nhà nhờ giúp lần nữa")
    click(page, "Thêm hồ sơ")
    type_text("Khai sinh")
    choose(page, "Kết quả 1", DossierResult.DRAFTED.value)
    click(page, "Thêm hồ sơ")
    click(page, "Bỏ hồ sơ 2")
    QTest.keyClicks(named(page, QPlainTextEdit, "Ý kiến của nhà"), "Mang yeu")
    QTest.keyClicks(named(page, QLineEdit, "Đã chuyển ý kiến tới"), "Truong thon")
    click(page, "4")
    QTest.keyClicks(named(page, QPlainTextEdit, "Ghi chú"), "Cho du")
    page.save()
    visit = visits_of(desk.db, agreed.id)[0]
    names = {str(person.id): person.called for person in people(desk.db, (agreed.id,))[agreed.id]}
    sheet = AnswerSheet.from_document(visit.answers)
    ((person, answers),) = sheet.answers.items()
    assert (names[person], answers, sheet.how(person, "A1")) == ("Ông Dư", {"A1": "3"}, How.OBSERVED)
    assert {names[id_] for id_ in visit.met} == {"Ông Dư", "Bà Nhình"}
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
    assert home(desk.db, AGREED).asked_help


def test_another_day_can_be_picked_for_the_next_visit(page: VisitPage, desk: Desk, agreed: Household) -> None:
    page.start(agreed.id)
    click(page, "Khác")
    day = next(each for each in page.findChildren(QWidget) if each.accessibleName() == "Ngày hẹn" and each.isVisible())
    QTest.keyClick(day, Qt.Key.Key_Up)
    page.save()
    assert visits_of(desk.db, agreed.id)[0].next_visit == date(2026, 12, 2)


def test_a_whole_visit_by_keyboard_alone(page: VisitPage, desk: Desk, stranger: Household) -> None:
    before = len(visits_of(desk.db, stranger.id))
    family = people(desk.db, (stranger.id,))[stranger.id]
    type_text(stranger.code)
    press(Qt.Key.Key_Return)
    tab_to("Ghi lượt thăm và kỹ năng")
    press(Qt.Key.Key_Space)
    tab_to("Ký giấy")
    press(Qt.Key.Key_Space)
    press_until(Qt.Key.Key_F6, lambda: QApplication.focusWidget() is matrix_of(page))
    cells = sum(cell.relevant for row in matrix_of(page).matrix().cells for cell in row)
    type_text("2" * cells)
    tab_to("Sóng Viettel: Không có")
    type_text("2")
    tab_to("VNeID")
    press(Qt.Key.Key_Space)
    tab_to("1 tuần")
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    tab_to("Ghi chú")
    type_text("hen buoi toi")
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
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

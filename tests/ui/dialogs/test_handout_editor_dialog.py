"""The editor of a handout, over a real copy of the practice hamlet, in an officer's hands."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from cdtt_app.documents.handout_paper import Fit, HandoutPaper
from cdtt_app.domain.address_register import AddressCheck
from cdtt_app.domain.handout_edition import HandoutEdition
from cdtt_app.domain.handout_text import Layout
from cdtt_app.domain.languages import Language
from cdtt_app.services.handouts import editable, read_shelf
from cdtt_app.services.rights import play_officer
from cdtt_app.services.undo import take_back
from cdtt_app.storage.drafts import drafts, read_draft
from cdtt_app.storage.errors import DiskFullError
from cdtt_app.storage.questions import where
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import handout_editor_dialog
from cdtt_app.ui.dialogs.handout_editor_acts import EditorActs, draft_name, edit_handout, editor_acts
from cdtt_app.ui.dialogs.handout_editor_dialog import HandoutEditorDialog
from cdtt_app.ui.theme import FAMILY, Theme
from tests.ui.dialogs.locked import nameless, small_targets
from tests.ui.pages.desks import Sent, make_desk, practice_db
from tests.ui.pages.sync.sync_hands import cut_words

TOPIC = "lua_dao"
PLACE = "khong-1.text"
KHMER = "ប្រយ័ត្ន"


@pytest.fixture
def sent() -> Sent:
    return Sent()


@pytest.fixture
def desk(theme: Theme, tmp_path: Path, sent: Sent) -> Iterator[Desk]:
    db = practice_db(tmp_path / "p")
    play_officer(db, on=True)
    made = make_desk(db, tmp_path / "p", theme, sent)
    yield made
    made.tasks.close()
    db.close()


def show(desk: Desk, qtbot: QtBot, acts: EditorActs | None = None, width: int = 1320) -> HandoutEditorDialog:
    dialog = HandoutEditorDialog(desk.theme, desk.tasks, acts or editor_acts(desk), TOPIC)
    qtbot.addWidget(dialog)
    dialog.resize(width, 650)
    dialog.show()
    qtbot.waitExposed(dialog)
    QApplication.processEvents()
    return dialog


def write(dialog: HandoutEditorDialog, place: str, text: str) -> None:
    dialog.field(place).setPlainText(text)


def said_at(dialog: HandoutEditorDialog, place: str) -> str:
    return dialog._fields[place]._problems.text()


def pages_of(dialog: HandoutEditorDialog) -> int:
    return dialog.paper.count


def test_the_paper_is_drawn_beside_the_texts_and_says_whether_it_fits(desk: Desk, qtbot: QtBot) -> None:
    dialog = show(desk, qtbot)
    assert dialog.focusWidget() is dialog.field("title")
    qtbot.waitUntil(lambda: pages_of(dialog) == 1)
    assert dialog.fit_words.text() == "Vừa trang."
    assert dialog.windowTitle() == "Sửa tờ: Chống lừa đảo qua điện thoại"


def test_after_typing_the_paper_is_drawn_once_with_what_was_typed_last(desk: Desk, qtbot: QtBot) -> None:
    acts, drawn = editor_acts(desk), []

    def draw(paper: HandoutPaper, layout: Layout) -> tuple[bytes, Fit]:
        drawn.append((paper.handout.title[Language.VIETNAMESE], layout))
        return acts.draw(paper, layout)

    dialog = show(desk, qtbot, replace(acts, draw=draw))
    qtbot.waitUntil(lambda: pages_of(dialog) == 1)
    before = len(drawn)
    for text in ("C", "Ch", "Chống"):
        write(dialog, "title", text)
    qtbot.waitUntil(lambda: len(drawn) > before)
    qtbot.wait(500)
    assert drawn[before:] == [("Chống", Layout.A4)]
    dialog.layout_choice.chosen.emit(Layout.LARGE)
    qtbot.waitUntil(lambda: drawn[-1] == ("Chống", Layout.LARGE))


def test_while_one_paper_is_drawn_the_others_wait_and_only_the_last_is_drawn(desk: Desk, qtbot: QtBot) -> None:
    acts, gate, begun = editor_acts(desk), Event(), []

    def draw(paper: HandoutPaper, layout: Layout) -> tuple[bytes, Fit]:
        begun.append(layout)
        gate.wait(20)
        return acts.draw(paper, layout)

    dialog = show(desk, qtbot, replace(acts, draw=draw))
    for layout in (Layout.LARGE, Layout.FOLDED, Layout.POSTER):
        dialog.layout_choice.chosen.emit(layout)
    qtbot.wait(100)
    assert begun == [Layout.A4]
    gate.set()
    qtbot.waitUntil(lambda: pages_of(dialog) == 1)
    assert begun == [Layout.A4, Layout.POSTER]


def test_a_field_that_grows_while_one_types_stays_in_sight(desk: Desk, qtbot: QtBot) -> None:
    dialog = show(desk, qtbot)
    field = dialog.field("nen-1.text")
    field.setFocus()
    QTest.keyClicks(field, "khong doc ma cho ai " * 12)
    qtbot.wait(50)
    whole, seen = dialog._fields["nen-1.text"], dialog._scroll.viewport()
    assert whole.mapTo(seen, whole.rect().bottomLeft()).y() <= seen.height()


def test_a_sheet_that_no_longer_fits_says_so_and_one_too_long_is_not_drawn(desk: Desk, qtbot: QtBot) -> None:
    dialog = show(desk, qtbot)
    dialog.layout_choice.chosen.emit(Layout.FOLDED)
    for view in dialog._fields:
        if view != "loudspeaker":
            write(dialog, view, "chữ rất dài " * 40)
    qtbot.waitUntil(lambda: "quá dài" in dialog.fit_words.text())
    assert "quá dài" in dialog.paper.accessibleName()


def test_what_reads_badly_is_said_under_its_field_at_once_and_nothing_is_published(desk: Desk, qtbot: QtBot) -> None:
    dialog = show(desk, qtbot)
    assert not dialog.publish.isEnabled()
    write(dialog, PLACE, "**Không đọc mã")
    assert "chưa đóng" in said_at(dialog, PLACE)
    assert said_at(dialog, "title") == ""
    assert not dialog.publish.isEnabled()
    write(dialog, PLACE, "**Không** đọc mã.")
    assert said_at(dialog, PLACE) == ""
    assert dialog.publish.isEnabled()
    assert dialog.publish.text() == f"Phát hành bản {dialog.state.published.version + 1}"


def test_publishing_asks_why_and_makes_the_next_version_which_can_be_taken_back(desk: Desk, qtbot: QtBot) -> None:
    before = next(each for each in editable(desk.db) if each.topic == TOPIC)
    dialog = show(desk, qtbot)
    write(dialog, PLACE, "Không đọc mã cho ai.")
    dialog.publish.click()
    assert dialog.focusWidget() is dialog.why
    dialog.publish.click()
    assert "vì sao" in dialog.banner.sentence()
    assert dialog.isVisible()
    dialog.why.setText("bà con hỏi lại nhiều")
    QTest.keyClick(dialog.why, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    printed = read_shelf(desk.db).handout(TOPIC)
    assert printed is not None
    assert printed.version == before.version + 1
    assert {edition.why for edition in where(desk.db, HandoutEdition)} == {"bà con hỏi lại nhiều"}
    assert drafts(desk.db, "handout/") == ()
    assert dialog.saved is not None
    take_back(desk.db, dialog.saved)
    assert next(each for each in editable(desk.db) if each.topic == TOPIC) == before
    draft = read_draft(desk.db, draft_name(TOPIC))
    assert draft is not None
    assert draft.body["texts"] == {f"{PLACE}.vi": "Không đọc mã cho ai."}


def test_escape_asks_nothing_and_what_was_typed_is_there_again(desk: Desk, qtbot: QtBot) -> None:
    dialog = show(desk, qtbot)
    write(dialog, PLACE, "dở dang")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    again = show(desk, qtbot)
    assert again.field(PLACE).toPlainText() == "dở dang"
    again.revert.click()
    assert again.field(PLACE).toPlainText() != "dở dang"
    assert drafts(desk.db, "handout/") == ()
    QApplication.processEvents()
    next(b for b in again.banner.findChildren(QPushButton) if b.text() == "Hoàn tác").click()
    assert again.field(PLACE).toPlainText() == "dở dang"
    assert len(drafts(desk.db, "handout/")) == 1


def test_a_draft_older_than_the_newest_edition_is_said(desk: Desk, qtbot: QtBot) -> None:
    editor_acts(desk).keep(TOPIC, {"version": 0, "texts": {f"{PLACE}.vi": "cũ"}})
    dialog = show(desk, qtbot)
    assert "bản mới sau khi ghi nháp" in dialog.banner.sentence()
    assert dialog.field(PLACE).toPlainText() == "cũ"


@pytest.mark.parametrize(
    ("language", "text"), [(Language.EDE, "Ê̆ Ơ̆ Ư̆ ƀ"), (Language.BANA, "ƀ Ơ̆ ĭ"), (Language.KHMER, KHMER)]
)
def test_translators_write_beside_the_vietnamese(desk: Desk, qtbot: QtBot, language: Language, text: str) -> None:
    dialog = show(desk, qtbot)
    dialog.language.chosen.emit(language)
    assert dialog.field("title").toPlainText() == ""
    assert dialog._fields["title"]._vietnamese.text() == "Chống lừa đảo qua điện thoại"
    count = int(dialog._untranslated.text().split()[1])
    write(dialog, "title", text)
    assert dialog._untranslated.text() == f"còn {count - 1} chỗ chưa dịch"
    dialog._untranslated.click()
    assert dialog.focusWidget() is dialog.field("subtitle")
    assert dialog.state.now.title[language] == text
    dialog.language.chosen.emit(Language.VIETNAMESE)
    assert dialog.field("title").toPlainText() == "Chống lừa đảo qua điện thoại"
    assert not dialog._fields["title"]._vietnamese.isVisible()


@pytest.mark.parametrize(("text", "family"), [("Ê̆ Ơ̆ Ư̆ ƀ Ƀ", FAMILY), (KHMER, "Noto Sans Khmer")])
def test_every_letter_has_its_shape_in_a_bundled_font(theme: Theme, text: str, family: str) -> None:
    layout = QTextLayout(text, QFont(theme.font()))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    assert {run.rawFont().familyName().casefold() for run in runs} == {family.casefold()}
    assert all(glyph != 0 for run in runs for glyph in run.glyphIndexes())


def test_ctrl_b_makes_the_word_at_the_cursor_bold_in_one_step(desk: Desk, qtbot: QtBot) -> None:
    dialog = show(desk, qtbot)
    field = dialog.field(PLACE)
    write(dialog, PLACE, "Không đọc mã")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert field.toPlainText() == "**Không** đọc mã"
    dialog.bold.click()
    assert field.toPlainText() == "Không đọc mã"
    field.undo()
    assert field.toPlainText() == "**Không** đọc mã"


def test_an_address_that_was_tried_is_ticked(desk: Desk, qtbot: QtBot) -> None:
    dialog = show(desk, qtbot)
    ticks = [b for b in dialog._addresses.findChildren(QPushButton) if b.text() == "Đã thử, đúng"]
    assert len(ticks) == 3
    ticks[0].click()
    QApplication.processEvents()
    assert {check.address for check in where(desk.db, AddressCheck)} == {"so_156"}
    left = [b for b in dialog._addresses.findChildren(QPushButton) if b.text() == "Đã thử, đúng" and b.isVisible()]
    assert len(left) == 2


def test_a_disk_that_refuses_the_draft_is_said_and_the_text_stays(desk: Desk, qtbot: QtBot) -> None:
    def full(_topic: str, _body: object) -> None:
        raise DiskFullError("Đĩa đã đầy.")

    dialog = show(desk, qtbot, replace(editor_acts(desk), keep=full))
    write(dialog, PLACE, "Không đọc mã.")
    assert dialog.banner.sentence() == "Đĩa đã đầy. Chữ vẫn còn trên màn hình, đừng tắt máy."
    assert dialog.field(PLACE).toPlainText() == "Không đọc mã."


def test_a_volunteer_cannot_publish(desk: Desk, qtbot: QtBot) -> None:
    play_officer(desk.db, on=False)
    dialog = show(desk, qtbot)
    write(dialog, PLACE, "Không đọc mã.")
    dialog.publish.click()
    dialog.why.setText("thử")
    dialog.publish.click()
    assert "cán bộ xã" in dialog.banner.sentence()
    assert dialog.isVisible()


@pytest.mark.parametrize("width", [1000, 1320])
@pytest.mark.parametrize("language", [Language.VIETNAMESE, Language.KHMER])
def test_the_window_can_be_read_touched_and_named(desk: Desk, qtbot: QtBot, width: int, language: Language) -> None:
    dialog = show(desk, qtbot, width=width)
    dialog.language.chosen.emit(language)
    write(dialog, PLACE, "**Không đọc mã")
    QApplication.processEvents()
    assert dialog.width() == width
    assert dialog.height() == 650
    assert cut_words(dialog) == []
    assert nameless(dialog) == []
    assert small_targets(dialog, desk.theme.px(40)) == []


def test_where_it_is_narrow_one_looks_at_the_texts_or_at_the_paper(desk: Desk, qtbot: QtBot) -> None:
    dialog = show(desk, qtbot, width=900)
    assert dialog.field("title").isVisible()
    assert not dialog.paper.isVisible()
    dialog._panes._buttons["look"].click()
    assert dialog.paper.isVisible()
    assert not dialog.field("title").isVisible()


def test_what_was_published_is_offered_to_be_taken_back_on_the_page(
    desk: Desk, qtbot: QtBot, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = show(desk, qtbot)

    def publish(dialog: HandoutEditorDialog) -> int:
        write(dialog, PLACE, "Không đọc mã cho ai.")
        dialog.publish.click()
        dialog.why.setText("ngắn hơn")
        dialog.publish.click()
        return dialog.result()

    monkeypatch.setattr(handout_editor_dialog.HandoutEditorDialog, "exec", publish)
    edit_handout(desk, parent.state.published, parent)
    name, (sentence, _saved) = sent.calls[-1]
    assert (name, sentence) == ("saved", "Đã phát hành bản mới: Chống lừa đảo qua điện thoại.")

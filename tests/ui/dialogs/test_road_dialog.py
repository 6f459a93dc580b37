from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cdtt_app.storage.database import Database
from cdtt_app.storage.road_settings import RoadSettings, keep_road_settings, road_settings
from cdtt_app.ui.dialogs.road_dialog import RoadDialog
from cdtt_app.ui.theme import Theme
from tests.certificates import make_certificates
from tests.ui.dialogs.locked import nameless, small_targets, type_in
from tests.ui.pages.sync.sync_hands import cut_words

PROXY = "http://10.0.0.1:3128"


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """The certificate of a province that vouches for itself."""
    return Path(make_certificates(tmp_path).authority)


def _open(theme: Theme, db: Database, qtbot: QtBot) -> RoadDialog:
    dialog = RoadDialog(theme, db)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    QApplication.processEvents()
    return dialog


def test_a_proxy_and_a_certificate_are_kept(theme: Theme, db: Database, qtbot: QtBot, authority: Path) -> None:
    dialog = _open(theme, db, qtbot)
    type_in(dialog.proxy, PROXY)
    dialog.take_file(authority)
    dialog.save.click()
    kept = road_settings(db)
    assert kept == RoadSettings(proxy=PROXY, authority=authority.read_text())


def test_what_is_wrong_is_told_and_nothing_is_kept(theme: Theme, db: Database, qtbot: QtBot, authority: Path) -> None:
    dialog = _open(theme, db, qtbot)
    dialog.take_file(authority)
    type_in(dialog.proxy, "10.0.0.1")
    dialog.save.click()
    assert "http://10.0.0.1:3128" in dialog.banner.sentence()
    assert dialog.isVisible()
    assert road_settings(db) == RoadSettings()


def test_a_file_that_is_no_certificate_is_told(theme: Theme, db: Database, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = _open(theme, db, qtbot)
    (tmp_path / "anh.pem").write_bytes(b"\xff\xd8")
    dialog.take_file(tmp_path / "anh.pem")
    assert dialog.banner.sentence().startswith("Chưa đọc được tệp này.")
    (tmp_path / "thu.pem").write_text("không phải", encoding="ascii", errors="replace")
    dialog.take_file(tmp_path / "thu.pem")
    dialog.save.click()
    assert "không phải một chứng thư của tỉnh" in dialog.banner.sentence()
    assert road_settings(db) == RoadSettings()


def test_what_was_chosen_stands_there_and_can_be_given_up(theme: Theme, db: Database, qtbot: QtBot) -> None:
    keep_road_settings(db, RoadSettings(proxy=PROXY, authority="PEM"))
    dialog = _open(theme, db, qtbot)
    assert dialog.proxy.text() == PROXY
    assert dialog.usual.isVisible()
    dialog.usual.click()
    dialog.proxy.clear()
    dialog.save.click()
    assert road_settings(db) == RoadSettings()


def test_the_window_can_be_read_touched_and_named(theme: Theme, db: Database, qtbot: QtBot) -> None:
    keep_road_settings(db, RoadSettings(proxy=PROXY, authority="PEM"))
    dialog = _open(theme, db, qtbot)
    assert cut_words(dialog) == []
    assert nameless(dialog) == []
    assert small_targets(dialog, theme.px(40)) == []

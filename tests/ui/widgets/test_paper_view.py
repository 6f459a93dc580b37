from collections.abc import Callable, Iterator

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.paper_cache import PaperCache
from cdtt_app.ui.widgets.paper_layout import PaperLayout, Zoom, lay_pages
from cdtt_app.ui.widgets.paper_view import PaperView
from tests.documents.papers import code_text, paper
from tests.documents.rendering import read_codes

A4, LYING = (210.0, 297.0), (297.0, 210.0)


@pytest.fixture
def tasks(dressed_app: QApplication) -> Iterator[Tasks]:
    made = Tasks(dressed_app)
    yield made
    made.close()


@pytest.fixture
def view(theme: Theme, tasks: Tasks, qtbot: QtBot) -> PaperView:
    made = PaperView(theme, tasks, "Xem trước VNeID")
    qtbot.addWidget(made)
    made.resize(900, 620)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def show(view: PaperView, tasks: Tasks, qtbot: QtBot) -> Callable[[bytes], None]:
    def show_(pdf: bytes) -> None:
        with qtbot.waitSignal(view.opened, timeout=20_000):
            view.show_pdf(pdf)
        settle(view, tasks, qtbot)

    return show_


def settle(view: PaperView, tasks: Tasks, qtbot: QtBot) -> None:
    """Until everything in sight is drawn."""
    qtbot.waitUntil(lambda: view._missing() is None and not tasks.busy(), timeout=20_000)


def _seen(view: PaperView, ratio: float = 1.0) -> Image.Image:
    image = QImage(round(view.width() * ratio), round(view.height() * ratio), QImage.Format.Format_Grayscale8)
    image.setDevicePixelRatio(ratio)
    image.fill(255)
    view.render(image)
    size = (image.width(), image.height())
    return Image.frombuffer("L", size, bytes(image.constBits()), "raw", "L", image.bytesPerLine(), 1)


def test_the_first_page_is_seen_whole(view: PaperView, show: Callable[[bytes], None]) -> None:
    show(paper(2))
    place = view._layout.places[0]
    assert place.height <= view.viewport().height()
    assert (view.page, view.count) == (1, 2)
    assert read_codes(_seen(view)) == [code_text(1)]


def test_page_keys_turn_pages_and_a_screen_reader_hears_where(
    view: PaperView, show: Callable[[bytes], None], tasks: Tasks, qtbot: QtBot
) -> None:
    show(paper(3))
    turned: list[tuple[int, int]] = []
    view.page_changed.connect(lambda page, count: turned.append((page, count)))
    assert view.accessibleName() == "Xem trước VNeID: trang 1 trong 3"
    keys = (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_PageUp)
    for key in keys:
        QTest.keyClick(view, key)
    assert turned == [(2, 3), (3, 3), (2, 3), (1, 3)]
    QTest.keyClick(view, Qt.Key.Key_End)
    settle(view, tasks, qtbot)
    assert view.accessibleName() == "Xem trước VNeID: trang 3 trong 3"
    assert read_codes(_seen(view)) == [code_text(3)]


def test_zooming_keeps_the_page_and_fills_the_width(
    view: PaperView, show: Callable[[bytes], None], tasks: Tasks, qtbot: QtBot
) -> None:
    show(paper(3))
    view.go_to(2)
    view.set_zoom(Zoom.WIDTH)
    settle(view, tasks, qtbot)
    assert view.page == 2
    assert view._layout.places[1].width > view.viewport().width() * 0.9
    assert read_codes(_seen(view)) == [code_text(2)]
    view.set_zoom(Zoom.PAGE)
    assert view.page == 2


def test_pages_are_drawn_with_all_the_pixels_of_the_screen(
    view: PaperView, show: Callable[[bytes], None], monkeypatch: pytest.MonkeyPatch, tasks: Tasks, qtbot: QtBot
) -> None:
    show(paper(1))
    place = view._layout.places[0]
    assert view._cache.get(0, place.width) is not None
    monkeypatch.setattr(PaperView, "devicePixelRatioF", lambda _self: 2.0)
    assert view._missing() == (0, place.width * 2)
    view._settle.start()
    settle(view, tasks, qtbot)
    drawn = view._cache.get(0, place.width * 2)
    assert drawn is not None
    assert drawn.width() == place.width * 2


def test_only_what_is_seen_is_drawn(view: PaperView, show: Callable[[bytes], None]) -> None:
    show(paper(30))
    drawn = [page for page in range(30) if view._cache.near(page) is not None]
    assert drawn in ([0], [0, 1])


def test_a_torn_paper_is_told_and_a_good_one_after_it_shown(
    view: PaperView, show: Callable[[bytes], None], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(view.failed, timeout=20_000) as told:
        view.show_pdf(b"no paper")
    assert told.args == ["Không xem trước được tờ này."]
    assert view.accessibleName() == "Xem trước VNeID: Không xem trước được tờ này."
    assert (view.page, view.count) == (0, 0)
    QTest.keyClick(view, Qt.Key.Key_PageDown)  # nothing to turn
    show(paper(2))
    assert view.count == 2


def test_the_paper_asked_for_last_is_the_one_shown(view: PaperView, tasks: Tasks, qtbot: QtBot) -> None:
    view.show_pdf(paper(3))
    view.show_pdf(paper(1))
    qtbot.waitUntil(lambda: view.count > 0 and not tasks.busy(), timeout=20_000)
    assert view.count == 1


def test_a_paper_made_anew_keeps_the_page_and_what_is_seen_until_it_is_there(
    view: PaperView, show: Callable[[bytes], None], tasks: Tasks, qtbot: QtBot
) -> None:
    show(paper(3))
    view.go_to(2)
    settle(view, tasks, qtbot)
    before = _seen(view)
    told: list[str] = []
    view.page_changed.connect(lambda _page, _count: told.append(view.accessibleName()))
    with qtbot.waitSignal(view.opened, timeout=20_000):
        view.show_pdf(paper(4))
        assert _seen(view) == before
    assert read_codes(_seen(view)) == [code_text(2)]  # the former picture stands in while the sharp one is made
    settle(view, tasks, qtbot)
    assert (view.page, view.count) == (2, 4)
    assert not any("Đang mở" in said for said in told)
    show(paper(1))
    assert (view.page, view.count) == (1, 1)
    assert view.accessibleName() == "Xem trước VNeID: trang 1 trong 1"


def test_an_answer_about_an_older_paper_is_dropped(view: PaperView, show: Callable[[bytes], None]) -> None:
    show(paper(1))
    view._show_sizes(view._turn - 1, paper(3), (A4, A4, A4))
    view._fail(view._turn - 1)
    assert view.count == 1


def test_a_view_that_is_gone_is_not_called(theme: Theme, tasks: Tasks, qtbot: QtBot) -> None:
    view = PaperView(theme, tasks)
    view.show_pdf(paper(1))
    view.deleteLater()
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)


@pytest.mark.parametrize("zoom", list(Zoom))
@pytest.mark.parametrize("room", [(300, 200), (1000, 500), (400, 1400)])
def test_no_page_is_wider_than_the_room(zoom: Zoom, room: tuple[int, int]) -> None:
    layout = lay_pages((A4, LYING, A4), room, zoom, 10)
    for place in layout.places:
        assert place.x >= 9
        assert place.x + place.width <= room[0] - 9
        assert zoom is Zoom.WIDTH or place.height <= room[1] - 18
    gaps = [
        after.y - (before.y + before.height) for before, after in zip(layout.places, layout.places[1:], strict=False)
    ]
    assert gaps == [10, 10]
    assert layout.height >= room[1]


def test_pages_between_two_heights_are_found() -> None:
    layout = lay_pages((A4,) * 5, (1000, 500), Zoom.PAGE, 10)
    top = layout.places[2].y
    assert list(layout.between(top, top + 100)) == [2]
    assert list(layout.between(top - 20, top + 1)) == [1, 2]
    assert list(PaperLayout().between(0, 100)) == []


def test_the_cache_lets_the_oldest_go_but_never_what_may_be_in_sight() -> None:
    cache = PaperCache(most=5 * 400)
    for page in range(8):
        cache.put(page, 10, QImage(10, 10, QImage.Format.Format_RGB32))
    assert [page for page in range(8) if cache.get(page, 10)] == [3, 4, 5, 6, 7]
    narrow = PaperCache(most=1)
    for page in range(8):
        narrow.put(page, 10, QImage(10, 10, QImage.Format.Format_RGB32))
    assert [page for page in range(8) if narrow.get(page, 10)] == [4, 5, 6, 7]

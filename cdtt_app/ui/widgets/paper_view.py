"""The pages of a PDF on a grey ground, drawn beside the screen and sharp on it."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from cdtt_app.documents.preview import PdfPages
from cdtt_app.ui.page_image import as_qimage
from cdtt_app.ui.tasks import Tasks
from cdtt_app.ui.theme import Colour, Role, Theme
from cdtt_app.ui.widgets.alive import when_alive
from cdtt_app.ui.widgets.paper_cache import PaperCache
from cdtt_app.ui.widgets.paper_layout import PaperLayout, Place, Zoom, lay_pages

_OPENING: Final = "Đang mở tờ giấy…"
_UNREADABLE: Final = "Không xem trước được tờ này."
_SETTLES: Final = 60  # milliseconds: while a window is pulled larger nothing is drawn anew
_SHADE: Final = (14, 10, 6, 3)  # of 255, line by line outwards


class PaperView(QAbstractScrollArea):
    """Pages one below the other; PageUp and PageDown, Home and End turn them.

    `opened` tells how many pages there are, `failed` a sentence, `page_changed` the page looked at, from 1, and of how
    many. Only one page is drawn at a time, and only what is seen.
    """

    opened = Signal(int)
    failed = Signal(str)
    page_changed = Signal(int, int)

    def __init__(
        self, theme: Theme, tasks: Tasks, name: str = "Xem trước", zoom: Zoom = Zoom.PAGE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._tasks, self._name, self._zoom = theme, tasks, name, zoom
        self._pdf = b""
        self._turn = 0  # grows with every paper: answers about an older one are dropped
        self._shown = 0  # the turn of the paper in sight: it stays while the next one is opened
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._layout = PaperLayout()
        self._cache = PaperCache()
        self._drawing = False
        self._page = 0
        self._words = ""
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLES)
        self._settle.timeout.connect(self._draw_next)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(theme.px(200), theme.px(200))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.show_words("")

    @property
    def count(self) -> int:
        """How many pages the paper has; 0 while there is none."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page looked at, from 1; 0 while there is none."""
        return self._page + 1 if self._sizes else 0

    def size_mm(self) -> tuple[float, float]:
        """Width and height of the largest page; nothing while there is no paper."""
        return max(self._sizes, key=max, default=(0.0, 0.0))

    @property
    def zoom(self) -> Zoom:
        """How large the paper is shown."""
        return self._zoom

    def show_pdf(self, pdf: bytes) -> None:
        """Show this paper; the one before it stays in sight, and the page looked at, until the new one is there."""
        if self._sizes:
            self._turn += 1
        else:
            self.show_words(_OPENING)
        turn = self._turn
        self._tasks.run(
            lambda: _sizes(pdf),
            when_alive(self, lambda sizes: self._show_sizes(turn, pdf, sizes)),
            when_alive(self, lambda _error: self._fail(turn)),
        )

    def show_words(self, words: str) -> None:
        """No paper, but a few words in the middle."""
        self._turn += 1
        self._shown = self._turn
        self._pdf, self._sizes, self._words, self._page = b"", (), words, 0
        self._cache.clear()
        self._place()
        self._tell()

    def set_zoom(self, zoom: Zoom) -> None:
        """Show the same page larger or smaller."""
        page, self._zoom = self._page, zoom
        self._place()
        self.go_to(page + 1)

    def go_to(self, page: int) -> None:
        """Bring a page, from 1, to the top."""
        if self._sizes:
            place = self._layout.places[max(1, min(page, self.count)) - 1]
            self.verticalScrollBar().setValue(place.y - self._margin())

    def sizeHint(self) -> QSize:
        """A page that can be made out; it takes whatever more there is."""
        return QSize(self._theme.px(300), self._theme.px(260))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page that is looked at."""
        super().resizeEvent(event)
        page = self._page
        self._place()
        self.go_to(page + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages; everything else as in any window that scrolls."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif self._zoom is Zoom.PAGE and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go_to(self.page + (1 if event.key() == Qt.Key.Key_PageDown else -1))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """A screen with other pixels needs other pictures."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._settle.start()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, the pages in sight, or words."""
        top, view = self.verticalScrollBar().value(), self.viewport()
        with QPainter(view) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(Colour.GREY_TINT))
            painter.drawRoundedRect(view.rect(), self._theme.px(6), self._theme.px(6))
            if self._words:
                painter.setPen(QColor(Colour.MUTED))
                painter.setFont(self._theme.role_font(Role.BODY))
                wrapped = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
                painter.drawText(view.rect().adjusted(12, 12, -12, -12), wrapped, self._words)
            for page in self._layout.between(top, top + view.height()):
                self._paint_page(painter, page, top)

    def _paint_page(self, painter: QPainter, page: int, top: int) -> None:
        place = self._layout.places[page]
        sheet = QRectF(place.x, place.y - top, place.width, place.height)
        for out, strength in enumerate(_SHADE, 1):
            painter.fillRect(sheet.adjusted(-out, -out + 2, out, out + 2), QColor(0, 0, 0, strength))
        painter.fillRect(sheet, QColor(Qt.GlobalColor.white))
        image = self._cache.get(page, self._pixels(place)) or self._cache.near(page)
        if image is not None:
            painter.drawImage(sheet, image)

    def _show_sizes(self, turn: int, pdf: bytes, sizes: tuple[tuple[float, float], ...]) -> None:
        if turn != self._turn:
            return
        page = self._page + 1
        self._pdf, self._sizes, self._words, self._shown = pdf, sizes, "", turn
        self._cache.age()
        self._place()
        self.go_to(page)
        self._page = max(0, min(self._page, self.count - 1))
        self._tell()
        self.opened.emit(self.count)

    def _fail(self, turn: int) -> None:
        if turn == self._turn:
            self.show_words(_UNREADABLE)
            self.failed.emit(_UNREADABLE)

    def _place(self) -> None:
        """Pages and scroll bar for the room there is."""
        view = self.viewport()
        self._layout = lay_pages(self._sizes, (view.width(), view.height()), self._zoom, self._margin())
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._layout.height - view.height()))
        bar.setPageStep(max(1, view.height() - 2 * self._margin()))
        bar.setSingleStep(self._theme.px(40))
        view.update()
        self._settle.start()

    def _scrolled(self) -> None:
        page = self._layout.at(self.verticalScrollBar().value() + self.viewport().height() // 2)
        if page != self._page:
            self._page = page
            self._tell()
        self.viewport().update()
        self._settle.start()

    def _tell(self) -> None:
        """What a screen reader says, and whoever listens."""
        where = f"trang {self.page} trong {self.count}" if self._sizes else self._words or "chưa có tờ nào"
        self.setAccessibleName(f"{self._name}: {where}")
        self.page_changed.emit(self.page, self.count)

    def _draw_next(self) -> None:
        """Have the first page in sight drawn that is not yet there as wide as it is shown."""
        missing = self._missing()
        if self._drawing or missing is None:
            return
        self._drawing = True
        (page, width), pdf, shown = missing, self._pdf, self._shown
        self._tasks.run(
            lambda: _drawn(pdf, page, width),
            when_alive(self, lambda image: self._keep(shown, page, width, image)),
            when_alive(self, lambda _error: self._drop(shown)),
        )

    def _missing(self) -> tuple[int, int] | None:
        top = self.verticalScrollBar().value()
        seen = self._layout.between(top, top + self.viewport().height())
        wanted = ((page, self._pixels(self._layout.places[page])) for page in seen)
        return next((each for each in wanted if self._cache.get(*each) is None), None)

    def _keep(self, shown: int, page: int, width: int, image: QImage) -> None:
        self._drawing = False
        if shown == self._shown:
            self._cache.put(page, width, image)
            self.viewport().update()
        self._draw_next()

    def _drop(self, shown: int) -> None:
        self._drawing = False
        self._fail(shown)

    def _pixels(self, place: Place) -> int:
        return round(place.width * self.devicePixelRatioF())

    def _margin(self) -> int:
        return self._theme.px(10)


def _sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """On another thread."""
    with PdfPages(pdf) as pages:
        return tuple(pages.size_mm(page) for page in range(pages.count))


def _drawn(pdf: bytes, page: int, width: int) -> QImage:
    """On another thread; opening takes a few thousandths of a second, even for 500 pages."""
    with PdfPages(pdf) as pages:
        return as_qimage(pages.image(page, width))

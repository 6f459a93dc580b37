"""The photos of a note: small ones to press, each large in a window of its own; read only when they are shown."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from cdtt_app.domain.attachment import Sha256
from cdtt_app.domain.coverage import Photo
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.ui.icons import screen_ratio
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.flow import FlowLayout
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

NOT_HERE = "Ảnh chưa về máy này"
NO_PICTURE = "Không mở được ảnh này."
_THUMBNAIL = QSize(132, 99)
_LARGE = QSize(760, 460)  # inside the largest dialog, at every text size
_MOST_PIXELS = 60_000_000  # a picture from elsewhere may claim any size

ReadPhoto = Callable[[Sha256], bytes]


def decoded(content: bytes, box: QSize) -> QPixmap:
    """A picture no larger than `box`, in its own shape; null when it is none, or larger than any photo."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return QPixmap()
    reader.setAutoTransform(True)
    room = box * screen_ratio()
    if size.width() > room.width() or size.height() > room.height():
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    shown = QPixmap.fromImage(image) if not image.isNull() else QPixmap()
    shown.setDevicePixelRatio(screen_ratio())
    return shown


class NotePhotos(QWidget):
    """Thumbnails side by side; `opened` with the number of the one that was pressed."""

    opened = Signal(int)

    def __init__(self, theme: Theme, photos: tuple[Photo, ...], read: ReadPhoto) -> None:
        super().__init__()
        flow = FlowLayout(theme.px(10), self)
        self.buttons = [self._tile(theme, at, photo, read) for at, photo in enumerate(photos)]
        for each in self.buttons:
            flow.addWidget(each)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _tile(self, theme: Theme, at: int, photo: Photo, read: ReadPhoto) -> QPushButton:
        box = QSize(theme.px(_THUMBNAIL.width()), theme.px(_THUMBNAIL.height()))
        picture = decoded(read(photo.thumbnail), box)
        name = photo_name(at, photo)
        if picture.isNull():
            made = button(theme, NOT_HERE)
            made.setAccessibleName(f"{name}: {NOT_HERE.lower()}")
        else:
            made = QPushButton()
            made.setIcon(QIcon(picture))
            made.setIconSize(picture.size() / picture.devicePixelRatio())
            made.setAccessibleName(f"{name}, bấm để xem to")
        made.setFixedSize(max(box.width(), made.sizeHint().width()) + theme.px(12), box.height() + theme.px(12))
        made.setToolTip(made.accessibleName())
        made.clicked.connect(lambda: self.opened.emit(at))
        return made


class PhotoDialog(SheetDialog):
    """One photo as large as fits; the small one while the large one is still with another machine."""

    def __init__(self, theme: Theme, name: str, photo: Photo, read: ReadPhoto, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, width=_LARGE.width() * 13 // theme.pt + 48, parent=parent)
        whole = read(photo.sha256)
        self.picture = QLabel()
        self.picture.setAccessibleName(name)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown = decoded(whole or read(photo.thumbnail), _LARGE)
        if shown.isNull():
            self.picture.setText(NO_PICTURE if whole else NOT_HERE)
        else:
            self.picture.setPixmap(shown)
        self.body.addWidget(self.picture, 1)
        if not whole and not shown.isNull():
            self.body.addWidget(label(theme, f"{NOT_HERE} bản đầy đủ; đây là bản nhỏ.", Role.MUTED, wrap=True))
        close = button(theme, "Đóng", kind=Kind.PRIMARY)
        close.clicked.connect(self.accept)
        self.add_buttons(close)


def photo_name(at: int, photo: Photo) -> str:
    """What a screen reader calls it: "Ảnh 1, chụp 24/11/2026"."""
    taken = f", chụp {format_date(photo.taken_at.astimezone().date())}" if photo.taken_at else ""
    return f"Ảnh {at + 1}{taken}"

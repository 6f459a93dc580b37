"""Where the usual way to the province does not do: a machine in between, or the province's own certificate."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cdtt_app.services.errors import RefusedError
from cdtt_app.services.roads import choose_road
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.road_settings import RoadSettings, road_settings
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.fields import line_field
from cdtt_app.ui.widgets.file_choice import choose_file, usb_folder
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

_WORDS = "Chỉ sửa khi cán bộ xã hoặc tỉnh dặn. Để trống là đi thẳng tới máy chủ của tỉnh."
_USUAL = "Chưa chọn tệp nào: dùng chứng thư thông thường."
_OWN = "Đang dùng chứng thư riêng của tỉnh."
_UNREADABLE = "Chưa đọc được tệp này. Hãy chọn lại tệp."


class RoadDialog(SheetDialog):
    """Proxy and certificate authority; both are kept when "Lưu" is pressed, or neither."""

    def __init__(self, theme: Theme, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Cách nối khác", width=620, parent=parent)
        self._db = db
        chosen = road_settings(db)
        self._authority = chosen.authority
        self.proxy = line_field("Máy trung gian của cơ quan", "Ví dụ: http://10.0.0.1:3128")
        self.proxy.setText(chosen.proxy)
        self._state = label(theme, "", Role.BODY, wrap=True)
        self.choose = button(theme, "Chọn tệp .pem…", "folder-open")
        self.usual = button(theme, "Thôi dùng")
        self._put_in_place()
        self.choose.clicked.connect(self._choose)
        self.usual.clicked.connect(lambda _checked: self._take(""))
        self._take(self._authority)
        self.proxy.setFocus()

    def _put_in_place(self) -> None:
        theme = self.theme
        self.body.addWidget(label(theme, "Cách nối khác tới tỉnh", Role.H1))
        self.body.addWidget(label(theme, _WORDS, Role.MUTED, wrap=True))
        name = label(theme, self.proxy.accessibleName(), Role.NAME)
        name.setBuddy(self.proxy)
        asked = QVBoxLayout()
        asked.setSpacing(theme.px(4))
        asked.addWidget(name)
        asked.addWidget(self.proxy)
        self.body.addLayout(asked)
        self.body.addWidget(label(theme, "Chứng thư riêng của tỉnh", Role.NAME))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._state, 1)
        row.addWidget(self.usual)
        row.addWidget(self.choose)
        self.body.addLayout(row)
        self.body.addStretch(1)
        cancel = button(theme, "Thôi")
        cancel.clicked.connect(self.reject)
        self.save = button(theme, "Lưu", "check", Kind.PRIMARY)
        self.save.clicked.connect(lambda _checked: self._save())
        self.add_buttons(cancel, self.save)

    def _choose(self) -> None:
        path = choose_file(self, self.theme, "Chọn chứng thư của tỉnh", "Chứng thư (*.pem *.crt)", usb_folder())
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Use this file."""
        try:
            self._take(path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            self._refuse(_UNREADABLE)

    def _take(self, authority: str) -> None:
        self._authority = authority
        self._state.setText(_OWN if authority else _USUAL)
        self.usual.setVisible(bool(authority))
        self.fit()

    def _save(self) -> None:
        try:
            choose_road(self._db, RoadSettings(proxy=self.proxy.text().strip(), authority=self._authority))
        except (RefusedError, StorageError) as error:
            self._refuse(str(error))
            return
        self.accept()

    def _refuse(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.RED)
        self.fit()


def open_road_dialog(theme: Theme, db: Database, parent: QWidget) -> None:
    """Open it and wait."""
    dialog = RoadDialog(theme, db, parent)
    dialog.exec()
    dialog.deleteLater()

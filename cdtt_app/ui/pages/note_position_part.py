"""Where exactly: what is known in one line; by a pasted text, a pin on the map or a photo."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cdtt_app.domain.coordinates import Question, Reading, Understood, format_point
from cdtt_app.domain.household import Location, LocationSource
from cdtt_app.imports.photo import Photo as ReadPhoto
from cdtt_app.presenters.note_form import with_location, with_source
from cdtt_app.presenters.note_state import SOURCES, NoteState, position_words
from cdtt_app.ui.pages.note_part import Captioned, Edit, NotePart, TextField, Wrapping, put_text
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button, icon_button
from cdtt_app.ui.widgets.choices import Option
from cdtt_app.ui.widgets.fields import ChoiceField
from cdtt_app.ui.widgets.text import label

ReadText = Callable[[str], Understood | Question]
Answer = tuple[str, Callable[[], None]]


class PositionPart(NotePart):
    """Nothing is guessed: where a text can be read in two ways, or a photo knows where it was taken, it asks."""

    pin_asked = Signal()
    photo_asked = Signal()
    asked = Signal()  # there is a question to be seen
    photo_kept = Signal(object)  # ReadPhoto: its position was used, and it goes with the note

    def __init__(self, theme: Theme, edit: Edit, read_text: ReadText) -> None:
        super().__init__(theme, edit)
        self._read_text = read_text
        self._known = label(theme, "", Role.NAME, wrap=True)
        self.paste, self.pin, self.photo = (
            button(theme, "Dán toạ độ", "pencil"),
            button(theme, "Đặt ghim", "map-pin"),
            button(theme, "Từ ảnh", "file-up"),
        )
        self.forget = icon_button(theme, "x", "Bỏ toạ độ này")
        self.text = _PasteLine()
        self._question = label(theme, "", Role.BODY, wrap=True)
        self._answers = Wrapping(theme)
        self.source = ChoiceField("Có toạ độ bằng cách nào", _sources())
        self.source.setFixedHeight(theme.px(40))
        self._how = self._how_row()
        self.body.addWidget(self._known)
        self.add_row(self.paste, self.pin, self.photo, self.forget)
        for each in (self.text, self._question, self._answers, self._how):
            self.body.addWidget(each)
        self.add_wrong()
        self.fields["position"] = self.text
        self._connect()
        self.open_form()

    def _how_row(self) -> Wrapping:
        accuracy = TextField(
            "accuracy",
            "Sai số (m)",
            110,
            lambda form: form.accuracy,
            lambda form, text: replace(form, accuracy=text),
            "20 m",
        )
        return Wrapping(self.theme, self.text_field(accuracy), Captioned(self.theme, "Cách có", self.source, 170))

    def _connect(self) -> None:
        self.paste.setCheckable(True)
        self.paste.setProperty("kind", "toggle")
        self.paste.toggled.connect(self._open_paste)
        self.pin.clicked.connect(self.pin_asked)
        self.photo.clicked.connect(self.photo_asked)
        self.forget.clicked.connect(lambda: self.edit(lambda form: with_location(form, None)))
        self.text.textEdited.connect(self._typed)
        self.text.given_up.connect(lambda: self.paste.setChecked(False))
        self.source.chosen.connect(lambda key: self.edit(lambda form: with_source(form, LocationSource(key))))

    def open_form(self) -> None:
        """Another form comes: nothing is asked."""
        self.paste.setChecked(False)
        self._open_paste(False)

    def show_state(self, state: NoteState) -> None:
        """What is known, and how well."""
        super().show_state(state)
        where = state.form.location
        self._known.setText(position_words(state.form))
        self.forget.setVisible(where is not None)
        self._how.setVisible(where is not None and where.source is not LocationSource.HOUSEHOLD)
        self.source.set_value(where.source.value if where else None)

    def ask(self, sentence: str, *answers: Answer) -> None:
        """A question with its answers as buttons; without answers a sentence."""
        self._question.setText(sentence)
        self._question.setVisible(bool(sentence))
        self.body.replaceWidget(self._answers, fresh := Wrapping(self.theme, *map(self._answer, answers)))
        self._answers.hide()
        self._answers.deleteLater()
        self._answers = fresh
        fresh.setVisible(bool(answers))
        self.stops_changed.emit()
        if sentence:
            self.asked.emit()

    def last_line(self) -> QWidget:
        """The lowest of what is asked."""
        return self._question if self._answers.isHidden() else self._answers

    def ask_photo(self, photo: ReadPhoto, *, kept: bool) -> None:
        """Whether the position in a photo is used; `kept` when it goes with the note already."""
        if photo.position is None:
            self.ask("Ảnh này không ghi vị trí (nhiều điện thoại và Zalo bỏ đi). Hãy đặt ghim hoặc dán toạ độ.")
            return
        about = f", sai số khoảng {photo.accuracy_m} m" if photo.accuracy_m else ""
        use: list[Answer] = [("Dùng vị trí này", lambda: self._use_photo(photo, keep=False))]
        if not kept:
            use.append(("Dùng và kèm ảnh", lambda: self._use_photo(photo, keep=True)))
        said = f"Ảnh chụp ở {format_point(photo.position)}{about}. Có dùng vị trí này không?"
        self.ask(said, *use, ("Không dùng", lambda: self.ask("")))

    def _use_photo(self, photo: ReadPhoto, *, keep: bool) -> None:
        self.ask("")
        if photo.position is not None:
            place = Location(
                latitude=photo.position.latitude,
                longitude=photo.position.longitude,
                accuracy_m=photo.accuracy_m,
                source=LocationSource.PHOTO,
            )
            self.edit(lambda form: with_location(form, place))
        if keep:
            self.photo_kept.emit(photo)

    def _answer(self, answer: Answer) -> QWidget:
        made = button(self.theme, answer[0], kind=Kind.SECONDARY)
        made.clicked.connect(answer[1])
        return made

    def _open_paste(self, on: bool) -> None:
        self.text.setVisible(on)
        put_text(self.text, "")
        self.ask("")
        if on:
            self.text.setFocus()

    def _typed(self, text: str) -> None:
        if not text.strip():
            self.ask("")
            return
        read = self._read_text(text)
        if isinstance(read, Understood):
            self._use(read.reading, text)
        else:
            self.ask(read.sentence, *((self._choice_words(each), self._chooser(each, text)) for each in read.choices))

    def _choice_words(self, reading: Reading) -> str:
        return f"{format_point(reading.point)} ({reading.how})" if reading.how else format_point(reading.point)

    def _chooser(self, reading: Reading, text: str) -> Callable[[], None]:
        return lambda: self._use(reading, text)

    def _use(self, reading: Reading, text: str) -> None:
        self.ask(f"Hiểu là {self._choice_words(reading)}.")
        at = reading.point
        place = Location(latitude=at.latitude, longitude=at.longitude, source=LocationSource.TEXT)
        self.edit(lambda form: with_location(form, place, text.strip()))


def _sources() -> list[Option]:
    """All but the household's own position, which is not chosen but given."""
    return [Option(source.value, word) for source, word in SOURCES.items() if source is not LocationSource.HOUSEHOLD]


class _PasteLine(QLineEdit):
    """The field to paste into; Escape closes it and nothing else."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Dán toạ độ hoặc liên kết bản đồ")
        self.setPlaceholderText("22.62924, 105.34808 hoặc liên kết bản đồ")

    def event(self, event: QEvent) -> bool:
        """The window would take Escape for "back": it is ours."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is taken here."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)

"""When it was measured, in what weather, and when it is like this."""

from dataclasses import replace
from datetime import date

from PySide6.QtGui import QWheelEvent

from cdtt_app.domain.coverage import Occurrence, Standing, Weather
from cdtt_app.presenters.coverage_words import OCCURRENCES, STANDINGS, WEATHERS
from cdtt_app.presenters.note_state import NoteState
from cdtt_app.ui.pages.note_part import Captioned, Edit, NotePart, TextField
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.fields import DateField
from cdtt_app.ui.widgets.pick_row import Pick, PickRow


class TimePart(NotePart):
    """Day and hour are those of the beginning until somebody changes them."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Đo lúc nào, thời tiết")
        self.day = _Day(theme, "Ngày đo", date(2026, 1, 1))
        self.day.setFixedHeight(theme.px(40))
        self.day.day_changed.connect(lambda day: edit(lambda form: replace(form, day=day)))
        clock = TextField("clock", "Giờ đo", 100, lambda f: f.clock, lambda f, text: replace(f, clock=text), "19:40")
        hours = TextField(
            "hours", "Vào giờ nào", 240, lambda f: f.hours, lambda f, text: replace(f, hours=text), "18 giờ đến 22 giờ"
        )
        self.standing = PickRow(theme, [Pick(s.value, w) for s, w in STANDINGS.items()], "Đứng ở đâu", joined=False)
        self.weather = PickRow(theme, [Pick(s.value, w) for s, w in WEATHERS.items()], "Thời tiết", joined=False)
        self.occurrence = PickRow(theme, [Pick(s.value, w) for s, w in OCCURRENCES.items()], "Khi nào", joined=False)
        self._hours = self.text_field(hours)
        self.add_row(Captioned(theme, "Ngày đo", self.day, 170), self.text_field(clock))
        self.body.addWidget(Captioned(theme, "Đứng ở đâu", self.standing))
        self.body.addWidget(Captioned(theme, "Thời tiết", self.weather))
        self.body.addWidget(Captioned(theme, "Sóng như vậy khi nào", self.occurrence))
        self.add_row(self._hours)
        self.add_wrong()
        self.standing.picked.connect(
            lambda key: edit(lambda form: replace(form, standing=Standing(key) if key else None))
        )
        self.weather.picked.connect(lambda key: edit(lambda form: replace(form, weather=Weather(key) if key else None)))
        self.occurrence.picked.connect(
            lambda key: edit(lambda form: replace(form, occurrence=Occurrence(key) if key else None))
        )

    def show_state(self, state: NoteState) -> None:
        """The hours only where it is so at times; hours that were written are never hidden."""
        super().show_state(state)
        form = state.form
        self.day.set_day(form.day)
        self.standing.set_value(form.standing)
        self.weather.set_value(form.weather)
        self.occurrence.set_value(form.occurrence)
        self._hours.setVisible(form.occurrence is Occurrence.AT_TIMES or bool(form.hours))


class _Day(DateField):
    """Wheel turns scroll the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

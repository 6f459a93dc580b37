"""Who is affected and what a station would need: people, facilities, power, road, the nearest signal."""

from dataclasses import replace

from cdtt_app.domain.coverage import Facility, RoadAccess
from cdtt_app.domain.household import Power
from cdtt_app.presenters.coverage_words import FACILITIES, ROADS
from cdtt_app.presenters.household_facts import POWERS
from cdtt_app.presenters.note_state import NoteState
from cdtt_app.ui.pages.note_part import Captioned, Edit, NotePart, TextField
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.choices import Option, ToggleChips
from cdtt_app.ui.widgets.pick_row import Pick, PickRow

_FAR = "3,5 km"


class PeoplePart(NotePart):
    """Counts and distances as people say them."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Ảnh hưởng tới ai, có điện và đường chưa")
        self.add_row(*map(self.text_field, _counts()))
        self.facilities = ToggleChips(
            theme, [Option(f.value, word) for f, word in FACILITIES.items()], "Cơ sở bị ảnh hưởng"
        )
        self.power = PickRow(theme, [Pick(p.value, word) for p, word in POWERS.items()], "Điện", joined=False)
        self.road = PickRow(theme, [Pick(r.value, word) for r, word in ROADS.items()], "Đường tới", joined=False)
        self.body.addWidget(Captioned(theme, "Cơ sở bị ảnh hưởng", self.facilities))
        self.body.addWidget(Captioned(theme, "Điện", self.power))
        self.body.addWidget(Captioned(theme, "Tới bằng gì", self.road))
        self.add_row(*map(self.text_field, _distances()))
        self.add_wrong()
        self.facilities.changed.connect(
            lambda keys: edit(lambda form: replace(form, facilities=frozenset(Facility(key) for key in keys)))
        )
        self.power.picked.connect(lambda key: edit(lambda form: replace(form, power=Power(key) if key else None)))
        self.road.picked.connect(lambda key: edit(lambda form: replace(form, road=RoadAccess(key) if key else None)))

    def show_state(self, state: NoteState) -> None:
        """What is said."""
        super().show_state(state)
        self.facilities.set_value(each.value for each in state.form.facilities)
        self.power.set_value(state.form.power)
        self.road.set_value(state.form.road)


def _counts() -> tuple[TextField, ...]:
    return (
        TextField("households", "Số hộ", 130, lambda f: f.households, lambda f, text: replace(f, households=text)),
        TextField("people", "Số người", 130, lambda f: f.people, lambda f, text: replace(f, people=text)),
    )


def _distances() -> tuple[TextField, ...]:
    return (
        TextField(
            "nearest", "Chỗ gần nhất có sóng", 220, lambda f: f.nearest, lambda f, text: replace(f, nearest=text)
        ),
        TextField("nearest_m", "Cách", 180, lambda f: f.nearest_m, lambda f, text: replace(f, nearest_m=text), _FAR),
        TextField("station", "Trạm gần đó", 220, lambda f: f.station, lambda f, text: replace(f, station=text)),
        TextField(
            "station_m", "Trạm cách", 180, lambda f: f.station_m, lambda f, text: replace(f, station_m=text), _FAR
        ),
    )

"""The way from a household to its history."""

from PySide6.QtWidgets import QWidget

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.field_values import Known
from cdtt_app.presenters.history import HouseholdHistory, agreed
from cdtt_app.presenters.history_take_back import TakeBack
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.history import household_events, take_back_value
from cdtt_app.services.record_facts import granted, names_of, question_words, record_facts
from cdtt_app.storage.households import household
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.history_dialog import HistoryDialog

_GONE = "Hộ này không còn trong sổ. Hãy mở lại danh sách hộ."


def read_history(desk: Desk, id_: HouseholdId) -> HouseholdHistory:
    """What the household agrees to have shown today; raises RefusedError."""
    db = desk.db
    home = household(db, id_)
    if home is None:
        raise RefusedError(_GONE)
    place = record_facts(db, "household", id_, {"hamlet_id": home.hamlet_id}).hamlet
    return HouseholdHistory(
        name=f"hộ {home.head_name}",
        line=" · ".join(part for part in (home.code, place) if part),
        events=agreed(household_events(db, id_), granted(db, id_)),
        known=Known(names=names_of(db, (id_,)), questions=question_words(db)),
        today=desk.today(),
    )


def open_history(desk: Desk, id_: HouseholdId, window: QWidget) -> None:
    """Open the window; what is taken back there can be undone once it is closed. Raises RefusedError."""

    def take_back(offer: TakeBack) -> None:
        saved = take_back_value(desk.db, offer.kind, offer.record, offer.values)
        desk.ways.saved(offer.done, saved)

    dialog = HistoryDialog(desk.theme, lambda: read_history(desk, id_), take_back, window)
    dialog.exec()
    dialog.deleteLater()

"""What stands behind the page "Gửi & nhận": every act of it, on the data and the sender of one desk."""

from collections.abc import Callable
from functools import partial

from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.road_dialog import open_road_dialog
from cdtt_app.ui.pages.sync_acts import SyncActs
from cdtt_app.ui.pages.sync_enrol_acts import enrol_file, enrol_scanned, enrol_typed
from cdtt_app.ui.pages.sync_explain import explain
from cdtt_app.ui.pages.sync_invite_acts import open_invite
from cdtt_app.ui.pages.sync_paper_acts import print_day
from cdtt_app.ui.pages.sync_parcel_acts import parcel_name, read_parcel, write_parcel
from cdtt_app.ui.pages.sync_reading import read_sync
from cdtt_app.ui.pages.sync_rows import SyncRows


def sync_acts(desk: Desk) -> SyncActs:
    """The acts of the page."""
    rows, sender = SyncRows(desk), desk.sender

    def watch(hear: Callable[[], None]) -> None:
        sender.changed.connect(hear)

    return SyncActs(
        read=partial(read_sync, desk, rows),
        watch=watch,
        send=sender.send,
        stop=sender.stop,
        print_day=partial(print_day, desk),
        parcel_name=partial(parcel_name, desk),
        write_parcel=partial(write_parcel, desk),
        read_parcel=partial(read_parcel, desk),
        open_aside=rows.open,
        question=rows.question,
        answer=rows.answer,
        ask_again=rows.ask_again,
        enrol_typed=partial(enrol_typed, desk),
        enrol_scanned=partial(enrol_scanned, desk),
        enrol_file=partial(enrol_file, desk),
        other_ways=partial(open_road_dialog, desk.theme, desk.db),
        invite=partial(open_invite, desk),
        explain=explain,
    )

"""What stands behind the page "Tài liệu": every act of it, on the data of one desk."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from cdtt_app.documents.handout_paper import HandoutPaperError
from cdtt_app.imports.address_file import AddressFileError
from cdtt_app.imports.handout_file import HandoutFileError
from cdtt_app.services.handouts import give
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.handout_editor_acts import edit_handout
from cdtt_app.ui.dialogs.print_acts import print_paper
from cdtt_app.ui.dialogs.sheets_out_dialog import key_in_sheets
from cdtt_app.ui.pages.handouts_acts import HandoutsActs
from cdtt_app.ui.pages.handouts_reading import (
    count_needs,
    draw,
    find_homes,
    fit_of,
    read_batch,
    read_handouts,
    read_home,
)
from cdtt_app.ui.pages.handouts_windows import copy_text, show_addresses, show_large, show_ledger, show_script
from cdtt_app.ui.pages.sync_explain import explain

_SAY_THEMSELVES: Final = (HandoutPaperError, HandoutFileError, AddressFileError)


def handouts_acts(desk: Desk) -> HandoutsActs:
    """The acts of the page."""
    db = desk.db
    return HandoutsActs(
        read=partial(read_handouts, desk),
        count=partial(count_needs, db),
        home=partial(read_home, desk),
        batch=partial(read_batch, desk),
        draw=draw,
        fit=fit_of,
        find=partial(find_homes, db),
        give=partial(give, db),
        copy=copy_text,
        show_print=partial(_show_print, desk),
        show_large=partial(show_large, desk),
        show_addresses=partial(show_addresses, desk),
        show_script=partial(show_script, desk),
        show_ledger=partial(show_ledger, desk),
        edit=partial(edit_handout, desk),
        key_in=lambda window: key_in_sheets(desk, window),
        explain=_explain,
    )


def _show_print(desk: Desk, paper: Callable[[], bytes] | bytes, title: str, file_name: str, window: QWidget) -> bool:
    outcome = print_paper(desk, paper, title, file_name, window)
    return outcome.copies > 0 or outcome.saved is not None


def _explain(error: Exception) -> str:
    return str(error) if isinstance(error, _SAY_THEMSELVES) else explain(error)

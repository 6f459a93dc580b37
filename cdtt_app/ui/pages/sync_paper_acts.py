"""Papers of the page "Gửi & nhận": the sheet of a day, the invitation; shown before they are printed or saved."""

from datetime import date

from PySide6.QtWidgets import QWidget

from cdtt_app.documents.day_sheet_pdf import DaySheet, day_sheet_pdf
from cdtt_app.documents.invitation_pdf import InvitationSlip, invitation_pdf
from cdtt_app.domain.hamlet import full_name
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.presenters.day_sheet import Whose, day_sheet
from cdtt_app.presenters.invite import file_name
from cdtt_app.services.authors import read_authors
from cdtt_app.services.day_book import checked_receipts, visits_on
from cdtt_app.services.setup import current_hamlet
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import enrolment
from cdtt_app.storage.files import write_whole
from cdtt_app.storage.households import households_by_ids
from cdtt_app.sync.invitation import SUFFIX
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.print_acts import print_paper
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.file_choice import choose_new_file


def print_day(desk: Desk, day: date, window: QWidget) -> None:
    """Show the sheet of a day before it is printed or saved."""
    title = f"Tờ sổ ngày {format_date(day)}"
    print_paper(desk, lambda: day_sheet_pdf(_sheet(desk.db, day)), title, f"so-ngay-{day:%Y-%m-%d}", window)


def print_slip(desk: Desk, slip: InvitationSlip, window: QWidget) -> str:
    """Show the invitation before it is printed or saved; says what was done, or ""."""
    name = file_name(slip.invitation.person).removesuffix(SUFFIX)
    done = print_paper(desk, lambda: invitation_pdf(slip), "Giấy mời nối máy", name, window)
    if done.copies:
        return "Đã gửi giấy mời tới máy in. Trao tận tay cho đúng người được mời."
    return f"Đã lưu {done.saved.name}. In ra, rồi trao tận tay." if done.saved else ""


def save_invitation(theme: Theme, name: str, content: bytes, window: QWidget) -> str:
    """Write an invitation file; says what was done, or "". Raises OSError."""
    path = choose_new_file(window, theme, "Lưu tệp mời", f"Thư mời (*{SUFFIX})", name, SUFFIX)
    if path is None:
        return ""
    write_whole(path, content)
    return f"Đã lưu {path.name}. Trao tận tay, hoặc gửi riêng cho đúng người được mời."


def _sheet(db: Database, day: date) -> DaySheet:
    """On another thread."""
    try:
        visits = visits_on(db, day)
        homes = households_by_ids(db, tuple({visit.household_id for visit in visits}))
        receipts = checked_receipts(db) if enrolment(db) is not None else ()
        genuine = all(each.genuine for each in receipts) if receipts else None
        return day_sheet(day, visits, homes, _whose(db), genuine=genuine, now=db.now())
    finally:
        db.close_thread()


def _whose(db: Database) -> Whose:
    hamlet, authors = current_hamlet(db), read_authors(db)
    return Whose(
        place=full_name(hamlet) if hamlet else "",
        person=authors.me.person,
        machine=f"máy số {authors.own}" if authors.own else "",
    )

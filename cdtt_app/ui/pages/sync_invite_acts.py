"""Inviting another machine from the page "Gửi & nhận": what the officer may give, and what the window may do."""

from PySide6.QtWidgets import QWidget

from cdtt_app.domain.hamlet import full_name
from cdtt_app.domain.role import Role
from cdtt_app.presenters.invite import InviteHamlet, InviteOffer, InviteWish
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.office import NOT_OFFICER, Guest, invite, officer_here
from cdtt_app.services.setup import COMMUNE
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.households import hamlets
from cdtt_app.sync.invitation import Invitation
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.invite_dialog import InviteActs, InviteDialog
from cdtt_app.ui.pages.sync_explain import explain
from cdtt_app.ui.pages.sync_paper_acts import print_slip, save_invitation

_BELOW = {
    Role.OFFICER: (Role.VOLUNTEER, Role.LEADER),
    Role.PROVINCE: (Role.VOLUNTEER, Role.LEADER, Role.OFFICER),
}


def open_invite(desk: Desk, window: QWidget) -> None:
    """Open the window; raises RefusedError for who is no officer."""
    acts = InviteActs(
        make=lambda wish: make_invitation(desk, wish),
        print_slip=lambda slip: print_slip(desk, slip, window),
        save_file=lambda name, content: save_invitation(desk.theme, name, content, window),
    )
    dialog = InviteDialog(desk.theme, desk.tasks, invite_offer(desk), acts, window)
    dialog.exec()
    dialog.deleteLater()


def invite_offer(desk: Desk) -> InviteOffer:
    """The roles below the officer's own and the hamlets of the commune; raises RefusedError."""
    db = desk.db
    me = officer_here(db)
    if me is None:
        raise RefusedError(NOT_OFFICER)
    code = me.commune or read_fact(db, COMMUNE, "")
    commune = desk.units().commune(code)
    standing = [each for each in hamlets(db) if each.merged_into is None and each.commune_code == code]
    return InviteOffer(
        commune=_in_sentence(commune.name) if commune else "xã",
        hamlets=tuple(InviteHamlet(each.id, full_name(each)) for each in standing),
        roles=_BELOW[me.role],
        today=desk.today(),
    )


def _in_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]


def make_invitation(desk: Desk, wish: InviteWish) -> Invitation:
    """On another thread; raises RefusedError with the sentence, whatever went wrong on the way."""
    db = desk.db
    guest = Guest(person=wish.person, role=wish.role, hamlets=wish.hamlets, place=wish.place, last_day=wish.last_day)
    try:
        return invite(db, guest, _commune(db))
    except Exception as error:  # the window knows refusals
        raise RefusedError(explain(error)) from error
    finally:
        db.close_thread()


def _commune(db: Database) -> str:
    code: str = read_fact(db, COMMUNE, "")
    return code

"""Machines that a server lets in by a real invitation, and the work of one that may work no more."""

from datetime import UTC, datetime

from cdtt_app import paths
from cdtt_app.domain.role import Role
from cdtt_app.domain.units import UnitRegister
from cdtt_app.imports.units_file import load_units
from cdtt_app.server.invite import Guest, invite
from cdtt_app.services.enrolment import by_text, enrol
from cdtt_app.services.packing import our_packing
from cdtt_app.services.roads import open_road
from cdtt_app.services.sending import send_and_receive
from cdtt_app.services.sync import Report
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import Enrolment
from cdtt_app.sync.invitation import full_text
from cdtt_app.transport.enrol_road import EnrolRoad
from tests.server.running import RunningServer

COMMUNE = "02239"


def join(
    db: Database, server: RunningServer, person: str, role: Role = Role.VOLUNTEER, scopes: tuple[str, ...] = ()
) -> Enrolment:
    """Let a machine in."""
    guest = Guest(person=person, role=role, commune=COMMUNE, scopes=scopes)
    made = invite(server.province, server.settings, guest, datetime.now(UTC).date(), url=server.url)
    invited = by_text(full_text(made), int(db.now().timestamp() * 1000))
    with open_road(db, invited.url) as road:
        return enrol(db, invited, EnrolRoad(road).ask)


def meet(db: Database) -> Report:
    """Send and receive."""
    return send_and_receive(db, our_packing(), _units).report


def _units() -> UnitRegister:
    return load_units(paths.resources() / "units")

"""The practice hamlet has a province of its own on this machine, so that sending can be practised as it really is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cdtt_app.services.enrolment import by_text, enrol
from cdtt_app.services.packing import our_packing
from cdtt_app.services.practice import SETUP
from cdtt_app.services.roads import open_road
from cdtt_app.services.sending import send_and_receive
from cdtt_app.services.sync import End
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import enrolment, forget_enrolment, keep_enrolment
from cdtt_app.storage.households import hamlets
from cdtt_app.transport.enrol_road import EnrolRoad
from cdtt_app.transport.practice_server import PracticeServer, start_practice_server
from cdtt_app.transport.road import Obstacle

if TYPE_CHECKING:
    from cdtt_app.domain.units import UnitRegister

FOLDER = "tinh"  # beside the practice data


class PracticeProvince:
    """Runs for as long as the practice data is open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._server: PracticeServer | None = None

    def open(self, db: Database, units: "Callable[[], UnitRegister]") -> None:
        """Start it, let this machine in where it is not, send everything; raises PracticeServerError, RefusedError."""
        server = self._server = start_practice_server(self._folder)
        known = enrolment(db)
        if known is not None:
            keep_enrolment(db, replace(known, url=server.url))  # another port each time
        if known is None or not _send(db, units):
            forget_enrolment(db)
            _join(db, server)
            _send(db, units)

    def close(self) -> None:
        """Stop it."""
        if self._server is not None:
            self._server.stop()
            self._server = None


def _join(db: Database, server: PracticeServer) -> None:
    # The hamlets are named: data put back from a backup may be of hamlets that this province knows already.
    own = [hamlet.id for hamlet in hamlets(db)]
    text = server.invitation(SETUP.member_called, SETUP.commune_code, own)
    invited = by_text(text, int(db.now().timestamp() * 1000))
    with open_road(db, invited.url) as road:
        enrol(db, invited, EnrolRoad(road).ask)


def _send(db: Database, units: "Callable[[], UnitRegister]") -> bool:
    """Send; False when this province is not the one that the machine knows: its folder was deleted, or is another's."""
    report = send_and_receive(db, our_packing(), units).report
    return report.end is not End.UNKNOWN and report.obstacle is not Obstacle.STRANGE

"""Joining the province, as the dialog asks for it: on another thread, with the sentence about what came of it."""

from pathlib import Path

from cdtt_app.presenters.role_words import role_words
from cdtt_app.services.enrolment import Invited, by_file, by_hand, by_text, check_may_enrol, enrol
from cdtt_app.services.roads import open_road
from cdtt_app.transport.enrol_road import EnrolRoad
from cdtt_app.ui.desk import Desk


def enrol_typed(desk: Desk, address: str, code: str) -> str:
    """By the address and the letters of the paper; raises what services.enrolment raises, and RoadError."""
    return _enrol(desk, by_hand(address, code))


def enrol_scanned(desk: Desk, text: str) -> str:
    """By the text of a square code; raises as above."""
    return _enrol(desk, by_text(text, _now(desk)))


def enrol_file(desk: Desk, path: Path) -> str:
    """By an invitation file; raises as above, and OSError."""
    return _enrol(desk, by_file(path.read_bytes(), _now(desk)))


def _enrol(desk: Desk, invited: Invited) -> str:
    db = desk.db
    try:
        check_may_enrol(db, invited)
        with open_road(db, invited.url) as road:
            joined = enrol(db, invited, EnrolRoad(road).ask)
    finally:
        db.close_thread()
    whose = f"{joined.person}, {role_words(joined.role).lower()}"
    return f"Máy này đã nối với tỉnh: {whose}. Máy gửi & nhận lần đầu ngay bây giờ."


def _now(desk: Desk) -> int:
    return int(desk.db.now().timestamp() * 1000)

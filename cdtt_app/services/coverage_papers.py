"""What papers and exports about coverage need beside the board: places by name, people, codes, pictures."""

from collections.abc import Mapping
from dataclasses import dataclass

from cdtt_app.domain.attachment import Sha256
from cdtt_app.domain.coverage import point_of
from cdtt_app.domain.coverage_board import CaseView
from cdtt_app.domain.geo import Point
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId, MemberId
from cdtt_app.domain.team import Member
from cdtt_app.domain.units import UnitRegister
from cdtt_app.services.coverage_notes import photo_bytes
from cdtt_app.services.setup import COMMUNE, PROVINCE, current_member
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.questions import where

_MOST_PHOTOS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSources:
    """The commune and its province in the middle of a sentence, who prints, everybody's name, codes and places."""

    commune: str  # "xã Thượng Nông"
    province: str  # "tỉnh Tuyên Quang"
    person: str
    members: Mapping[MemberId, str]
    household_codes: Mapping[HouseholdId, str]
    homes: tuple[Point, ...]

    @property
    def place(self) -> str:
        """`xã Thượng Nông, tỉnh Tuyên Quang`."""
        return ", ".join(filter(None, (self.commune, self.province)))

    @property
    def agency(self) -> str:
        """`UBND xã Thượng Nông`."""
        return f"UBND {self.commune}".strip()


def paper_sources(db: Database, units: UnitRegister) -> PaperSources:
    """All of it as it stands now; raises StorageError."""
    commune, province = units.commune(read_fact(db, COMMUNE, "")), units.province(read_fact(db, PROVINCE, ""))
    member, homes = current_member(db), where(db, Household)
    points = (point_of(home.location) for home in homes)
    return PaperSources(
        commune=_small(commune.name) if commune else "",
        province=_small(province.name) if province else "",
        person=member.name if member else "",
        members={member.id: member.name for member in where(db, Member)},
        household_codes={home.id: home.code for home in homes},
        homes=tuple(point for point in points if point is not None),
    )


def case_photos(db: Database, view: CaseView) -> dict[Sha256, bytes]:
    """The newest pictures of a case that are on this machine; their small forms where the whole has not come."""
    found: dict[Sha256, bytes] = {}
    for photo in (photo for note in view.facts.notes for photo in note.photos):
        data = photo_bytes(db, photo.sha256) or photo_bytes(db, photo.thumbnail)
        if data and len(found) < _MOST_PHOTOS:
            found[photo.sha256] = data
    return found


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]

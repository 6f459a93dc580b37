"""What stands between this machine and the province: a proxy, or the province's own certificate authority."""

from dataclasses import asdict, dataclass

from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact, read_fact

_ROAD = "road"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadSettings:
    """Blank where there is none; `authority` is the certificate itself (PEM), so that a backup holds it too."""

    proxy: str = ""
    authority: str = ""


def road_settings(db: Database) -> RoadSettings:
    """As they were chosen on this machine."""
    return RoadSettings(**read_fact(db, _ROAD, {}))


def keep_road_settings(db: Database, chosen: RoadSettings) -> None:
    """Remember them."""
    keep_fact(db, _ROAD, asdict(chosen))

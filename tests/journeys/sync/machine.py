"""The state machine of docs/protocol.md: laptops, a province and everything that may happen to them, in any order."""

from tests.journeys.sync.disks import DiskRules
from tests.journeys.sync.files import FileRules
from tests.journeys.sync.office import OfficeRules
from tests.journeys.sync.people import PeopleRules
from tests.journeys.sync.roads import RoadRules


class ProtocolMachine(PeopleRules, RoadRules, DiskRules, FileRules, OfficeRules):
    """All rules."""

"""What officers ask of the province over the network: one signed act, one signed answer."""

from cdtt_app.sync.envelope import MAGIC
from cdtt_app.transport.http_road import CONTENT_TYPE, HttpRoad
from cdtt_app.transport.road import Obstacle, RoadError

OFFICE = "/v1/office"


class OfficeRoad:
    """Asks over an open road."""

    def __init__(self, road: HttpRoad) -> None:
        self._road = road

    def ask(self, data: bytes) -> bytes:
        """The province's answer; raises RoadError."""
        answer = self._road.post(OFFICE, data, CONTENT_TYPE)
        if not answer.startswith(MAGIC):  # a login page comes with status 200 too
            raise RoadError(Obstacle.PORTAL, sent=len(data))
        return answer

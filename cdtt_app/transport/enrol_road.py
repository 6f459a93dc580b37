"""Asking to be let in: the one exchange before the province knows the machine."""

from cdtt_app.transport.http_road import HttpRoad
from cdtt_app.transport.road import Obstacle, RoadError

ENROL = "/v1/enrol"
_JSON = "application/json"


class EnrolRoad:
    """Asks over an open road."""

    def __init__(self, road: HttpRoad) -> None:
        self._road = road

    def ask(self, body: bytes) -> bytes:
        """The province's answer; raises RoadError, with the province's sentence when it refuses."""
        answer = self._road.post(ENROL, body, _JSON)
        if not answer.startswith(b"{"):  # a login page comes with status 200 too
            raise RoadError(Obstacle.PORTAL, sent=len(body))
        return answer

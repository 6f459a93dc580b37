"""Handing a sealed parcel over the network, unread; the answer is sealed for its owner."""

from cdtt_app.transport.http_road import HttpRoad

PARCELS = "/v1/parcels"
_SEALED = "application/age-encryption"


class ParcelRoad:
    """Delivers parcels over an open road."""

    def __init__(self, road: HttpRoad) -> None:
        self._road = road

    def deliver(self, body: bytes) -> bytes:
        """The sealed answer, empty when the parcel was not for this province; raises RoadError."""
        return self._road.post(PARCELS, body, _SEALED)

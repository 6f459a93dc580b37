"""Which hamlets a machine may read and write."""

from cdtt_app.domain.role import Role
from cdtt_app.server.store import Device, Transaction


def granted(tx: Transaction, device: Device) -> frozenset[str]:
    """Hamlets given one by one, and all of the commune (of the province) for its officers."""
    if device.revoked:
        return frozenset()
    given = frozenset(tx.grants(device.replica))
    if device.role is Role.PROVINCE:
        return given | tx.places_of("").keys()
    if device.role is Role.OFFICER and device.commune:
        return given | tx.places_of(device.commune).keys()
    return given

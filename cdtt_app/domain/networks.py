"""Mobile networks, resellers that ride on them, and what they are called on the air (MCC 452)."""

from typing import Final

from cdtt_app.domain.household import Network

COUNTRY: Final = 452
NETWORK_CODES: Final = {
    1: Network.MOBIFONE,
    2: Network.VINAPHONE,
    4: Network.VIETTEL,
    5: Network.VIETNAMOBILE,
    7: Network.GMOBILE,
    8: Network.VIETTEL,  # EVN Telecom's, taken over
}
# A reseller's host may change: a reading keeps the one of its day.
RESELLERS: Final = {
    "iTel": Network.VINAPHONE,
    "Wintel": Network.VINAPHONE,
    "VNSKY": Network.MOBIFONE,
    "Local": Network.MOBIFONE,
    "FPT": Network.MOBIFONE,
}
BRANDS: Final = (*(network.value for network in Network), *RESELLERS)


def host_of(brand: str) -> Network | None:
    """The network whose stations serve this brand; None for an unknown one."""
    known = next((network for network in Network if network.value == brand), None)
    return known or RESELLERS.get(brand)

"""What the server is made of, handed to every function that answers."""

from collections.abc import Callable
from dataclasses import dataclass

from cdtt_app.server.identity import Identity
from cdtt_app.server.store import Store
from cdtt_app.sync.envelope import Packing


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """The store, the keys, how messages are packed, and the clock (ms)."""

    store: Store
    identity: Identity
    packing: Packing
    clock: Callable[[], int]
    oldest_app: str = "0.1.0"  # older programs are told kindly to update; what they hold stays with them

"""When a machine was last heard of, written rarely: an exchange with nothing new must not cost a durable commit."""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from cdtt_app.server.logs import note_error
from cdtt_app.server.province import Province
from cdtt_app.server.retry import retried
from cdtt_app.server.store import StoreError, Transaction

EVERY_MS = 10 * 60 * 1000


class Contact:
    """Remembers in the store, at most every ten minutes for each machine."""

    def __init__(self, province: Province, remembered: int) -> None:
        self._province = province
        self._remembered = remembered
        self._lock = Lock()
        self._seen: OrderedDict[int, int] = OrderedDict()

    def seen(self, replica: int) -> None:
        """The machine is here now. A store that cannot keep it is no reason to withhold an answer."""
        now = self._province.clock()
        try:
            if now - self._last(replica) >= EVERY_MS:
                retried(self._province.store, lambda tx: _keep(tx, replica, now))
                self._remember(replica, now)
        except StoreError as error:
            note_error("contact not kept", error, replica=replica)

    def _last(self, replica: int) -> int:
        if replica in self._seen:
            return self._seen[replica]
        with self._province.store.read() as tx:
            device = tx.device(replica)
        last = device.last_seen if device is not None else 0
        self._remember(replica, last)
        return last

    def _remember(self, replica: int, at: int) -> None:
        with self._lock:
            self._seen[replica] = at
            self._seen.move_to_end(replica)
            while len(self._seen) > self._remembered:
                self._seen.popitem(last=False)


def _keep(tx: Transaction, replica: int, now: int) -> None:
    device = tx.device(replica)
    if device is not None:
        tx.put_device(replace(device, last_seen=max(now, device.last_seen)))

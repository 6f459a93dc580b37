"""Writing again when two transactions were in each other's way."""

import time
from collections.abc import Callable
from typing import TypeVar

from cdtt_app.server.store import RetryError, Store, Transaction

T = TypeVar("T")
_FIRST_PAUSE_SECONDS = 0.01


def retried(store: Store, work: Callable[[Transaction], T], attempts: int = 5) -> T:
    """Do `work` in one transaction that writes, again from its beginning after a RetryError; the last one is raised.

    `work` must read what it goes by from its transaction: a broken connection may hide that the first try was kept.
    """
    for attempt in range(1, attempts):
        try:
            with store.write() as tx:
                return work(tx)
        except RetryError:
            time.sleep(_FIRST_PAUSE_SECONDS * 2**attempt)
    with store.write() as tx:
        return work(tx)

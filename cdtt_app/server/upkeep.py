"""What a server does for itself once a day: old log folded away, uploads that nobody will finish removed."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool

from cdtt_app.server.compaction import compact
from cdtt_app.server.logs import note, note_error
from cdtt_app.server.province import Province
from cdtt_app.server.settings import Settings
from cdtt_app.server.store import StoreError
from cdtt_app.server.upload_files import remove_unfinished

_DAY_SECONDS = 24 * 3600
_FIRST_SECONDS = 3600
_UNFINISHED_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """How much was put in order."""

    folded: int
    unfinished: int


def tidy(province: Province, settings: Settings) -> Tidied:
    """Put in order now; safe while machines are sending, and when two servers do it at once."""
    now = province.clock()
    unfinished = 0
    if settings.files.is_dir():
        before = datetime.fromtimestamp(now / 1000, UTC) - timedelta(days=_UNFINISHED_DAYS)
        unfinished = remove_unfinished(settings.files, before)
    return Tidied(folded=compact(province.store, now=now), unfinished=unfinished)


async def keep_tidy(province: Province, settings: Settings) -> None:
    """Every day, until cancelled; a day that fails is made up for by the next one."""
    await asyncio.sleep(_FIRST_SECONDS)
    while True:
        try:
            done = await run_in_threadpool(tidy, province, settings)
            note("tidied", folded=done.folded, unfinished=done.unfinished)
        except (StoreError, OSError) as error:
            note_error("not tidied", error)
        await asyncio.sleep(_DAY_SECONDS)

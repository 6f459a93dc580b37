"""A machine of the torture: saves and sends without end, and says each save when it was told that it is durable.

`python -m tests.journeys.sync.torture_client DATABASE URL`, one line on standard output for each thing that happened.
It never ends by itself: it is there to be killed.
"""

import os
import random
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from cdtt_app.domain.household import Household
from cdtt_app.domain.kinds import Entity
from cdtt_app.services.sync import sync_now
from cdtt_app.storage.database import Database
from cdtt_app.storage.errors import DiskFullError
from cdtt_app.storage.questions import where
from cdtt_app.transport.http_road import HttpRoad
from tests.factories import make_visit
from tests.journeys.sync.enrolled import KEY, on_road, ways
from tests.journeys.sync.torture_words import FULL_SIGN, digest, say

_LAST = "SELECT body FROM oplog ORDER BY inc DESC, seq DESC LIMIT 1"
_PATIENCE_SECONDS = 3.0
_MOST_PAGES = 1_000_000


def main() -> None:
    """Save a little, send and receive, again."""
    path, url = Path(sys.argv[1]), sys.argv[2]
    chance = random.Random(os.urandom(8))
    db = _open(path)
    with on_road(url, _PATIENCE_SECONDS) as road:
        while True:
            _once(db, road, chance, full=(path.parent / FULL_SIGN).exists())


def _open(path: Path) -> Database:
    """Also a full disk is full only for a while."""
    while True:
        try:
            return Database(path, KEY)
        except DiskFullError:
            say("full")
            time.sleep(0.1)


def _once(db: Database, road: HttpRoad, chance: random.Random, *, full: bool) -> None:
    """A disk that is full is no reason to stop; `full` makes SQLite itself refuse to grow."""
    try:
        _limit(db, full=full)
        for _ in range(chance.randint(1, 4)):
            _save(db, _something(db, chance))
        report = sync_now(db, ways(road))
        say("synced", str(report.obstacle or report.end))
    except DiskFullError:
        say("full")
        time.sleep(0.1)
    time.sleep(chance.uniform(0.0, 0.05))


def _limit(db: Database, *, full: bool) -> None:
    ((pages,),) = db.rows("PRAGMA page_count")
    db.rows(f"PRAGMA max_page_count = {pages if full else _MOST_PAGES}")


def _something(db: Database, chance: random.Random) -> Entity:
    """A visit, or a change at a household that others change too."""
    household = chance.choice(where(db, Household))
    if chance.random() < 0.5:
        return make_visit(household, id=db.new_id(), note=_words(chance))
    names = chance.sample(("note", "phone", "cluster"), chance.randint(1, 2))
    changes: dict[str, Any] = {name: _words(chance) for name in names}
    return replace(household, **changes)


def _words(chance: random.Random) -> str:
    return "".join(chance.choices("aăâbcdđeêghiklmnoôơpqrstuưvxy ", k=chance.choice((5, 20, 200))))


def _save(db: Database, entity: Entity) -> None:
    with db.write() as tx:
        tx.save(entity)
    ((body,),) = db.rows(_LAST)  # this process is alone with its log
    say("saved", digest(body))


if __name__ == "__main__":
    main()

"""Who wrote something: the person and the machine behind a number of the province."""

from collections.abc import Mapping
from dataclasses import dataclass

from cdtt_app.domain.team import spoken_name
from cdtt_app.services.setup import current_member
from cdtt_app.storage.database import Database
from cdtt_app.storage.enrolment import enrolment

MINE = "máy này"


@dataclass(frozen=True, slots=True)
class Author:
    """A person at a machine; blank where the province has not said who it is."""

    person: str = ""
    machine: str = ""


@dataclass(frozen=True, slots=True)
class Authors:
    """All that this machine knows; `own` is its number, 0 before the province knows it."""

    own: int
    me: Author
    others: Mapping[int, Author]

    def of(self, replica: int) -> Author:
        """The author behind a number."""
        return self.me if replica == self.own else self.others.get(replica, Author())


def read_authors(db: Database) -> Authors:
    """Everybody whose work has come here."""
    known, member = enrolment(db), current_member(db)
    person = spoken_name(member) if member else known.person if known else ""
    rows = db.rows("SELECT replica, person, machine FROM machine")
    return Authors(
        own=known.replica if known else 0,
        me=Author(person, MINE),
        others={replica: Author(whose, machine) for replica, whose, machine in rows},
    )

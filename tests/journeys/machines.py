"""Laptops on real profiles, worked from the command line in this process, and invitations to give them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cdtt_app.cli import run
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HamletId, HouseholdId, VisitId
from cdtt_app.domain.role import Role
from cdtt_app.domain.visit import Visit
from cdtt_app.imports.units_file import load_units
from cdtt_app.paths import resources
from cdtt_app.server.invite import Guest, invite
from cdtt_app.services.setup import Setup, current_hamlet, set_up
from cdtt_app.services.visits import VisitEntry, log_visit
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import household_by_code
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.sync.invitation import Invitation
from tests.cli.running import Said
from tests.factories import Fields
from tests.server.running import RunningServer

COMMUNE = "02239"


@dataclass(frozen=True)
class Laptop:
    """One machine."""

    folder: Path

    def cdtt(self, *words: str | Path | int) -> Said:
        """What a person types, and what comes of it."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(["--profile", str(self.folder), *map(str, words)], windows=lambda _args: 0)
        return Said(code, out.getvalue(), err.getvalue())

    def done(self, *words: str | Path | int) -> Said:
        """The same where nothing may go wrong."""
        said = self.cdtt(*words)
        assert said.code == 0, said.out + said.err
        return said

    @contextmanager
    def open(self) -> Iterator[Database]:
        """Its data."""
        db = open_profile(Profile(self.folder))
        try:
            yield db
        finally:
            db.close()

    def hamlet(self) -> HamletId:
        """The hamlet it works in."""
        with self.open() as db:
            hamlet = current_hamlet(db)
        assert hamlet is not None
        return hamlet.id

    def household(self, code: str) -> Household:
        """As its screen shows it."""
        with self.open() as db:
            found = household_by_code(db, code)
        assert found is not None, code
        return found

    def edit(self, code: str, **fields: Fields) -> None:
        """Change a household at the screen."""
        changed = replace(self.household(code), **fields)
        with self.open() as db, db.write() as tx:
            tx.save(changed)

    def write_households(self, count: int, first: int = 1) -> None:
        """Some households of its hamlet: BG-001, BG-002, ..."""
        hamlet = self.hamlet()
        with self.open() as db, db.write() as tx:
            for number in range(first, first + count):
                tx.save(
                    Household(
                        id=HouseholdId(db.new_short_id()),
                        hamlet_id=hamlet,
                        code=f"BG-{number:03d}",
                        head_name=f"Nông Văn {number}",
                    )
                )

    def visit(self, code: str, note: str = "") -> None:
        """Log a visit of today at a household, nobody named."""
        household, now = self.household(code), datetime.now(UTC)
        with self.open() as db:
            log_visit(
                db,
                VisitEntry(
                    visit=Visit(
                        id=VisitId(db.new_id()),
                        household_id=household.id,
                        hamlet_id=household.hamlet_id,
                        visited_on=now.astimezone().date(),
                        recorded_at=now,
                        guided_count=2,
                        note=note,
                    )
                ),
            )


def make_laptop(folder: Path, *, hamlet: str = "", member: str = "", called: str = "") -> Laptop:
    """A machine set up for the commune, by itself or waiting for what the province sends."""
    setup = Setup(commune_code=COMMUNE, hamlet_name=hamlet, member_name=member, member_called=called)
    units = load_units(resources() / "units")
    set_up(Profile(folder), setup, units, resources() / "checklists", pin=None).db.close()
    return Laptop(folder)


def invitation(
    server: RunningServer, person: str, *, role: Role = Role.VOLUNTEER, scopes: tuple[str, ...] = (), place: str = ""
) -> Invitation:
    """An invitation made at the server itself."""
    guest = Guest(person=person, role=role, commune=COMMUNE, scopes=scopes, place=place)
    return invite(server.province, server.settings, guest, datetime.now(UTC).date(), url=server.url)

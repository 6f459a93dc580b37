"""Where `cdtt handout` takes its sheets from: this machine's data, or without any the program's own."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from cdtt_app.cli.joining import load_units
from cdtt_app.cli.session import opened, profile_of
from cdtt_app.paths import resources

if TYPE_CHECKING:
    from cdtt_app.documents.handout_paper import Footer
    from cdtt_app.domain.handout_text import Handout
    from cdtt_app.presenters.handouts_page import HandoutsReading
    from cdtt_app.services.handouts import Shelf
    from cdtt_app.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is printed from; `db` is None where this machine has no data yet."""

    db: "Database | None"
    shelf: "Shelf"
    footer: "Footer"
    today: date
    practice: bool = False

    def handout(self, topic: str) -> "Handout":
        """One topic; raises RefusedError that names them all."""
        from cdtt_app.services.errors import RefusedError

        found = self.shelf.handout(topic)
        if found is None:
            topics = ", ".join(handout.topic for handout in self.shelf.handouts)
            raise RefusedError(f"Không có tờ tên {topic}. Các tờ: {topics}.")
        return found

    @property
    def reading(self) -> "HandoutsReading":
        """The same as the page "Tài liệu" reads it."""
        from cdtt_app.presenters.handouts_page import HandoutsReading

        return HandoutsReading(
            handouts=self.shelf.handouts,
            addresses=self.shelf.addresses,
            checks=self.shelf.checks,
            published={},
            footer=self.footer,
            today=self.today,
            practice=self.practice,
        )


@contextmanager
def source_opened(args: argparse.Namespace) -> Iterator[Source]:
    """The machine's data when there are any or when a profile was named, else the program's own sheets."""
    if args.profile is None and not profile_of(args).exists:
        yield _own()
        return
    with opened(args) as db:
        yield _of(db)


def _of(db: "Database") -> Source:
    from cdtt_app.services.handout_footer import read_footer
    from cdtt_app.services.handouts import read_shelf
    from cdtt_app.services.setup import PRACTICE
    from cdtt_app.storage.facts import read_fact

    return Source(
        db=db,
        shelf=read_shelf(db),
        footer=read_footer(db, load_units()),
        today=db.now().astimezone().date(),
        practice=read_fact(db, PRACTICE, default=False),
    )


def _own() -> Source:
    """Nobody's team, and no province: the sheet about its own app is left out."""
    from cdtt_app.documents.handout_paper import Footer
    from cdtt_app.domain.province_app import for_province
    from cdtt_app.imports.address_file import load_addresses, load_province_app
    from cdtt_app.imports.handout_file import load_handouts
    from cdtt_app.services.handouts import Shelf

    today, province = datetime.now(UTC).astimezone().date(), resources() / "province"
    shelf = Shelf(
        handouts=for_province(load_handouts(resources() / "handouts"), load_province_app(province, "")),
        addresses=load_addresses(province, ""),
        checks=(),
    )
    return Source(db=None, shelf=shelf, footer=Footer(team="", printed_on=today), today=today)

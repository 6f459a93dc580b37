"""`cdtt tray`: late work of others that waits for an officer, and this machine's own that was set aside."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from cdtt_app.cli.answer import Answer, MisuseError
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.presenters.late_words import LateWords
    from cdtt_app.services.tray import Waiting
    from cdtt_app.storage.database import Database


def add(commands: Commands) -> None:
    """Add the command."""
    tray = commands.add("tray", _tray, "phiếu tới muộn chờ cán bộ xem, và phiếu của máy này tỉnh để riêng")
    act = tray.add_mutually_exclusive_group()
    act.add_argument("--take", type=int, metavar="SỐ", help="nhận phiếu tới muộn này vào sổ")
    act.add_argument("--dismiss", type=int, metavar="SỐ", help="bỏ phiếu tới muộn này, không đưa vào sổ")


def _tray(args: argparse.Namespace) -> Answer:
    from cdtt_app.services.tray import dismiss, late_work, take_in

    with opened(args) as db:
        late = late_work(db)
        if args.take is not None:
            return _decided(db, late, args.take, take_in, "Đã nhận vào sổ")
        if args.dismiss is not None:
            return _decided(db, late, args.dismiss, dismiss, "Đã bỏ, không đưa vào sổ")
        return _listed(db, late)


def _decided(
    db: "Database", late: "Sequence[Waiting]", number: int, act: "Callable[[Database, Waiting], None]", done: str
) -> Answer:
    if not 1 <= number <= len(late):
        raise MisuseError(f"Không có phiếu số {number}. Xem các phiếu: cdtt tray")
    words = _words(db, late[number - 1])
    act(db, late[number - 1])
    return Answer(text=f"{done}: {words.title}. Gõ cdtt sync để gửi.", document={"title": words.title, "done": done})


def _listed(db: "Database", late: "Sequence[Waiting]") -> Answer:
    from cdtt_app.services.tray import mark_seen, own_set_aside

    own = own_set_aside(db)
    rows, own_rows = [_words(db, each) for each in late], [_words(db, each) for each in own]
    dismissed = [each.dismissed for each in own]
    for each in own:
        if each.dismissed:
            mark_seen(db, each)
    return Answer(
        text="\n".join((*_late_lines(rows), *_own_lines(own_rows, dismissed))),
        document={
            "late": [asdict(row) for row in rows],
            "own": [{**asdict(row), "dismissed": gone} for row, gone in zip(own_rows, dismissed, strict=True)],
        },
    )


def _words(db: "Database", waiting: "Waiting") -> "LateWords":
    from cdtt_app.presenters.field_values import Known
    from cdtt_app.presenters.late_words import late_words
    from cdtt_app.services.record_facts import homes, names_of, question_words

    operation, author = waiting.item.operation, waiting.author
    return late_words(
        waiting.record,
        {path: value for path, (value, _) in operation.changes.items()} if operation else {},
        reason=waiting.item.reason,
        author=(author.person, author.machine),
        at=waiting.item.at,
        known=Known(names=names_of(db, homes((waiting.record,))), questions=question_words(db)),
    )


def _late_lines(rows: "Sequence[LateWords]") -> Iterator[str]:
    yield f"Phiếu tới muộn, chờ xã xem: {len(rows)}" if rows else "Không có phiếu nào tới muộn."
    for number, row in enumerate(rows, start=1):
        yield f"{number}. {row.title}"
        yield f"   {row.who}. {row.reason}"
        yield from (f"     {fact}" for fact in row.facts)


def _own_lines(rows: "Sequence[LateWords]", dismissed: Sequence[bool]) -> Iterator[str]:
    if rows:
        yield f"Phiếu của máy này tỉnh để riêng: {len(rows)}"
    for row, gone in zip(rows, dismissed, strict=True):
        yield f"- {row.title}: {row.reason} {'Xã đã xem và không đưa vào sổ.' if gone else row.advice}"
        yield from (f"     {fact}" for fact in row.facts)

"""`cdtt handout list` and `cdtt handout ledger`: what can be printed, and what was given."""

import argparse
from collections.abc import Sequence
from typing import Any

from cdtt_app.cli.answer import Answer
from cdtt_app.cli.handout_source import source_opened
from cdtt_app.cli.session import opened


def list_handouts(args: argparse.Namespace) -> Answer:
    """Every sheet: how many households it would help, which of its addresses nobody has tried."""
    from cdtt_app.domain.handout_text import plain
    from cdtt_app.domain.languages import Language, text_in
    from cdtt_app.presenters.handouts_page import address_lines
    from cdtt_app.services.handout_batches import needs_of_hamlet

    with source_opened(args) as source:
        counts = needs_of_hamlet(source.db, source.shelf) if source.db else None
        reading = source.reading
    rows: list[dict[str, Any]] = [
        {
            "topic": handout.topic,
            "title": plain(text_in(handout.title, Language.VIETNAMESE)),
            "version": handout.version,
            "needs": counts.get(handout.topic, 0) if counts is not None else None,
            "unverified": [
                {"id": line.address.id, "title": line.title, "said_on": line.address.said_on.isoformat()}
                for line in address_lines(reading, handout)
                if not line.checked
            ],
        }
        for handout in source.shelf.handouts
    ]
    return Answer(text="\n".join(map(_line, rows)), document={"handouts": rows})


def _line(row: dict[str, Any]) -> str:
    needs = "" if row["needs"] is None else f"{row['needs']} hộ cần"
    untried = f"{len(row['unverified'])} địa chỉ chưa thử" if row["unverified"] else ""
    parts = (row["title"], f"bản {row['version']}", needs, untried)
    return f"{row['topic']:<20} {' · '.join(part for part in parts if part)}"


def list_given(args: argparse.Namespace) -> Answer:
    """What was given to whom, the newest first, and who still has an older version."""
    from cdtt_app.presenters.handout_ledger import ledger_lines
    from cdtt_app.services.handouts import ledger, read_shelf, who_has_older
    from cdtt_app.storage.households import household_ids, households_by_ids

    with opened(args) as db:
        given, handouts = ledger(db), read_shelf(db).handouts
        older = {handout.topic: who_has_older(db, handout) for handout in handouts}
        homes = households_by_ids(db, household_ids(db))
    names = {id_: f"{home.head_name} ({home.code})" for id_, home in homes.items()}
    lines = ledger_lines(given, names, handouts)
    codes = {id_: home.code for id_, home in homes.items()}
    behind = {topic: [codes[id_] for id_ in ids if id_ in codes] for topic, ids in older.items()}
    return Answer(
        text="\n".join(_ledger_text([f"{line.words} · {line.title}" for line in lines], behind)),
        document={
            "given": [
                {
                    "date": each.given_on.isoformat(),
                    "household": codes.get(each.household_id, ""),
                    "topic": each.topic,
                    "version": each.version,
                }
                for each in given
            ],
            "older": {topic: households for topic, households in behind.items() if households},
        },
    )


def _ledger_text(lines: Sequence[str], behind: dict[str, list[str]]) -> list[str]:
    told = [f"Còn tờ cũ, {topic}: {', '.join(codes)}" for topic, codes in behind.items() if codes]
    return [*(lines or ["Chưa phát tờ nào."]), *told]

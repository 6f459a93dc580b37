"""Find as you type, without accents: households by head, people, code, phone, place and old place names."""

from dataclasses import dataclass

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.vietnamese import search_words
from cdtt_app.storage.database import Database
from cdtt_app.storage.search_index import RANK_BITS, Rank


@dataclass(frozen=True, slots=True)
class Hit:
    """One household found, and through what."""

    household_id: HouseholdId
    rank: Rank
    label: str


def match_expression(query: str) -> str:
    """The FTS5 expression for what was typed: every word as a prefix in any of its spellings, or initials."""
    words = search_words(query)
    if not words:
        return ""
    parts = [" OR ".join(f'"{form}"*' for form in forms) for forms in words]
    expression = "words : (" + " AND ".join(f"({part})" for part in parts) + ")"
    if len(words) == 1 and len(words[0][0]) > 1 and words[0][0].isalpha():
        expression = f'({expression}) OR (initials : ("{words[0][0]}"*))'
    return expression


_FIND = """SELECT entry.rowid, entry.household_id, entry.hamlet_id, entry.label FROM search_index
  JOIN search_entry AS entry ON entry.rowid = search_index.rowid WHERE search_index MATCH ? LIMIT ?"""


def find_households(db: Database, query: str, *, limit: int = 100) -> tuple[Hit, ...]:
    """Households that the text finds, best reason first, each once; a place stands for its households."""
    expression = match_expression(query)
    if not expression:
        return ()
    hits: dict[str, Hit] = {}
    for rowid, household, place, label in db.rows(_FIND, (expression, limit)):
        rank = Rank(rowid >> RANK_BITS)
        members = (household,) if household else _households_of(db, place, limit)
        for id_ in members:
            hits.setdefault(id_, Hit(HouseholdId(id_), rank, label))
    return tuple(hits.values())[:limit]


def _households_of(db: Database, place: str, limit: int) -> list[str]:
    """Households of a hamlet (by its id) or of a commune (by its code)."""
    sql = """SELECT id FROM household WHERE deleted = '' AND (hamlet_id = ? OR hamlet_id IN
      (SELECT id FROM hamlet WHERE commune_code = ?)) ORDER BY hamlet_id, cluster, walking_order, code LIMIT ?"""
    return [id_ for (id_,) in db.rows(sql, (place, place, limit))]

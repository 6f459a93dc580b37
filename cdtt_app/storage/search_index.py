"""The search index: one entry per name that people search by, folded.

FTS5 answers in rowid order, so the rank of an entry is the high part of its rowid: heads of households come before
people, people before codes and places, without sorting.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import Household
from cdtt_app.domain.kinds import Entity
from cdtt_app.domain.person import FamilyRole, Person
from cdtt_app.domain.vietnamese import fold, initials
from cdtt_app.storage.connection import Connection

RANK_BITS = 40
SEARCHED = frozenset({"hamlet", "household", "person"})


class Rank(IntEnum):
    """What matched, best first."""

    HEAD = 1
    PERSON = 2
    HOUSEHOLD = 3  # code, phone, address, cluster
    PLACE = 4  # hamlet, under all the names it had


class Entry(NamedTuple):
    """What one record is found by."""

    rank: Rank
    household_id: str
    hamlet_id: str
    label: str
    words: str
    initials: str


def entries_of(entity: Entity) -> Iterable[Entry]:
    """What this record should be found by; nothing for most kinds and for deleted records."""
    if entity.deleted:
        return
    if isinstance(entity, Household):
        yield Entry(Rank.HEAD, entity.id, entity.hamlet_id, entity.head_name, *_name(entity.head_name))
        other = " ".join((entity.code, entity.phone, entity.digital_address, entity.cluster, entity.address))
        yield Entry(Rank.HOUSEHOLD, entity.id, entity.hamlet_id, entity.code, fold(other), "")
    elif isinstance(entity, Person) and entity.name and entity.role is not FamilyRole.HEAD:
        yield Entry(Rank.PERSON, entity.household_id, entity.hamlet_id, entity.name, *_name(entity.name))
    elif isinstance(entity, Hamlet):
        for name in (entity.name, *(former.name for former in entity.former_names)):
            yield Entry(Rank.PLACE, "", entity.id, name, *_name(name))


def index_place(connection: Connection, record: str, place: str, names: Iterable[str]) -> None:
    """Make the households of a commune (`place` is its code) findable by every name it has or had."""
    _replace(connection, record, tuple(Entry(Rank.PLACE, "", place, name, *_name(name)) for name in names))


def _name(name: str) -> tuple[str, str]:
    return fold(name), initials(name)


def index(connection: Connection, entity: Entity) -> None:
    """Make the index say what the record says now."""
    _replace(connection, entity.id, tuple(entries_of(entity)))


def forget(connection: Connection, record: str) -> None:
    """Make the index say nothing of a record."""
    _replace(connection, record, ())


def _replace(connection: Connection, record: str, wanted: tuple[Entry, ...]) -> None:
    sql = "SELECT rowid, household_id, hamlet_id, label, words, initials FROM search_entry WHERE record = ?"
    kept = connection.execute(sql, (record,)).fetchall()
    if wanted == tuple(Entry(Rank(rowid >> RANK_BITS), *rest) for rowid, *rest in kept):
        return
    for rowid, _, _, _, words, letters in kept:
        connection.execute(
            "INSERT INTO search_index (search_index, rowid, words, initials) VALUES ('delete', ?, ?, ?)",
            (rowid, words, letters),
        )
        connection.execute("DELETE FROM search_entry WHERE rowid = ?", (rowid,))
    for entry in wanted:
        _insert(connection, record, entry)


def _insert(connection: Connection, record: str, entry: Entry) -> None:
    first = entry.rank << RANK_BITS
    (last,) = connection.execute(
        "SELECT max(rowid) FROM search_entry WHERE rowid BETWEEN ? AND ?", (first, first + (1 << RANK_BITS) - 1)
    ).fetchone()
    rowid = first if last is None else last + 1
    connection.execute(
        "INSERT INTO search_entry (rowid, record, household_id, hamlet_id, label, words, initials)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (rowid, record, *entry[1:]),
    )
    connection.execute(
        "INSERT INTO search_index (rowid, words, initials) VALUES (?, ?, ?)", (rowid, entry.words, entry.initials)
    )


def agrees(connection: Connection, records: Iterable[Entity]) -> bool:
    """Whether the index says what these records (all there are) say, and is sound in itself."""
    wanted = Counter((record.id, entry) for record in records for entry in entries_of(record))
    sql = """SELECT rowid, record, household_id, hamlet_id, label, words, initials FROM search_entry
      WHERE record NOT LIKE 'commune/%'"""
    kept = Counter((row[1], Entry(Rank(row[0] >> RANK_BITS), *row[2:])) for row in connection.execute(sql).fetchall())
    if kept != wanted:
        return False
    try:
        connection.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return False
    return True


def rebuild(connection: Connection, records: Iterable[Entity]) -> None:
    """Make the index anew from these records; names of communes stay."""
    connection.execute("DELETE FROM search_entry WHERE record NOT LIKE 'commune/%'")
    connection.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
    for record in records:
        index(connection, record)

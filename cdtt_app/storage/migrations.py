"""The schema, step by step. A step that has been released is never edited; a new field is a new step."""

from sqlite_utils import Database as Tables
from sqlite_utils import Migrations

migrations = Migrations("cdtt")

_ENTITIES = """
CREATE TABLE hamlet (id TEXT PRIMARY KEY, commune_code TEXT NOT NULL, word TEXT NOT NULL, name TEXT NOT NULL,
  prefix TEXT NOT NULL, former_names TEXT NOT NULL, clusters TEXT NOT NULL, merged_into TEXT, valid_from TEXT,
  valid_to TEXT, deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE team (id TEXT PRIMARY KEY, hamlet_id TEXT NOT NULL, name TEXT NOT NULL, decision_number TEXT NOT NULL,
  decision_date TEXT, phone TEXT NOT NULL, deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE member (id TEXT PRIMARY KEY, hamlet_id TEXT NOT NULL, name TEXT NOT NULL, team_id TEXT,
  called TEXT NOT NULL, role TEXT NOT NULL, occupation TEXT NOT NULL, phone TEXT NOT NULL, active INTEGER NOT NULL,
  deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE household (id TEXT PRIMARY KEY, hamlet_id TEXT NOT NULL, code TEXT NOT NULL, head_name TEXT NOT NULL,
  cluster TEXT NOT NULL, address TEXT NOT NULL, digital_address TEXT NOT NULL, phone TEXT NOT NULL, location TEXT,
  walking_order INTEGER, member_count INTEGER, children_count INTEGER, spoken_language TEXT NOT NULL,
  interpreter INTEGER NOT NULL, connection TEXT NOT NULL, note TEXT NOT NULL, asked_help INTEGER NOT NULL,
  deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX household_hamlet ON household(hamlet_id, deleted, cluster, walking_order, code, asked_help);
CREATE INDEX household_phone ON household(phone);
CREATE INDEX household_digital_address ON household(digital_address);
CREATE INDEX household_code ON household(code);
CREATE TABLE person (id TEXT PRIMARY KEY, household_id TEXT NOT NULL, hamlet_id TEXT NOT NULL, name TEXT NOT NULL,
  called TEXT NOT NULL, role TEXT NOT NULL, born TEXT, personas TEXT NOT NULL, phone TEXT NOT NULL,
  guardian TEXT NOT NULL, child_assents INTEGER NOT NULL, position INTEGER NOT NULL, vneid_confirmed INTEGER,
  deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX person_household ON person(household_id);
CREATE TABLE visit (id TEXT PRIMARY KEY, household_id TEXT NOT NULL, hamlet_id TEXT NOT NULL,
  visited_on TEXT NOT NULL, recorded_at TEXT NOT NULL, outcome TEXT NOT NULL, activity TEXT NOT NULL, recorded_by TEXT,
  visitors TEXT NOT NULL, met TEXT NOT NULL, guided_count INTEGER,
  topics TEXT NOT NULL, dossiers TEXT NOT NULL, signal TEXT NOT NULL,
  answers TEXT NOT NULL, feedback TEXT NOT NULL, feedback_forwarded_to TEXT NOT NULL, satisfaction INTEGER,
  next_visit TEXT, next_time TEXT NOT NULL, note TEXT NOT NULL, deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX visit_household ON visit(household_id, visited_on, outcome, next_visit, next_time, deleted);
CREATE TABLE consent (id TEXT PRIMARY KEY, household_id TEXT NOT NULL, hamlet_id TEXT NOT NULL, granted TEXT NOT NULL,
  asked_at TEXT NOT NULL, text_version TEXT NOT NULL, method TEXT NOT NULL, witness TEXT NOT NULL, collected_by TEXT,
  deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX consent_household ON consent(household_id);
CREATE TABLE handout_given (id TEXT PRIMARY KEY, household_id TEXT NOT NULL, hamlet_id TEXT NOT NULL,
  topic TEXT NOT NULL, given_on TEXT NOT NULL, version INTEGER NOT NULL, visit_id TEXT, deleted TEXT NOT NULL)
  STRICT, WITHOUT ROWID;
CREATE INDEX handout_given_household ON handout_given(household_id);
"""

# oplog: this machine's operations, hash-chained per incarnation (sync.md 2.6). The rest never leaves the machine.
_LOCAL = """
CREATE TABLE oplog (inc INTEGER NOT NULL, seq INTEGER NOT NULL, record TEXT NOT NULL, clock INTEGER NOT NULL,
  body BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (inc, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX oplog_record ON oplog(record);
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE draft (name TEXT PRIMARY KEY, body TEXT NOT NULL, kept_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE checklist (id TEXT NOT NULL, version TEXT NOT NULL, source_hash TEXT NOT NULL, compiled TEXT NOT NULL,
  PRIMARY KEY (id, version)) STRICT, WITHOUT ROWID;
CREATE TABLE imported (fingerprint TEXT PRIMARY KEY, household_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE search_entry (rowid INTEGER PRIMARY KEY, record TEXT NOT NULL, household_id TEXT NOT NULL,
  hamlet_id TEXT NOT NULL, label TEXT NOT NULL, words TEXT NOT NULL, initials TEXT NOT NULL) STRICT;
CREATE INDEX search_entry_record ON search_entry(record);
CREATE VIRTUAL TABLE search_index USING fts5(words, initials, content='search_entry',
  tokenize='unicode61 remove_diacritics 0', prefix='1 2 3', detail='column', columnsize=0);
"""


@migrations()
def first_schema(db: Tables) -> None:
    """Everything version 0.1 keeps."""
    for statement in (_ENTITIES + _LOCAL).split(";"):
        if statement.strip():
            db.execute(statement)


def migrate(db: Tables, version: int) -> None:
    """Bring the file to the newest schema and stamp it: a stamped file is known without importing sqlite-utils."""
    migrations.apply(db)
    db.execute(f"PRAGMA user_version = {version}")

"""The schema, step by step. A step that has been released is never edited; a new field is a new step."""

from sqlite_utils import Database as Tables
from sqlite_utils import Migrations

from cdtt_app.storage.first_log import rewrite_first_log

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


# What the province said (docs/protocol.md): `feed` is its log, where a body of NULL stands for this machine's own
# operation; `base` holds records of a log that begins later. Receipts, attempts and parcels are facts of this machine.
_SYNC = """
CREATE TABLE incarnation (inc INTEGER PRIMARY KEY, first INTEGER NOT NULL, taken_at INTEGER NOT NULL) STRICT;
INSERT INTO incarnation VALUES (1, 1, 0);
ALTER TABLE oplog ADD COLUMN scope TEXT NOT NULL DEFAULT '';
ALTER TABLE oplog ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
UPDATE oplog SET scope = json_extract(body, '$.s');
CREATE INDEX oplog_gone ON oplog(gone) WHERE gone = 1;
CREATE TABLE feed (scope TEXT NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL, record TEXT NOT NULL,
  replica INTEGER NOT NULL, inc INTEGER NOT NULL, seq INTEGER NOT NULL, received INTEGER NOT NULL, body BLOB,
  outcome TEXT, PRIMARY KEY (scope, number)) STRICT;
CREATE INDEX feed_record ON feed(record);
CREATE INDEX feed_own ON feed(inc, seq) WHERE body IS NULL;
CREATE INDEX feed_outcome ON feed(record) WHERE outcome IS NOT NULL;
CREATE TABLE base (scope TEXT NOT NULL, record TEXT NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (scope, record)) STRICT, WITHOUT ROWID;
CREATE INDEX base_record ON base(record);
CREATE TABLE cursor (scope TEXT PRIMARY KEY, number INTEGER NOT NULL, digest BLOB, gone INTEGER NOT NULL DEFAULT 0)
  STRICT, WITHOUT ROWID;
CREATE TABLE snapshot (scope TEXT PRIMARY KEY, number INTEGER NOT NULL, digest BLOB NOT NULL, after TEXT NOT NULL)
  STRICT, WITHOUT ROWID;
CREATE TABLE receipt (inc INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, epoch INTEGER NOT NULL,
  line BLOB NOT NULL, signature BLOB NOT NULL, void INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (inc, seq, at))
  STRICT, WITHOUT ROWID;
CREATE TABLE set_aside (inc INTEGER NOT NULL, seq INTEGER NOT NULL, record TEXT NOT NULL, reason TEXT NOT NULL,
  at INTEGER NOT NULL, seen INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (inc, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE salvage (scope TEXT NOT NULL, version INTEGER NOT NULL, record TEXT NOT NULL, replica INTEGER NOT NULL,
  inc INTEGER NOT NULL, seq INTEGER NOT NULL, body BLOB, since INTEGER NOT NULL, PRIMARY KEY (scope, version))
  STRICT, WITHOUT ROWID;
CREATE TABLE machine (replica INTEGER PRIMARY KEY, person TEXT NOT NULL, machine TEXT NOT NULL, role TEXT NOT NULL)
  STRICT;
CREATE TABLE postponed (record TEXT NOT NULL, field TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (record, field))
  STRICT, WITHOUT ROWID;
CREATE TABLE attempt (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, road TEXT NOT NULL, outcome TEXT NOT NULL,
  seconds REAL NOT NULL, sent INTEGER NOT NULL, got INTEGER NOT NULL, inc INTEGER NOT NULL, last INTEGER NOT NULL,
  place TEXT NOT NULL) STRICT;
CREATE TABLE parcel (id TEXT PRIMARY KEY, made_at INTEGER NOT NULL, inc INTEGER NOT NULL, base INTEGER NOT NULL,
  last INTEGER NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE carried (id TEXT PRIMARY KEY, got_at INTEGER NOT NULL, name TEXT NOT NULL, body BLOB NOT NULL,
  delivered_at INTEGER, answer BLOB) STRICT, WITHOUT ROWID;
CREATE TABLE blob (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,
  thumbnail_of TEXT, state TEXT NOT NULL, offset INTEGER NOT NULL, added_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX blob_lane ON blob(state, added_at);
CREATE INDEX blob_record ON blob(record);
CREATE TABLE blob_piece (sha256 TEXT NOT NULL, start INTEGER NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (sha256, start)) STRICT;
"""

_COVERAGE = """
CREATE TABLE coverage_note (id TEXT PRIMARY KEY, hamlet_id TEXT NOT NULL, recorded_at TEXT NOT NULL,
  measured_at TEXT NOT NULL, household_id TEXT, recorded_by TEXT, witness TEXT NOT NULL, point TEXT NOT NULL,
  place TEXT NOT NULL, location TEXT, location_text TEXT NOT NULL, readings TEXT NOT NULL, standing TEXT,
  occurrence TEXT, hours TEXT NOT NULL, weather TEXT, households_affected INTEGER, people_affected INTEGER,
  facilities TEXT NOT NULL, power TEXT, road TEXT, nearest_signal TEXT NOT NULL, nearest_signal_m INTEGER,
  station TEXT NOT NULL, station_m INTEGER, photos TEXT NOT NULL, tries TEXT NOT NULL, note TEXT NOT NULL,
  case_id TEXT, deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX coverage_note_household ON coverage_note(household_id);
CREATE INDEX coverage_note_case ON coverage_note(case_id);
CREATE TABLE coverage_case (id TEXT PRIMARY KEY, hamlet_id TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL,
  opened_at TEXT NOT NULL, opened_by TEXT, location TEXT, households_affected INTEGER, power TEXT, road TEXT,
  difficult_hamlet INTEGER, terrain TEXT NOT NULL, stations TEXT NOT NULL, merged_into TEXT, note TEXT NOT NULL,
  deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE case_step (id TEXT PRIMARY KEY, case_id TEXT NOT NULL, hamlet_id TEXT NOT NULL, state TEXT NOT NULL,
  happened_on TEXT NOT NULL, written_at TEXT NOT NULL, written_by TEXT, why TEXT NOT NULL, document TEXT NOT NULL,
  operator TEXT, station TEXT NOT NULL, deadline TEXT, block TEXT, attachment TEXT, attachment_name TEXT NOT NULL,
  attachment_kind TEXT NOT NULL, attachment_size INTEGER NOT NULL, deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX case_step_case ON case_step(case_id);
CREATE TABLE map_pack (name TEXT PRIMARY KEY, source TEXT NOT NULL, imported_at TEXT NOT NULL, areas INTEGER NOT NULL,
  body BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""

_PAPER = """
CREATE TABLE handout_edition (id TEXT PRIMARY KEY, hamlet_id TEXT NOT NULL, topic TEXT NOT NULL,
  version INTEGER NOT NULL, texts TEXT NOT NULL, published_at TEXT NOT NULL, published_by TEXT, why TEXT NOT NULL,
  deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE address_check (id TEXT PRIMARY KEY, hamlet_id TEXT NOT NULL, address TEXT NOT NULL, value TEXT NOT NULL,
  checked_on TEXT NOT NULL, checked_by TEXT, deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE paper_sheet (id TEXT PRIMARY KEY, hamlet_id TEXT NOT NULL, printed_at TEXT NOT NULL, run_on TEXT NOT NULL,
  household_id TEXT, printed_by TEXT, place INTEGER NOT NULL, places INTEGER NOT NULL, visit_id TEXT,
  called_off TEXT NOT NULL, deleted TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX paper_sheet_household ON paper_sheet(household_id);
"""


def _run(db: Tables, statements: str) -> None:
    for statement in statements.split(";"):
        if statement.strip():
            db.execute(statement)


@migrations()
def first_schema(db: Tables) -> None:
    """Everything version 0.1 keeps."""
    _run(db, _ENTITIES + _LOCAL)


@migrations()
def sync(db: Tables) -> None:
    """What version 0.2 keeps beside the operation log: the province's log, receipts, parcels, attempts."""
    rewrite_first_log(db)
    _run(db, _SYNC)


@migrations()
def coverage(db: Tables) -> None:
    """What version 0.3 keeps: coverage notes, cases and their steps, map packs."""
    _run(db, _COVERAGE)


@migrations()
def papers(db: Tables) -> None:
    """What version 0.4 keeps: published handouts, addresses that were tried, sheets that are still out."""
    _run(db, _PAPER)


def migrate(db: Tables) -> None:
    """Bring the file to the newest schema."""
    migrations.apply(db)

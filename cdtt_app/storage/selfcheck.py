"""The self-check: what was found, in words; `quick` at every start, the whole by `cdtt check`."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import Household
from cdtt_app.domain.kinds import KINDS, Entity, Kind
from cdtt_app.domain.person import Person
from cdtt_app.storage import oplog, search_index
from cdtt_app.storage.backup import local_backups
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import drafts
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.profile import Profile
from cdtt_app.storage.questions import where
from cdtt_app.storage.rows import from_row, select
from cdtt_app.storage.view import entity_of, fields_now
from cdtt_app.sync.operation import LogError

_LITTLE_ROOM = 300 * 1024 * 1024  # bytes
_OLD_BACKUP = timedelta(days=8)
NOT_FORMS = "note-photo/"  # pictures that lie beside the draft that names them


class Grade(StrEnum):
    """How much a finding matters."""

    GOOD = "tot"
    WARNING = "luu_y"
    BAD = "hong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, as a sentence."""

    grade: Grade
    sentence: str

    @property
    def noteworthy(self) -> bool:
        """Whether it should be said without being asked for."""
        return self.grade is not Grade.GOOD

    @property
    def bad(self) -> bool:
        """Whether a person must act."""
        return self.grade is Grade.BAD


def quick_check(db: Database, profile: Profile) -> tuple[Finding, ...]:
    """What can be said within a blink: clock, room, backups, drafts."""
    return tuple(_run(db, profile, (_clock, _room, _backups, _drafts)))


def full_check(db: Database, profile: Profile) -> tuple[Finding, ...]:
    """Everything: pages, cipher, log chain, rows against the log, search index, then the quick checks."""
    steps = (_pages, _cipher, _chain, _rows_match_log, _search, _clock, _room, _backups, _drafts)
    return tuple(_run(db, profile, steps))


def _run(
    db: Database, profile: Profile, steps: tuple[Callable[[Database, Profile], Finding | None], ...]
) -> Iterator[Finding]:
    for step in steps:
        try:
            found = step(db, profile)
        except (StorageError, sqlite3.Error, ValueError) as error:
            found = Finding(Grade.BAD, f"Có dữ liệu đọc không được ({error}) Hãy khôi phục từ bản sao lưu gần nhất.")
        if found is not None:
            yield found


def _pages(db: Database, _profile: Profile) -> Finding:
    said = [row[0] for row in db.rows("PRAGMA integrity_check")]
    if said == ["ok"]:
        return Finding(Grade.GOOD, "Tệp dữ liệu nguyên vẹn.")
    return Finding(Grade.BAD, f"Tệp dữ liệu có {len(said)} chỗ hỏng. Hãy khôi phục từ bản sao lưu gần nhất.")


def _cipher(db: Database, _profile: Profile) -> Finding:
    said = db.rows("PRAGMA cipher_integrity_check")
    if not said:
        return Finding(Grade.GOOD, "Mọi trang đã mã hoá đều đúng dấu niêm phong.")
    return Finding(Grade.BAD, f"{len(said)} trang dữ liệu bị sửa hoặc hỏng đĩa. Hãy khôi phục bản sao lưu gần nhất.")


def _chain(db: Database, _profile: Profile) -> Finding:
    try:
        length = oplog.verify(db.connection())
    except LogError as error:
        return Finding(Grade.BAD, f"Sổ thay đổi bị đứt ({error}). Hãy báo cán bộ xã, đừng xoá gì.")
    return Finding(Grade.GOOD, f"Sổ thay đổi liền mạch, {length} lần ghi.")


def _rows_match_log(db: Database, _profile: Profile) -> Finding:
    """Every record must be what the province's log and this machine's own operations give."""
    connection = db.connection()
    known = {
        record
        for (record,) in connection.execute("SELECT record FROM oplog WHERE gone = 0 UNION SELECT record FROM feed")
    }
    rows = {entity.id: entity for kind in KINDS.values() for entity in _all(db, kind)}
    wrong = 0
    for record in (known | rows.keys()) - {""}:
        kind, fields = fields_now(connection, record)
        wrong += entity_of(kind, record, fields) != rows.get(record)
    if wrong:
        return Finding(Grade.BAD, f"{wrong} bản ghi không khớp sổ thay đổi. Hãy báo cán bộ xã.")
    return Finding(Grade.GOOD, f"{len(rows)} bản ghi đều khớp sổ thay đổi.")


def _all(db: Database, kind: Kind) -> list[Entity]:
    return [from_row(kind.cls, row) for row in db.rows(f"SELECT {select(kind.cls)} FROM {kind.name}")]


def _search(db: Database, _profile: Profile) -> Finding:
    """The index says only what the records say already: when it is wrong it is made anew."""
    records: list[Entity] = [*where(db, Hamlet), *where(db, Household), *where(db, Person)]
    with db.write() as tx:
        if search_index.agrees(tx.connection, records):
            return Finding(Grade.GOOD, "Mục lục tìm kiếm đúng.")
        search_index.rebuild(tx.connection, records)
    return Finding(Grade.WARNING, "Mục lục tìm kiếm bị lệch, máy đã lập lại xong.")


def _clock(db: Database, _profile: Profile) -> Finding | None:
    last = oplog.head(db.connection()).clock
    behind = last - int(db.now().timestamp() * 1000)
    if behind < 5 * 60_000:
        return None
    return Finding(Grade.WARNING, "Đồng hồ máy đang chạy lùi so với lần ghi trước. Hãy xem lại ngày giờ của máy.")


def _room(_db: Database, profile: Profile) -> Finding | None:
    free = shutil.disk_usage(profile.folder).free
    if free >= _LITTLE_ROOM:
        return None
    return Finding(Grade.WARNING, f"Đĩa chỉ còn {free // 1024**2} MB. Hãy xoá bớt tệp không dùng trước khi đi thăm.")


def _backups(db: Database, profile: Profile) -> Finding:
    kept = local_backups(profile)
    if not kept:
        return Finding(Grade.WARNING, "Chưa có bản sao lưu nào. Máy sẽ tự sao lưu trong hôm nay.")
    age = db.now() - kept[0].made_at
    if age > _OLD_BACKUP:
        return Finding(Grade.WARNING, f"Bản sao lưu gần nhất đã {age.days} ngày. Hãy sao lưu ra USB.")
    return Finding(Grade.GOOD, f"Bản sao lưu gần nhất: {kept[0].made_at.astimezone():%H:%M %d/%m/%Y}.")


def _drafts(db: Database, _profile: Profile) -> Finding | None:
    waiting = sum(not draft.name.startswith(NOT_FORMS) for draft in drafts(db))
    return Finding(Grade.WARNING, f"Có {waiting} phiếu đang ghi dở, mở ra ghi tiếp được.") if waiting else None

"""The practice hamlet: invented families of Bản Giòng, dated so that this evening always looks the same."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import MemberId
from cdtt_app.domain.kinds import Entity
from cdtt_app.domain.team import Member, MemberRole, Team
from cdtt_app.domain.units import UnitRegister
from cdtt_app.services.checklists import checklist_in_use
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.practice_coverage import coverage_records
from cdtt_app.services.practice_families import Line, Work, records
from cdtt_app.services.setup import Setup, set_up
from cdtt_app.storage.backup import make_backup
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import household_ids
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.storage.questions import where
from cdtt_app.storage.restore import restore

FILE, COVERAGE_FILE = "ban-giong.json", "vung-lom-song.json"
SETUP = Setup(commune_code="02239", hamlet_name="Bản Giòng", member_name="Lương Thị Mai", member_called="Chị Mai")


def make_practice(
    profile: Profile, units: Callable[[], UnitRegister], checklists: Path, data: Path, *, clock: Callable[[], datetime]
) -> Database:
    """Make the practice profile from the folder `data`; raises RefusedError, StorageError."""
    families, coverage = _read(data / FILE), _read(data / COVERAGE_FILE)
    db = set_up(profile, SETUP, units(), checklists, pin=None, clock=clock).db
    try:
        _fill(db, families, coverage)
    except BaseException:
        db.close()
        raise
    return db


def open_or_make_practice(
    profile: Profile, units: Callable[[], UnitRegister], checklists: Path, data: Path, *, clock: Callable[[], datetime]
) -> Database:
    """Open the practice data with all that the person did in it; made when missing, made again when half made."""
    if not profile.exists:
        return make_practice(profile, units, checklists, data, clock=clock)
    _refuse_real(profile)
    if profile.data.exists():
        db = open_profile(profile, clock=clock)
        if household_ids(db):
            return db
        db.close()
    return reset_practice(profile, units, checklists, data, clock=clock)


def reset_practice(
    profile: Profile, units: Callable[[], UnitRegister], checklists: Path, data: Path, *, clock: Callable[[], datetime]
) -> Database:
    """Begin the practice again; what was practised stays among the backups. Its database must be closed.

    Refuses (RefusedError) a folder that a PIN protects: that is real data.
    """
    if not profile.exists:
        return make_practice(profile, units, checklists, data, clock=clock)
    _refuse_real(profile)
    with TemporaryDirectory(dir=profile.folder, prefix=".lam-moi-") as beside:
        fresh, packed = Profile(Path(beside) / "moi"), Path(beside) / "moi.zip"
        db = make_practice(fresh, units, checklists, data, clock=clock)
        try:
            make_backup(db, fresh, packed)
        finally:
            db.close()
        restore(profile, packed, "")  # sets the old data aside, and finishes after a power cut
    return open_profile(profile, clock=clock)


def _refuse_real(profile: Profile) -> None:
    if profile.needs_pin:
        raise RefusedError("Thư mục này là dữ liệu thật, có mã PIN. Hãy chọn thư mục khác cho bản thực hành.")


def _read(path: Path) -> Line:
    try:
        content: Line = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RefusedError(f"Không đọc được dữ liệu thực hành ({path.name}). Hãy cài lại chương trình.") from error
    return content


def _fill(db: Database, families: Line, coverage: Line) -> None:
    with db.write() as tx:
        for entity in _everything(db, families, coverage):
            tx.save(entity)


def _everything(db: Database, content: Line, coverage: Line) -> Iterator[Entity]:
    clusters = content["clusters"]
    hamlet = replace(where(db, Hamlet)[0], clusters=tuple(cluster["name"] for cluster in clusters))
    colleagues = tuple(_colleague(db, row) for row in content["team"])
    yield hamlet
    yield from colleagues
    work = Work(
        db=db,
        hamlet=hamlet,
        members=(*where(db, Member, "name = ?", (SETUP.member_name,)), *colleagues),
        checklist=checklist_in_use(db),
        questions=tuple(content["questions"]),
        now=db.now().astimezone(),
    )
    homes: dict[str, Household] = {}
    for cluster in clusters:
        for line in cluster["families"]:
            for entity in records(work, cluster["name"], line):
                if isinstance(entity, Household):
                    homes[entity.code] = entity
                yield entity
    yield from coverage_records(work, homes, coverage)


def _colleague(db: Database, row: list[str]) -> Member:
    name, called, role, occupation, phone = row
    team = where(db, Team)[0]
    return Member(
        id=MemberId(db.new_id()),
        hamlet_id=team.hamlet_id,
        team_id=team.id,
        name=name,
        called=called,
        role=MemberRole(role),
        occupation=occupation,
        phone=phone,
    )

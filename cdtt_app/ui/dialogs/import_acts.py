"""Reading a register, planning, writing: the slow parts of the import, run on another thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.register_types import RegisterFile
from cdtt_app.imports.register_xlsx import read_register
from cdtt_app.imports.sheet import MAX_BYTES, RegisterError
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.import_register import (
    Action,
    ImportPlan,
    apply_import,
    bare_name,
    plan_import,
    remembered_mapping,
)
from cdtt_app.storage.backup import SUFFIX, make_backup
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import hamlets, household_ids
from cdtt_app.storage.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to read, and how the person wants it understood; no mapping means: as remembered, else guessed."""

    data: bytes
    file_name: str
    mapping: Mapping[str, Field] | None = None
    sheet: str | None = None
    hamlet: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and the plan for it; without a plan, `problem` says what is missing.

    `hamlet` is where households go that name none: as chosen, else as the title says, else the only one there is.
    """

    request: Request
    file: RegisterFile
    hamlet: str
    plan: ImportPlan | None
    problem: str = ""


def open_and_plan(db: Database, path: Path, today: date) -> Reading:
    """Read a file from the disk and plan its import; raises RegisterError, StorageError."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # one more, so that too large a file is refused as such
    except OSError as error:
        raise RegisterError(f"Không đọc được tệp {path.name} ({error.strerror}). Hãy chọn lại tệp.") from error
    return read_and_plan(db, Request(data=data, file_name=path.name), today)


def read_and_plan(db: Database, request: Request, today: date) -> Reading:
    """Read the file and plan its import; raises RegisterError, StorageError. Nothing is written."""
    try:
        return _planned(db, request, _read(db, request, today))
    finally:
        db.close_thread()


def plan_again(db: Database, reading: Reading, hamlet: str) -> Reading:
    """Plan the same file for another hamlet; raises StorageError."""
    try:
        return _planned(db, replace(reading.request, hamlet=hamlet), reading.file)
    finally:
        db.close_thread()


def _planned(db: Database, request: Request, file: RegisterFile) -> Reading:
    hamlet = request.hamlet or known_name(db, file.hamlet_hint) or _only_hamlet(db)
    try:
        return Reading(request, file, hamlet, plan_import(db, file, hamlet=hamlet))
    except RefusedError as error:
        return Reading(request, file, hamlet, None, str(error))


def known_name(db: Database, name: str) -> str:
    """The hamlet's name as this machine writes it, else the name itself."""
    names = {bare_name(hamlet.name): hamlet.name for hamlet in hamlets(db) if hamlet.merged_into is None}
    return names.get(bare_name(name), name)


def _only_hamlet(db: Database) -> str:
    known = [hamlet.name for hamlet in hamlets(db) if hamlet.merged_into is None]
    return known[0] if len(known) == 1 else ""


def _read(db: Database, request: Request, today: date) -> RegisterFile:
    def read(mapping: Mapping[str, Field] | None) -> RegisterFile:
        name, sheet = request.file_name, request.sheet
        return read_register(request.data, file_name=name, today=today, mapping=mapping, sheet=sheet)

    file = read(request.mapping)
    if request.mapping is not None:
        return file
    remembered = remembered_mapping(db, file.signature)
    return read(remembered) if remembered and remembered != dict(file.mapping) else file


def write_plan(
    db: Database, profile: Profile, plan: ImportPlan, progress: Callable[[int, int], None]
) -> Mapping[Action, int]:
    """Back up what is there, then write the plan in one act; raises StorageError, and what `progress` raises."""
    try:
        if household_ids(db):
            progress(0, 0)
            make_backup(db, profile, profile.backups / f"truoc-nhap-so-{db.now():%Y%m%d-%H%M%S}{SUFFIX}")
        return apply_import(db, plan, progress)
    finally:
        db.close_thread()

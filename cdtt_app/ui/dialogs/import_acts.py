"""Reading a register, planning, writing: the slow parts of the import, run on another thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.register_types import RegisterFile
from cdtt_app.imports.register_xlsx import read_register
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.import_register import Action, ImportPlan, apply_import, plan_import, remembered_mapping
from cdtt_app.storage.backup import SUFFIX, make_backup
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import household_ids
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
    """What was read, and the plan for it; without a plan, `problem` says what is missing."""

    request: Request
    file: RegisterFile
    plan: ImportPlan | None
    problem: str = ""


def read_and_plan(db: Database, request: Request, today: date) -> Reading:
    """Read the file and plan its import; raises RegisterError, StorageError. Nothing is written."""
    try:
        file = _read(db, request, today)
        try:
            return Reading(request, file, plan_import(db, file, hamlet=request.hamlet))
        except RefusedError as error:
            return Reading(request, file, None, str(error))
    finally:
        db.close_thread()


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

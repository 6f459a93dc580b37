"""Checklists in use: compiled once, every version kept, read back without the compiler."""

import hashlib
from pathlib import Path

from cdtt_app.domain.checklist import Checklist
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.checklists_kept import keep_checklist, known_sources, newest_version, read_checklist
from cdtt_app.storage.database import Database

SKILLS = "ky-nang-so"


def keep_new_checklists(db: Database, folder: Path) -> tuple[Checklist, ...]:
    """Compile and keep the checklists of a folder that this machine has not seen; returns the new ones."""
    from cdtt_app.checklists.compile import compile_checklist  # brings pyxform: only when there is a new checklist
    from cdtt_app.checklists.library import read_builtin
    from cdtt_app.checklists.stored import checklist_to_json

    known = known_sources(db)
    fresh = []
    for name, text in read_builtin(folder):
        source = hashlib.sha256(text.encode()).hexdigest()
        if source not in known:
            compiled = compile_checklist(text, name=name)
            keep_checklist(db, compiled.id, compiled.version, source, checklist_to_json(compiled))
            fresh.append(compiled)
    return tuple(fresh)


def checklist_in_use(db: Database, id_: str = SKILLS) -> Checklist:
    """The newest version; raises RefusedError when this machine has none."""
    version = newest_version(db, id_)
    found = checklist_of(db, id_, version) if version else None
    if found is None:
        raise RefusedError("Máy này chưa có bộ câu hỏi kỹ năng. Hãy cài lại chương trình hoặc báo cán bộ xã.")
    return found


def checklist_of(db: Database, id_: str, version: str) -> Checklist | None:
    """The checklist as it was when answers were asked under `version`."""
    from cdtt_app.checklists.stored import checklist_from_json

    text = read_checklist(db, id_, version)
    return checklist_from_json(text) if text else None

"""What an officer does with cases: opens, gathers, splits, merges, moves them on. Each act can be undone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_case import CaseState, CaseStep, Course, CoverageCase, course, step_problems
from cdtt_app.domain.coverage_spots import Spot
from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.ids import CaseId, CaseStepId, HamletId, NoteId
from cdtt_app.domain.kinds import Entity
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.rights import check_officer
from cdtt_app.services.setup import current_member
from cdtt_app.services.undo import Saved, save_all
from cdtt_app.storage import blobs
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import by_id, where

NOT_OFFICER = "Việc này dành cho cán bộ xã. Hãy báo cán bộ xã khi cần."
_GONE = "Không thấy vụ việc này trên máy. Hãy mở lại trang để xem."


def case_course(db: Database, id_: CaseId) -> Course:
    """The steps of a case and the state they lead to."""
    return course(where(db, CaseStep, "case_id = ?", (id_,)))


def open_case(db: Database, notes: Sequence[NoteId], title: str = "") -> Saved:
    """Make one case of these notes; those of other cases are left where they are. Raises RefusedError."""
    check_officer(db, NOT_OFFICER)
    kept = _notes(db, notes)
    free = [note for note in kept if note.case_id is None]
    if not free:
        raise RefusedError("Các ghi nhận này đã thuộc vụ việc khác. Hãy chọn ghi nhận chưa gộp.")
    case = _new_case(db, free[0].hamlet_id, title or _title_of(db, free))
    return _save(db, (case, *(replace(note, case_id=case.id) for note in free)))


def accept(db: Database, spot: Spot, title: str = "") -> Saved:
    """Take a proposal: its notes join the case that lies there already, or become a new one. Raises RefusedError."""
    ids = [note.id for note in spot.notes]
    return add_notes(db, spot.case_id, ids) if spot.case_id else open_case(db, ids, title)


def add_notes(db: Database, id_: CaseId, notes: Sequence[NoteId]) -> Saved:
    """Put notes into a case, also from other cases. Raises RefusedError."""
    check_officer(db, NOT_OFFICER)
    case = _case(db, id_)
    return _save(db, tuple(replace(note, case_id=case.id) for note in _notes(db, notes)))


def take_out(db: Database, notes: Sequence[NoteId]) -> Saved:
    """Take notes out of their case: they wait to be gathered again. Raises RefusedError."""
    check_officer(db, NOT_OFFICER)
    return _save(db, tuple(replace(note, case_id=None) for note in _notes(db, notes)))


def split(db: Database, notes: Sequence[NoteId], title: str = "") -> Saved:
    """Make another case of some notes of a case. Raises RefusedError."""
    check_officer(db, NOT_OFFICER)
    kept = _notes(db, notes)
    left = {note.id for note in where(db, CoverageNote, "case_id = ?", (kept[0].case_id,))} - {n.id for n in kept}
    if kept[0].case_id is None or not left:
        raise RefusedError("Tách thì vụ việc cũ phải còn ít nhất một ghi nhận. Hãy bỏ bớt ghi nhận đã chọn.")
    case = _new_case(db, kept[0].hamlet_id, title or _title_of(db, kept))
    return _save(db, (case, *(replace(note, case_id=case.id) for note in kept)))


def merge(db: Database, into: CaseId, others: Iterable[CaseId]) -> Saved:
    """Put the notes of other cases into one; those cases stay in the history, pointing at it. Raises RefusedError."""
    check_officer(db, NOT_OFFICER)
    case = _case(db, into)
    absorbed = [_case(db, id_) for id_ in dict.fromkeys(others) if id_ != into]
    if not absorbed:
        raise RefusedError("Hãy chọn từ hai vụ việc trở lên để gộp.")
    notes = [note for each in absorbed for note in where(db, CoverageNote, "case_id = ?", (each.id,))]
    closed = tuple(replace(each, merged_into=case.id) for each in absorbed)
    return _save(db, (*closed, *(replace(note, case_id=case.id) for note in notes)))


def edit_case(db: Database, case: CoverageCase) -> Saved:
    """Keep what the officer set on a case. Raises RefusedError."""
    check_officer(db, NOT_OFFICER)
    _case(db, case.id)
    if not case.title.strip():
        raise RefusedError("Vụ việc cần có tên. Hãy ghi tên chỗ đó.")
    return _save(db, (replace(case, title=nfc(case.title).strip()),))


def blank_step(db: Database, id_: CaseId, state: CaseState) -> CaseStep:
    """A step of this case, of today, by the person at this machine. Raises RefusedError."""
    case, member, now = _case(db, id_), current_member(db), db.now()
    written = [step.written_at for step in where(db, CaseStep, "case_id = ?", (id_,))]
    return CaseStep(
        id=CaseStepId(db.new_id()),
        case_id=case.id,
        hamlet_id=case.hamlet_id,
        state=state,
        happened_on=now.astimezone().date(),
        # Behind all others, even where the clock is wrong: the order of steps is what makes the state.
        written_at=max([now, *(at + timedelta(milliseconds=1) for at in written)]),
        written_by=member.id if member else None,
    )


def take_step(db: Database, step: CaseStep, attachment: bytes = b"", kind: str = "application/pdf") -> Saved:
    """Move a case on, or write a remark to it, with a paper if there is one. Raises RefusedError, TooBigError."""
    return take_steps(db, (step,), attachment, kind)


def take_steps(
    db: Database, steps: Sequence[CaseStep], attachment: bytes = b"", kind: str = "application/pdf"
) -> Saved:
    """The same step for several cases, all or none. Raises RefusedError, TooBigError."""
    check_officer(db, NOT_OFFICER)
    today = db.now().astimezone().date()
    problems = []
    for step in steps:
        case = _case(db, step.case_id)
        said = step_problems(case_course(db, step.case_id), step, today=today)
        problems += [f"{case.title}: {sentence}" if len(steps) > 1 else sentence for sentence in said]
    if problems:
        raise RefusedError(tuple(problems))
    with db.write() as tx:
        kept = []
        for step in steps:
            whole = replace(step, why=nfc(step.why).strip())
            if attachment:
                at = int(db.now().timestamp() * 1000)
                sha256 = blobs.add_blob(tx, attachment, kind=kind, record=step.id, at=at)
                whole = replace(whole, attachment=sha256, attachment_kind=kind, attachment_size=len(attachment))
            kept.append(whole)
        return Saved(save_all(tx, tuple(kept)))


def _title_of(db: Database, notes: Sequence[CoverageNote]) -> str:
    """The hamlet, and the spot where that is no home: a title stands on papers that leave the commune."""
    hamlet = by_id(db, Hamlet, notes[0].hamlet_id)
    public = {note.place for note in notes if note.household_id is None and note.place}
    return ", ".join((*((hamlet.name,) if hamlet else ()), *(public if len(public) == 1 else ()))) or "Điểm lõm sóng"


def _new_case(db: Database, hamlet: HamletId, title: str) -> CoverageCase:
    member = current_member(db)
    ((last,),) = db.rows("SELECT coalesce(max(number), 0) FROM coverage_case")
    return CoverageCase(
        id=CaseId(db.new_id()),
        hamlet_id=hamlet,
        number=last + 1,
        title=nfc(title).strip(),
        opened_at=db.now(),
        opened_by=member.id if member else None,
    )


def _case(db: Database, id_: CaseId) -> CoverageCase:
    case = by_id(db, CoverageCase, id_)
    if case is None or case.deleted or case.merged_into is not None:
        raise RefusedError(_GONE)
    return case


def _notes(db: Database, ids: Sequence[NoteId]) -> list[CoverageNote]:
    found = [by_id(db, CoverageNote, id_) for id_ in dict.fromkeys(ids)]
    kept = [note for note in found if note is not None and not note.deleted]
    if not kept or len(kept) < len(found):
        raise RefusedError("Có ghi nhận không còn trên máy. Hãy mở lại trang rồi chọn lại.")
    return kept


def _save(db: Database, entities: tuple[Entity, ...]) -> Saved:
    with db.write() as tx:
        return Saved(save_all(tx, entities))

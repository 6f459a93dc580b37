"""What the note form reads and writes: the note it begins from, its draft with its photos, the saved note."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from cdtt_app.domain.coordinates import Question, Understood, read_coordinates
from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.geo import Area, Point
from cdtt_app.domain.hamlet import full_name
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HamletId, HouseholdId, NoteId
from cdtt_app.imports.photo import MAX_BYTES, read_photo
from cdtt_app.imports.photo import Photo as ReadPhoto
from cdtt_app.imports.photo_errors import PhotoError
from cdtt_app.imports.province_pack import ProvincePackError
from cdtt_app.presenters.note_form import at_home, form_of, without_home
from cdtt_app.presenters.note_form_draft import draft_name, from_draft, to_draft
from cdtt_app.presenters.note_form_record import note_of
from cdtt_app.presenters.note_photo_draft import photo_from_draft, photo_to_draft
from cdtt_app.presenters.note_state import NoteState
from cdtt_app.services.coverage import rules_in_use
from cdtt_app.services.coverage_notes import at_household, blank_note, save_note, tries_around
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.maps import areas, own_area
from cdtt_app.services.undo import Saved
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import drafts, drop_draft, keep_draft, read_draft
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.facts import keep_fact, read_fact
from cdtt_app.storage.households import hamlets, household
from cdtt_app.storage.questions import by_id
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs.place_dialog import pick_place
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.file_choice import choose_file

NO_NOTE: Final = "Không thấy ghi nhận này trên máy. Hãy chọn lại."
PHOTO_LOST: Final = "Có ảnh của bản nháp không còn trên máy. Hãy thêm lại ảnh đó."
_PHOTOS = "note-photo/"
_MORE_OPEN = "note_form_more_open"
_LEFT_LYING = timedelta(days=1)  # an undone save finds its photos again as long as this


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteActs:
    """What the form asks of the world around it: a text or a picture read, a file or a spot chosen."""

    read_text: Callable[[str], Understood | Question]
    read_photo: Callable[[bytes], ReadPhoto]
    choose_photo: Callable[[QWidget], Path | None]
    pick_spot: Callable[[QWidget, Point | None], Point | None]


def acts_of(desk: Desk) -> NoteActs:
    """The real ones. Boundaries are read when the form is made: they do not change under a note."""
    known = _areas(desk.db)
    own = own_area(desk.db, known)
    return NoteActs(
        read_text=partial(read_coordinates, areas=known, commune_code=own.code if own else ""),
        read_photo=read_photo,
        choose_photo=partial(_choose_photo, desk.theme),
        pick_spot=partial(pick_place, desk),
    )


def _areas(db: Database) -> tuple[Area, ...]:
    try:
        return areas(db)
    except StorageError:
        return ()  # the coordinates are still read, without a boundary to check them against


def _choose_photo(theme: Theme, parent: QWidget) -> Path | None:
    return choose_file(parent, theme, "Chọn ảnh chỗ đo sóng", "Ảnh (*.jpg *.jpeg *.png *.webp *.bmp *.gif)")


def load_photo(path: Path, read: Callable[[bytes], ReadPhoto]) -> ReadPhoto:
    """A picture file, shrunk; raises PhotoError. For another thread than the screen's."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PhotoError("Không đọc được tệp ảnh. Hãy cắm lại thẻ nhớ hoặc điện thoại rồi chọn lại.") from error
    return read(data)


def begin_or_resume(db: Database, home: HouseholdId | None = None, kept: NoteId | None = None) -> NoteState:
    """A new note or a kept one, as its draft left it; raises RefusedError, StorageError."""
    base = _kept(db, kept) if kept else blank_note(db, home)
    name = draft_name(home or "", kept or "")
    draft = read_draft(db, name)
    form = from_draft(draft.body, form_of(base)) if draft else form_of(base)
    _drop_old_photos(db)
    added = {key: photo for key in form.added if (photo := _read_added(db, key)) is not None}
    return NoteState(
        base=base,
        form=replace(form, added=tuple(added)),
        draft=name,
        home=_home(db, form.household_id),
        hamlets=_hamlets(db),
        added=added,
        bands=_bands(db),
        kept_at=draft.kept_at if draft else None,
        resumed=draft is not None,
        said=PHOTO_LOST if len(added) < len(form.added) else "",
    )


def _kept(db: Database, id_: NoteId) -> CoverageNote:
    note = by_id(db, CoverageNote, id_)
    if note is None or note.deleted:
        raise RefusedError(NO_NOTE)
    return note


def _home(db: Database, id_: HouseholdId | None) -> Household | None:
    return household(db, id_) if id_ else None


def _hamlets(db: Database) -> tuple[tuple[HamletId, str], ...]:
    return tuple((hamlet.id, full_name(hamlet)) for hamlet in hamlets(db) if hamlet.merged_into is None)


def _bands(db: Database) -> tuple[int, ...]:
    try:
        return rules_in_use(db).rsrp_bands
    except ProvincePackError:
        return CoverageRules().rsrp_bands


def keep_form(db: Database, state: NoteState) -> NoteState:
    """The same state with its draft kept, or with the reason why it could not be; never raises StorageError."""
    try:
        if state.untouched:
            drop_draft(db, state.draft)
            return replace(state, kept_at=None, trouble="")
        return replace(state, kept_at=keep_draft(db, state.draft, to_draft(state.form)), trouble="")
    except StorageError as error:
        return replace(state, trouble=str(error))


def begin_anew(db: Database, state: NoteState) -> NoteState:
    """The draft thrown away, the form as it was begun; raises RefusedError, StorageError."""
    drop_draft(db, state.draft)
    kept = kept_id(db, state)
    return begin_or_resume(db, None if kept else state.base.household_id, kept)


def kept_id(db: Database, state: NoteState) -> NoteId | None:
    """The note's id where it is one that was saved before."""
    return state.base.id if by_id(db, CoverageNote, state.base.id) else None


def with_home(db: Database, state: NoteState, id_: HouseholdId | None) -> NoteState:
    """The note moved to another household, or with None to none."""
    form = without_home(state.form, state.home.cluster if state.home else "")
    home = _home(db, id_)
    if home is not None:
        form = at_home(form, at_household(db, note_of(form, state.base), home))
    return replace(state, form=form, home=home)


def with_photo(db: Database, state: NoteState, photo: ReadPhoto) -> NoteState:
    """The form with a new photo, kept beside the draft; raises StorageError."""
    key = db.new_id()
    keep_draft(db, _PHOTOS + key, photo_to_draft(photo))
    form = replace(state.form, added=(*state.form.added, key))
    return replace(state, form=form, added={**state.added, key: photo})


def tries_near(db: Database, state: NoteState) -> int:
    """How often this machine tried to send around the time of the form."""
    return len(tries_around(db, note_of(state.form, state.base)))


def save_form(db: Database, state: NoteState) -> Saved:
    """Save the note for good; raises RefusedError, StorageError."""
    note = note_of(state.form, state.base)
    if state.form.with_tries and not note.tries:
        note = replace(note, tries=tries_around(db, note))
    return save_note(db, note, [state.added[key] for key in state.form.added], draft=state.draft)


def more_is_open(db: Database) -> bool:
    """Whether "Ghi thêm" was left open."""
    return bool(read_fact(db, _MORE_OPEN, default=False))


def keep_more_open(db: Database, *, on: bool) -> None:
    """Remember how "Ghi thêm" was left."""
    keep_fact(db, _MORE_OPEN, on)


def _read_added(db: Database, key: str) -> ReadPhoto | None:
    draft = read_draft(db, _PHOTOS + key)
    return photo_from_draft(draft.body) if draft else None


def _drop_old_photos(db: Database) -> None:
    """Those that no draft names any more, once nobody will undo the save that used them up."""
    named = {key for draft in drafts(db, "note/") for key in draft.body.get("added", ())}
    for draft in drafts(db, _PHOTOS):
        if draft.name.removeprefix(_PHOTOS) not in named and db.now() - draft.kept_at > _LEFT_LYING:
            drop_draft(db, draft.name)

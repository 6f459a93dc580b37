"""What the form of a household asks of the data: opening, keeping a draft, looking for doubles, saving."""

from dataclasses import dataclass, replace
from datetime import datetime

from cdtt_app.domain.consent import Purpose, allows, in_force
from cdtt_app.domain.hamlet import Hamlet, full_name
from cdtt_app.domain.household import Household, next_code
from cdtt_app.domain.ids import HouseholdId, PersonId
from cdtt_app.domain.person import Person
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.presenters.household_form import HouseholdForm, new_form
from cdtt_app.presenters.household_form_draft import NEW_DRAFT, draft_name, from_draft, to_draft
from cdtt_app.presenters.household_form_problems import Problems, form_problems
from cdtt_app.presenters.household_form_records import form_of, to_household, to_people
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.households import MINORS_FACT, LookAlike, look_alikes, save_household
from cdtt_app.services.today import hamlet_in_hand
from cdtt_app.services.undo import Saved
from cdtt_app.storage import households as kept
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import drop_draft, keep_draft, read_draft
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.household_stops import stops
from cdtt_app.storage.questions import by_id
from cdtt_app.storage.visits import consents_of

NO_HAMLET = "Máy này chưa có thôn nào. Hãy nhập sổ hộ của xã trước."


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a form is opened with."""

    base: Household
    people: tuple[Person, ...]
    form: HouseholdForm  # as kept, or as the draft left it
    untouched: HouseholdForm  # as kept
    place: str  # "thôn Bản Giòng"
    clusters: tuple[str, ...]
    fresh: bool  # a household that does not exist yet
    exact_place: bool
    language: bool
    minors: bool  # under-16s may be named, with a guardian's and their own yes
    draft_kept: datetime | None

    @property
    def draft(self) -> str:
        """Where the unfinished form is kept."""
        return NEW_DRAFT if self.fresh else draft_name(self.base.id)


def open_new(db: Database) -> Opening:
    """An empty form in the hamlet in hand, or the one begun earlier. Raises RefusedError."""
    hamlet = hamlet_in_hand(db)
    if hamlet is None:
        raise RefusedError(NO_HAMLET)
    draft = read_draft(db, NEW_DRAFT)
    id_ = HouseholdId(draft.body.get("id") or db.new_id()) if draft else HouseholdId(db.new_id())
    code = next_code(hamlet.prefix, kept.codes(db))
    base = Household(id=id_, hamlet_id=hamlet.id, code=code, head_name="")
    empty = new_form(id_, hamlet.id, code, PersonId(db.new_short_id()))
    return _opening(db, hamlet, base, (), empty, fresh=True)


def open_kept(db: Database, id_: HouseholdId) -> Opening:
    """The form of a household, with what was typed and not saved. Raises RefusedError."""
    base = kept.household(db, id_)
    if base is None or base.deleted:
        raise RefusedError("Không thấy hộ này trên máy. Hãy chọn lại hộ.")
    people = kept.people(db, (id_,))[id_]
    form = form_of(base, people, db.now().year)
    return _opening(db, by_id(db, Hamlet, base.hamlet_id), base, people, form, fresh=False)


def problems_of(db: Database, form: HouseholdForm) -> Problems:
    """What keeps the form from being saved, by field."""
    owner = kept.household_by_code(db, nfc(form.code)) if nfc(form.code) else None
    return form_problems(
        form,
        year=db.now().year,
        minors=_minors(db),
        code_owner=owner.head_name if owner and owner.id != form.id else "",
    )


def keep(db: Database, opening: Opening, form: HouseholdForm) -> None:
    """Keep what is typed, or forget it when it is as it was."""
    if form == opening.untouched:
        drop_draft(db, opening.draft)
    else:
        keep_draft(db, opening.draft, to_draft(form))


def alike(db: Database, opening: Opening, form: HouseholdForm) -> tuple[LookAlike, ...]:
    """Households that may be the one being written."""
    return look_alikes(db, to_household(form, opening.base, exact_place=opening.exact_place))


def save(db: Database, opening: Opening, form: HouseholdForm) -> Saved:
    """Save the form for good; a new household's draft can come back by undoing. Raises RefusedError, StorageError."""
    household = to_household(form, opening.base, exact_place=opening.exact_place)
    saved = save_household(db, household, to_people(form, opening.people, db.now().year), draft=opening.draft)
    return replace(saved, draft_name=NEW_DRAFT, draft_body=to_draft(form)) if opening.fresh else saved


def _opening(
    db: Database,
    hamlet: Hamlet | None,
    base: Household,
    people: tuple[Person, ...],
    form: HouseholdForm,
    *,
    fresh: bool,
) -> Opening:
    consent = in_force(consents_of(db, base.id))
    draft = read_draft(db, NEW_DRAFT if fresh else draft_name(base.id))
    known = dict.fromkeys((*(hamlet.clusters if hamlet else ()), *(s.cluster for s in stops(db, base.hamlet_id))))
    return Opening(
        base=base,
        people=people,
        form=from_draft(draft.body, form) if draft else form,
        untouched=form,
        place=full_name(hamlet) if hamlet else "",
        clusters=tuple(name for name in known if name),
        fresh=fresh,
        exact_place=allows(consent, Purpose.LOCATION),
        language=allows(consent, Purpose.LANGUAGE),
        minors=_minors(db),
        draft_kept=draft.kept_at.astimezone() if draft else None,
    )


def _minors(db: Database) -> bool:
    return bool(read_fact(db, MINORS_FACT, default=False))

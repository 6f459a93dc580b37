"""What the visit page reads and writes: one household's context, its draft, the saved visit."""

from dataclasses import replace

from cdtt_app.domain.checklist import AnswerSheet, merge_latest
from cdtt_app.domain.consent import in_force
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId, PaperSheetId
from cdtt_app.domain.kinds import kind_of
from cdtt_app.domain.paper_sheet import PaperSheet, SheetState, sheet_state
from cdtt_app.domain.visit import Visit
from cdtt_app.presenters.visit_chooser import ChooserView, Line, draft_line, line, to_visit_lines, visit_line
from cdtt_app.presenters.visit_context import VisitContext
from cdtt_app.presenters.visit_draft import from_draft, to_draft
from cdtt_app.presenters.visit_entry import records
from cdtt_app.presenters.visit_form import VisitForm, new_form
from cdtt_app.presenters.visit_keying import keyed_form, next_sheet
from cdtt_app.presenters.visit_state import VisitState
from cdtt_app.presenters.visit_steps import Steps
from cdtt_app.services.paper_sheets import sheets_out
from cdtt_app.services.setup import current_member
from cdtt_app.services.today import hamlet_in_hand, standings, visit_drafts
from cdtt_app.services.undo import Saved
from cdtt_app.services.visits import VisitEntry, draft_name, log_visit
from cdtt_app.storage.database import Database, find
from cdtt_app.storage.drafts import Draft, drop_draft, keep_draft, read_draft
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.households import household, households_by_ids, members, people
from cdtt_app.storage.questions import by_id, where
from cdtt_app.storage.search import find_households
from cdtt_app.storage.visits import consents_of, visits_by_household
from cdtt_app.storage.whereabouts import whereabouts
from cdtt_app.ui.desk import Desk

_LINES = 8
_FOUND = 12
_LATEST = "id IN (SELECT id FROM visit WHERE deleted = '' ORDER BY recorded_at DESC, id DESC LIMIT ?)"


def load_context(desk: Desk, id_: HouseholdId) -> VisitContext | None:
    """What is known about the household before the visit; None when this machine does not have it."""
    db, checklist = desk.db, desk.checklist()
    home = household(db, id_)
    if home is None or home.deleted:
        return None
    asked = [visit for visit in visits_by_household(db, (id_,))[id_] if visit.answers.get("a")]
    sheets = (AnswerSheet.from_document(visit.answers) for visit in asked)
    consent = in_force(consents_of(db, id_))
    return VisitContext(
        household=home,
        people=people(db, (id_,))[id_],
        checklist=checklist,
        today=desk.today(),
        members=members(db),
        current=current_member(db),
        consent=consent,
        consent_on=consent.asked_at.astimezone().date() if consent else None,
        last_levels=merge_latest(sheets, checklist_id=checklist.id),
        last_asked=asked[-1].visited_on if asked else None,
    )


def begin_or_resume(db: Database, context: VisitContext, sheet: PaperSheetId | None = None) -> VisitState:
    """The form of the draft, or an empty one; with a sheet of paper, or one in the draft, that is keyed in."""
    draft = read_draft(db, draft_name(context.household.id))
    form = from_draft(draft.body, context) if draft is not None else new_form(context)
    paper = _paper_for(db, sheet or form.paper, context.household.id)
    if paper is None:
        form = replace(form, paper=None)
    elif form.paper != paper.id:
        form = keyed_form(form, paper, context.today)
    return VisitState(context=context, steps=Steps(form), kept_at=draft.kept_at if draft else None, paper=paper)


def _paper_for(db: Database, id_: PaperSheetId | None, household: HouseholdId) -> PaperSheet | None:
    """The sheet, while it waits to be keyed in for this household."""
    sheet = by_id(db, PaperSheet, id_) if id_ is not None else None
    if sheet is None or sheet.deleted or sheet_state(sheet) is SheetState.ENTERED:
        return None
    return sheet if sheet.household_id in (None, household) else None


def has_other_draft(db: Database, household: HouseholdId, sheet: PaperSheetId | None) -> bool:
    """Whether something was begun for this household that is not this sheet of paper."""
    draft = read_draft(db, draft_name(household)) if sheet is not None else None
    return draft is not None and draft.body.get("paper") != sheet


def next_paper(db: Database, done: PaperSheet) -> tuple[PaperSheet | None, Household | None]:
    """The sheet of the same evening to key in after this one, and its household."""
    sheet = next_sheet(sheets_out(db), done)
    return sheet, household(db, sheet.household_id) if sheet is not None and sheet.household_id is not None else None


def keep_form(db: Database, state: VisitState) -> VisitState:
    """The same state with its draft kept, or with the reason why it could not be; never raises StorageError."""
    form, name = state.form, draft_name(state.context.household.id)
    try:
        if form == _untouched(state):
            drop_draft(db, name)
            return replace(state, kept_at=None, trouble="")
        return replace(state, kept_at=keep_draft(db, name, to_draft(form)), trouble="")
    except StorageError as error:
        return replace(state, trouble=str(error))


def _untouched(state: VisitState) -> VisitForm:
    fresh = new_form(state.context)
    return keyed_form(fresh, state.paper, state.context.today) if state.paper is not None else fresh


def save_form(db: Database, form: VisitForm, context: VisitContext) -> Saved:
    """Save the visit for good; raises RefusedError, StorageError."""
    made = records(form, context, db.new_id, db.now())
    entry = VisitEntry(
        visit=made.visit,
        consent=made.consent,
        handouts=made.handouts,
        asks_help=made.asks_help,
        sheet=form.paper,
        from_form=True,
    )
    return log_visit(db, entry)


def still_stands(db: Database, saved: Saved) -> bool:
    """Whether the records are as that save left them, so that it can be taken back."""
    after = (change.after for change in saved.changes)
    return all(find(db.connection(), kind_of(entity), entity.id) == entity for entity in after)


def household_of(saved: Saved) -> HouseholdId | None:
    """Whose visit a save was."""
    return next((change.after.household_id for change in saved.changes if isinstance(change.after, Visit)), None)


def paper_of(saved: Saved) -> PaperSheetId | None:
    """The sheet of paper that a save keyed in."""
    return next((change.after.id for change in saved.changes if isinstance(change.after, PaperSheet)), None)


def throw_away(db: Database, id_: HouseholdId) -> Draft | None:
    """Forget the draft of a household; returns it, so that it can be put back."""
    draft = read_draft(db, draft_name(id_))
    if draft is not None:
        drop_draft(db, draft.name)
    return draft


def put_back(db: Database, draft: Draft) -> None:
    """Keep a draft again that was thrown away."""
    keep_draft(db, draft.name, draft.body)


def chooser_view(desk: Desk) -> ChooserView:
    """What the page shows before a household is chosen."""
    db, today = desk.db, desk.today()
    hamlet = hamlet_in_hand(db)
    latest = sorted(where(db, Visit, _LATEST, (_LINES,)), key=lambda v: (v.recorded_at, v.id), reverse=True)
    homes = households_by_ids(db, tuple({visit.household_id for visit in latest}))
    places = whereabouts(db, (visit.id for visit in latest))
    return ChooserView(
        drafts=tuple(draft_line(home, draft.kept_at, today) for home, draft in visit_drafts(db)),
        to_visit=to_visit_lines(standings(db, hamlet, today=today), _LINES) if hamlet else (),
        recorded=tuple(
            visit_line(homes[v.household_id], v, today, places[v.id]) for v in latest if v.household_id in homes
        ),
    )


def found_lines(db: Database, query: str) -> tuple[Line, ...]:
    """Households that the text finds."""
    hits = find_households(db, query, limit=_FOUND)
    homes = households_by_ids(db, tuple(hit.household_id for hit in hits))
    return tuple(line(homes[hit.household_id]) for hit in hits if hit.household_id in homes)

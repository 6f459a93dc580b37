"""Taking back at a family's word: the household itself when it moved or never was, or what it had agreed to."""

from dataclasses import dataclass, replace
from datetime import timedelta

from cdtt_app.domain.consent import Consent, in_force
from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.household import Household, LocationSource, rounded
from cdtt_app.domain.ids import ConsentId, HouseholdId
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.setup import current_member
from cdtt_app.services.undo import Saved, save_all
from cdtt_app.services.visits import draft_name
from cdtt_app.storage import households as households_kept
from cdtt_app.storage import visits as visits_kept
from cdtt_app.storage.database import Database
from cdtt_app.storage.drafts import read_draft
from cdtt_app.storage.questions import by_id


@dataclass(frozen=True, slots=True)
class Hidden:
    """What goes out of sight with a household; nothing of it is erased."""

    people: int
    visits: int
    handouts: int
    unfinished: bool  # a visit is half written


def what_goes(db: Database, id_: HouseholdId) -> Hidden:
    """Count what removing the household would hide."""
    return Hidden(
        people=len(households_kept.people(db, (id_,))[id_]),
        visits=len(visits_kept.visits_of(db, id_)),
        handouts=len(visits_kept.handouts_of(db, id_)),
        unfinished=read_draft(db, draft_name(id_)) is not None,
    )


def remove_household(db: Database, id_: HouseholdId, reason: str) -> Saved:
    """Mark a household and its people as gone, in one act that can be undone. Raises RefusedError.

    Coverage notes made there stay: that nobody can call from a place is true of whoever lives there.
    """
    household = _kept(db, id_)
    if not reason.strip():
        raise RefusedError("Hãy chọn vì sao bỏ hộ này khỏi danh sách.")
    people = households_kept.people(db, (id_,))[id_]
    with db.write() as tx:
        gone = tuple(replace(person, deleted=reason) for person in people)
        return Saved(save_all(tx, (replace(household, deleted=reason), *gone)))


def withdraw_consent(db: Database, id_: HouseholdId) -> Saved:
    """Record that the family takes back every yes; place and language, kept only by consent, go with it.

    The place goes from coverage notes too where it was taken from the house; what somebody measured there stays.
    """
    household = _kept(db, id_)
    member = current_member(db)
    last = in_force(visits_kept.consents_of(db, id_))
    # Later than the yes it ends, even where the clock was wrong when that yes was written.
    asked_at = max(db.now(), last.asked_at + timedelta(seconds=1)) if last else db.now()
    refusal = Consent(
        id=ConsentId(db.new_id()),
        household_id=id_,
        hamlet_id=household.hamlet_id,
        granted=(),
        asked_at=asked_at,
        collected_by=member.id if member else None,
    )
    place = rounded(household.location) if household.location else None
    plain = replace(household, location=place, spoken_language="", interpreter=False)
    with db.write() as tx:
        return Saved(save_all(tx, (refusal, plain, *_rounded_notes(db, id_))))


def _rounded_notes(db: Database, id_: HouseholdId) -> tuple[CoverageNote, ...]:
    """Those that stand exactly where the house is, deleted ones too, moved to about 100 m."""
    notes = (by_id(db, CoverageNote, record) for record in households_kept.records_of(db, id_))
    return tuple(
        replace(note, location=rounded(note.location))
        for note in notes
        if note and note.location and note.location.source is LocationSource.HOUSEHOLD
    )


def _kept(db: Database, id_: HouseholdId) -> Household:
    household = households_kept.household(db, id_)
    if household is None or household.deleted:
        raise RefusedError("Không thấy hộ này trên máy. Hãy chọn lại hộ.")
    return household

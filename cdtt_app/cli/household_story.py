"""All that this machine knows of one household, gathered for `cdtt show`; positions only as exact as was agreed to."""

from dataclasses import dataclass, replace
from typing import Any

import msgspec

from cdtt_app.domain.checklist import AnswerSheet, Checklist
from cdtt_app.domain.consent import Consent, Purpose, allows, in_force
from cdtt_app.domain.hamlet import full_name
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.household import Household, rounded
from cdtt_app.domain.overview import HouseholdOverview
from cdtt_app.domain.person import age_band
from cdtt_app.domain.team import Member
from cdtt_app.domain.visit import Visit
from cdtt_app.services.checklists import checklist_in_use
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.overview import agreed_visits, latest_levels, overviews
from cdtt_app.storage import households as households_kept
from cdtt_app.storage import visits as visits_kept
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import where


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One household; visits, consents and handouts newest first; `names` of people and team members by id."""

    overview: HouseholdOverview
    hamlet: str
    visits: tuple[Visit, ...]
    consents: tuple[Consent, ...]
    handouts: tuple[HandoutGiven, ...]
    levels: dict[str, dict[str, str]]
    names: dict[str, str]
    checklist: Checklist
    year: int


def story_of(db: Database, code: str) -> Story:
    """The household of a code, however it is typed; raises RefusedError when there is none."""
    household = households_kept.household_by_code(db, code)
    if household is None:
        raise RefusedError(f"Không có hộ mang mã {code}. Hãy tìm mã bằng: cdtt find TÊN-CHỦ-HỘ")
    today = db.now().astimezone().date()
    checklist = checklist_in_use(db)
    overview = overviews(db, (household.id,), checklist, today=today)[0]
    visits = agreed_visits(db, household.id)
    consents = visits_kept.consents_of(db, household.id)
    names: dict[str, str] = {member.id: member.name for member in where(db, Member)}
    names |= {person.id: person.name for person in overview.people}
    return Story(
        overview=replace(overview, household=_as_agreed(overview.household, consents)),
        hamlet=next((full_name(h) for h in households_kept.hamlets(db) if h.id == household.hamlet_id), ""),
        visits=visits,
        consents=consents,
        handouts=visits_kept.handouts_of(db, household.id),
        levels=latest_levels(tuple(reversed(visits))),
        names=names,
        checklist=checklist,
        year=today.year,
    )


def _as_agreed(household: Household, consents: tuple[Consent, ...]) -> Household:
    """Without the second consent a rounded position, without the third no language."""
    agreed = in_force(consents)
    if household.location is not None and not allows(agreed, Purpose.LOCATION):
        household = replace(household, location=rounded(household.location))
    return household if allows(agreed, Purpose.LANGUAGE) else replace(household, spoken_language="")


def document_of(story: Story) -> dict[str, Any]:
    """The story as plain JSON values, under the names the records have."""
    overview = story.overview
    return {
        "household": {**_plain(overview.household), "hamlet": story.hamlet},
        "standing": msgspec.to_builtins(overview.standing),
        "five_skills": overview.five_skills,
        "people": [
            {
                **_plain(person),
                "age_band": age_band(person.born, story.year),
                "levels": story.levels.get(person.id, {}),
            }
            for person in overview.people
        ],
        "visits": [_visit(visit, story.names) for visit in story.visits],
        "consents": [_plain(consent) for consent in story.consents],
        "handouts": [_plain(handout) for handout in story.handouts],
    }


def _visit(visit: Visit, names: dict[str, str]) -> dict[str, Any]:
    sheet = AnswerSheet.from_document(visit.answers)
    people = [
        {
            "id": id_,
            "name": names.get(id_, ""),
            "answers": dict(given),
            "observed": sorted(question for subject, question in sheet.observed if subject == id_),
        }
        for id_, given in sheet.answers.items()
    ]
    return {
        **{name: value for name, value in _plain(visit).items() if name != "answers"},
        "visitors": [names.get(id_, "") for id_ in visit.visitors],
        "met": [names.get(id_, "") for id_ in visit.met],
        "checklist": {"id": sheet.checklist_id, "version": sheet.version} if people else None,
        "people": people,
    }


def _plain(record: object) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(record)
    del plain["deleted"]
    return plain

"""A visit file as the entry that the services save: names become records, answers are checked by the checklist."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from cdtt_app.cli.visit_answers import answers_document
from cdtt_app.domain.consent import Consent, ConsentMethod
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import ConsentId, HandoutGivenId, MemberId, PersonId, VisitId
from cdtt_app.domain.person import Person
from cdtt_app.domain.vietnamese import fold
from cdtt_app.domain.visit import Dossier, Outcome, Visit
from cdtt_app.imports.visit_json import ConsentAsked, VisitFile
from cdtt_app.services.checklists import checklist_in_use
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.setup import current_member
from cdtt_app.services.visits import VisitEntry, may_name_people
from cdtt_app.storage import households as kept
from cdtt_app.storage.database import Database

_NOT_TO_BE_NAMED = (
    "Nhà chưa đồng ý ghi tên từng người đã gặp. Hãy hỏi và ghi consent, hoặc bỏ people, met và ghi guided_count."
)


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody who may be meant: an id, and what they are called, the full name first."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the names in a file stand for."""

    answers: dict[str, Any]
    met: tuple[PersonId, ...]
    visitors: tuple[MemberId, ...]


def entry_of(db: Database, file: VisitFile) -> VisitEntry:
    """The entry; raises RefusedError with all that is wrong, one sentence each."""
    household = kept.household_by_code(db, file.household)
    if household is None:
        raise RefusedError(f"Không có hộ mang mã {file.household}. Hãy tìm mã bằng: cdtt find TÊN-CHỦ-HỘ")
    problems = [*_rule_problems(file)]
    found = _look_up(db, file, kept.people(db, (household.id,))[household.id], problems)
    if problems:
        raise RefusedError(tuple(problems))
    visit = _visit(db, file, household, found)
    consent = _consent(db, file.consent, visit) if file.consent else None
    if visit.met and not visit.answers and not may_name_people(db, household.id, consent):
        raise RefusedError(_NOT_TO_BE_NAMED)
    return VisitEntry(
        visit=visit,
        consent=consent,
        handouts=tuple(_handout(visit, topic) for topic in dict.fromkeys(file.handouts)),
        asks_help=file.asks_help,
    )


def _rule_problems(file: VisitFile) -> Iterator[str]:
    """What the visit form on the screen would not let through either."""
    asked = file.consent
    if asked and asked.granted and asked.method is ConsentMethod.SPOKEN and not asked.witness:
        yield "Đồng ý bằng lời thì cần người chứng kiến. Hãy ghi tên người đó vào witness."
    if file.outcome is not Outcome.MET:
        needs_people = ("people", "met", "guided_count", "topics", "dossiers", "satisfaction")
        filled = [name for name in needs_people if getattr(file, name)]
        if filled:
            yield f"Không gặp được ai thì không có {', '.join(filled)}. Hãy bỏ đi, hoặc sửa outcome thành gap."


def _look_up(db: Database, file: VisitFile, people: tuple[Person, ...], problems: list[str]) -> _Found:
    family = tuple(_Named(person.id, (person.name, person.called)) for person in people)
    by_id = {person.id: person for person in people}
    named = [(_one(each.id or each.name, family, "hộ này", problems), each) for each in file.people]
    answered = {PersonId(id_): each for id_, each in named if id_}
    if len(answered) < sum(1 for id_, _ in named if id_):
        problems.append("Có người được ghi hai lần trong people. Hãy gộp lại làm một.")
    given = [(by_id[id_], each) for id_, each in answered.items() if each.answers or each.observed]
    return _Found(
        answers=answers_document(checklist_in_use(db), given, file.visited_on, problems) if given else {},
        met=_met(file, family, tuple(answered), problems),
        visitors=_visitors(db, file, problems),
    )


def _one(said: str, known: Sequence[_Named], where: str, problems: list[str]) -> str:
    """The id of whoever is meant; blank, with a sentence among the problems, when that is not one person."""
    ways: tuple[Callable[[_Named], bool], ...] = (  # the closest first: two names may differ in accents alone
        lambda one: said == one.id,
        lambda one: said.casefold() in {name.casefold() for name in one.names},
        lambda one: fold(said) in {fold(name) for name in one.names if name},
    )
    found = next((fits for way in ways if (fits := list(filter(way, known)))), [])
    if len(found) == 1:
        return found[0].id
    if found:
        ids = ", ".join(one.id for one in found)
        problems.append(f"Ở {where} có {len(found)} người tên {said}. Hãy ghi mã thay cho tên: {ids}.")
    else:
        names = ", ".join(one.names[0] for one in known) or "chưa có ai"
        problems.append(f"Ở {where} không có ai tên {said}. Những người có tên: {names}.")
    return ""


def _met(
    file: VisitFile, family: Sequence[_Named], answered: tuple[PersonId, ...], problems: list[str]
) -> tuple[PersonId, ...]:
    if file.met is None:
        return answered if file.outcome is Outcome.MET else ()
    return tuple(PersonId(id_) for id_ in _each(file.met, family, "hộ này", problems))


def _visitors(db: Database, file: VisitFile, problems: list[str]) -> tuple[MemberId, ...]:
    if file.visitors is None:
        member = current_member(db)
        return (member.id,) if member else ()
    team = tuple(_Named(member.id, (member.name, member.called)) for member in kept.members(db))
    return tuple(MemberId(id_) for id_ in _each(file.visitors, team, "tổ", problems))


def _each(said: Iterable[str], known: Sequence[_Named], where: str, problems: list[str]) -> tuple[str, ...]:
    """Everybody who is named, each once."""
    return tuple(dict.fromkeys(id_ for name in said if (id_ := _one(name, known, where, problems))))


def _visit(db: Database, file: VisitFile, household: Household, found: _Found) -> Visit:
    member = current_member(db)
    return Visit(
        id=VisitId(str(file.id) if file.id else db.new_id()),
        household_id=household.id,
        hamlet_id=household.hamlet_id,
        visited_on=file.visited_on,
        recorded_at=db.now(),
        recorded_by=member.id if member else None,
        outcome=file.outcome,
        activity=file.activity,
        visitors=found.visitors,
        met=found.met,
        answers=found.answers,
        guided_count=file.guided_count,
        topics=tuple(dict.fromkeys(file.topics)),
        dossiers=tuple(Dossier(procedure=each.procedure, result=each.result) for each in file.dossiers),
        signal=file.signal,
        feedback=file.feedback,
        feedback_forwarded_to=file.feedback_forwarded_to,
        satisfaction=file.satisfaction,
        next_visit=file.next_visit,
        next_time=file.next_time,
        note=file.note,
    )


def _handout(visit: Visit, topic: str) -> HandoutGiven:
    return HandoutGiven(
        id=HandoutGivenId(_child(visit.id, f"handout/{topic}")),
        household_id=visit.household_id,
        hamlet_id=visit.hamlet_id,
        topic=topic,
        given_on=visit.visited_on,
        visit_id=visit.id,
    )


def _consent(db: Database, asked: ConsentAsked, visit: Visit) -> Consent:
    return Consent(
        id=ConsentId(_child(visit.id, "consent")),
        household_id=visit.household_id,
        hamlet_id=visit.hamlet_id,
        granted=tuple(dict.fromkeys(asked.granted)),
        asked_at=_asked_at(db.now(), visit.visited_on),
        method=asked.method,
        witness=asked.witness,
        collected_by=visit.recorded_by,
    )


def _asked_at(now: datetime, day: date) -> datetime:
    """Now, or noon of an earlier day: paper keyed in late must not outlive a later refusal."""
    local = now.astimezone()
    return now if day >= local.date() else datetime.combine(day, time(12), local.tzinfo)


def _child(visit: VisitId, name: str) -> str:
    """An id that the same file always gives."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{visit}/{name}"))

"""From the form to the records: the visit, the consent, the sheets left; and what is still missing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from cdtt_app.domain.checklist import AnswerSheet
from cdtt_app.domain.consent import Consent, ConsentMethod
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.ids import ConsentId, HandoutGivenId, VisitId
from cdtt_app.domain.vietnamese import nfc
from cdtt_app.domain.visit import Dossier, Outcome, Topic, Visit, visit_problems
from cdtt_app.presenters.visit_consent import asking_of, may_name
from cdtt_app.presenters.visit_context import VisitContext
from cdtt_app.presenters.visit_form import VisitForm, next_visit, people_met


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps the form from being saved: a field, and the sentence about it."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What one form becomes."""

    visit: Visit
    consent: Consent | None
    handouts: tuple[HandoutGiven, ...]
    asks_help: bool


# How the domain's sentences begin, and the field each speaks of.
_FIELDS = {
    "Ngày thăm": "visited_on",
    "Ngày hẹn": "again",
    "Đã hẹn lại": "again",
    "Mức hài lòng": "satisfaction",
    "Nhà chưa đồng ý": "asking",
}


def field_of(sentence: str) -> str:
    """The field that a refusal speaks of; blank when it is none of them."""
    return next((field for beginning, field in _FIELDS.items() if sentence.startswith(beginning)), "")


def missing(form: VisitForm, context: VisitContext, now: datetime) -> tuple[Missing, ...]:
    """What keeps the form from being saved, in the order of the form."""
    visit = to_visit(form, context, VisitId(""), now)
    found = [Missing(field_of(sentence), sentence) for sentence in visit_problems(visit, today=context.today)]
    asking = asking_of(form)
    if asking is not None and asking.granted and asking.method is None:
        found.append(Missing("method", "Nhà đã đồng ý bằng cách nào? Hãy chọn: ký giấy, lời nói hay điện tử."))
    if asking is not None and asking.granted and asking.method is ConsentMethod.SPOKEN and not asking.witness.strip():
        found.append(Missing("witness", "Đồng ý bằng lời thì cần người chứng kiến. Hãy ghi tên người đó."))
    return tuple(found)


def records(form: VisitForm, context: VisitContext, new_id: Callable[[], str], now: datetime) -> Records:
    """The records of a form."""
    visit = to_visit(form, context, VisitId(new_id()), now)
    return Records(
        visit=visit,
        consent=to_consent(form, context, ConsentId(new_id()), now),
        handouts=tuple(_handout(visit, topic, HandoutGivenId(new_id())) for topic in sorted(form.handouts)),
        asks_help=form.asks_help,
    )


def to_visit(form: VisitForm, context: VisitContext, id_: VisitId, now: datetime) -> Visit:
    """The visit; nobody is named without consent, and nothing was shown where nobody was met."""
    visit = Visit(
        id=id_,
        household_id=context.household.id,
        hamlet_id=context.household.hamlet_id,
        visited_on=form.visited_on,
        recorded_at=now.replace(microsecond=0),
        outcome=form.outcome,
        activity=form.activity,
        recorded_by=context.current.id if context.current else None,
        visitors=form.visitors,
        signal=dict(form.signal),
        feedback=_tidy(form.feedback),
        feedback_forwarded_to=nfc(form.forwarded_to) if form.feedback.strip() else "",
        next_visit=next_visit(form),
        next_time=form.again_time,
        note=_tidy(form.note),
    )
    return _with_help(visit, form, context) if form.outcome is Outcome.MET else visit


def _with_help(visit: Visit, form: VisitForm, context: VisitContext) -> Visit:
    named = may_name(form, context)
    listed = {person.id for person in context.people}
    return replace(
        visit,
        met=tuple(sorted(id_ for id_ in people_met(form) if id_ in listed)) if named else (),
        answers=_answers(form.sheet, context) if named else {},
        guided_count=None if named and context.people else form.guided_count,
        topics=tuple(topic for topic in Topic if topic in form.topics),
        dossiers=tuple(
            Dossier(procedure=nfc(each.procedure), result=each.result)
            for each in form.dossiers
            if each.procedure.strip()
        ),
        satisfaction=form.satisfaction,
    )


def _answers(sheet: AnswerSheet, context: VisitContext) -> dict[str, Any]:
    """Only answers of people who still belong here, to questions that are still asked."""
    people = {person.id for person in context.people}
    questions = {question.name for question in context.checklist.questions}
    kept = {
        person: {question: answer for question, answer in answers.items() if question in questions}
        for person, answers in sheet.answers.items()
        if person in people
    }
    observed = frozenset((p, q) for p, q in sheet.observed if q in kept.get(p, {}))
    written = {person: answers for person, answers in kept.items() if answers}
    return replace(sheet, answers=written, observed=observed).to_document() if written else {}


def to_consent(form: VisitForm, context: VisitContext, id_: ConsentId, now: datetime) -> Consent | None:
    """The asking as a record; None when the family was not asked, or said neither yes nor no."""
    asking = asking_of(form)
    if asking is None or not asking.answered:
        return None
    return Consent(
        id=id_,
        household_id=context.household.id,
        hamlet_id=context.household.hamlet_id,
        granted=tuple(sorted(asking.granted)),
        asked_at=_asked_at(form, context, now),
        method=asking.method or ConsentMethod.SPOKEN,
        witness=nfc(asking.witness),
        collected_by=context.current.id if context.current else None,
    )


def _asked_at(form: VisitForm, context: VisitContext, now: datetime) -> datetime:
    """Now, or the end of the day of a visit that is keyed in later."""
    if form.visited_on >= context.today:
        return now
    on = form.visited_on
    return now.astimezone().replace(year=on.year, month=on.month, day=on.day, hour=23, minute=59).astimezone(UTC)


def _handout(visit: Visit, topic: str, id_: HandoutGivenId) -> HandoutGiven:
    return HandoutGiven(
        id=id_,
        household_id=visit.household_id,
        hamlet_id=visit.hamlet_id,
        topic=topic,
        given_on=visit.visited_on,
        visit_id=visit.id,
    )


def _tidy(text: str) -> str:
    """NFC line by line, without blank ends; line breaks stay."""
    return "\n".join(nfc(line) for line in text.splitlines()).strip()

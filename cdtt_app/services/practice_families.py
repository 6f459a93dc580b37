"""Families of the practice hamlet: one line of `ban-giong.json` made into records, its visits derived from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any

from cdtt_app.domain.checklist import LEVELS, NOT_ASKED, AnswerSheet, Checklist
from cdtt_app.domain.consent import Consent, ConsentMethod, Purpose
from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.household import (
    Barrier,
    Connection,
    Household,
    Internet,
    Location,
    Network,
    Power,
    Signal,
    rounded,
)
from cdtt_app.domain.ids import ConsentId, HandoutGivenId, HouseholdId, PersonId, VisitId
from cdtt_app.domain.kinds import Entity
from cdtt_app.domain.person import AgeBand, FamilyRole, Person, Persona, years_of
from cdtt_app.domain.team import Member
from cdtt_app.domain.visit import Activity, Dossier, Outcome, Topic, Visit
from cdtt_app.storage.database import Database

_NETWORKS = (Network.VIETTEL, Network.VINAPHONE, Network.MOBIFONE)
_TOPICS = ((Topic.LEARNING, Topic.ZALO), (Topic.SCAMS,), (Topic.VNEID,), (Topic.QR, Topic.DOSSIER))  # visit by visit
_SHEETS = (((Topic.SCAMS, 1),), (), ((Topic.VNEID, 2), (Topic.SCAMS, 3)), ((Topic.QR, 1),))  # with their versions
_PROCEDURES = ("Đăng ký tạm trú", "Cấp bản sao trích lục hộ tịch", "Xác nhận thông tin về cư trú")
_PERSONAS = MappingProxyType({AgeBand.OLD: Persona.ELDER, AgeBand.MIDDLE: Persona.FARMER, AgeBand.YOUNG: Persona.YOUTH})
Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What every family needs to know: whose hamlet, who goes, what is asked, what day it is."""

    db: Database
    hamlet: Hamlet
    members: tuple[Member, ...]
    checklist: Checklist
    questions: tuple[str, ...]
    now: datetime  # local

    def day(self, days: int) -> date:
        """The day so many days from today."""
        return self.now.date() + timedelta(days=days)

    def evening(self, days: int, number: int) -> datetime:
        """When the door of household `number` was reached on that day: four or so doors an evening."""
        return datetime.combine(self.day(days), time(19, 5 + number % 4 * 14), self.now.tzinfo).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Family:
    """One line made into records."""

    line: Line
    number: int
    household: Household
    people: tuple[Person, ...]


def records(work: Work, cluster: str, line: Line) -> Iterator[Entity]:
    """The household of a line, its people, visits, consent and the sheets it was given."""
    family = _family(work, cluster, line)
    yield family.household
    yield from family.people
    visits = tuple(_visits(work, family))
    yield from visits
    if "agreed" in family.line:
        yield _consent(work, family, visits[0].recorded_at)
    met = tuple(visit for visit in visits if visit.outcome is Outcome.MET)
    for visit, sheets in zip(met, _SHEETS, strict=False):
        for topic, version in sheets:
            yield _handout(work, visit, topic, version)


def _family(work: Work, cluster: str, line: Line) -> _Family:
    number = int(line["code"].rsplit("-", 1)[-1])
    household = Household(
        id=HouseholdId(work.db.new_id()),
        hamlet_id=work.hamlet.id,
        code=line["code"],
        head_name=line["people"][0][0],
        cluster=cluster,
        address=line["address"],
        phone=line.get("phone", ""),
        location=_location(line),
        walking_order=number,
        member_count=line["size"],
        children_count=line["kids"],
        spoken_language=line.get("speaks", ""),
        interpreter=line.get("interpreter", False),
        connection=_connection(line),
        note=line.get("note", ""),
        asked_help=line.get("help", False),
    )
    people = tuple(_person(work, household, position, row) for position, row in enumerate(line["people"]))
    return _Family(line=line, number=number, household=household, people=people)


def _person(work: Work, household: Household, position: int, row: list[str]) -> Person:
    name, role, band, called = row[:4]
    return Person(
        id=PersonId(work.db.new_short_id()),
        household_id=household.id,
        hamlet_id=household.hamlet_id,
        name=name,
        called=called,
        role=FamilyRole(role),
        born=years_of(AgeBand(band), work.now.year),
        personas=(_PERSONAS[AgeBand(band)],),
        position=position,
    )


def _location(line: Line) -> Location | None:
    """Where the house is: to about 100 m unless the family agreed to more."""
    if "at" not in line:
        return None
    latitude, longitude = line["at"]
    exact = Location(latitude=latitude, longitude=longitude)
    return exact if Purpose.LOCATION in line["agreed"] else rounded(exact)


def _signal(line: Line) -> dict[Network, Signal]:
    return {network: Signal(word) for network, word in zip(_NETWORKS, line.get("signal", ()), strict=False)}


def _connection(line: Line) -> Connection:
    """What a visited family said; nobody asked the others."""
    if "signal" not in line:
        return Connection()
    smart, keypad = line["phones"]
    return Connection(
        power=Power(line["power"]),
        power_cuts=line["cuts"],
        signal=_signal(line),
        smartphones=smart,
        keypad_phones=keypad,
        only_2g_phones=0,
        computers=line.get("computers", 0),
        television=line["tv"],
        internet=Internet(line["internet"]),
        barriers=tuple(Barrier(word) for word in line.get("barriers", ())),
    )


def _visits(work: Work, family: _Family) -> Iterator[Visit]:
    """Oldest first; the last one carries the day that was promised."""
    line = family.line
    visits = [_met(work, family, turn) for turn in range(len(line.get("met", ())))]
    if "door" in line:
        visits.append(_at_the_door(work, family))
    if "due" in line:
        visits[-1] = replace(visits[-1], next_visit=work.day(line["due"]), next_time=line.get("time", ""))
    return iter(visits)


def _visit(work: Work, family: _Family, days_ago: int, outcome: Outcome) -> Visit:
    """A visit as far as all are alike: the person at this machine went with one of the others."""
    first, *others = work.members
    return Visit(
        id=VisitId(work.db.new_id()),
        household_id=family.household.id,
        hamlet_id=work.hamlet.id,
        visited_on=work.day(-days_ago),
        recorded_at=work.evening(-days_ago, family.number),
        outcome=outcome,
        recorded_by=first.id,
        visitors=(first.id, others[family.number // 4 % len(others)].id),
    )


def _at_the_door(work: Work, family: _Family) -> Visit:
    """Nobody in, a refusal, or a day agreed over the phone."""
    days_ago, word = family.line["door"]
    visit = _visit(work, family, days_ago, Outcome(word))
    return replace(visit, activity=Activity.PHONE) if visit.outcome is Outcome.PROMISED else visit


def _met(work: Work, family: _Family, turn: int) -> Visit:
    days = family.line["met"]
    back = len(days) - 1 - turn
    visit = replace(
        _visit(work, family, days[turn], Outcome.MET),
        topics=_TOPICS[turn],
        dossiers=(Dossier(procedure=_PROCEDURES[family.number % 3]),) if Topic.DOSSIER in _TOPICS[turn] else (),
        signal=_signal(family.line),
    )
    if not family.line["agreed"]:
        return replace(visit, guided_count=min(2, family.line["size"]))
    present = _present(family, turn, back)
    return replace(visit, met=tuple(p.id for p in present), answers=_answers(work, family, present, back))


def _present(family: _Family, turn: int, back: int) -> tuple[Person, ...]:
    """Now and then only one of the family is at home."""
    alone = turn == 1 and back > 0 and family.number % 2
    return family.people[-1:] if alone else family.people


def _answers(work: Work, family: _Family, present: tuple[Person, ...], back: int) -> dict[str, Any]:
    answers = {}
    for person in present:
        lasts = zip(work.questions, family.line["people"][person.position][4], strict=True)
        levels = {
            q: _level(last, back, person.position + place) for place, (q, last) in enumerate(lasts) if last != "."
        }
        answers[str(person.id)] = levels
    sheet = AnswerSheet(checklist_id=work.checklist.id, version=work.checklist.version, answers=answers)
    return sheet.to_document()


def _level(last: str, back: int, place: int) -> str:
    """The level so many visits before the last one: skills rise slowly, and not all at the same visit."""
    return str(max(0, int(last) - (back + place % 2) // 2)) if last in LEVELS else NOT_ASKED


def _consent(work: Work, family: _Family, asked_at: datetime) -> Consent:
    signed = family.number % 3 == 0
    return Consent(
        id=ConsentId(work.db.new_id()),
        household_id=family.household.id,
        hamlet_id=work.hamlet.id,
        granted=tuple(Purpose(word) for word in family.line["agreed"]),
        asked_at=asked_at,
        method=ConsentMethod.SIGNED if signed else ConsentMethod.SPOKEN,
        witness="" if signed else work.members[1].name,
        collected_by=work.members[0].id,
    )


def _handout(work: Work, visit: Visit, topic: Topic, version: int) -> HandoutGiven:
    return HandoutGiven(
        id=HandoutGivenId(work.db.new_id()),
        household_id=visit.household_id,
        hamlet_id=visit.hamlet_id,
        topic=topic.value,
        given_on=visit.visited_on,
        version=version,
        visit_id=visit.id,
    )

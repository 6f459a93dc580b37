"""A day of visits as the operation lines that one machine logs, with fresh ids and free text no dictionary has seen.

The records come out of the visit form itself (presenters/visit_entry.py), the lines out of the log's own encoder.
tools/train_dictionary.py must never read this file.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache

from cdtt_app.checklists.compile import compile_checklist
from cdtt_app.checklists.library import read_builtin
from cdtt_app.domain.checklist import NOT_ASKED, Checklist
from cdtt_app.domain.consent import Consent, ConsentMethod, Purpose
from cdtt_app.domain.household import Connection, Household, Network, Signal
from cdtt_app.domain.ids import ConsentId, HamletId, HouseholdId, MemberId, PersonId, long_id, short_id
from cdtt_app.domain.kinds import SCHEMA, Entity, kind_of, parent_of, scope_of
from cdtt_app.domain.person import Person
from cdtt_app.domain.team import Member
from cdtt_app.domain.visit import Dossier, Topic
from cdtt_app.paths import resources
from cdtt_app.presenters.visit_context import VisitContext
from cdtt_app.presenters.visit_entry import records
from cdtt_app.presenters.visit_form import (
    Again,
    Asking,
    VisitForm,
    new_form,
    with_again,
    with_dossier,
    with_level,
    with_observed_turned,
    with_signal,
)
from cdtt_app.presenters.visit_matrix import askable
from cdtt_app.sync.codec import to_document
from cdtt_app.sync.fields import changed, flatten
from cdtt_app.sync.operation import Operation, encode, next_clock
from tests.sync.unseen_notes import FEEDBACK, NOTES, PROCEDURES, WITNESSES

_START = datetime(2027, 3, 14, 0, 40, tzinfo=UTC)  # 7:40 at the first door
_COLUMNS = (1, 2, 2, 2, 3, 3, 3, 4, 4, 4)  # of a family of four or so: those under 16 are counted, not asked
_TOPICS = (Topic.VNEID, Topic.QR, Topic.SCAMS, Topic.DOSSIER, Topic.SHOPPING, Topic.HEALTH, Topic.ZALO, Topic.SELLING)
_SHEETS = (Topic.VNEID, Topic.SCAMS, Topic.QR, Topic.DOSSIER, Topic.HEALTH, Topic.ZALO)
_SIGNALS = {
    Network.VIETTEL: (Signal.DATA, Signal.DATA, Signal.CALLS, Signal.UNSTEADY),
    Network.VINAPHONE: (Signal.DATA, Signal.CALLS, Signal.UNSTEADY, Signal.NONE),
    Network.MOBIFONE: (Signal.NONE, Signal.NONE, Signal.UNSTEADY),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Team:
    """What is the same at every door of the day."""

    chance: random.Random
    hamlet: HamletId
    members: tuple[Member, ...]
    checklist: Checklist
    token: str
    imported_at: int  # ms: households came with the register, long ago


def day_of_visits(seed: int, visits: int = 30) -> list[bytes]:
    """The operation lines of one day: visits, sheets left, consents, and what changed at the households."""
    team = _team(random.Random(seed))
    notes, now, clock = team.chance.sample(NOTES, visits), _START, 0
    lines = []
    for note in notes:
        now += timedelta(seconds=team.chance.randint(400, 1300), microseconds=team.chance.randrange(1_000_000))
        for entity, before in _at_one_door(team, note, now):
            clock = next_clock(clock, int(now.timestamp() * 1000))
            lines.append(_line(team, entity, before, clock))
    return lines


@cache
def skills_checklist() -> Checklist:
    """The checklist that ships with the program."""
    name = "ky-nang-so.md"
    return compile_checklist(dict(read_builtin(resources() / "checklists"))[name], name=name)


def _team(chance: random.Random) -> _Team:
    imported_at = int(_START.timestamp() * 1000) - chance.randrange(10**10)
    ids = (long_id(imported_at, chance.randbytes(10)) for _ in range(4))
    hamlet = HamletId(next(ids))
    return _Team(
        chance=chance,
        hamlet=hamlet,
        members=tuple(Member(id=MemberId(id_), hamlet_id=hamlet, name="") for id_ in ids),
        checklist=skills_checklist(),
        token=f"{imported_at:x}.{chance.randbytes(6).hex()}",
        imported_at=imported_at,
    )


def _at_one_door(team: _Team, note: str, now: datetime) -> Iterator[tuple[Entity, Entity | None]]:
    """The records saved at one door, each with what it was before; in the order of services/visits.py::log_visit."""
    context = _context(team)
    form = _form(team, context, note)
    ms = int(now.timestamp() * 1000)
    made = records(form, context, lambda: long_id(ms, team.chance.randbytes(10)), now)
    yield made.visit, None
    for sheet in made.handouts:
        yield sheet, None
    if made.consent is not None:
        yield made.consent, None
    before = context.household
    heard = {**before.connection.signal, **form.signal}
    after = replace(before, connection=replace(before.connection, signal=heard), asked_help=form.asks_help)
    if after != before:
        yield after, before


def _line(team: _Team, entity: Entity, before: Entity | None, clock: int) -> bytes:
    """The line that storage/database.py::Write.save appends; a base is the province's number of what was seen."""
    old = flatten(to_document(before)) if before else {}
    changes = changed(old, flatten(to_document(entity)))
    operation = Operation(
        kind=kind_of(entity).name,
        id=entity.id,
        scope=scope_of(entity),
        clock=clock,
        changes={p: (value, team.chance.randint(200, 4000) if p in old else 0) for p, value in changes.items()},
        schema=SCHEMA,
        parent=parent_of(entity),
        token=team.token,
    )
    return encode(operation)


def _context(team: _Team) -> VisitContext:
    chance = team.chance
    asked = chance.random() < 0.85  # at an earlier visit; the others are asked today
    household = Household(
        id=HouseholdId(long_id(team.imported_at + chance.randrange(400), chance.randbytes(10))),
        hamlet_id=team.hamlet,
        code="",
        head_name="",
        connection=Connection(signal={n: chance.choice(signals) for n, signals in _SIGNALS.items()} if asked else {}),
        asked_help=asked and chance.random() < 0.1,
    )
    consent = Consent(
        id=ConsentId(""),
        household_id=household.id,
        hamlet_id=team.hamlet,
        granted=(Purpose.VISITS,),
        asked_at=_START - timedelta(days=90),
    )
    ids = (PersonId(short_id(chance.randbytes(7))) for _ in range(chance.choice(_COLUMNS)))
    return VisitContext(
        household=household,
        people=tuple(Person(id=id_, household_id=household.id, hamlet_id=team.hamlet, name="") for id_ in ids),
        checklist=team.checklist,
        today=_START.date(),
        members=team.members,
        current=team.members[0],
        consent=consent if asked else None,
    )


def _form(team: _Team, context: VisitContext, note: str) -> VisitForm:
    """One form as a volunteer leaves it: most boxes filled, some not."""
    chance = team.chance
    form = replace(new_form(context), visitors=(team.members[0].id, chance.choice(team.members[1:]).id), note=note)
    form = replace(form, topics=frozenset(chance.sample(_TOPICS, chance.choice((1, 1, 2, 2, 3)))))
    form = form if context.consent else replace(form, asking=_asking(chance))
    form = _answered(chance, form, context)
    form = _signal(chance, form, context.household.connection.signal)
    if Topic.DOSSIER in form.topics:
        form = with_dossier(form, 0, Dossier(procedure=chance.choice(PROCEDURES)))
    if chance.random() < 0.75:
        form = with_again(form, chance.choice((Again.WEEK, Again.FORTNIGHT, Again.MONTH)))
        form = replace(form, again_time=chance.choice(("", "19:30", "8:00")))
    return _extras(chance, form)


def _extras(chance: random.Random, form: VisitForm) -> VisitForm:
    """What is filled in at some doors only."""
    if chance.random() < 0.4:
        form = replace(form, handouts=frozenset({chance.choice(_SHEETS).value}))
    if chance.random() < 0.5:
        form = replace(form, satisfaction=chance.choice((3, 4, 4, 5)))
    if chance.random() < 0.1:
        form = replace(form, feedback=chance.choice(FEEDBACK), forwarded_to="UBND xã")
    return replace(form, asks_help=chance.random() < 0.08)


def _asking(chance: random.Random) -> Asking:
    method = chance.choice((ConsentMethod.SIGNED, ConsentMethod.SPOKEN))
    return Asking(
        granted=frozenset({Purpose.VISITS, *chance.sample((Purpose.LOCATION, Purpose.LANGUAGE), chance.randrange(3))}),
        method=method,
        witness=chance.choice(WITNESSES) if method is ConsentMethod.SPOKEN else "",
    )


def _signal(chance: random.Random, form: VisitForm, known: Mapping[Network, Signal]) -> VisitForm:
    """As it was last time, now and then better or worse."""
    for network, signals in _SIGNALS.items():
        changed_now = network not in known or chance.random() < 0.05
        form = with_signal(form, network, chance.choice(signals) if changed_now else known[network])
    return form


def _answered(chance: random.Random, form: VisitForm, context: VisitContext) -> VisitForm:
    """Everybody's column: the questions of the door, at some doors a few more, or only what was shown that day."""
    door = [question.name for question in context.checklist.door_questions()]
    others = [question.name for question in askable(context.checklist) if question.name not in door]
    more = chance.sample(others, chance.randint(1, 4)) if chance.random() < 0.2 else []
    hard = {name: chance.gauss(0, 0.6) for name in (*door, *more)}
    for person in context.people:
        able = chance.choice((0.6, 1.5, 2.3, 3.0, 3.6))
        start = chance.randrange(len(door) - 4) if chance.random() < 0.2 else 0
        asked = door[start : start + chance.randint(3, 8)] if start else [*door, *more]
        for name in asked:
            form = with_level(form, person.id, name, _level(chance, able - hard[name]))
        if chance.random() < 0.15:
            form = with_observed_turned(form, person.id, chance.choice(asked))
    return form


def _level(chance: random.Random, expected: float) -> str:
    """Most cells hold a level; a few are left blank or get the dash."""
    luck = chance.random()
    if luck < 0.04:
        return NOT_ASKED if luck < 0.02 else ""
    return str(min(4, max(0, round(chance.gauss(expected, 0.6)))))

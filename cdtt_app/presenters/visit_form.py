"""The visit form: one frozen value; every key press makes a new one by a function of this module."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from cdtt_app.domain.checklist import LEVELS, AnswerSheet, How, with_answer
from cdtt_app.domain.consent import ConsentMethod, Purpose
from cdtt_app.domain.household import Network, Signal
from cdtt_app.domain.ids import HouseholdId, MemberId, PaperSheetId, PersonId
from cdtt_app.domain.visit import Activity, Dossier, Outcome, Topic
from cdtt_app.presenters.visit_context import VisitContext


class Again(StrEnum):
    """When to come again."""

    WEEK = "1_tuan"
    FORTNIGHT = "2_tuan"
    MONTH = "1_thang"
    OTHER = "khac"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One asking for consent: nothing is ticked beforehand, and an empty one is no answer at all."""

    granted: frozenset[Purpose] = frozenset()
    refused: bool = False
    method: ConsentMethod | None = None
    witness: str = ""

    @property
    def answered(self) -> bool:
        """Whether the family has said yes to something, or no to everything."""
        return bool(self.granted) or self.refused


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitForm:
    """The form as it stands on the screen."""

    household_id: HouseholdId
    visited_on: date
    sheet: AnswerSheet
    outcome: Outcome = Outcome.MET
    activity: Activity = Activity.HOME
    visitors: tuple[MemberId, ...] = ()
    met: tuple[PersonId, ...] | None = None  # None: whoever has an answer
    asking: Asking | None = None  # None: not asked this time
    guided_count: int | None = None
    signal: Mapping[Network, Signal] = field(default_factory=dict)
    topics: frozenset[Topic] = frozenset()
    dossiers: tuple[Dossier, ...] = ()
    feedback: str = ""
    forwarded_to: str = ""
    satisfaction: int | None = None
    again: Again | None = None
    again_on: date | None = None  # with Again.OTHER
    again_time: str = ""
    handouts: frozenset[str] = frozenset()
    asks_help: bool = False
    note: str = ""
    paper: PaperSheetId | None = None  # the visit sheet of paper that is being keyed in


def new_form(context: VisitContext) -> VisitForm:
    """An empty form for today, by whoever is working."""
    return VisitForm(
        household_id=context.household.id,
        visited_on=context.today,
        sheet=AnswerSheet(checklist_id=context.checklist.id, version=context.checklist.version),
        visitors=(context.current.id,) if context.current else (),
    )


def with_level(form: VisitForm, person: str, question: str, answer: str) -> VisitForm:
    """One answer written, or taken away when blank; whether it was seen or told stays as it was."""
    how = form.sheet.how(person, question) if answer in LEVELS else How.TOLD
    return replace(form, sheet=with_answer(form.sheet, person, question, answer, how))


def with_observed_turned(form: VisitForm, person: str, question: str) -> VisitForm:
    """The level becomes one that the volunteer saw, or again one that was told; without a level nothing happens."""
    answer = form.sheet.answer(person, question)
    if answer not in LEVELS:
        return form
    seen = form.sheet.how(person, question) is How.OBSERVED
    return replace(form, sheet=with_answer(form.sheet, person, question, answer, How.TOLD if seen else How.OBSERVED))


def with_tick(form: VisitForm, purpose: Purpose, *, on: bool) -> VisitForm:
    """One box of the asking; a tick takes back a refusal."""
    asking = form.asking or Asking()
    granted = asking.granted | {purpose} if on else asking.granted - {purpose}
    return replace(form, asking=replace(asking, granted=granted, refused=asking.refused and not on))


def with_refusal(form: VisitForm) -> VisitForm:
    """The family says no: nothing is granted, and what was written about people goes."""
    asking = replace(form.asking or Asking(), granted=frozenset(), refused=True)
    return replace(form, asking=asking, met=None, sheet=replace(form.sheet, answers={}, observed=frozenset()))


def without_refusal(form: VisitForm) -> VisitForm:
    """The refusal was a slip: the boxes are empty again."""
    return replace(form, asking=replace(form.asking or Asking(), refused=False))


def with_asking(form: VisitForm, *, method: ConsentMethod | None = None, witness: str | None = None) -> VisitForm:
    """How the family answered, and who heard it."""
    asking = form.asking or Asking()
    asking = replace(asking, method=method or asking.method, witness=asking.witness if witness is None else witness)
    return replace(form, asking=asking)


def asked_again(form: VisitForm) -> VisitForm:
    """Three empty boxes, whatever was agreed before."""
    return replace(form, asking=Asking())


def earlier_answer_kept(form: VisitForm) -> VisitForm:
    """The asking is put away; the earlier answer stays in force."""
    return replace(form, asking=None)


def people_met(form: VisitForm) -> tuple[PersonId, ...]:
    """Who was met: those chosen, or else whoever has an answer."""
    if form.met is not None:
        return form.met
    return tuple(PersonId(person) for person, answers in form.sheet.answers.items() if answers)


def with_signal(form: VisitForm, network: Network, signal: Signal | None) -> VisitForm:
    """What one network gives in the house; None takes the answer back."""
    others = {n: s for n, s in form.signal.items() if n is not network}
    return replace(form, signal={**others, network: signal} if signal else others)


def with_dossier(form: VisitForm, at: int, dossier: Dossier | None) -> VisitForm:
    """One row of the dossiers changed, added at the end, or with None removed."""
    rows = (*form.dossiers[:at], *((dossier,) if dossier else ()), *form.dossiers[at + 1 :])
    return replace(form, dossiers=rows)


def with_again(form: VisitForm, again: Again | None) -> VisitForm:
    """When to come again; choosing the same once more takes it back."""
    chosen = None if again is form.again else again
    return replace(
        form,
        again=chosen,
        again_on=(next_visit(form) or form.visited_on + timedelta(days=7)) if chosen is Again.OTHER else None,
        again_time=form.again_time if chosen else "",
    )


def with_satisfaction(form: VisitForm, mark: int) -> VisitForm:
    """How content the family is, 1-5; the same mark once more takes it back."""
    return replace(form, satisfaction=None if form.satisfaction == mark else mark)


def next_visit(form: VisitForm) -> date | None:
    """The day of the next visit; it follows the day of this one."""
    if form.again is None:
        return None
    return {
        Again.WEEK: form.visited_on + timedelta(days=7),
        Again.FORTNIGHT: form.visited_on + timedelta(days=14),
        Again.MONTH: _month_after(form.visited_on),
        Again.OTHER: form.again_on,
    }[form.again]


def _month_after(day: date) -> date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))

"""A visit form as plain data and back, for drafts; what a newer or older program wrote is read as far as it goes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from cdtt_app.domain.checklist import AnswerSheet
from cdtt_app.domain.consent import ConsentMethod, Purpose
from cdtt_app.domain.household import Network, Signal
from cdtt_app.domain.ids import MemberId, PaperSheetId, PersonId
from cdtt_app.domain.visit import Activity, Dossier, DossierResult, Outcome, Topic
from cdtt_app.presenters.visit_context import VisitContext
from cdtt_app.presenters.visit_form import Again, Asking, VisitForm, new_form

E = TypeVar("E", bound=StrEnum)
Body = dict[str, Any]


def to_draft(form: VisitForm) -> Body:
    """The form as JSON values."""
    body: Body = {
        "visited_on": form.visited_on.isoformat(),
        "outcome": form.outcome.value,
        "activity": form.activity.value,
        "visitors": list(form.visitors),
        "met": None if form.met is None else list(form.met),
        "guided_count": form.guided_count,
        "sheet": form.sheet.to_document(),
        "signal": {network.value: signal.value for network, signal in form.signal.items()},
        "topics": sorted(topic.value for topic in form.topics),
        "dossiers": [{"procedure": each.procedure, "result": each.result.value} for each in form.dossiers],
        "feedback": form.feedback,
        "forwarded_to": form.forwarded_to,
        "satisfaction": form.satisfaction,
        "again": form.again.value if form.again else None,
        "again_on": form.again_on.isoformat() if form.again_on else None,
        "again_time": form.again_time,
        "handouts": sorted(form.handouts),
        "asks_help": form.asks_help,
        "note": form.note,
        "paper": form.paper,
    }
    return body if form.asking is None else {**body, "asking": _asking_body(form.asking)}


def _asking_body(asking: Asking) -> Body:
    return {
        "granted": sorted(purpose.value for purpose in asking.granted),
        "refused": asking.refused,
        "method": asking.method.value if asking.method else None,
        "witness": asking.witness,
    }


def from_draft(body: Mapping[str, Any], context: VisitContext) -> VisitForm:
    """The form of a draft; whatever cannot be read is as on a new form."""
    fresh = new_form(context)
    form = replace(
        fresh,
        visited_on=_day(body.get("visited_on")) or fresh.visited_on,
        outcome=_one(Outcome, body.get("outcome")) or fresh.outcome,
        activity=_one(Activity, body.get("activity")) or fresh.activity,
        visitors=tuple(MemberId(each) for each in _texts(body.get("visitors"))),
        met=None if body.get("met") is None else tuple(PersonId(each) for each in _texts(body["met"])),
        guided_count=_number(body.get("guided_count")),
        sheet=_sheet(body.get("sheet"), fresh.sheet),
        signal=_signal(body.get("signal")),
        topics=frozenset(_several(Topic, body.get("topics"))),
        dossiers=tuple(_dossiers(body.get("dossiers"))),
        asking=_asking(body.get("asking")),
        satisfaction=_number(body.get("satisfaction")),
        handouts=frozenset(_texts(body.get("handouts"))),
        asks_help=body.get("asks_help") is True,
        paper=PaperSheetId(paper) if (paper := _text(body.get("paper"))) else None,
    )
    return _with_texts(_with_next(form, body), body)


def _with_next(form: VisitForm, body: Mapping[str, Any]) -> VisitForm:
    again, on = _one(Again, body.get("again")), _day(body.get("again_on"))
    if again is Again.OTHER and on is None:
        again = None
    return replace(form, again=again, again_on=on, again_time=_text(body.get("again_time")))


def _with_texts(form: VisitForm, body: Mapping[str, Any]) -> VisitForm:
    return replace(
        form,
        feedback=_text(body.get("feedback")),
        forwarded_to=_text(body.get("forwarded_to")),
        note=_text(body.get("note")),
    )


def _asking(body: object) -> Asking | None:
    if not isinstance(body, dict):
        return None
    return Asking(
        granted=frozenset(_several(Purpose, body.get("granted"))),
        refused=body.get("refused") is True,
        method=_one(ConsentMethod, body.get("method")),
        witness=_text(body.get("witness")),
    )


def _sheet(body: object, fresh: AnswerSheet) -> AnswerSheet:
    """Answers are finished under the version in use now; those to another checklist are left aside."""
    if not isinstance(body, dict) or body.get("id") != fresh.checklist_id:
        return fresh
    kept = AnswerSheet.from_document(body)
    return replace(fresh, answers=kept.answers, observed=kept.observed)


def _signal(body: object) -> dict[Network, Signal]:
    pairs = body.items() if isinstance(body, dict) else ()
    read = ((_one(Network, network), _one(Signal, signal)) for network, signal in pairs)
    return {network: signal for network, signal in read if network and signal}


def _dossiers(body: object) -> Iterable[Dossier]:
    for each in body if isinstance(body, list) else ():
        if isinstance(each, dict):
            result = _one(DossierResult, each.get("result")) or DossierResult.SUBMITTED
            yield Dossier(procedure=_text(each.get("procedure")), result=result)


def _one(kind: type[E], value: object) -> E | None:
    return next((each for each in kind if each.value == value), None)


def _several(kind: type[E], values: object) -> list[E]:
    return [each for value in _texts(values) if (each := _one(kind, value)) is not None]


def _texts(values: object) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None

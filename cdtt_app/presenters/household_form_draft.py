"""A household's form as plain data and back, for drafts; what cannot be read is as it was kept before."""

from collections.abc import Mapping
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from cdtt_app.domain.household import Barrier, Internet, Network, Power, Signal
from cdtt_app.domain.ids import HouseholdId, PersonId
from cdtt_app.domain.person import AgeBand, FamilyRole
from cdtt_app.presenters.household_form import HouseholdForm, PersonForm

E = TypeVar("E", bound=StrEnum)
Body = dict[str, Any]
NEW_DRAFT: Final = "household/moi"
_TRUTHS: Final = ("asked_help", "interpreter")
_PERHAPS: Final = ("power_cuts", "television")
_PERSON_TEXTS: Final = ("name", "called", "phone", "guardian")
_NOT_TEXT: Final = frozenset({"hamlet_id", "power", "internet", "barriers", "signal", "people", *_TRUTHS, *_PERHAPS})
_TEXTS: Final = tuple(each.name for each in fields(HouseholdForm) if each.name not in _NOT_TEXT)


def draft_name(household: HouseholdId) -> str:
    """Where the unfinished form of a household is kept."""
    return f"household/{household}"


def to_draft(form: HouseholdForm) -> Body:
    """The form as JSON values."""
    body: Body = {name: getattr(form, name) for name in (*_TEXTS, *_TRUTHS, *_PERHAPS)}
    return body | {
        "power": form.power,
        "internet": form.internet,
        "barriers": sorted(form.barriers),
        "signal": dict(form.signal),
        "people": [
            {"id": p.id, "role": p.role, "band": p.band, "assents": p.assents}
            | {name: getattr(p, name) for name in _PERSON_TEXTS}
            for p in form.people
        ],
    }


def from_draft(body: Mapping[str, Any], kept: HouseholdForm) -> HouseholdForm:
    """The form of a draft, laid over the form of what is kept."""
    texts = {name: body[name] for name in _TEXTS if isinstance(body.get(name), str)}
    truths = {name: body[name] for name in _TRUTHS if isinstance(body.get(name), bool)}
    perhaps = {name: body[name] for name in _PERHAPS if body.get(name, "") in (True, False, None)}
    return replace(
        kept,
        **texts,
        **truths,
        **perhaps,
        power=_one(Power, body.get("power")),
        internet=_one(Internet, body.get("internet")),
        barriers=frozenset(each for value in _items(body, "barriers") if (each := _one(Barrier, value))),
        signal=_signal(body.get("signal")),
        people=tuple(_person(line) for line in _items(body, "people") if isinstance(line, dict) and line.get("id")),
    )


def _person(line: Mapping[str, Any]) -> PersonForm:
    texts = {name: line[name] for name in _PERSON_TEXTS if isinstance(line.get(name), str)}
    return PersonForm(
        id=PersonId(str(line["id"])),
        role=_one(FamilyRole, line.get("role")) or FamilyRole.OTHER,
        band=_one(AgeBand, line.get("band")),
        assents=line.get("assents") is True,
        **texts,
    )


def _signal(body: object) -> dict[Network, Signal]:
    pairs = body.items() if isinstance(body, dict) else ()
    read = ((_one(Network, network), _one(Signal, signal)) for network, signal in pairs)
    return {network: signal for network, signal in read if network and signal}


def _items(body: Mapping[str, Any], name: str) -> list[Any]:
    found = body.get(name)
    return found if isinstance(found, list) else []


def _one(kind: type[E], value: object) -> E | None:
    return next((each for each in kind if each.value == value), None)

"""The first evening on a machine: what is asked step by step, and what is still missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from cdtt_app.domain.hamlet import HamletWord
from cdtt_app.domain.units import UnitHit, UnitMatch
from cdtt_app.presenters.settings_pin import new_pin_problems


class Step(IntEnum):
    """The steps in order; START asks only which way to go."""

    START = 0
    PLACE = 1
    PERSON = 2
    PIN = 3
    CODE = 4


STEP_TITLES: Final = {
    Step.PLACE: "Xã và thôn",
    Step.PERSON: "Người dùng máy này",
    Step.PIN: "Mã PIN",
    Step.CODE: "Mã khôi phục",
}
NOTHING_FOUND: Final = "Không thấy xã nào tên như vậy. Hãy thử tên cũ của xã, hoặc tên huyện trước đây."
_USUAL: Final = {"04": (HamletWord.XOM, HamletWord.TO_DAN_PHO), "80": (HamletWord.AP, HamletWord.KHU_PHO)}
_ELSEWHERE: Final = (HamletWord.THON, HamletWord.TO_DAN_PHO)


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeForm:
    """What was filled in so far."""

    commune_code: str = ""
    hamlet_name: str = ""
    hamlet_word: HamletWord = HamletWord.THON
    name: str = ""
    called: str = ""
    pin: str = ""
    pin_again: str = ""


@dataclass(frozen=True, slots=True)
class CommuneLine:
    """One commune that was found: code, name, and where it is, with the former name that led to it."""

    code: str
    title: str
    words: str


def commune_lines(hits: Iterable[UnitHit]) -> tuple[CommuneLine, ...]:
    """The communes among the units found."""
    lines = []
    for hit in hits:
        if hit.commune is not None:
            former = f" (trước 7/2025: {hit.matched_name})" if hit.match is UnitMatch.FORMER else ""
            lines.append(CommuneLine(hit.commune.code, hit.commune.name, f"{hit.province.name}{former}"))
    return tuple(lines)


def usual_word(province_code: str, commune_name: str) -> HamletWord:
    """What people usually call a hamlet there, to offer first."""
    rural, urban = _USUAL.get(province_code, _ELSEWHERE)
    return urban if commune_name.casefold().startswith("phường") else rural


def step_words(step: Step) -> str:
    """`Bước 1 trên 4`."""
    return f"Bước {step.value} trên {len(STEP_TITLES)}"


def step_problems(step: Step, form: WelcomeForm) -> dict[str, str]:
    """What is missing before the next step: the field and a sentence, first things first."""
    checks = {Step.PLACE: _place, Step.PERSON: _person, Step.PIN: _pin}
    found = checks[step](form) if step in checks else {}
    return {field: sentence for field, sentence in found.items() if sentence}


def _place(form: WelcomeForm) -> dict[str, str]:
    return {
        "commune": "" if form.commune_code else "Hãy gõ tên xã rồi chọn xã trong danh sách.",
        "hamlet": "" if form.hamlet_name.strip() else "Hãy ghi tên thôn của tổ.",
    }


def _person(form: WelcomeForm) -> dict[str, str]:
    return {"name": "" if form.name.strip() else "Hãy ghi họ tên người dùng máy này."}


def _pin(form: WelcomeForm) -> dict[str, str]:
    problem, differs = new_pin_problems(form.pin, form.pin_again)
    return {"pin": problem, "pin_again": differs}

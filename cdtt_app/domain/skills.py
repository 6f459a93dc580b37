"""The five skills of CV 3240, and who has them: a household meets the goal when one of its people has all five."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from cdtt_app.domain.checklist import LEVELS, Checklist

SELF_RELIANT = 3  # "tự làm được"


class FiveSkill(StrEnum):
    """The five skills that at least one person of every household should have."""

    PUBLIC_SERVICES = "dich_vu_cong"
    SHOPPING = "mua_sam"
    PAYMENT = "thanh_toan"
    SELF_PROTECTION = "tu_bao_ve"
    LOCAL_PLATFORM = "nen_tang_dia_phuong"


def level_of(answer: str) -> int | None:
    """The level 0-4 that an answer stands for; None for blank, "not asked" and anything else."""
    return int(answer) if answer in LEVELS else None


def is_self_reliant(answer: str) -> bool:
    """Whether the answer means "can do it alone" or better."""
    level = level_of(answer)
    return level is not None and level >= SELF_RELIANT


def skills_mastered(levels: Mapping[str, str], checklist: Checklist) -> frozenset[FiveSkill]:
    """The skills one person has; a skill that several questions ask about needs every one of them."""
    needed: dict[FiveSkill, list[str]] = {}
    for question in checklist.questions:
        if question.five_skill:
            needed.setdefault(FiveSkill(question.five_skill), []).append(question.name)
    return frozenset(
        skill for skill, names in needed.items() if all(is_self_reliant(levels.get(name, "")) for name in names)
    )


def best_count(people: Mapping[str, Mapping[str, str]], checklist: Checklist) -> int:
    """How many of the five skills the best person of a household has, 0-5; `people` holds levels by person."""
    return max((len(skills_mastered(levels, checklist)) for levels in people.values()), default=0)


def household_meets_goal(people: Mapping[str, Mapping[str, str]], checklist: Checklist) -> bool:
    """Whether one and the same person of the household has all five skills (CV 3240)."""
    return best_count(people, checklist) == len(FiveSkill)


def self_reliant_count(levels: Mapping[str, str], core: Iterable[str]) -> int:
    """How many of the core questions one person can do alone: the 5 of "5/12 tự làm"."""
    return sum(is_self_reliant(levels.get(name, "")) for name in core)

"""Hamlets: renamed, merged, and called by a different word in every province; they have no national code."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cdtt_app.domain.ids import HamletId


class HamletWord(StrEnum):
    """What the people who live there call it."""

    THON = "thôn"
    BAN = "bản"
    LANG = "làng"
    AP = "ấp"
    BUON = "buôn"
    BON = "bon"
    PHUM = "phum"
    SOC = "sóc"
    XOM = "xóm"
    TO_DAN_PHO = "tổ dân phố"
    KHU_PHO = "khu phố"
    TIEU_KHU = "tiểu khu"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name the hamlet had, and the day it ended where known."""

    name: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hamlet:
    """A hamlet of one commune; a merged one stays, pointing at the one that took it in."""

    id: HamletId
    commune_code: str
    word: HamletWord
    name: str
    prefix: str = ""  # of household codes: BG for Bản Giòng
    former_names: tuple[FormerName, ...] = ()
    clusters: tuple[str, ...] = ()  # in walking order
    merged_into: HamletId | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    deleted: str = ""


def full_name(hamlet: Hamlet) -> str:
    """`thôn Bản Giòng`; `Bản Khẻ` stays as it is when the word already begins the name."""
    first = hamlet.name.split(" ", 1)[0].casefold()
    return hamlet.name if first == hamlet.word.value else f"{hamlet.word.value} {hamlet.name}"


def rename(hamlet: Hamlet, name: str, *, on: date) -> Hamlet:
    """The hamlet under its new name; the old one is remembered and stays searchable."""
    if name == hamlet.name:
        return hamlet
    return replace(hamlet, name=name, former_names=(*hamlet.former_names, FormerName(name=hamlet.name, until=on)))


def merge(absorbed: Hamlet, into: Hamlet, *, on: date) -> tuple[Hamlet, Hamlet]:
    """Both hamlets after a merger: the absorbed one closed, the other knowing all its names."""
    if absorbed.id == into.id:
        raise ValueError("Không thể sáp nhập một thôn vào chính nó.")
    names = (*into.former_names, *absorbed.former_names, FormerName(name=absorbed.name, until=on))
    clusters = (*into.clusters, *(c for c in absorbed.clusters if c not in into.clusters))
    closed = replace(absorbed, merged_into=into.id, valid_to=on)
    return closed, replace(into, former_names=names, clusters=clusters)

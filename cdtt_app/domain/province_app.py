"""The province's own app, and the handout about it: its name is data; where it is unknown there is no sheet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cdtt_app.domain.handout_text import Handout, texts_of, with_texts

NAME_MARK: Final = "{ten_ung_dung}"
SEARCH_MARK: Final = "{tim_trong_kho}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceApp:
    """What it is called, what to type in the store, what it is for; `addresses`: entries of the register to print."""

    name: str
    search: str
    about: str = ""
    addresses: tuple[str, ...] = ()
    said_on: date
    source: str = ""


def for_province(handouts: Iterable[Handout], app: ProvinceApp | None) -> tuple[Handout, ...]:
    """The handouts to offer here: the app's name filled in, or the sheet about it left out."""
    found = []
    for handout in handouts:
        if not speaks_of_app(handout):
            found.append(handout)
        elif app is not None:
            found.append(_filled(handout, app))
    return tuple(found)


def speaks_of_app(handout: Handout) -> bool:
    """Whether it has a place where the app's name belongs."""
    return any(NAME_MARK in text or SEARCH_MARK in text for _, texts in texts_of(handout) for text in texts.values())


def _filled(handout: Handout, app: ProvinceApp) -> Handout:
    told = {
        place: {
            language: text.replace(NAME_MARK, app.name).replace(SEARCH_MARK, app.search)
            for language, text in texts.items()
        }
        for place, texts in texts_of(handout)
    }
    return replace(with_texts(handout, told, handout.version), addresses=(*handout.addresses, *app.addresses))

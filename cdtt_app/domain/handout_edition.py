"""What an officer changed in a handout and published: kept in every hamlet that should print it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cdtt_app.domain.handout_text import Handout, texts_of, with_texts
from cdtt_app.domain.ids import EditionId, HamletId, MemberId
from cdtt_app.domain.languages import Language, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutEdition:
    """The texts of some places of one topic, as of `version`; each edition says all that differs from the program's."""

    id: EditionId
    hamlet_id: HamletId
    topic: str
    version: int
    texts: Mapping[str, str] = field(default_factory=dict)  # by place and language: "buoc-1.heading.vi"
    published_at: datetime
    published_by: MemberId | None = None
    why: str = ""
    deleted: str = ""


def in_force(handout: Handout, editions: Iterable[HandoutEdition]) -> Handout:
    """The handout as it is printed today: the newest edition laid over the program's text."""
    own = [edition for edition in editions if edition.topic == handout.topic and not edition.deleted]
    newest = max(own, key=lambda edition: (edition.version, edition.published_at, edition.id), default=None)
    return with_texts(handout, texts_by_place(newest.texts), newest.version) if newest is not None else handout


def texts_by_place(texts: Mapping[str, str]) -> dict[str, Texts]:
    """The texts of an edition, place by place; a language that this program does not know is left aside."""
    found: dict[str, dict[Language, str]] = {}
    for key, text in texts.items():
        place, _, code = key.rpartition(".")
        if code in set(Language):
            found.setdefault(place, {})[Language(code)] = text
    return dict(found)


def changed_texts(before: Handout, after: Handout) -> dict[str, str]:
    """What differs, as an edition keeps it."""
    old = {f"{place}.{language}": text for place, texts in texts_of(before) for language, text in texts.items()}
    new = {f"{place}.{language}": text for place, texts in texts_of(after) for language, text in texts.items()}
    return {key: text for key, text in new.items() if old.get(key, "") != text}


def next_version(handout: Handout, editions: Iterable[HandoutEdition]) -> int:
    """The number of the next edition."""
    return max([handout.version, *(e.version for e in editions if e.topic == handout.topic)]) + 1

"""What a handout says: a title, at most five steps or dos and don'ts, each with one picture; text by language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from cdtt_app.domain.languages import Language, Texts, is_translated
from cdtt_app.domain.person import Persona

MOST_STEPS: Final = 5
_LONGEST_STEP_WORDS: Final = 32
_LONGEST_SENTENCE_WORDS: Final = 20
_LINK = re.compile(r"(https?://|www\.)", re.IGNORECASE)


class BlockKind(StrEnum):
    """What a block is for, which is also how it looks."""

    STEP = "buoc"
    DONT = "khong"
    DO = "nen"
    BEWARE = "coi_chung"
    MORE = "them"  # below the rest: what to do when it went wrong


class Layout(StrEnum):
    """How a handout is laid out."""

    A4 = "a4"
    LARGE = "large"
    A5_TWICE = "a5"
    FOLDED = "fold"
    POSTER = "a3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One idea with one picture; `**bold**` and line breaks by hand are allowed in its texts."""

    id: str
    kind: BlockKind
    picture: str = ""
    heading: Texts = field(default_factory=dict)
    text: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """One topic. `addresses` name entries of the register; `skills` are the questions whose lack calls for it."""

    topic: str
    version: int
    picture: str
    title: Texts
    subtitle: Texts = field(default_factory=dict)
    short: str = ""  # as it stands under its picture on the screen
    blocks: tuple[Block, ...] = ()
    addresses: tuple[str, ...] = ()
    loudspeaker: Texts = field(default_factory=dict)
    skills: tuple[str, ...] = ()
    personas: tuple[Persona, ...] = ()
    from_age: int = 0
    needs_smartphone: bool = True
    for_places_without_signal: bool = False

    def of_kind(self, *kinds: BlockKind) -> tuple[Block, ...]:
        """The blocks of these kinds, in order."""
        return tuple(block for block in self.blocks if block.kind in kinds)


def texts_of(handout: Handout) -> Iterator[tuple[str, Texts]]:
    """Every text with its place: "title", "buoc-1.heading"."""
    yield "title", handout.title
    yield "subtitle", handout.subtitle
    for block in handout.blocks:
        yield f"{block.id}.heading", block.heading
        yield f"{block.id}.text", block.text
    yield "loudspeaker", handout.loudspeaker


def with_texts(handout: Handout, changed: Mapping[str, Texts], version: int) -> Handout:
    """The handout as an officer published it: the texts of some places replaced, language by language."""

    def laid(place: str, texts: Texts) -> Texts:
        return {**texts, **changed.get(place, {})}

    blocks = tuple(
        replace(
            block,
            heading=laid(f"{block.id}.heading", block.heading),
            text=laid(f"{block.id}.text", block.text),
        )
        for block in handout.blocks
    )
    return replace(
        handout,
        version=version,
        title=laid("title", handout.title),
        subtitle=laid("subtitle", handout.subtitle),
        blocks=blocks,
        loudspeaker=laid("loudspeaker", handout.loudspeaker),
    )


def untranslated(handout: Handout, language: Language) -> tuple[str, ...]:
    """The places that still fall back to Vietnamese in this language."""
    return tuple(place for place, texts in texts_of(handout) if texts and not is_translated(texts, language))


def plain(text: str) -> str:
    """The text without its marks, in one line."""
    return " ".join(text.replace("**", "").split())


def reading_problems(handout: Handout, language: Language = Language.VIETNAMESE) -> tuple[str, ...]:
    """What makes it hard to read, as sentences for the officer who edits it."""
    problems = []
    if len(handout.of_kind(BlockKind.STEP)) > MOST_STEPS:
        problems.append(f"Nhiều hơn {MOST_STEPS} bước. Hãy gộp hoặc bỏ bớt bước.")
    if not plain(handout.title.get(language, "")):
        problems.append("Chưa có tên tờ. Hãy ghi tên.")
    for place, texts in texts_of(handout):
        if place != "loudspeaker":
            problems += [f"{place}: {said}" for said in _text_problems(texts.get(language, ""))]
    return tuple(problems)


def _text_problems(text: str) -> Sequence[str]:
    words = plain(text).split()
    sentences = re.split(r"[.!?;:]\s", plain(text))
    said = []
    if len(words) > _LONGEST_STEP_WORDS:
        said.append(f"{len(words)} chữ là quá dài, nên dưới {_LONGEST_STEP_WORDS}. Hãy viết ngắn lại.")
    elif any(len(sentence.split()) > _LONGEST_SENTENCE_WORDS for sentence in sentences):
        said.append(f"Có câu dài hơn {_LONGEST_SENTENCE_WORDS} chữ. Hãy tách thành hai câu.")
    if _LINK.search(text):
        said.append("Địa chỉ trang web không gõ trong câu; hãy chọn ở mục Địa chỉ, máy tự in mã QR.")
    if text.count("**") % 2:
        said.append("Dấu ** chữ đậm chưa đóng. Hãy thêm ** vào cuối chữ đậm.")
    return said

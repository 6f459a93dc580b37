"""The editor of a handout: its places in one language, what reads badly, what is not translated, what is published."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from cdtt_app.documents.handout_paper import HandoutPaper
from cdtt_app.domain.address_register import by_id
from cdtt_app.domain.handout_edition import changed_texts, texts_by_place
from cdtt_app.domain.handout_text import (
    Block,
    BlockKind,
    Handout,
    Layout,
    plain,
    reading_problems,
    texts_of,
    untranslated,
    with_texts,
)
from cdtt_app.domain.languages import LANGUAGE_NAMES, Language, Texts
from cdtt_app.domain.province_app import NAME_MARK, SEARCH_MARK, ProvinceApp, for_province
from cdtt_app.presenters.handouts_page import HandoutsReading

_KINDS: Final = {
    BlockKind.STEP: "Bước",
    BlockKind.DONT: "Không",
    BlockKind.DO: "Nên",
    BlockKind.BEWARE: "Coi chừng",
    BlockKind.MORE: "Thêm",
}
_ENDS: Final = {"title": "Tên tờ", "subtitle": "Dòng dưới tên tờ", "loudspeaker": "Lời đọc loa"}
_PARTS: Final = {"heading": "đầu đề", "text": "lời"}
_MARKS: Final = {NAME_MARK: "tên ứng dụng của tỉnh", SEARCH_MARK: "chữ để tìm ứng dụng trong kho"}
_WORD: Final = re.compile(r"\S+")
STALE: Final = "Tờ này đã có bản mới sau khi ghi nháp. Hãy xem lại từng chỗ trước khi phát hành."
Body = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorState:
    """The handout as it was published last and as it stands in the editor; `language` is the one in hand."""

    published: Handout
    now: Handout
    language: Language = Language.VIETNAMESE
    layout: Layout = Layout.A4


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """One field: its name, its text in the language in hand, the Vietnamese beside it, what reads badly."""

    place: str
    name: str
    picture: str = ""
    text: str = ""
    vietnamese: str = ""
    problems: tuple[str, ...] = ()


def begin(handout: Handout, draft: Mapping[str, Any] | None) -> EditorState:
    """The editor of a handout, the draft laid over it."""
    texts = draft.get("texts") if draft is not None else None
    kept = {str(key): str(text) for key, text in texts.items()} if isinstance(texts, Mapping) else {}
    return EditorState(published=handout, now=with_texts(handout, texts_by_place(kept), handout.version))


def is_stale(handout: Handout, draft: Mapping[str, Any] | None) -> bool:
    """Whether another edition was published since the draft was begun."""
    return draft is not None and draft.get("version") != handout.version


def to_draft(state: EditorState) -> Body | None:
    """What was changed, as a draft; None while nothing was."""
    texts = changed_texts(state.published, state.now)
    return {"version": state.published.version, "texts": texts} if texts else None


def typed(state: EditorState, place: str, text: str) -> EditorState:
    """One text changed, in the language in hand."""
    return replace(state, now=with_texts(state.now, {place: {state.language: text}}, state.now.version))


def places(state: EditorState) -> tuple[PlaceView, ...]:
    """Every place that says something, in the order of the sheet."""
    pictures = {block.id: block.picture for block in state.now.blocks}
    names = dict(_names(state.now))
    problems = _problems(state, state.language)
    seen: set[str] = set()
    found = []
    for place, texts in texts_of(state.now):
        if place not in _ENDS and not any(map(str.strip, texts.values())) and not _was_said(state, place):
            continue
        block = place.partition(".")[0]
        first = block not in seen
        seen.add(block)
        found.append(
            PlaceView(
                place=place,
                name=names[place],
                picture=pictures.get(block, "") if first else "",
                text=texts.get(state.language, ""),
                vietnamese="" if state.language is Language.VIETNAMESE else texts.get(Language.VIETNAMESE, ""),
                problems=tuple(problems.get(place, ())),
            )
        )
    return tuple(found)


def _was_said(state: EditorState, place: str) -> bool:
    return any(bool(texts) for name, texts in texts_of(state.published) if name == place)


def _names(handout: Handout) -> Iterator[tuple[str, str]]:
    """`Bước 2, đầu đề`; a number only where there are several of a kind."""
    yield from _ENDS.items()
    many, counted = Counter(block.kind for block in handout.blocks), Counter[BlockKind]()
    for block in handout.blocks:
        counted[block.kind] += 1
        name = _block_name(block, counted[block.kind], many[block.kind])
        for part, word in _PARTS.items():
            yield f"{block.id}.{part}", f"{name}, {word}"


def _block_name(block: Block, number: int, many: int) -> str:
    return f"{_KINDS[block.kind]} {number}" if many > 1 else _KINDS[block.kind]


def _problems(state: EditorState, language: Language) -> dict[str, list[str]]:
    """What reads badly in one language, by place; a title may be missing where it falls back to Vietnamese."""
    found: dict[str, list[str]] = {}
    for said in reading_problems(state.now, language):
        place, colon, sentence = said.partition(": ")
        if colon and any(place == name for name, _ in texts_of(state.now)):
            found.setdefault(place, []).append(sentence)
        elif language is Language.VIETNAMESE:
            found.setdefault("title", []).append(said)
    before = dict(texts_of(state.published))
    for place, texts in texts_of(state.now):
        lost = _lost_marks(before[place], texts.get(language, ""), language)
        if lost:
            found.setdefault(place, []).extend(lost)
    return found


def _lost_marks(before: Texts, text: str, language: Language) -> list[str]:
    """The marks that the program fills in must stay, in every language that says anything here."""
    if language is not Language.VIETNAMESE and not text.strip():
        return []
    original = before.get(Language.VIETNAMESE, "")
    return [
        f"Chỗ này phải có {mark}: máy điền {words} vào đó. Hãy gõ lại {mark}."
        for mark, words in _MARKS.items()
        if mark in original and mark not in text
    ]


def all_problems(state: EditorState) -> tuple[str, ...]:
    """What keeps the handout from being published: in which language, where, and what to do."""
    names = dict(_names(state.now))
    said = []
    for language in Language:
        tongue = "" if language is state.language else f"{LANGUAGE_NAMES[language]}, "
        for place, sentences in _problems(state, language).items():
            said += [f"{tongue}{names[place]}: {sentence}" for sentence in sentences]
    return tuple(said)


def may_publish(state: EditorState) -> bool:
    """Whether something was changed, and nothing reads badly."""
    return to_draft(state) is not None and not all_problems(state)


def publish_words(state: EditorState) -> str:
    """`Phát hành bản 4`."""
    return f"Phát hành bản {state.published.version + 1}"


def standing_words(state: EditorState) -> str:
    """What the foot of the window says: nothing changed, a draft is kept, or what keeps it from being published."""
    problems = all_problems(state)
    if problems:
        more = f" (còn {len(problems) - 1} chỗ nữa)" if len(problems) > 1 else ""
        return f"Chưa phát hành được. {problems[0]}{more}"
    body = to_draft(state)
    return f"Đã lưu nháp {len(body['texts'])} chỗ sửa" if body else "Chưa sửa gì"


def untranslated_words(state: EditorState) -> str:
    """`còn 7 chỗ chưa dịch`; nothing for Vietnamese."""
    if state.language is Language.VIETNAMESE:
        return ""
    lacking = len(untranslated(state.now, state.language))
    return f"còn {lacking} chỗ chưa dịch" if lacking else "đã dịch đủ"


def next_untranslated(state: EditorState) -> str:
    """The first place that nobody has translated; blank when there is none."""
    return next(iter(untranslated(state.now, state.language)), "")


def turned_bold(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The words between become bold, or no longer; without a selection the word at the cursor."""
    if start == end:
        word = next((found for found in _WORD.finditer(text) if found.start() <= start <= found.end()), None)
        start, end = word.span() if word else (start, end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return text, start, end
    inside = text[start:end]
    if inside.startswith("**") and inside.endswith("**") and len(inside) > 4:
        return text[:start] + inside[2:-2] + text[end:], start, end - 4
    if text[:start].endswith("**") and text[end:].startswith("**"):
        return text[: start - 2] + inside + text[end + 2 :], start - 2, end - 2
    bare = inside.replace("**", "")
    return f"{text[:start]}**{bare}**{text[end:]}", start + 2, start + 2 + len(bare)


def preview_paper(state: EditorState, reading: HandoutsReading, app: ProvinceApp | None) -> HandoutPaper:
    """The sheet as it would be printed now, the province's app filled in where the province has one."""
    handout = next(iter(for_province((state.now,), app)), state.now)
    known = by_id(reading.addresses)
    return HandoutPaper(
        handout=handout,
        footer=reading.footer,
        language=state.language,
        addresses=tuple(known[each] for each in handout.addresses if each in known),
        practice=reading.practice,
    )


def spoken_title(handout: Handout) -> str:
    """The title in one line."""
    return plain(handout.title.get(Language.VIETNAMESE, "")) or handout.topic

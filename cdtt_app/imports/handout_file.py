"""Reads the handouts that come with the program: resources/handouts/<topic>.json; the form is in docs/handouts.md."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from cdtt_app.domain.handout_text import MOST_STEPS, Block, BlockKind, Handout, texts_of
from cdtt_app.domain.languages import Language, Texts, is_translated
from cdtt_app.domain.person import Persona
from cdtt_app.domain.pictograms import PICTOGRAMS
from cdtt_app.domain.province_app import NAME_MARK, SEARCH_MARK
from cdtt_app.imports.json_faults import fault_of

_BLOCK_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)  # part of a place: "buoc-1.heading.vi"
_MARK: Final = re.compile(r"\{[^}]*\}?|\}")


class HandoutFileError(Exception):
    """A handout's file cannot be used; the message says in Vietnamese which one, and why."""


class _BlockForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    id: str
    kind: BlockKind
    picture: str
    heading: dict[Language, str] = {}
    text: dict[Language, str]

    def block(self) -> Block:
        return Block(id=self.id, kind=self.kind, picture=self.picture, heading=self.heading, text=self.text)


class _HandoutForm(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    topic: str
    version: int
    place: int  # among the others on the screen
    picture: str
    short: str
    title: dict[Language, str]
    subtitle: dict[Language, str] = {}
    blocks: tuple[_BlockForm, ...]
    addresses: tuple[str, ...] = ()
    loudspeaker: dict[Language, str]
    skills: tuple[str, ...] = ()
    personas: tuple[Persona, ...] = ()
    from_age: int = 0
    needs_smartphone: bool = True
    for_places_without_signal: bool = False

    def handout(self) -> Handout:
        return Handout(
            topic=self.topic,
            version=self.version,
            picture=self.picture,
            short=self.short,
            title=self.title,
            subtitle=self.subtitle,
            blocks=tuple(form.block() for form in self.blocks),
            addresses=self.addresses,
            loudspeaker=self.loudspeaker,
            skills=self.skills,
            personas=self.personas,
            from_age=self.from_age,
            needs_smartphone=self.needs_smartphone,
            for_places_without_signal=self.for_places_without_signal,
        )


def load_handouts(folder: Path) -> tuple[Handout, ...]:
    """Every handout of the folder, in the order of the screen; HandoutFileError for the first that is not right."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise HandoutFileError(
            f"Không thấy tờ hướng dẫn nào trong thư mục “{folder.name}”. Hãy cài lại phần mềm; dữ liệu vẫn nguyên."
        )
    found = [_read(path) for path in files]
    return tuple(handout for _, handout in sorted(found, key=lambda each: (each[0], each[1].topic)))


def _read(path: Path) -> tuple[int, Handout]:
    try:
        form = msgspec.json.decode(path.read_bytes(), type=_HandoutForm)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise _refused(path, fault_of(error)) from error
    handout = form.handout()
    for fault in (*_faults(handout, path.stem), *_text_faults(handout)):
        raise _refused(path, fault)
    return form.place, handout


def _refused(path: Path, fault: str) -> HandoutFileError:
    return HandoutFileError(
        f"Tờ hướng dẫn “{path.name}” chưa dùng được: {fault}. Hãy sửa tệp ấy hoặc cài lại phần mềm; dữ liệu vẫn nguyên."
    )


def _faults(handout: Handout, name: str) -> Iterator[str]:
    if handout.topic != name:
        yield f"mục topic là “{handout.topic}”, khác tên tệp"
    if handout.version < 1:
        yield "số bản (version) phải từ 1"
    if not handout.short.strip():
        yield "thiếu tên ngắn (short)"
    if len(handout.of_kind(BlockKind.STEP)) > MOST_STEPS:
        yield f"nhiều hơn {MOST_STEPS} bước"
    if handout.picture not in PICTOGRAMS:
        yield f"không có hình tên “{handout.picture}”"
    yield from _block_faults(handout)


def _block_faults(handout: Handout) -> Iterator[str]:
    if not handout.blocks:
        yield "chưa có khối chữ nào (blocks)"
    seen: set[str] = set()
    for block in handout.blocks:
        if not _BLOCK_ID.fullmatch(block.id):
            yield f"mã khối “{block.id}” chỉ được có chữ thường không dấu, số và gạch nối"
        if block.id in seen:
            yield f"có hai khối cùng mã “{block.id}”"
        seen.add(block.id)
        if not block.picture:
            yield f"khối “{block.id}” chưa có hình"
        elif block.picture not in PICTOGRAMS:
            yield f"khối “{block.id}” ghi hình “{block.picture}”, không có hình ấy"


def _text_faults(handout: Handout) -> Iterator[str]:
    yield from _wording_faults("short", handout.short)
    for place, texts in texts_of(handout):
        if _must_stand(place, texts) and not is_translated(texts, Language.VIETNAMESE):
            yield f"“{place}” chưa có chữ tiếng Việt"
        for language, text in texts.items():
            yield from _wording_faults(f"{place}.{language}", text)


def _must_stand(place: str, texts: Texts) -> bool:
    return bool(texts) or place in {"title", "loudspeaker"} or place.endswith(".text")


def _wording_faults(place: str, text: str) -> Iterator[str]:
    if text.count("**") % 2:
        yield f"“{place}” có dấu ** chữ đậm chưa đóng"
    if not unicodedata.is_normalized("NFC", text):
        yield f"“{place}” có chữ gõ theo lối tổ hợp, phải là Unicode dựng sẵn"
    for mark in _MARK.findall(text):
        if mark not in {NAME_MARK, SEARCH_MARK}:
            yield f"“{place}” có “{mark}”; chỉ dùng được {NAME_MARK} và {SEARCH_MARK}"

"""What proves a case at length, after the signature: all steps, the rule used, the photos."""

from collections.abc import Sequence
from typing import Final

from cdtt_app.documents.dossier import Photo, StepTaken
from cdtt_app.documents.dossier_parts import LEFT, WIDE, section_block
from cdtt_app.documents.flow import Block, text_blocks
from cdtt_app.documents.fonts import REGULAR, SEMIBOLD
from cdtt_app.documents.sheet import GREY, INK, MUTED, Sheet
from cdtt_app.documents.table import Cell, Column, Row, Table, table_blocks
from cdtt_app.documents.wrapping import line_step, wrapped

_GAP: Final = 6.0
_PHOTO: Final = ((WIDE - _GAP) / 2, (WIDE - _GAP) / 2 * 3 / 4)
_LONG: Final = 90  # letters
_CAPTION: Final = 9.5
_CAPTION_LINES: Final = 8  # beside its picture; a longer caption goes on beneath both
_NO_PICTURE: Final = "Không đọc được ảnh này; xem ảnh gốc trên máy của xã."


def step_blocks(steps: Sequence[StepTaken]) -> list[Block]:
    """Every step taken, oldest first as it is given."""
    if not steps:
        return []
    table = Table(
        left=LEFT,
        size=9.8,
        columns=(
            Column("Ngày, giờ", 31),
            Column("Bước", 38),
            Column("Ai làm", 34),
            Column("Lý do, ghi chú", WIDE - 31 - 38 - 34 - 34),
            Column("Văn bản", 34),
        ),
    )
    return section_block("Các bước đã làm") + table_blocks(table, [_step_row(one) for one in steps])


def _step_row(one: StepTaken) -> Row:
    """A long reason takes the whole width under its step."""
    long = len(one.why) > _LONG
    why = Cell("" if long else one.why)
    cells = (Cell(one.when), Cell(one.what, SEMIBOLD), Cell(one.who), why, Cell(one.document))
    return Row(cells=cells, remark=one.why if long else "")


def rule_blocks(rule: Sequence[str]) -> list[Block]:
    """The rule and the formula, so that anybody can count again."""
    if not rule:
        return []
    blocks = section_block("Cách tính dùng trong hồ sơ này")
    for place, paragraph in enumerate(rule):
        blocks += text_blocks(paragraph, LEFT, WIDE, REGULAR, 10, before=1 if place else 0)
    return blocks


def photo_blocks(photos: Sequence[Photo]) -> list[Block]:
    """Two beside each other, each with its number and caption."""
    if not photos:
        return []
    blocks = section_block("Ảnh hiện trường")
    for start in range(0, len(photos), 2):
        pair = list(enumerate(photos[start : start + 2], start=start + 1))
        captions = [wrapped(f"Ảnh {number}. {photo.caption}", REGULAR, _CAPTION, _PHOTO[0]) for number, photo in pair]
        blocks.append(_pair_block([photo for _, photo in pair], captions))
        for (number, _), lines in zip(pair, captions, strict=True):
            if rest := " ".join(lines[_CAPTION_LINES:]):
                blocks += text_blocks(f"Ảnh {number}, viết tiếp: {rest}", LEFT, WIDE, REGULAR, _CAPTION, MUTED)
    return blocks


def _pair_block(photos: Sequence[Photo], captions: Sequence[Sequence[str]]) -> Block:
    wide, high = _PHOTO
    step = line_step(_CAPTION, 1.2)
    lines = min(_CAPTION_LINES, max(map(len, captions)))

    def draw(sheet: Sheet, y: float) -> None:
        for place, (photo, caption) in enumerate(zip(photos, captions, strict=True)):
            left = LEFT + place * (wide + _GAP)
            sheet.box(left, y, wide, high, radius=0, fill=GREY)
            if not sheet.image(photo.data, left, y, wide, high):
                sheet.say_lines(_NO_PICTURE, left + 6, y + high / 2, wide - 12, REGULAR, 10)
            sheet.box(left, y, wide, high, radius=0, line=0.4)
            for number, line in enumerate(caption[:_CAPTION_LINES]):
                sheet.say(line, left, y + high + (number + 1) * step, REGULAR, _CAPTION, INK)

    return Block(height=high + lines * step + 2, draw=draw, before=1.5)

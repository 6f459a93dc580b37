"""What stands in rows: the band at the top, numbered steps, what to beware of, and what else there is to say."""

from collections.abc import Sequence
from typing import Final

from cdtt_app.documents.fonts import BOLD
from cdtt_app.documents.handout_column import Part
from cdtt_app.documents.handout_paper import HandoutPaper
from cdtt_app.documents.handout_sheet import AMBER, RED, HandoutSheet
from cdtt_app.documents.handout_style import Style
from cdtt_app.documents.pictogram_pdf import draw_pictogram
from cdtt_app.documents.rich_text import SetText, draw_texts, heights, set_text
from cdtt_app.documents.sheet import INK, MUTED, PRIMARY, WHITE
from cdtt_app.documents.wrapping import POINT
from cdtt_app.domain.handout_text import Block, BlockKind
from cdtt_app.domain.languages import Texts

_SECOND: Final = 0.8  # of the size of the first language
_CAP: Final = 0.714  # how high a capital is
_HEAD_COLOUR: Final = {BlockKind.DONT: RED, BlockKind.DO: PRIMARY}


def in_both(
    paper: HandoutPaper,
    texts: Texts,
    size: float,
    width: float,
    *,
    bold: bool = False,
    colour: str = INK,
    second_colour: str = MUTED,
    spacing: float = 1.32,
) -> list[SetText]:
    """A text and, smaller beneath it, the same in the second language."""
    made = [set_text(paper.main(texts), size, width, bold=bold, colour=colour, spacing=spacing)]
    if beneath := paper.beneath(texts):
        made.append(set_text(beneath, size * _SECOND, width, colour=second_colour, spacing=spacing))
    return [text for text in made if text.lines]


def block_texts(paper: HandoutPaper, block: Block, style: Style, width: float) -> list[SetText]:
    """Heading and text of a block."""
    colour = _HEAD_COLOUR.get(block.kind, INK)
    head = in_both(paper, block.heading, style.head, width, bold=True, colour=colour, spacing=style.spacing * 0.95)
    return head + in_both(paper, block.text, style.body, width, spacing=style.spacing)


def band(paper: HandoutPaper, style: Style, *, page: int = 1) -> Part:
    """The title on a dark band, with the picture of the topic on a white tile."""
    handout, unit = paper.handout, style.scale
    tile, inset = 20 * unit, 2.5 * unit
    left = style.margin + tile + 2 * inset + 2.5 * unit
    width = style.margin + style.inner - left - 3 * unit
    title = _title(paper.main(handout.title), style.title, width)
    lines = [title]
    if beneath := paper.beneath(handout.title):
        lines.append(set_text(beneath, style.title * 0.6, width, colour=WHITE))
    if page > 1:
        lines.append(set_text("Tiếp theo · trang 2", style.subtitle, width, colour=WHITE))
    else:
        lines += in_both(paper, handout.subtitle, style.subtitle, width, colour=WHITE, second_colour=WHITE)
    height = max(25 * unit, heights(lines) + 4 * unit)

    def draw(sheet: HandoutSheet, y: float, high: float) -> None:
        sheet.box(style.margin, y, style.inner, high, radius=3 * unit, fill=PRIMARY)
        top = y + (high - tile) / 2
        sheet.box(style.margin + inset, top, tile, tile, radius=2 * unit, fill=WHITE)
        draw_pictogram(sheet, handout.picture, style.margin + inset + 1.5 * unit, top + 1.5 * unit, tile - 3 * unit)
        draw_texts(sheet, lines, left, y + (high - heights(lines)) / 2)

    return Part(height=height, draw=draw)


def _title(text: str, size: float, width: float) -> SetText:
    """On one line if it can be read well so, else on two."""
    for share in (1, 0.92, 0.85, 0.78):
        made = set_text(text, size * share, width, bold=True, colour=WHITE, spacing=1.24)
        if len(made.lines) == 1:
            return made
    return set_text(text, size * 0.8, width, bold=True, colour=WHITE, spacing=1.2)


def step_rows(paper: HandoutPaper, style: Style) -> list[Part]:
    """The numbered steps, one under the other."""
    steps = paper.handout.of_kind(BlockKind.STEP)
    return [
        row(paper, block, style, mark=str(number), colour=PRIMARY, before=style.gap * (1.3 if number == 1 else 0.75))
        for number, block in enumerate(steps, start=1)
    ]


def row(paper: HandoutPaper, block: Block, style: Style, *, mark: str, colour: str, before: float) -> Part:
    """A numbered or crossed strip, a picture, and words."""
    unit = style.scale
    strip = 16 * unit
    text_left = style.margin + strip + style.picture + 5 * unit
    width = style.margin + style.inner - text_left - 3 * unit
    texts = block_texts(paper, block, style, width)
    height = max(heights(texts) + 4 * unit, style.least_picture + 3 * unit)

    def draw(sheet: HandoutSheet, y: float, high: float) -> None:
        _draw_strip(sheet, y, high)
        side = min(style.picture, high - 3 * unit)
        middle = style.margin + strip + 2 * unit + style.picture / 2
        draw_pictogram(sheet, block.picture, middle - side / 2, y + (high - side) / 2, side)
        draw_texts(sheet, texts, text_left, y + (high - heights(texts)) / 2)

    def _draw_strip(sheet: HandoutSheet, y: float, high: float) -> None:
        sheet.box(style.margin, y, style.inner, high, radius=3 * unit, line=1.2 * unit, fill=WHITE, colour=colour)
        with sheet.inside(style.margin, y, strip, high):
            sheet.box(style.margin, y, strip + 6 * unit, high, radius=3 * unit, fill=colour)
        middle, centre = style.margin + strip / 2, y + high / 2
        if block.kind in (BlockKind.DO, BlockKind.DONT):
            draw_mark(sheet, middle, centre, 5.2 * unit, does=block.kind is BlockKind.DO, colour=colour)
        else:
            base = centre + style.number * _CAP * POINT / 2
            sheet.say(mark, middle, base, BOLD, style.number, WHITE, at="centre")

    return Part(height=height, draw=draw, most=max(height, style.row), before=before)


def draw_mark(sheet: HandoutSheet, x: float, y: float, radius: float, *, does: bool, colour: str) -> None:
    """A white disc with a tick or a cross: what is to be done, and what is not, also in grey."""
    sheet.disc(x, y, radius, fill=WHITE)
    arm, line = radius * 0.42, radius * 0.9
    if does:
        tick = ((x - arm * 1.1, y + arm * 0.1), (x - arm * 0.3, y + arm * 0.9), (x + arm * 1.15, y - arm * 0.8))
        sheet.shape([tick], line=line, colour=colour, closed=False)
    else:
        sheet.stroke(x - arm, y - arm, x + arm, y + arm, line=line, colour=colour)
        sheet.stroke(x - arm, y + arm, x + arm, y - arm, line=line, colour=colour)


def beware_rows(paper: HandoutPaper, style: Style) -> list[Part]:
    """What to beware of: a warm box with a picture."""
    return [_boxed(paper, block, style) for block in paper.handout.of_kind(BlockKind.BEWARE)]


def _boxed(paper: HandoutPaper, block: Block, style: Style) -> Part:
    unit = style.scale
    side = min(style.least_picture, 20 * unit)
    left = style.margin + side + 6 * unit
    texts = block_texts(paper, block, style, style.margin + style.inner - left - 3 * unit)
    height = max(heights(texts) + 3.5 * unit, side + 2 * unit)

    def draw(sheet: HandoutSheet, y: float, high: float) -> None:
        sheet.box(style.margin, y, style.inner, high, radius=3 * unit, line=1.2 * unit, fill=AMBER)
        draw_pictogram(sheet, block.picture, style.margin + 3 * unit, y + (high - side) / 2, side)
        draw_texts(sheet, texts, left, y + (high - heights(texts)) / 2)

    return Part(height=height, draw=draw, before=style.gap * 1.3)


def more_rows(paper: HandoutPaper, style: Style) -> list[Part]:
    """What else there is to say, without a box."""
    return [_plain(_more_texts(paper, block, style), style) for block in paper.handout.of_kind(BlockKind.MORE)]


def _more_texts(paper: HandoutPaper, block: Block, style: Style) -> list[SetText]:
    """The heading runs on into the text."""
    texts = []
    for said, size, colour in ((paper.main, style.body, INK), (paper.beneath, style.body * _SECOND, MUTED)):
        head, text = said(block.heading).strip(), said(block.text).strip()
        running = " ".join(part for part in (f"**{head}**" if head else "", text) if part)
        texts.append(set_text(running, size, style.inner, colour=colour, spacing=style.spacing))
    return [text for text in texts if text.lines]


def _plain(texts: Sequence[SetText], style: Style) -> Part:
    def draw(sheet: HandoutSheet, y: float, high: float) -> None:
        draw_texts(sheet, texts, style.margin, y + (high - heights(texts)) / 2)

    return Part(height=heights(texts), draw=draw, before=style.gap)

"""The covering letter on paper, laid out as Decree 30/2020 has it: a draft, to be numbered and signed elsewhere."""

from collections.abc import Sequence
from typing import Final

from cdtt_app.documents.flow import Block, draw_pages, place
from cdtt_app.documents.fonts import SERIF, SERIF_BOLD, SERIF_BOLD_ITALIC, SERIF_ITALIC
from cdtt_app.documents.letter import Letter
from cdtt_app.documents.sheet import BLACK, HEIGHT, MUTED, WHITE, WIDTH, Sheet
from cdtt_app.documents.wrapping import fitting, line_step, text_width, wrapped

LEFT: Final = 30.0
RIGHT: Final = WIDTH - 17.0
TOP: Final = 20.0
BOTTOM: Final = HEIGHT - 20.0
_WIDE: Final = RIGHT - LEFT
_BODY: Final = 13.5
_SPACING: Final = 1.2
_STEP: Final = line_step(_BODY, _SPACING)
_INDENT: Final = 10.0
_PARAGRAPH: Final = line_step(6, 1)  # mm: 6 points between paragraphs
_AGENCY: Final = (LEFT, 62.0)  # left edge and width of the block at the left
_STATE: Final = (LEFT + 67.0, _WIDE - 67.0)
_NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
_DRAFT: Final = "DỰ THẢO"
_WATERMARK: Final = "#ececec"


def letter_pdf(letter: Letter) -> bytes:
    """The letter as a PDF."""
    sheet = Sheet(f"{_DRAFT}: {letter.subject}" if letter.draft else letter.subject)

    def frame(paper: Sheet, page: int, _pages: int) -> None:
        if letter.draft:
            paper.say_turned(_DRAFT, WIDTH / 2 + 6, HEIGHT / 2, SERIF_BOLD, 110, _WATERMARK, degrees=50)
        if page > 1:
            paper.say(str(page), WIDTH / 2, 13, SERIF, 13, BLACK, at="centre")
        if letter.note:
            size = fitting(letter.note, SERIF_ITALIC, 9, _WIDE)
            paper.say(letter.note, LEFT, BOTTOM + 8, SERIF_ITALIC, size, MUTED)

    draw_pages(sheet, place(_blocks(letter), top=TOP + 2, bottom=BOTTOM), frame)
    return sheet.finish()


def _blocks(letter: Letter) -> list[Block]:
    blocks = [_head_block(letter), *_recipient_blocks(letter.recipients)]
    for paragraph in letter.paragraphs:
        blocks += _paragraph_blocks(paragraph)
    return [*blocks, _end_block(letter)]


def _head_block(letter: Letter) -> Block:
    """Agency, number and subject at the left; state, motto, place and date at the right."""
    agency = [line for words in letter.agency for line in wrapped(words, SERIF_BOLD, 12.5, _AGENCY[1])]
    subject = wrapped(f"V/v {letter.subject}", SERIF, 12, _AGENCY[1])
    step, middle = line_step(12.5, 1.15), _AGENCY[0] + _AGENCY[1] / 2
    number_y = (len(agency) + 1) * step + 3.2
    subject_y = number_y + 6.0
    draft_y = subject_y + (len(subject) - 1) * line_step(12, 1.15) + 3.0
    height = draft_y + (9.0 if letter.draft else 0)

    def draw(sheet: Sheet, y: float) -> None:
        for place_, line in enumerate(agency):
            sheet.say(line, middle, y + (place_ + 0.75) * step, SERIF_BOLD, 12.5, BLACK, at="centre")
        rule = y + len(agency) * step + 0.9
        sheet.stroke(middle - 10, rule, middle + 10, rule, line=0.8, colour=BLACK)
        sheet.say(f"Số:            {letter.number}", middle, y + number_y, SERIF, 13, BLACK, at="centre")
        for place_, line in enumerate(subject):
            sheet.say(line, middle, y + subject_y + place_ * line_step(12, 1.15), SERIF, 12, BLACK, at="centre")
        if letter.draft:
            sheet.box(middle - 16, y + draft_y, 32, 7.4, radius=0, line=1.2, fill=WHITE, colour=BLACK)
            sheet.say(_DRAFT, middle, y + draft_y + 5.3, SERIF_BOLD, 13, BLACK, at="centre")
        _draw_state(sheet, letter, y, y + number_y)

    return Block(height=height + 6, draw=draw)


def _draw_state(sheet: Sheet, letter: Letter, y: float, date_y: float) -> None:
    middle, step = _STATE[0] + _STATE[1] / 2, line_step(12.5, 1.15)
    size = fitting(_NATION, SERIF_BOLD, 12.5, _STATE[1])
    sheet.say(_NATION, middle, y + 0.75 * step, SERIF_BOLD, size, BLACK, at="centre")
    sheet.say(_MOTTO, middle, y + 1.8 * step, SERIF_BOLD, 13.5, BLACK, at="centre")
    half = text_width(_MOTTO, SERIF_BOLD, 13.5) / 2
    rule = y + 2 * step + 0.9
    sheet.stroke(middle - half, rule, middle + half, rule, line=0.8, colour=BLACK)
    month = f"{letter.month:02d}" if letter.month < 3 else str(letter.month)  # the decree wants 01 and 02, but 3
    words = f"{letter.place}, ngày          tháng {month} năm {letter.year}"
    sheet.say(words, middle, date_y, SERIF_ITALIC, fitting(words, SERIF_ITALIC, 13.5, _STATE[1]), BLACK, at="centre")


def _recipient_blocks(recipients: Sequence[str]) -> list[Block]:
    """One recipient stands on the line of "Kính gửi"; several as a list under it."""
    head = "Kính gửi: "
    left = LEFT + 18
    if len(recipients) == 1:
        start = left + text_width(head, SERIF, _BODY)
        lines = wrapped(recipients[0], SERIF, _BODY, RIGHT - start)
        blocks = [_line_block(head if place_ == 0 else "", left, line, start) for place_, line in enumerate(lines)]
    else:
        blocks = [_line_block(head.strip(), left, "", left)]
        for number, recipient in enumerate(recipients, start=1):
            words = f"- {recipient}{'.' if number == len(recipients) else ';'}"
            lines = wrapped(words, SERIF, _BODY, RIGHT - left - 14)
            blocks += [
                _line_block("", left, line, left + 14 + (2.2 if place_ else 0)) for place_, line in enumerate(lines)
            ]
    return [*blocks, Block(height=3, draw=lambda _sheet, _y: None)]


def _line_block(head: str, left: float, words: str, start: float) -> Block:
    def draw(sheet: Sheet, y: float) -> None:
        sheet.say(head, left, y + _STEP * 0.76, SERIF, _BODY, BLACK)
        sheet.say(words, start, y + _STEP * 0.76, SERIF, _BODY, BLACK)

    return Block(height=_STEP, draw=draw)


def _paragraph_blocks(text: str) -> list[Block]:
    """Justified lines; the first two and the last two stay together, so that no line stands alone."""
    lines = wrapped(text, SERIF, _BODY, _WIDE, first_indent=_INDENT)
    count = len(lines)
    return [
        _body_line(line, first=number == 0, last=number == count - 1, tied=count > 1 and number in (0, count - 2))
        for number, line in enumerate(lines)
    ]


def _body_line(line: str, *, first: bool, last: bool, tied: bool) -> Block:
    left = LEFT + (_INDENT if first else 0)

    def draw(sheet: Sheet, y: float) -> None:
        base = y + _STEP * 0.76
        if last:
            sheet.say(line, left, base, SERIF, _BODY, BLACK)
        else:
            sheet.say_justified(line, left, base, RIGHT - left, SERIF, _BODY, BLACK)

    return Block(height=_STEP, draw=draw, before=_PARAGRAPH if first else 0, with_next=tied)


def _end_block(letter: Letter) -> Block:
    """Who is sent a copy, at the left; who signs, at the right, with room for it."""
    copies = [line for copy in letter.copies for line in wrapped(f"- {copy}", SERIF, 11, 70)]
    signer = [line for words in letter.signer for line in wrapped(words, SERIF_BOLD, _BODY, 80)]
    middle, step = RIGHT - 40, line_step(11, 1.15)
    name_y = len(signer) * _STEP + 28
    height = max(6 + len(copies) * step, name_y + 3)

    def draw(sheet: Sheet, y: float) -> None:
        sheet.say("Nơi nhận:", LEFT, y + 4.4, SERIF_BOLD_ITALIC, 12, BLACK)
        for place_, line in enumerate(copies):
            sheet.say(line, LEFT, y + 9.4 + place_ * step, SERIF, 11, BLACK)
        for place_, line in enumerate(signer):
            sheet.say(line, middle, y + _STEP * (place_ + 0.76), SERIF_BOLD, _BODY, BLACK, at="centre")
        size = fitting(letter.signed_by, SERIF_BOLD, _BODY, 80)
        sheet.say(letter.signed_by, middle, y + name_y, SERIF_BOLD, size, BLACK, at="centre")

    return Block(height=height, draw=draw, before=5)

"""The parts of a visit sheet around its skills, each a block of known height."""

from typing import Final

from cdtt_app.documents.flow import Block
from cdtt_app.documents.fonts import BOLD, REGULAR
from cdtt_app.documents.form_marks import (
    BOX,
    HEADING,
    ROW,
    SMALL,
    TEXT,
    choice_rows,
    choice_width,
    digit_boxes,
    dotted,
    draw_choices,
    heading,
    tick_box,
)
from cdtt_app.documents.sheet import MUTED, Sheet, fitting
from cdtt_app.documents.visit_sheet import FormWords, VisitSheet
from cdtt_app.documents.wrapping import line_step, text_width, wrapped

LEFT: Final = 12.0
RIGHT: Final = 198.0
BETWEEN: Final = 1.4  # mm between two parts
_NOTE_LINE: Final = 7.0
_INSIDE: Final = LEFT + 8  # where the words of a part begin
_SPLIT: Final = 103.0  # the left one of two parts side by side ends here
_SECOND: Final = 108.0  # and the right one begins here
_SIGNATURE: Final = 42.0
_SIGNALS_FROM: Final = 44.0  # where the first of the four answers of a network begins


def visit_part(words: FormWords) -> Block:
    """How it went, when, what kind of visit."""
    height = HEADING + len(choice_rows(words.activities, RIGHT - _INSIDE, SMALL)) * ROW

    def draw(sheet: Sheet, y: float) -> None:
        end = heading(sheet, 1, "Lượt thăm", "", LEFT, y, RIGHT)
        draw_choices(sheet, words.outcomes, end + 5, y + (HEADING - ROW) / 2, RIGHT)
        day = RIGHT - 46.0
        sheet.say("Ngày", day - 2, y + HEADING / 2 + 1.3, REGULAR, TEXT, at="right")
        digit_boxes(sheet, day, y + HEADING / 2, "dd/mm/yyyy")
        draw_choices(sheet, words.activities, _INSIDE, y + HEADING, RIGHT, size=SMALL)

    return Block(height=height + 0.4, draw=draw)


def consent_part(sheet_value: VisitSheet) -> Block:
    """The question read aloud, one box for each purpose, a refusal, and how the yes was given."""
    words = sheet_value.words
    aloud = wrapped(words.aloud, REGULAR, SMALL, RIGHT - _INSIDE)
    step = line_step(SMALL, 1.25)
    purposes = HEADING + len(aloud) * step + 0.6
    answers = purposes + len(choice_rows(words.purposes, RIGHT - _INSIDE)) * ROW
    hint = sheet_value.earlier_consent or "hỏi từng ý, nhà đồng ý ý nào đánh dấu ý ấy"

    def draw(sheet: Sheet, y: float) -> None:
        heading(sheet, 2, "Nhà có đồng ý không?", hint, LEFT, y, RIGHT)
        for number, line in enumerate(aloud):
            sheet.say(line, _INSIDE, y + HEADING + number * step + step * 0.76, REGULAR, SMALL, MUTED)
        draw_choices(sheet, words.purposes, _INSIDE, y + purposes, RIGHT)
        _refusal(sheet, y + answers + ROW / 2)
        _method(sheet, words, y + answers + ROW * 1.5)
        left = RIGHT - _SIGNATURE
        sheet.box(left, y + answers + 0.4, _SIGNATURE, 2 * ROW, radius=1, line=0.8)
        sheet.say("Chữ ký hoặc điểm chỉ", left + 1.6, y + answers + 3.4, REGULAR, 7.5, MUTED)

    return Block(height=answers + 2 * ROW + 0.6, draw=draw, before=BETWEEN)


def _refusal(sheet: Sheet, middle: float) -> None:
    words = "Không đồng ý"
    tick_box(sheet, _INSIDE, middle)
    sheet.say(words, _INSIDE + BOX + 1.4, middle + 1.25, REGULAR, TEXT)
    x = _INSIDE + choice_width(words) + 3
    rest = "vẫn giúp như mọi nhà, chỉ đếm: đã hướng dẫn"
    sheet.say(rest, x, middle + 1.25, REGULAR, SMALL, MUTED)
    x = digit_boxes(sheet, x + text_width(rest, REGULAR, SMALL) + 1.6, middle, "nn")
    sheet.say("người", x + 1.6, middle + 1.25, REGULAR, SMALL, MUTED)


def _method(sheet: Sheet, words: FormWords, middle: float) -> None:
    x, label = _INSIDE, "Đồng ý bằng"
    sheet.say(label, x, middle + 1.25, REGULAR, SMALL, MUTED)
    x += text_width(label, REGULAR, SMALL) + 2
    draw_choices(sheet, words.methods, x, middle - ROW / 2, RIGHT - _SIGNATURE)
    x += sum(choice_width(method) + 4 for method in words.methods) - 0.6
    witness = "Chứng kiến"
    sheet.say(witness, x, middle + 1.25, REGULAR, SMALL, MUTED)
    dotted(sheet, x + text_width(witness, REGULAR, SMALL) + 1.2, middle + 1.3, RIGHT - _SIGNATURE - 2)


def skills_heading(words: FormWords, more: str = "") -> Block:
    """The heading of the table of skills; `more` says which people follow when it is another page's."""

    def draw(sheet: Sheet, y: float) -> None:
        heading(sheet, 3, f"Kỹ năng{more}", f"khoanh một số: {words.scale}", LEFT, y, RIGHT)

    return Block(height=HEADING + 0.8, draw=draw, before=BETWEEN, with_next=True)


def signal_and_topics(words: FormWords) -> Block:
    """What works in the house, a network a row; beside it, what was shown."""
    rows = len(choice_rows(words.topics, RIGHT - _SECOND - 8))
    height = max(HEADING + 4.4 + (len(words.networks) + 1) * ROW, HEADING + rows * ROW)

    def draw(sheet: Sheet, y: float) -> None:
        heading(sheet, 4, "Sóng trong nhà", "mỗi mạng một dấu", LEFT, y, _SPLIT)
        _signals(sheet, words, y + HEADING)
        heading(sheet, 5, "Đã chỉ cho nhà này", "", _SECOND, y, RIGHT)
        draw_choices(sheet, words.topics, _SECOND + 8, y + HEADING, RIGHT, dots=True)

    return Block(height=height, draw=draw, before=BETWEEN)


def _signals(sheet: Sheet, words: FormWords, y: float) -> None:
    width = (_SPLIT - _SIGNALS_FROM) / len(words.signals)
    places = [_SIGNALS_FROM + (place + 0.5) * width for place in range(len(words.signals))]
    for x, answer in zip(places, words.signals, strict=True):
        sheet.say(answer, x, y + 3.2, REGULAR, fitting(answer, REGULAR, 8.5, width - 1), MUTED, at="centre")
    y += 4.4
    for network in (*words.networks, ""):
        middle = y + ROW / 2
        if network:
            sheet.say(network, _INSIDE, middle + 1.25, REGULAR, fitting(network, REGULAR, TEXT, 21))
        else:
            sheet.say("Khác", _INSIDE, middle + 1.25, REGULAR, TEXT)
            dotted(sheet, _INSIDE + 8.5, middle + 1.3, _SIGNALS_FROM - 1)
        for x in places:
            tick_box(sheet, x - BOX / 2, middle)
        y += ROW


def again_and_handouts(words: FormWords) -> Block:
    """When to come again; beside it, the sheets that were left."""
    rows = len(choice_rows(words.handouts, RIGHT - _SECOND - 8))
    height = HEADING + max(len(choice_rows(words.again, _SPLIT - _INSIDE)) + 1, rows) * ROW

    def draw(sheet: Sheet, y: float) -> None:
        heading(sheet, 6, "Hẹn lần tới", "", LEFT, y, _SPLIT)
        bottom = draw_choices(sheet, words.again, _INSIDE, y + HEADING, _SPLIT)
        _when(sheet, bottom + ROW / 2)
        heading(sheet, 7, "Đã phát tờ", "", _SECOND, y, RIGHT)
        draw_choices(sheet, words.handouts, _SECOND + 8, y + HEADING, RIGHT)

    return Block(height=height, draw=draw, before=BETWEEN)


def _when(sheet: Sheet, middle: float) -> None:
    x = _INSIDE
    for words, room in (("ngày", 8.0), ("/", 8.0), ("giờ", 9.0)):
        sheet.say(words, x, middle + 1.25, REGULAR, SMALL, MUTED)
        x += text_width(words, REGULAR, SMALL) + 1
        dotted(sheet, x, middle + 1.3, x + room)
        x += room + 1.2
    tick_box(sheet, x + 0.6, middle)
    help_words = "Nhà nhờ giúp lần nữa"
    start = x + 0.6 + BOX + 1.2
    sheet.say(help_words, start, middle + 1.25, REGULAR, fitting(help_words, REGULAR, TEXT, _SPLIT + 2 - start))


def notes_part(words: FormWords, lines: int) -> Block:
    """Dotted lines, under the warning of what never to write."""

    def draw(sheet: Sheet, y: float) -> None:
        hint = "hồ sơ nộp cùng nhà, nhà nói gì, điều cần nhớ lần sau"
        room = RIGHT - text_width(words.warning, BOLD, SMALL) - 2
        heading(sheet, 8, "Ghi chú", hint, LEFT, y, room)
        sheet.say(words.warning, RIGHT, y + HEADING / 2 + 1.4, BOLD, SMALL, at="right")
        for number in range(1, lines + 1):
            dotted(sheet, _INSIDE, y + HEADING + number * _NOTE_LINE - 0.6, RIGHT)

    return Block(height=HEADING + lines * _NOTE_LINE, draw=draw, before=BETWEEN)

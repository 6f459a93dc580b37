"""Marks of a form that is filled in by hand: boxes, bubbles, dotted lines, numbered headings."""

from collections.abc import Iterator, Sequence
from typing import Final

from cdtt_app.documents.fonts import BOLD, REGULAR, SEMIBOLD
from cdtt_app.documents.sheet import INK, MUTED, WHITE, Sheet, fitting
from cdtt_app.documents.wrapping import text_width, wrapped

BOX: Final = 4.0  # side of a tick box
ROW: Final = 5.9  # from one row of tick boxes to the next
HEADING: Final = 6.2  # height of a numbered heading
TEXT: Final = 9.6
SMALL: Final = 9.0
_GAP: Final = 4.0  # between one choice and the next
_AFTER_BOX: Final = 1.4
_DISC: Final = 2.6
_DIGIT: Final = 5.2  # width of the box for one digit
_DOTS: Final = (0.1, 2.2)
_SMALLER: Final = 0.95  # one step down in size


def sized_lines(text: str, font: str, size: float, width: float, most: int) -> tuple[float, list[str]]:
    """The largest size, at most `size`, at which the text takes no more than `most` lines, and these."""
    text = " ".join(text.split())
    while len(lines := wrapped(text, font, size, width)) > most:
        size *= _SMALLER
    return size, lines


def heading(sheet: Sheet, number: int, title: str, hint: str, left: float, y: float, right: float) -> float:
    """A black disc with its number, the title, and a hint as large as the room allows; where the title ends."""
    middle = y + HEADING / 2
    sheet.disc(left + _DISC, middle, _DISC, fill=INK)
    sheet.say(str(number), left + _DISC, middle + 1.25, BOLD, 9.5, WHITE, at="centre")
    start = left + 8
    sheet.say(title, start, middle + 1.5, BOLD, 12)
    end = start + text_width(title, BOLD, 12)
    if hint:
        size = fitting(hint, REGULAR, SMALL, right - end - 3)
        sheet.say(hint, end + 3, middle + 1.4, REGULAR, size, MUTED)
    return end


def tick_box(sheet: Sheet, x: float, middle: float, side: float = BOX) -> None:
    """An empty box around the height `middle`."""
    sheet.box(x, middle - side / 2, side, side, radius=0.6, line=0.9)


def choice_width(words: str, size: float = TEXT) -> float:
    """How wide a box with its words is."""
    return BOX + _AFTER_BOX + text_width(words, REGULAR, size)


def choice_rows(choices: Sequence[str], width: float, size: float = TEXT) -> list[list[str]]:
    """The choices in rows that are not wider than `width`."""
    rows: list[list[str]] = [[]]
    room = width
    for words in choices:
        wide = choice_width(words, size)
        if rows[-1] and wide > room:
            rows.append([])
            room = width
        rows[-1].append(words)
        room -= wide + _GAP
    return rows


def draw_choices(
    sheet: Sheet, choices: Sequence[str], x: float, y: float, right: float, *, size: float = TEXT, dots: bool = False
) -> float:
    """Boxes with words in rows from `y` down; with `dots`, room to write after the last; the bottom."""
    end = x
    for row in choice_rows(choices, right - x, size):
        end = _draw_row(sheet, row, x, y + ROW / 2, right, size)
        y += ROW
    if dots:
        dotted(sheet, end - _GAP + 1.2, y - ROW / 2 + 1.3, right)
    return y


def _draw_row(sheet: Sheet, row: Sequence[str], x: float, middle: float, right: float, size: float) -> float:
    for words in row:
        tick_box(sheet, x, middle)
        start = x + BOX + _AFTER_BOX
        sheet.say(words, start, middle + 1.25, REGULAR, fitting(words, REGULAR, size, right - start))
        x += choice_width(words, size) + _GAP
    return x


def dotted(sheet: Sheet, x: float, y: float, right: float) -> None:
    """A line of dots to write on."""
    if right > x:
        sheet.stroke(x, y, right, y, line=0.8, colour=MUTED, dash=_DOTS)


def digit_boxes(sheet: Sheet, x: float, middle: float, pattern: str) -> float:
    """A box for each letter of `pattern` but its marks: `dd/mm/yyyy`; where it ends."""
    for sign in pattern:
        if sign.isalnum():
            sheet.box(x, middle - 2.7, _DIGIT, 5.4, radius=0.6, line=0.8)
            x += _DIGIT
        else:
            sheet.say(sign, x + 1.1, middle + 1.3, REGULAR, TEXT, at="centre")
            x += 2.2
    return x


def code_boxes(sheet: Sheet, code: str, right: float, y: float) -> None:
    """Six characters in boxes, three and three, ending at `right`."""
    for x, sign in zip(_code_places(right), code, strict=True):
        sheet.box(x, y, 6.6, 8.2, radius=0.8, line=1)
        sheet.say(sign, x + 3.3, y + 6.0, BOLD, 15, at="centre")


def _code_places(right: float) -> Iterator[float]:
    for place in range(6):
        yield right - (6 - place) * 7.0 - (2.4 if place < 3 else 0) + 0.4


def bubble(sheet: Sheet, x: float, y: float, digit: str, *, last: bool) -> None:
    """A digit to ring or fill; the last level is underlined, because a ring is the new answer."""
    sheet.disc(x, y, 2.45, line=0.6, colour=MUTED)
    sheet.say(digit, x, y + 1.1, SEMIBOLD, 8.5, at="centre")
    if last:
        sheet.stroke(x - 1.15, y + 1.75, x + 1.15, y + 1.75, line=1.5)

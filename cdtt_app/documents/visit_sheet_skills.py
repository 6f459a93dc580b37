"""The table of people and skills on a visit sheet: four people side by side, bubbles 0 to 4."""

from collections.abc import Callable, Sequence
from string import ascii_uppercase
from typing import Final

from cdtt_app.documents.flow import Block
from cdtt_app.documents.fonts import REGULAR, SEMIBOLD
from cdtt_app.documents.form_marks import bubble, dotted, sized_lines, tick_box
from cdtt_app.documents.sheet import GREY, INK, MUTED, Sheet, fitting
from cdtt_app.documents.table import HEAD_FILL
from cdtt_app.documents.visit_sheet import LEVELS, SheetPerson, SkillCell, SkillRow
from cdtt_app.documents.wrapping import line_step

SIDE_BY_SIDE: Final = 4
ROW: Final = 7.35
_HEAD: Final = 9.6
_LEFT: Final = 12.0
_RIGHT: Final = 198.0
_COLUMN: Final = 30.0
_PEOPLE: Final = _RIGHT - SIDE_BY_SIDE * _COLUMN  # where the first person's column begins
_PITCH: Final = 5.7
_LEAST_NAME: Final = 8.0  # a name that would be smaller than this takes two lines
_BAND: Final = 8.0
_GROUP: Final = 3  # skills between two rules, so that the eye keeps its row

Draw = Callable[[Sheet, float], None]


def people_chunks(people: Sequence[SheetPerson]) -> list[list[SheetPerson]]:
    """Four at a time, the last four filled up with empty columns; one empty four when there is nobody."""
    chunks = [list(people[at : at + SIDE_BY_SIDE]) for at in range(0, len(people), SIDE_BY_SIDE)] or [[]]
    chunks[-1] += [SheetPerson()] * (SIDE_BY_SIDE - len(chunks[-1]))
    return chunks


def skill_blocks(people: Sequence[SheetPerson], first: int, skills: Sequence[SkillRow]) -> list[Block]:
    """The heading with four people, of whom the first is number `first` of the family, and a row for each skill."""
    head = Block(height=_HEAD, draw=_head(people, first), with_next=True)
    return [head, *(_row_block(number, skills, first, head) for number in range(len(skills)))]


def _head(people: Sequence[SheetPerson], first: int) -> Draw:
    def draw(sheet: Sheet, y: float) -> None:
        sheet.box(_LEFT, y, _RIGHT - _LEFT, _HEAD, radius=0, fill=HEAD_FILL)
        sheet.stroke(_LEFT, y, _RIGHT, y, line=0.8)
        sheet.say("Vạch dưới số: mức lần trước.", _LEFT + 1.5, y + 4.0, REGULAR, 8.5, MUTED)
        sheet.say("Ô cạnh tên: người có mặt.", _LEFT + 1.5, y + 7.9, REGULAR, 8.5, MUTED)
        for place, person in enumerate(people):
            _person(sheet, person, ascii_uppercase[(first + place) % 26], _PEOPLE + place * _COLUMN, y)
        _uprights(sheet, y, _HEAD)

    return draw


def _person(sheet: Sheet, person: SheetPerson, letter: str, x: float, y: float) -> None:
    room = _COLUMN - 8.2
    name = f"{letter}. {person.name}".rstrip()
    size, below = fitting(name, SEMIBOLD, 11, room), 8.3
    if size >= _LEAST_NAME:
        sheet.say(name, x + 1.6, y + 4.5, SEMIBOLD, size)
    else:
        size, lines = sized_lines(name, SEMIBOLD, _LEAST_NAME, room, 2)
        below = 9.0
        for number, line in enumerate(lines):
            sheet.say(line, x + 1.6, y + 3.2 + number * line_step(size, 1.05), SEMIBOLD, size)
    sheet.say(person.band, x + 1.6, y + below, REGULAR, fitting(person.band, REGULAR, _BAND, room), MUTED)
    if not person.name:
        dotted(sheet, x + 7, y + 7.6, x + _COLUMN - 7)
    tick_box(sheet, x + _COLUMN - 5.6, y + _HEAD / 2)


def _row_block(number: int, skills: Sequence[SkillRow], first: int, head: Block) -> Block:
    skill, last_of_all = skills[number], number == len(skills) - 1
    rule = last_of_all or (number + 1) % _GROUP == 0

    def draw(sheet: Sheet, y: float) -> None:
        if number % 2:
            sheet.box(_LEFT, y, _RIGHT - _LEFT, ROW, radius=0, fill=GREY, opacity=0.55)
        middle = y + ROW / 2
        sheet.say(str(number + 1), _LEFT + 5.2, middle + 1.2, REGULAR, 9, MUTED, at="right")
        size = fitting(skill.label, REGULAR, 10, _PEOPLE - _LEFT - 8.5)
        sheet.say(skill.label, _LEFT + 7.2, middle + 1.3, REGULAR, size)
        for place in range(SIDE_BY_SIDE):
            at = first + place
            _cell(sheet, skill.cells[at] if at < len(skill.cells) else SkillCell(), _PEOPLE + place * _COLUMN, middle)
        _uprights(sheet, y, ROW)
        if rule:
            sheet.stroke(_LEFT, y + ROW, _RIGHT, y + ROW, line=1.2 if last_of_all else 0.6, colour=INK)

    return Block(height=ROW, draw=draw, heading=head, with_next=not rule)


def _cell(sheet: Sheet, cell: SkillCell, x: float, middle: float) -> None:
    if not cell.concerns:
        sheet.say("không cần hỏi", x + _COLUMN / 2, middle + 1.1, REGULAR, 8, MUTED, at="centre")
        return
    for place, level in enumerate(LEVELS):
        bubble(sheet, x + _COLUMN / 2 + (place - 2) * _PITCH, middle, level, last=level == cell.last)


def _uprights(sheet: Sheet, y: float, height: float) -> None:
    edges = (_LEFT, *(_PEOPLE + place * _COLUMN for place in range(SIDE_BY_SIDE)), _RIGHT)
    for x in edges:
        sheet.stroke(x, y, x, y + height, line=0.6)

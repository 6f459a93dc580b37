"""What the signs on a map mean: only those that are on it, in words."""

from collections.abc import Callable, Sequence
from typing import Final

from cdtt_app.documents.flow import Block, text_blocks
from cdtt_app.documents.fonts import REGULAR
from cdtt_app.documents.map_marks import (
    WORDS,
    draw_hamlet,
    draw_home,
    draw_pill,
    draw_severity,
    draw_station,
    pill_width,
)
from cdtt_app.documents.map_plan import MapPlan
from cdtt_app.documents.sheet import INK, MUTED, Sheet
from cdtt_app.documents.wrapping import text_width
from cdtt_app.domain.map_scene import Severity

ILLUSTRATIVE: Final = "Vị trí minh hoạ, không dùng để đo đạc."
_SIZE: Final = 9.5
_ROW: Final = 5.6
_BETWEEN: Final = 5.5
_AFTER: Final = 1.6

Entry = tuple[float, Callable[[Sheet, float, float], None] | None, str]  # width of a sign, it around (x, y), words


def legend_blocks(plan: MapPlan, x: float, width: float) -> list[Block]:
    """Rows of signs with their words, then what must be said of the map as a whole."""
    blocks = [_row_block(row, x) for row in _rows(_entries(plan), width)]
    if plan.unnamed:
        words = f"Trên hình không đủ chỗ ghi tên: {', '.join(plan.unnamed)}."
        blocks += text_blocks(words, x, width, REGULAR, _SIZE, MUTED)
    return blocks


def _entries(plan: MapPlan) -> list[Entry]:
    scene, view = plan.scene, plan.view
    notes = [note for note in scene.notes if view.shows(note.point)]
    cases = [case for case in scene.cases if view.shows(case.point)]
    found = {note.severity for note in notes} | {case.severity for case in cases}
    entries = [_severity_entry(severity) for severity in Severity if severity in found]
    if cases:
        entries.append(_case_entry(cases[0].severity, cases[0].notes))
    if any(map(view.shows, scene.homes)):
        entries.append((1.0, draw_home, "hộ chưa có ghi nhận"))
    if any(view.shows(hamlet.point) for hamlet in scene.hamlets):
        entries.append((2.4, draw_hamlet, "thôn"))
    if any(view.shows(station.point) for station in scene.stations):
        entries.append((4.0, draw_station, "trạm phát sóng"))
    if scene.illustrative:
        entries.append((0.0, None, ILLUSTRATIVE))
    return entries


def _severity_entry(severity: Severity) -> Entry:
    return 3.2, lambda sheet, x, y: draw_severity(sheet, severity, x, y), WORDS[severity]


def _case_entry(severity: Severity, notes: int) -> Entry:
    sign = pill_width(notes)
    return sign, lambda sheet, x, y: draw_pill(sheet, severity, notes, x, y), "vụ việc và số ghi nhận của nó"


def _rows(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    rows: list[list[Entry]] = []
    left = 0.0
    for entry in entries:
        wide = _entry_width(entry)
        if not rows or left + wide > width:
            rows.append([])
            left = 0.0
        rows[-1].append(entry)
        left += wide + _BETWEEN
    return rows


def _entry_width(entry: Entry) -> float:
    return (entry[0] + _AFTER if entry[1] else 0) + text_width(entry[2], REGULAR, _SIZE)


def _row_block(row: Sequence[Entry], x: float) -> Block:
    def draw(sheet: Sheet, y: float) -> None:
        left = x
        for entry in row:
            sign, draw_sign, words = entry
            if draw_sign:
                draw_sign(sheet, left + sign / 2, y + _ROW / 2)
            after = sign + _AFTER if draw_sign else 0
            sheet.say(words, left + after, y + _ROW / 2 + 1.2, REGULAR, _SIZE, INK if draw_sign else MUTED)
            left += _entry_width(entry) + _BETWEEN

    return Block(height=_ROW, draw=draw)

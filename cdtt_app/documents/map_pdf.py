"""The coverage map on a sheet of its own, A4 across, drawn as in the dossier."""

from datetime import datetime
from typing import Final

from cdtt_app.documents.flow import draw_pages, place, text_blocks
from cdtt_app.documents.fonts import BOLD, REGULAR
from cdtt_app.documents.map_legend import legend_blocks
from cdtt_app.documents.map_paper import draw_map
from cdtt_app.documents.map_plan import MapPlan, plan_map
from cdtt_app.documents.sheet import MUTED, WIDTH, Sheet
from cdtt_app.documents.wrapping import text_width
from cdtt_app.domain.geo import Box
from cdtt_app.domain.map_scene import MapScene

_LEFT: Final = 12.0
_TOP: Final = 10.0
_BOTTOM: Final = WIDTH - 16.0
_GAP: Final = 1.5  # mm between map and legend
_TRIES: Final = 5
_LEAST: Final = 90.0  # mm of height a map keeps; a longer legend goes on overleaf


def map_pdf(scene: MapScene, title: str, subtitle: str, box: Box | None, printed_at: datetime) -> bytes:
    """The map as a PDF; `box` is what it shows, everything if None."""
    sheet = Sheet(title, landscape=True)
    wide = sheet.width - 2 * _LEFT
    size = 18.0 if text_width(title, BOLD, 18) <= wide else 13.0
    head = text_blocks(title, _LEFT, wide, BOLD, size, spacing=1.2)
    head += text_blocks(subtitle, _LEFT, wide, REGULAR, 10.5, MUTED) if subtitle else []
    top = _TOP + sum(block.height for block in head) + 2
    plan = _largest(scene, wide, _BOTTOM - top, box)
    below = top + plan.view.frame.height + _GAP

    def frame(paper: Sheet, page: int, pages: int) -> None:
        _draw_foot(paper, printed_at, f" · trang {page}/{pages}" if pages > 1 else "")
        if page == 1:
            _draw_head(paper)
            draw_map(paper, plan, _LEFT, top)

    def _draw_head(paper: Sheet) -> None:
        y = _TOP
        for block in head:
            block.draw(paper, y)
            y += block.height

    pages = place(legend_blocks(plan, _LEFT, wide), first_top=below, top=_TOP + 4, bottom=_BOTTOM)
    draw_pages(sheet, pages, frame)
    return sheet.finish()


def _largest(scene: MapScene, wide: float, high: float, box: Box | None) -> MapPlan:
    """As high as its legend allows; the smaller the map, the more names the legend must take over."""
    plan = plan_map(scene, wide, high - _GAP, box=box)
    for _ in range(_TRIES):
        left = high - _GAP - sum(block.height for block in legend_blocks(plan, _LEFT, wide))
        if plan.view.frame.height <= left or left < _LEAST:
            break
        plan = plan_map(scene, wide, left, box=box)
    return plan if left >= _LEAST else plan_map(scene, wide, _LEAST, box=box)


def _draw_foot(sheet: Sheet, printed_at: datetime, page: str) -> None:
    foot, right = sheet.height - 13.0, sheet.width - _LEFT
    sheet.stroke(_LEFT, foot, right, foot)
    sheet.say("Sổ tay Tổ công nghệ số", _LEFT, foot + 4.5, REGULAR, 9, MUTED)
    sheet.say(f"In lúc {printed_at:%H:%M %d/%m/%Y}{page}", right, foot + 4.5, REGULAR, 9, MUTED, at="right")

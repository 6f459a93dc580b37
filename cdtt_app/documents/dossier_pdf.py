"""The coverage dossier on paper: what a telecom needs to act on, one case on as many pages as it takes."""

from typing import Final

from cdtt_app.documents.dossier import Dossier
from cdtt_app.documents.dossier_annex import photo_blocks, rule_blocks, step_blocks
from cdtt_app.documents.dossier_evidence import evidence_blocks
from cdtt_app.documents.dossier_parts import (
    LEFT,
    RIGHT,
    map_and_facts,
    overdue_blocks,
    request_blocks,
    signature_block,
    title_blocks,
)
from cdtt_app.documents.dossier_time_line import time_line_blocks
from cdtt_app.documents.flow import Block, draw_pages, place, text_blocks
from cdtt_app.documents.fonts import BOLD, REGULAR
from cdtt_app.documents.sheet import HEIGHT, INK, MUTED, WHITE, Sheet, fitting
from cdtt_app.documents.wrapping import text_width
from cdtt_app.domain.vietnamese.dates import format_date

_HEAD: Final = 15.2  # base line
_FOOT: Final = HEIGHT - 14.0
_TOP: Final = 21.0
_BOTTOM: Final = _FOOT - 2.0
_LEAST_FOOT: Final = 7.0  # points
_PRACTICE: Final = "BẢN THỰC HÀNH"


def dossier_pdf(dossier: Dossier) -> bytes:
    """The dossier as a PDF."""
    sheet = Sheet(f"{dossier.title} ({dossier.code})")

    def frame(paper: Sheet, page: int, pages: int) -> None:
        _draw_head(paper, dossier, page, pages)
        _draw_foot(paper, dossier)

    draw_pages(sheet, place(_blocks(dossier), first_top=17.5, top=_TOP, bottom=_BOTTOM), frame)
    return sheet.finish()


def _blocks(dossier: Dossier) -> list[Block]:
    """The case itself with the signature first, then what proves it at length."""
    return [
        *title_blocks(dossier.title),
        *overdue_blocks(dossier.overdue),
        *map_and_facts(dossier),
        *evidence_blocks(dossier),
        *time_line_blocks(dossier.milestones),
        *request_blocks(dossier.requests),
        signature_block(dossier),
        *step_blocks(dossier.steps),
        *rule_blocks(dossier.rule),
        *photo_blocks(dossier.photos),
        *([] if _foot_fits(dossier) else text_blocks(dossier.foot, LEFT, RIGHT - LEFT, REGULAR, 9, MUTED, before=4)),
    ]


def _foot_fits(dossier: Dossier) -> bool:
    """Whether its line in the foot can be read; if not, it stands once, at the end."""
    return _foot_size(dossier) >= _LEAST_FOOT


def _foot_size(dossier: Dossier) -> float:
    wide = RIGHT - LEFT - text_width(dossier.data_until, REGULAR, 9) - 4
    return fitting(dossier.foot, REGULAR, 9, wide)


def _draw_head(sheet: Sheet, dossier: Dossier, page: int, pages: int) -> None:
    right = f"Hồ sơ {dossier.code} · bản in {format_date(dossier.printed_on)} · trang {page}/{pages}"
    size = fitting(right, REGULAR, 10, 95)
    sheet.say(right, RIGHT, _HEAD, REGULAR, size, MUTED, at="right")
    badge = text_width(_PRACTICE, BOLD, 8.5) + 5 if dossier.practice else 0.0
    room = RIGHT - LEFT - text_width(right, REGULAR, size) - badge - 6
    size = fitting(dossier.agency, REGULAR, 10, room)
    sheet.say(dossier.agency, LEFT, _HEAD, REGULAR, size, MUTED)
    if dossier.practice:
        left = LEFT + text_width(dossier.agency, REGULAR, size) + 3
        sheet.box(left, _HEAD - 4.1, badge, 5.6, radius=1.2, line=1.2, fill=WHITE)
        sheet.say(_PRACTICE, left + badge / 2, _HEAD - 0.2, BOLD, 8.5, INK, at="centre")


def _draw_foot(sheet: Sheet, dossier: Dossier) -> None:
    sheet.stroke(LEFT, _FOOT, RIGHT, _FOOT)
    if _foot_fits(dossier):
        sheet.say(dossier.foot, LEFT, _FOOT + 4.5, REGULAR, _foot_size(dossier), MUTED)
    sheet.say(dossier.data_until, RIGHT, _FOOT + 4.5, REGULAR, 9, MUTED, at="right")

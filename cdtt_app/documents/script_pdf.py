"""What is read out over the loudspeaker, in letters that can be read at arm's length."""

from functools import partial
from typing import Final

from cdtt_app.documents.flow import Block, draw_pages, place, text_blocks
from cdtt_app.documents.fonts import BOLD, REGULAR
from cdtt_app.documents.sheet import MUTED, Sheet

_LEFT: Final = 20.0
_WIDTH: Final = 170.0
_TOP: Final = 20.0
_BOTTOM: Final = 272.0
_SIZE: Final = 18.0


def script_pdf(title: str, text: str, foot: str) -> bytes:
    """A line of the text a paragraph; `foot` says whose it is."""
    sheet = Sheet(title)
    blocks: list[Block] = text_blocks(title, _LEFT, _WIDTH, BOLD, 22, with_next=True)
    for line in filter(None, text.splitlines()):
        blocks += text_blocks(line, _LEFT, _WIDTH, REGULAR, _SIZE, before=4, spacing=1.45)
    draw_pages(sheet, place(blocks, top=_TOP, bottom=_BOTTOM), partial(_frame, foot))
    return sheet.finish()


def _frame(foot: str, sheet: Sheet, number: int, count: int) -> None:
    said = f"{foot} · trang {number}/{count}" if count > 1 else foot
    sheet.say(said, _LEFT, 284, REGULAR, 9, MUTED)

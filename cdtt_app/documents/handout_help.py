"""Where to find more and whom to call: square codes with their addresses, numbers in large figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cdtt_app.documents.fonts import BOLD, REGULAR, SEMIBOLD
from cdtt_app.documents.handout_column import Part
from cdtt_app.documents.handout_family import household_code
from cdtt_app.documents.handout_paper import HandoutPaper, HandoutPaperError, unfilled_problem
from cdtt_app.documents.handout_sheet import TINT, HandoutSheet
from cdtt_app.documents.handout_style import Style
from cdtt_app.documents.rich_text import SetText, draw_texts, heights, set_text
from cdtt_app.documents.sheet import INK, MUTED, PRIMARY, WHITE
from cdtt_app.documents.square_code_proof import ProvenCode, proven_page
from cdtt_app.documents.wrapping import POINT, fitting, text_width
from cdtt_app.domain.address_register import Address, address_problem, printed

_LEAST_WORDS: Final = 46.0  # mm for the numbers beside the codes, where there are any


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCell:
    """A square code with its address beneath."""

    code: ProvenCode
    address: str
    size: float
    about: tuple[SetText, ...]
    width: float
    height: float

    def draw(self, sheet: HandoutSheet, left: float, top: float) -> None:
        """In the middle of its width."""
        middle = left + self.width / 2
        side = self.code.side
        sheet.box(middle - side / 2, top, side, side, radius=0, line=0.8, fill=WHITE, colour=PRIMARY)
        sheet.square_code(self.code.modules, middle - side / 2, top, side)
        y = top + side + self.size * POINT * 1.15
        sheet.say(self.address, middle, y, SEMIBOLD, self.size, INK, at="centre")
        draw_texts(sheet, self.about, middle, y + self.size * POINT * 0.3, at="centre")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    above: tuple[SetText, ...]
    number: str
    size: float
    below: tuple[SetText, ...]
    width: float
    height: float


def code_cell(address: Address, style: Style, *, quality: bool = False) -> CodeCell:
    """One page with its code, read again before it is drawn; with `quality` for paper that is folded."""
    code = proven_page(address.value, "Q" if quality else "M", style.field)
    width = max(code.side, 38 * style.scale)
    shown = printed(address)
    size = fitting(shown, SEMIBOLD, style.address, width)
    if size < 10:  # a longer address gets more room rather than smaller letters
        size, width = 10.0, width * 10 / size
    about = set_text(address.about or address.label, max(7.5, style.note), width, colour=MUTED, spacing=1.2)
    height = code.side + size * POINT * 1.5 + about.height
    return CodeCell(code=code, address=shown, size=size, about=(about,), width=width, height=height)


def check_paper(paper: HandoutPaper) -> None:
    """Raise HandoutPaperError for what must not stand on paper."""
    if gap := unfilled_problem(paper):
        raise HandoutPaperError(gap)
    for address in paper.addresses:
        if problem := address_problem(address):
            raise HandoutPaperError(problem)


def help_parts(paper: HandoutPaper, style: Style) -> list[Part]:
    """The box with codes and numbers; nothing when the handout names none and nobody is to be called."""
    check_paper(paper)
    if not (paper.addresses or paper.footer.leader or paper.code):
        return []
    pad, unit = 3.5 * style.scale, style.scale
    shown, rest = paper.pages[: style.most_codes], paper.pages[style.most_codes :]
    cells = [code_cell(address, style) for address in shown]
    own = _household_cell(paper, style)
    words = style.inner - sum(cell.width + pad for cell in (*cells, *own)) - 2 * pad
    while len(cells) > (0 if own else 1) and words < _least_words(style):
        rest = (shown[len(cells) - 1], *rest)
        words += cells.pop().width + pad
    rows = _card_rows(paper, style, words)
    head = set_text(_heading(paper), style.help_head, words, bold=True, spacing=1.25)
    below = _below(paper, rest, style, words)
    high = head.height + sum(_row_height(row) + 1.8 * unit for row in rows) + heights(below) + 1.4 * unit
    tallest = max((cell.height for cell in (*cells, *own)), default=0.0)
    height = max(high, tallest) + 2 * pad

    def draw(sheet: HandoutSheet, y: float, tall: float) -> None:
        sheet.box(style.margin, y, style.inner, tall, radius=3 * unit, line=1.2 * unit, fill=TINT, colour=PRIMARY)
        left, top = style.margin + pad, y + (tall - high) / 2
        top = draw_texts(sheet, [head], left, top) + 1.4 * unit
        for row in rows:
            _draw_row(sheet, row, left, top, style)
            top += _row_height(row) + 1.8 * unit
        draw_texts(sheet, below, left, top)
        right = style.margin + style.inner - pad
        for cell in reversed((*cells, *own)):
            right -= cell.width
            cell.draw(sheet, right, y + (tall - tallest) / 2)
            right -= pad

    personal = paper.code is not None
    return [Part(height=height, draw=draw, most=height * 1.12, before=style.gap * 1.3, personal=personal)]


def _least_words(style: Style) -> float:
    """Large letters want more room beside the codes."""
    return _LEAST_WORDS * max(style.scale, style.help_text / 12)


def _household_cell(paper: HandoutPaper, style: Style) -> list[CodeCell]:
    code = household_code(paper, style.field)
    if code is None or paper.code is None:
        return []
    size, width = max(10.0, style.address * 1.25), max(code.side, 34 * style.scale)
    about = set_text("Mã phiếu của nhà mình", max(7.5, style.note), width, colour=MUTED, spacing=1.2)
    height = code.side + size * POINT * 1.5 + about.height
    return [CodeCell(code=code, address=paper.code.shown, size=size, about=(about,), width=width, height=height)]


def _heading(paper: HandoutPaper) -> str:
    calls = bool(paper.phones or paper.footer.phone)
    if calls and paper.pages:
        return "Cần giúp?\nGọi hoặc quét mã"
    if calls:
        return "Cần giúp? Hãy gọi"
    return "Quét mã để xem thêm" if paper.pages else "Cần giúp? Hãy hỏi"


def _below(paper: HandoutPaper, rest: Sequence[Address], style: Style, width: float) -> list[SetText]:
    """Pages that got no code of their own, and who of the team to ask."""
    lines = [f"{address.label}: **{printed(address)}**" for address in rest]
    if paper.footer.leader:
        lines += ["Hỏi Tổ công nghệ số:", *_who(paper, style, width)]
    return [set_text(line, style.help_text, width, spacing=1.3) for line in lines]


def _who(paper: HandoutPaper, style: Style, width: float) -> list[str]:
    """Name and number of the leader, each in one piece: on one line, or two where that is too narrow."""
    parts = [part for part in (paper.footer.leader, paper.footer.phone) if part]
    whole = ", ".join(parts)
    if text_width(whole, BOLD, style.help_text) > width:
        return [f"**{part}**" for part in parts]
    return [f"**{whole}**"]


def _card_rows(paper: HandoutPaper, style: Style, width: float) -> list[list[_Card]]:
    """Two beside each other where both can be read so, else one under the other."""
    unit = style.scale
    if len(paper.phones) < 2 or width < 74 * unit or not style.two_columns:
        return [[_card(address, style, width)] for address in paper.phones]
    pairs = [paper.phones[at : at + 2] for at in range(0, len(paper.phones), 2)]
    room = width - 2.5 * unit
    return [
        [_card(address, style, each) for address, each in zip(pair, _shared(pair, style, room), strict=False)]
        for pair in pairs
    ]


def _shared(pair: Sequence[Address], style: Style, room: float) -> tuple[float, float]:
    """More room for the card with more to say, within reason."""
    wanted = [text_width(each.about, REGULAR, style.help_text) for each in pair]
    total: float = sum(wanted)
    share = wanted[0] / total if len(wanted) > 1 and total else 0.5
    first = room * min(max(share, 0.42), 0.58)
    return first, room - first


def _card(address: Address, style: Style, width: float) -> _Card:
    """The number, and what it is for above and below it."""
    unit = style.scale
    inner = width - 6 * unit
    number = address.value
    size = fitting(number, BOLD, style.phone, inner)
    above = set_text(address.label, style.help_text, inner, bold=True, colour=MUTED, spacing=1.2)
    below = set_text(sentences(address), style.help_text * 0.95, inner, spacing=1.2, keep_breaks=True)
    height = heights([above, below]) + size * POINT * 1.05 + 3.4 * unit
    return _Card(above=(above,), number=number, size=size, below=(below,), width=width, height=height)


def sentences(address: Address) -> str:
    """What it is for, each sentence on a line of its own: what to send, then an example of it."""
    return address.about.replace(". ", ".\n")


def _row_height(row: Sequence[_Card]) -> float:
    return max(card.height for card in row)


def _draw_row(sheet: HandoutSheet, row: Sequence[_Card], left: float, top: float, style: Style) -> None:
    unit, high = style.scale, _row_height(row)
    for card in row:
        sheet.box(left, top, card.width, high, radius=2 * unit, line=unit, fill=WHITE, colour=PRIMARY)
        inner = left + 3 * unit
        y = draw_texts(sheet, card.above, inner, top + 1.7 * unit)
        y += card.size * POINT * 0.86
        sheet.say(card.number, inner, y, BOLD, card.size, INK)
        draw_texts(sheet, card.below, inner, y + card.size * POINT * 0.19)
        left += card.width + 2.5 * unit

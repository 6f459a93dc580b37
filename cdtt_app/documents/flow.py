"""What is too long for one page: measured blocks, placed one under the other on as many pages as it takes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cdtt_app.documents.fonts import REGULAR
from cdtt_app.documents.sheet import INK, Sheet
from cdtt_app.documents.wrapping import LINE, line_step, wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Something of a known height that is never torn; `draw` is given the sheet and its top."""

    height: float
    draw: Callable[[Sheet, float], None]
    before: float = 0  # space above it, not at the top of a page
    with_next: bool = False  # a heading: never the last on its page
    heading: "Block | None" = None  # drawn again when this begins a page


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where its top is."""

    block: Block
    top: float


Frame = Callable[[Sheet, int, int], None]  # draws what stands around the blocks of a page, given its number and count


def place(blocks: Sequence[Block], *, top: float, bottom: float, first_top: float | None = None) -> list[list[Placed]]:
    """The blocks of each page; a chain that no page can hold is broken between its blocks."""
    pages: list[list[Placed]] = [[]]
    y = top if first_top is None else first_top
    for chain in _chains(blocks):
        if pages[-1] and y + _needed(chain, fresh=False) > bottom:
            pages.append([])
            y = top
        whole = y + _needed(chain, fresh=not pages[-1]) <= bottom
        for part in [chain] if whole else [[block] for block in chain]:
            if pages[-1] and y + _needed(part, fresh=False) > bottom:
                pages.append([])
                y = top
            y = _put(pages[-1], part, y)
    return pages


def _put(page: list[Placed], chain: Sequence[Block], y: float) -> float:
    for block in chain:
        if page:
            y += block.before
        elif block.heading:
            page.append(Placed(block.heading, y))
            y += block.heading.height
        page.append(Placed(block, y))
        y += block.height
    return y


def _needed(chain: Sequence[Block], *, fresh: bool) -> float:
    height = sum(block.before + block.height for block in chain)
    if not fresh:
        return height
    first = chain[0]
    return height - first.before + (first.heading.height if first.heading else 0)


def _chains(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Blocks that should stand on one page."""
    chain: list[Block] = []
    for block in blocks:
        chain.append(block)
        if not block.with_next:
            yield chain
            chain = []
    if chain:
        yield chain


def draw_pages(sheet: Sheet, pages: Sequence[Sequence[Placed]], frame: Frame) -> None:
    """All pages, from the one the sheet is on."""
    for number, page in enumerate(pages, start=1):
        if number > 1:
            sheet.next_page()
        frame(sheet, number, len(pages))
        for placed in page:
            placed.block.draw(sheet, placed.top)


def text_blocks(
    text: str,
    x: float,
    width: float,
    font: str = REGULAR,
    size: float = 11,
    colour: str = INK,
    *,
    before: float = 0,
    spacing: float = LINE,
    with_next: bool = False,
) -> list[Block]:
    """Wrapped text, a block a line, so that it may go on overleaf; `with_next` ties all of it to what follows."""
    step = line_step(size, spacing)

    def line_block(line: str, place: int) -> Block:
        def draw(sheet: Sheet, y: float) -> None:
            sheet.say(line, x, y + step * 0.76, font, size, colour)

        return Block(height=step, draw=draw, before=0 if place else before, with_next=with_next)

    return [line_block(line, place) for place, line in enumerate(wrapped(text, font, size, width))]

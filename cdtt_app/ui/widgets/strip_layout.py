"""Where the squares of a hamlet go: clusters side by side like words, each a block of short rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect

from cdtt_app.presenters.strip import Cluster
from cdtt_app.ui.theme import Role, Theme

_ROWS: Final = (2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Block:
    """A cluster with its place: the line of its title and where its squares begin."""

    cluster: Cluster
    place: QRect
    columns: int


def lay_out(clusters: Sequence[Cluster], width: int, theme: Theme, title_height: int) -> tuple[Block, ...]:
    """The arrangement that is lowest; among equals the one with the longest rows."""
    tried = [_lay_rows(clusters, rows, width, theme, title_height) for rows in _ROWS]
    return min(tried, key=height_of)


def height_of(blocks: tuple[Block, ...]) -> int:
    """How high all the lines are together."""
    return max((block.place.bottom() + 1 for block in blocks), default=0)


def _lay_rows(clusters: Sequence[Cluster], rows: int, width: int, theme: Theme, title_height: int) -> tuple[Block, ...]:
    pitch, gap = theme.px(15), theme.px(18)
    small = theme.metrics(Role.SMALL)
    blocks, x, y, line = [], 0, 0, 0
    for cluster in clusters:
        columns = max(1, min(-(-len(cluster.squares) // rows), width // pitch))
        lines = -(-len(cluster.squares) // columns)
        words = small.horizontalAdvance(cluster.title + cluster.count) * 11 // 10 + theme.px(8)
        needed = max(columns * pitch - theme.px(2), words)
        if x and x + needed > width:
            x, y, line = 0, y + line + theme.px(10), 0
        height = title_height + lines * (pitch + theme.px(2))
        blocks.append(Block(cluster, QRect(x, y, needed, height), columns))
        x, line = x + needed + gap, max(line, height)
    return tuple(blocks)

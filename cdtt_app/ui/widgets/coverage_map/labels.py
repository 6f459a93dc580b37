"""Names on the map: each takes the first free place, the weightiest first; what finds none is left out."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from cdtt_app.domain.mercator import Spot
from cdtt_app.ui.theme import Colour, Theme
from cdtt_app.ui.widgets.coverage_map.lru import Lru

_HALO: Final = 4
_BUCKET: Final = 256.0  # pixels; names are looked for by squares
_KEPT: Final = 400


class LabelKind(IntEnum):
    """What is named; the smaller comes first."""

    CHOSEN = 0
    CASE = 1
    OWN = 2
    STATION = 3
    HAMLET = 4
    NEIGHBOUR = 5


_LOOKS: Final = {
    LabelKind.CHOSEN: (1.06, 700, Colour.INK),
    LabelKind.CASE: (0.94, 600, Colour.INK),
    LabelKind.OWN: (0.94, 700, Colour.PRIMARY),
    LabelKind.STATION: (0.84, 400, Colour.MUTED),
    LabelKind.HAMLET: (0.84, 600, Colour.MUTED),
    LabelKind.NEIGHBOUR: (0.86, 600, Colour.MUTED),
}


@dataclass(frozen=True, slots=True)
class Label:
    """A name: `rooms` are places for its middle with the width there, or it goes beside a sign of size `beside`."""

    kind: LabelKind
    text: str
    rooms: tuple[tuple[Spot, float], ...]
    beside: QSizeF | None = None


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A name and where it goes: an anchor on the plane and a rectangle in pixels around it."""

    label: Label
    anchor: Spot
    rect: QRectF  # relative to the anchor


class Lettering:
    """Measures and draws names, with a white halo."""

    def __init__(self, theme: Theme) -> None:
        self._fonts = {kind: theme.font(scale, weight) for kind, (scale, weight, _) in _LOOKS.items()}
        self._metrics = {kind: QFontMetricsF(font) for kind, font in self._fonts.items()}
        self._drawn: Lru[tuple[LabelKind, str, float], QPixmap] = Lru(_KEPT)

    def size(self, label: Label) -> QSizeF:
        """The room of the words, without the halo."""
        metrics = self._metrics[label.kind]
        return QSizeF(math.ceil(metrics.horizontalAdvance(label.text)), math.ceil(metrics.height()))

    def draw(self, painter: QPainter, label: Label, top_left: QPointF, ratio: float) -> None:
        """Draw the words with their top left corner there, in pixels."""
        key = (label.kind, label.text, ratio)
        picture = self._drawn.made(key, lambda: self._draw(label, ratio))
        painter.drawPixmap(top_left - QPointF(_HALO, _HALO), picture)

    def _draw(self, label: Label, ratio: float) -> QPixmap:
        size = self.size(label)
        drawn = QPixmap(round((size.width() + 2 * _HALO) * ratio), round((size.height() + 2 * _HALO) * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        path = QPainterPath()
        baseline = _HALO + self._metrics[label.kind].ascent()
        font = QFont(self._fonts[label.kind])
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        path.addText(_HALO, baseline, font, label.text)
        halo = QPen(QColor(Colour.CARD), _HALO, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        with QPainter(drawn) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.strokePath(path, halo)
            painter.setFont(self._fonts[label.kind])
            painter.setPen(QColor(_LOOKS[label.kind][2]))
            painter.drawText(QPointF(_HALO, baseline), label.text)
        return drawn


def place_labels(
    labels: Iterable[Label],
    scale: float,
    size: Callable[[Label], QSizeF],
    taken: Callable[[QRectF], bool],
    gap: float,
) -> list[PlacedLabel]:
    """Where the names go at this many pixels a unit; `taken` says whether a rectangle in pixels is in use already."""
    placed: list[PlacedLabel] = []
    used: dict[tuple[int, int], list[QRectF]] = defaultdict(list)
    for label in sorted(labels, key=lambda each: each.kind):
        for anchor, rect in _places(label, scale, size(label), gap):
            whole = rect.translated(anchor.x * scale, anchor.y * scale)
            if taken(whole) or any(whole.intersects(other) for at in _buckets(whole) for other in used[at]):
                continue
            placed.append(PlacedLabel(label, anchor, rect))
            for at in _buckets(whole):
                used[at].append(whole)
            break
    return placed


def _places(label: Label, scale: float, size: QSizeF, gap: float) -> Iterator[tuple[Spot, QRectF]]:
    width, height = size.width(), size.height()
    for anchor, room in label.rooms:
        if label.beside is not None:
            right, down = label.beside.width() / 2 + gap, label.beside.height() / 2 + gap / 3
            for x, y in ((right, -height / 2), (-right - width, -height / 2), (-width / 2, down)):
                yield anchor, QRectF(x, y, width, height)
            yield anchor, QRectF(-width / 2, -down - height, width, height)
        elif room * scale >= width + 2 * gap:
            yield anchor, QRectF(-width / 2, -height / 2, width, height)


def _buckets(rect: QRectF) -> list[tuple[int, int]]:
    left, right = math.floor(rect.left() / _BUCKET), math.floor(rect.right() / _BUCKET)
    top, bottom = math.floor(rect.top() / _BUCKET), math.floor(rect.bottom() / _BUCKET)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]

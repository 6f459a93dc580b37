"""20,000 notes on the map: a frame while panning beside the bare points, and the longest the window does not answer."""

import math
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from tests.benchmarks.figure import Figure

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QApplication, QWidget

    from cdtt_app.domain.map_scene import MapScene
    from cdtt_app.ui.widgets.coverage_map import CoverageMap

NOTES, HOMES, HAMLETS, FRAMES = 20_000, 4_000, 12, 40
WIDE, HIGH, STEP = 860, 420, 7
ZOOMS = (("whole commune", 1), ("x4", 4), ("x12", 12))


def measure() -> Iterator[Figure]:
    """Both are painted into a window of the same size, by the same way: a frame is `repaint`."""
    if not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from cdtt_app.ui.style import apply_style
    from cdtt_app.ui.theme import Theme, load_fonts
    from cdtt_app.ui.widgets.coverage_map import CoverageMap

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    load_fonts()
    theme = Theme()
    apply_style(app, theme)
    shown = CoverageMap(theme)
    shown.resize(WIDE, HIGH)
    shown.show()
    scene = _scene()
    opening = _timed(app, lambda: shown.show_scene(scene, fit=True))
    yardstick = _bare_window(_points_in_view(shown))
    one_frame = statistics.median(_timed(app, yardstick.repaint) for _ in range(FRAMES // 4))
    yardstick.close()
    yield _block("longest block: 20,000 notes shown for the first time", opening, one_frame)
    for name, factor in ZOOMS:
        shown.fit()
        shown._view.zoom(factor)
        app.processEvents()
        bare = _bare_window(_points_in_view(shown))
        yield Figure(
            what=f"pan frame, 20,000 notes, {name} (median of {FRAMES})",
            value=statistics.median(_pan(app, shown)),
            unit="ms",
            baseline=statistics.median(_timed(app, bare.repaint) for _ in range(FRAMES)),
            baseline_name="the points in view, bare",
            target=3,
        )
        bare.close()
    yield _block("longest block: zooming in and out and panning", max(_ride(app, shown)), one_frame)
    shown.close()


def _block(what: str, value: float, one_frame: float) -> Figure:
    name = "one bare frame of all points"
    return Figure(what=what, value=value, unit="ms", baseline=one_frame, baseline_name=name, target=5)


def _scene() -> "MapScene":
    """A commune of twelve hamlets with its neighbours, the notes around the hamlets; all invented."""
    from cdtt_app.domain.geo import Area, Point
    from cdtt_app.domain.map_scene import CaseMark, MapScene, NamedPoint, NoteMark, Severity

    chance = random.Random(11)

    def ring(latitude: float, longitude: float, corners: int = 90) -> tuple[Point, ...]:
        turns = [2 * math.pi * number / corners for number in range(corners)]
        radii = [0.05 * chance.uniform(0.9, 1.1) for _ in turns]
        return tuple(
            Point(latitude + r * math.sin(turn), longitude + r * math.cos(turn))
            for r, turn in zip(radii, turns, strict=True)
        )

    def near(place: Point, spread: float) -> Point:
        return Point(chance.gauss(place.latitude, spread), chance.gauss(place.longitude, spread))

    middles = [(22.6 + 0.1 * row, 105.4 + 0.1 * column) for row in range(-2, 3) for column in range(-2, 3)]
    areas = [Area(name=f"Xã {n}", polygons=((ring(*at),),), code=f"{n:05}") for n, at in enumerate(middles)]
    hamlets = [near(Point(22.6, 105.4), 0.02) for _ in range(HAMLETS)]
    severities = list(Severity)
    return MapScene(
        areas=tuple(areas),
        own_code="00012",
        notes=tuple(
            NoteMark(f"n{n}", near(chance.choice(hamlets), 0.008), chance.choice(severities)) for n in range(NOTES)
        ),
        cases=tuple(
            CaseMark(id=f"c{n}", point=hamlet, severity=Severity.LOST, notes=n + 2, title=f"Bản {n}")
            for n, hamlet in enumerate(hamlets[:4])
        ),
        homes=tuple(near(chance.choice(hamlets), 0.008) for _ in range(HOMES)),
        hamlets=tuple(NamedPoint(f"Bản {n}", hamlet) for n, hamlet in enumerate(hamlets)),
    )


def _timed(app: "QApplication", act: Callable[[], object]) -> float:
    """Milliseconds until the act is done and everything it asked for is painted."""
    begun = time.perf_counter()
    act()
    app.processEvents()
    return (time.perf_counter() - begun) * 1000


def _pan(app: "QApplication", shown: "CoverageMap") -> list[float]:
    """To and fro, so that every frame brings ground into view that was not painted the frame before."""
    view = shown._view
    turn = FRAMES // 2
    ways = [STEP] * turn + [-STEP] * turn
    return [_timed(app, partial(view.pan, way, way // 2)) for way in ways]


def _ride(app: "QApplication", shown: "CoverageMap") -> list[float]:
    """In and out by the wheel's step, panning at each zoom; the clusters of every zoom are made anew."""
    view, taken = shown._view, []
    shown.show_scene(_scene(), fit=True)
    for factor in [2**0.5] * 10 + [2**-0.5] * 14:
        taken.append(_timed(app, partial(view.zoom, factor)))
        taken += [_timed(app, partial(view.pan, 60, 30)) for _ in range(3)]
    return taken


def _points_in_view(shown: "CoverageMap") -> "list[QPointF]":
    from PySide6.QtCore import QPointF, QRectF

    view = shown._view
    inside = QRectF(view.viewport().rect())
    pixels = (view.to_pixels(QPointF(spot.x, spot.y)) for spot in view._index.spots())
    return [pixel for pixel in pixels if inside.contains(pixel)]


def _bare_window(points: "list[QPointF]") -> "QWidget":
    """The plain loop: white ground, a disc for each point."""
    from PySide6.QtGui import QColor, QPainter, QPaintEvent
    from PySide6.QtWidgets import QWidget

    class Bare(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:
            with QPainter(self) as painter:
                painter.fillRect(self.rect(), QColor("#ffffff"))
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setBrush(QColor("#b3261e"))
                for point in points:
                    painter.drawEllipse(point, 4.5, 4.5)

    made = Bare()
    made.resize(WIDE, HIGH)
    made.show()
    return made

"""The coverage map: areas, notes in clusters, cases, houses and stations, on a plane that can be panned and zoomed."""

from cdtt_app.ui.widgets.coverage_map.tiles import TileSource
from cdtt_app.ui.widgets.coverage_map.widget import CoverageMap

__all__ = ["CoverageMap", "TileSource"]

"""What the coverage page draws of one reading through one filter; with thousands of notes made beside the screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from cdtt_app.domain.map_scene import MapScene
from cdtt_app.presenters.coverage_filters import Filters
from cdtt_app.presenters.coverage_page import CoverageReading, CoverageState, Tab
from cdtt_app.presenters.coverage_rows import Entry, case_entries, note_entries, spot_entries
from cdtt_app.presenters.coverage_scene import scene_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The map and the list of each tab."""

    reading: CoverageReading
    filters: Filters
    scene: MapScene
    lists: Mapping[Tab, tuple[Entry, ...]]

    def is_of(self, state: CoverageState) -> bool:
        """Whether it is what this state shows."""
        return self.reading is state.reading and self.filters == state.filters

    def entries(self, tab: Tab) -> tuple[Entry, ...]:
        """The cards of a tab; the table of hamlets has none."""
        return self.lists.get(tab, ())


def prepare(reading: CoverageReading, filters: Filters) -> Prepared:
    """Sift everything once."""
    board = reading.board
    return Prepared(
        reading=reading,
        filters=filters,
        scene=scene_of(board, filters),
        lists={
            Tab.CASES: case_entries(board, filters),
            Tab.NOTES: note_entries(board, filters),
            Tab.SPOTS: spot_entries(board, filters),
        },
    )

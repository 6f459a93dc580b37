"""The background map of the coverage page: opened when the page is, closed before another one comes in."""

from cdtt_app.services.maps import open_background
from cdtt_app.storage.errors import StorageError
from cdtt_app.storage.profile import Profile
from cdtt_app.storage.tiles import TileSet


class Backgrounds:
    """At most one is open."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._open: TileSet | None = None

    def open(self) -> TileSet | None:
        """The background in use; None when there is none that can be read."""
        self.close()
        try:
            self._open = open_background(self._profile)
        except StorageError:
            return None  # the map is drawn without it; `cdtt` and the import say what is wrong
        return self._open

    def close(self) -> None:
        """Let the file go."""
        if self._open is not None:
            self._open.close()
            self._open = None

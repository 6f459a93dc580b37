"""Pages already drawn, each at the widths it was asked for; the oldest go when there are too many pixels."""

from typing import Final

from PySide6.QtGui import QImage

_ALWAYS: Final = 4  # pages in sight at once: letting one of them go would draw it again without end
_MOST: Final = 64 * 1024 * 1024  # bytes: some ten pages as wide as a large screen


class PaperCache:
    """Pictures by page and width in device pixels."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._images: dict[tuple[int, int], QImage] = {}
        self._former: dict[int, QImage] = {}  # of the paper before, until each page of this one is drawn

    def get(self, page: int, width: int) -> QImage | None:
        """The page exactly this wide."""
        return self._images.get((page, width))

    def near(self, page: int) -> QImage | None:
        """The page in any width, the latest drawn: better than white while the sharp one is made."""
        return self._latest(page) or self._former.get(page)

    def put(self, page: int, width: int, image: QImage) -> None:
        """Keep it, and let the oldest go."""
        self._images[page, width] = image
        self._former.pop(page, None)
        while self._bytes() > self._most and len(self._images) > _ALWAYS:
            del self._images[next(iter(self._images))]

    def age(self) -> None:
        """The same paper made anew: what was drawn only stands in from here on."""
        self._former = {page: image for (page, _), image in list(self._images.items())[-_ALWAYS:]}
        self._images.clear()

    def clear(self) -> None:
        """Another paper."""
        self._images.clear()
        self._former.clear()

    def _latest(self, page: int) -> QImage | None:
        return next((image for (each, _), image in reversed(self._images.items()) if each == page), None)

    def _bytes(self) -> int:
        return sum(each.sizeInBytes() for each in self._images.values())

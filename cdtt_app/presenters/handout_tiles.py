"""The shelf of handouts as tiles: a sign, a short name, how many households need it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdtt_app.domain.handout_text import Handout, plain
from cdtt_app.domain.languages import Language, text_in
from cdtt_app.domain.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Tile:
    """One topic; `words` is empty while the households are being counted."""

    topic: str
    picture: str
    name: str
    words: str

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.name}, {self.words}" if self.words else self.name


def short_name(handout: Handout) -> str:
    """As it stands under its sign."""
    return handout.short or plain(text_in(handout.title, Language.VIETNAMESE))


def tiles(handouts: Sequence[Handout], counts: Mapping[str, int] | None, query: str = "") -> tuple[Tile, ...]:
    """Those whose name, title or steps hold every word typed, in the order of the shelf."""
    words = fold(query).split()
    return tuple(
        Tile(handout.topic, handout.picture, short_name(handout), _need(counts, handout.topic))
        for handout in handouts
        if all(word in _searched(handout) for word in words)
    )


def shelf_words(handouts: Sequence[Handout]) -> str:
    """`14 tờ, dùng khi không có mạng`."""
    return f"{len(handouts)} tờ, dùng khi không có mạng" if handouts else ""


def _need(counts: Mapping[str, int] | None, topic: str) -> str:
    return "" if counts is None else f"{counts.get(topic, 0)} hộ cần"


def _searched(handout: Handout) -> str:
    said = [short_name(handout), text_in(handout.title, Language.VIETNAMESE)]
    said += [text_in(block.heading, Language.VIETNAMESE) for block in handout.blocks]
    return fold(plain(" ".join(said)))

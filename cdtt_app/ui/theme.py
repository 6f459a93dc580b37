"""The look in numbers: colours, sizes and fonts. A theme is one text size; widgets receive it, nobody looks it up."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

RESOURCES: Final = Path(__file__).resolve().parents[2] / "resources"
FAMILY: Final = "Noto Sans"
_KHMER: Final = "Noto Sans Khmer"
TEXT_SIZES: Final = (13, 18)
NARROW: Final = 1200  # below this width, or at the large text size, a page folds its third column


class Colour(StrEnum):
    """Every colour in use; the contrast of each pair is measured in the tests."""

    INK = "#17231e"
    MUTED = "#56645d"
    GROUND = "#f4f6f5"
    CARD = "#ffffff"
    LINE = "#d9e1dd"  # decoration only
    EDGE = "#84938c"  # borders of controls, scroll handles
    PRIMARY = "#0b6e4f"
    PRIMARY_DARK = "#085a40"
    PRIMARY_TINT = "#e3f2ec"
    AMBER = "#8a5000"
    AMBER_TINT = "#fdf1dc"
    RED = "#b3261e"
    RED_TINT = "#fce8e6"
    BLUE = "#1b5fa8"
    BLUE_TINT = "#e5effa"
    GREY_TINT = "#ecf0ee"
    FOCUS = "#1b5fa8"
    ON_PRIMARY = "#ffffff"


LEVEL_FILLS: Final = ("#ffffff", "#dcefe6", "#a5d8c2", "#1d7f5d", "#084c37")
LEVEL_INKS: Final = (Colour.INK, Colour.INK, Colour.INK, Colour.ON_PRIMARY, Colour.ON_PRIMARY)


class Tone(StrEnum):
    """What a chip or a banner wants to say; always beside a word and a mark, never by colour alone."""

    NEUTRAL = "neutral"
    GREEN = "green"
    AMBER = "amber"
    BLUE = "blue"
    RED = "red"

    @property
    def ink(self) -> Colour:
        """The colour of its words and marks."""
        return _TONES[self][0]

    @property
    def tint(self) -> Colour:
        """The colour of the ground behind them."""
        return _TONES[self][1]


_TONES: Final = {
    Tone.NEUTRAL: (Colour.MUTED, Colour.GREY_TINT),
    Tone.GREEN: (Colour.PRIMARY, Colour.PRIMARY_TINT),
    Tone.AMBER: (Colour.AMBER, Colour.AMBER_TINT),
    Tone.BLUE: (Colour.BLUE, Colour.BLUE_TINT),
    Tone.RED: (Colour.RED, Colour.RED_TINT),
}


class Role(StrEnum):
    """The kinds of text on a page; each has one size and weight."""

    NUMBER = "number"
    STATE = "state"
    TITLE = "title"
    H1 = "h1"
    H2 = "h2"
    BODY = "body"
    NAME = "name"
    SMALL = "small"
    MUTED = "muted"
    NAV = "nav"


_ROLES: Final = {
    Role.NUMBER: (2.1, 700),
    Role.STATE: (1.5, 700),
    Role.TITLE: (1.3, 700),
    Role.H1: (1.3, 700),
    Role.H2: (1.06, 700),
    Role.BODY: (1.0, 400),
    Role.NAME: (1.0, 600),
    Role.SMALL: (0.86, 400),
    Role.MUTED: (0.86, 400),
    Role.NAV: (0.8, 600),
}


@dataclass(frozen=True, slots=True)
class Theme:
    """One text size in points; every length on the screen follows it."""

    pt: int = TEXT_SIZES[0]

    @property
    def large(self) -> bool:
        """Whether this is the large text size."""
        return self.pt > TEXT_SIZES[0]

    def px(self, length: float) -> int:
        """A length drawn at 13 pt, in pixels at this text size; 0 stays 0."""
        return round(length * self.pt / TEXT_SIZES[0])

    def font(self, scale: float = 1.0, weight: int = 400) -> QFont:
        """The text font, `scale` times the base size, weight 400, 600 or 700."""
        font = QFont(FAMILY)
        font.setPointSizeF(self.pt * scale)
        font.setWeight(QFont.Weight(weight))
        return font

    def role_font(self, role: Role) -> QFont:
        """The font of one kind of text."""
        return self.font(*_ROLES[role])

    def metrics(self, role: Role) -> QFontMetrics:
        """How much room text of this kind takes."""
        return QFontMetrics(self.role_font(role))


def load_fonts(folder: Path = RESOURCES / "fonts") -> None:
    """Make the fonts of the screen known to Qt (Tinos is for papers alone); needs a QGuiApplication."""
    for path in sorted(folder.glob("NotoSans*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)
    QFont.insertSubstitution(FAMILY, _KHMER)  # before any Khmer font of the machine

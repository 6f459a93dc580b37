"""The measures of handouts, layout by layout: sizes of text in points, lengths in millimetres."""

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One layout; everything that is not text grows with `scale`."""

    width: float = 210.0
    height: float = 297.0
    margin: float = 14.0
    top: float = 6.5
    foot: float = 14.0  # from the edge of the paper to the rule
    scale: float = 1.0
    title: float = 26.0
    subtitle: float = 12.5
    head: float = 15.5
    body: float = 13.5
    spacing: float = 1.32
    number: float = 32.0
    phone: float = 36.0
    help_head: float = 15.5
    help_text: float = 12.0
    address: float = 10.5
    note: float = 9.25
    picture: float = 31.0  # at most
    least_picture: float = 22.0
    row: float = 37.0  # a step is at most so high
    gap: float = 4.0
    two_columns: bool = True
    most_codes: int = 2
    field: float = 25.4  # of the modules of a square code

    @property
    def inner(self) -> float:
        """How wide the content is."""
        return self.width - 2 * self.margin

    @property
    def bottom(self) -> float:
        """Where the content ends: above the rule of the foot."""
        return self.height - self.foot - 2.5 * self.scale

    def smaller(self, share: float) -> "Style":
        """With smaller text for what is too long."""
        return replace(
            self,
            gap=self.gap * 0.8,
            head=self.head * share,
            body=self.body * share,
            help_head=self.help_head * share,
            help_text=max(10.0, self.help_text * share),
            phone=self.phone * share * 0.9,
            picture=self.picture * share,
            least_picture=max(17.0, self.least_picture * share * 0.9),
        )


A4: Final = Style()
LARGE: Final = Style(
    body=20,
    head=20,
    spacing=1.34,
    subtitle=14,
    help_head=20,
    help_text=17,
    phone=34,
    address=13,
    two_columns=False,
)
A5: Final = Style(
    width=148.5,
    margin=10,
    height=210.0,
    top=6.5,
    foot=12.5,
    scale=0.72,
    title=19,
    subtitle=10.5,
    head=13,
    body=12.25,
    spacing=1.26,
    number=22,
    phone=22,
    help_head=12.5,
    help_text=11,
    address=10,
    note=7.75,
    picture=21,
    least_picture=17,
    row=27,
    gap=2.4,
    most_codes=1,
)
A3: Final = Style(
    width=297.0,
    height=420.0,
    margin=19,
    top=9.0,
    foot=19.0,
    scale=1.414,
    title=42,
    subtitle=19,
    head=24,
    body=20.5,
    number=46,
    phone=52,
    help_head=23,
    help_text=17.5,
    address=15,
    note=12,
    picture=46,
    least_picture=34,
    row=54,
    gap=5.6,
    field=36,
)
SMALLER: Final = {A4: 12.5 / 13.5, LARGE: 18 / 20, A5: 11.5 / 12.25, A3: 18.5 / 20.5}

"""Signs of places: home, the police of the commune."""

from typing import Final

from cdtt_app.domain.pictograms.parts import house, person
from cdtt_app.domain.pictograms.shapes import Drawing, Tone, Words, drawn, filled, outlined, polygon, polyline, rect
from cdtt_app.domain.pictograms.sign import Sign


def _home() -> Drawing:
    door = outlined(rect(42, 60, 20, 34, 2), Tone.PRIMARY)
    chimney = outlined(rect(70, 14, 10, 22))
    window = outlined(rect(24, 56, 12, 12, 1), Tone.WHITE, Tone.INK, 3.5)
    return (chimney, *house(5, 8, 90, 86), door, window, filled(rect(55.5, 76, 3.4, 3.4, 1.6), Tone.WHITE))


def _police() -> Drawing:
    walls = outlined(rect(34, 36, 58, 58), Tone.TINT)
    roof = outlined(polygon(63, 6, 97, 36, 29, 36))
    name = Words(text="CÔNG AN", x=63, y=50.6, size=10.6)
    board = (outlined(rect(35, 42, 56, 17, 3), Tone.WHITE, Tone.INK, 3.4), name)
    door = outlined(rect(54, 67, 20, 27))
    return (walls, roof, *board, door, *person(18.5, 94, 29), drawn(polyline(5, 95, 95, 95)))


SIGNS: Final = (
    Sign("cong_an_xa", "Trụ sở công an xã", _police),
    Sign("ngoi_nha", "Ngôi nhà", _home),
)

"""Signs as a printer would give them."""

from collections.abc import Sequence

import pypdfium2
from PIL import Image

from cdtt_app.documents.pictogram_pdf import draw_pictogram
from cdtt_app.documents.sheet import Sheet

_ROOM = 65.0  # mm from one sign to the next
_SIDE = 50.0
_ACROSS, _DOWN = 3, 4
_JUST_BELOW = 1 - 1e-6  # or 1188.0001 pixels of a page become 1189, and all are stretched


def paper_pictures(names: Sequence[str], side: int) -> dict[str, Image.Image]:
    """Each sign `side` pixels large in the middle of a picture of 1.2 times its side."""
    sheet = Sheet("Hình")
    places = []
    for number, name in enumerate(names):
        page, place = divmod(number, _ACROSS * _DOWN)
        if page and not place:
            sheet.next_page()
        x, y = 8 + place % _ACROSS * _ROOM, 8 + place // _ACROSS * _ROOM
        draw_pictogram(sheet, name, x, y, _SIDE)
        places.append((name, page, x, y))
    document = pypdfium2.PdfDocument(sheet.finish())
    scale = side / _SIDE  # pixels a millimetre
    try:
        pages = [page.render(scale=scale * 25.4 / 72 * _JUST_BELOW).to_pil().convert("RGB") for page in document]
    finally:
        document.close()
    edge = side // 10
    cuts = ((name, page, round(x * scale) - edge, round(y * scale) - edge) for name, page, x, y in places)
    return {
        name: pages[page].crop((left, top, left + side + 2 * edge, top + side + 2 * edge))
        for name, page, left, top in cuts
    }

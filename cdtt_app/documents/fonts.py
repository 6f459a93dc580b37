"""The bundled Noto Sans for papers: embedded in each, so that it looks the same at every printer."""

from typing import Final

from cdtt_app import paths

REGULAR: Final = "NotoSans"
SEMIBOLD: Final = "NotoSans-600"
BOLD: Final = "NotoSans-700"
_FILES: Final = {
    REGULAR: "NotoSans_400Regular.ttf",
    SEMIBOLD: "NotoSans_600SemiBold.ttf",
    BOLD: "NotoSans_700Bold.ttf",
}


def register_fonts() -> None:
    """Make the three weights known to the PDF library; the first time takes some 35 ms."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    known = pdfmetrics.getRegisteredFontNames()
    for name, file in _FILES.items():
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, paths.resources() / "fonts" / file))

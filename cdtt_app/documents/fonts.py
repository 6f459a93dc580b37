"""The bundled faces for papers, embedded in each: Noto Sans, and Tinos for letters that must look like Times."""

from typing import Final

from cdtt_app import paths

REGULAR: Final = "NotoSans"
SEMIBOLD: Final = "NotoSans-600"
BOLD: Final = "NotoSans-700"
SERIF: Final = "Tinos"
SERIF_BOLD: Final = "Tinos-700"
SERIF_ITALIC: Final = "Tinos-Italic"
SERIF_BOLD_ITALIC: Final = "Tinos-700-Italic"
_FILES: Final = {
    REGULAR: "NotoSans_400Regular.ttf",
    SEMIBOLD: "NotoSans_600SemiBold.ttf",
    BOLD: "NotoSans_700Bold.ttf",
    SERIF: "Tinos_400Regular.ttf",
    SERIF_BOLD: "Tinos_700Bold.ttf",
    SERIF_ITALIC: "Tinos_400Regular_Italic.ttf",
    SERIF_BOLD_ITALIC: "Tinos_700Bold_Italic.ttf",
}


def register_font(name: str) -> None:
    """Make one face known to the PDF library; the first time takes some 15 ms."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, paths.resources() / "fonts" / _FILES[name]))

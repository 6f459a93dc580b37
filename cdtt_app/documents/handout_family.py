"""What is for one household only: for whom it is, when the team comes again, and the code that reopens it."""

from cdtt_app.documents.handout_column import Part
from cdtt_app.documents.handout_paper import HandoutPaper
from cdtt_app.documents.handout_sheet import HandoutSheet
from cdtt_app.documents.handout_style import Style
from cdtt_app.documents.qr import Level
from cdtt_app.documents.rich_text import SetText, set_text
from cdtt_app.documents.square_code_proof import ProvenCode, proven_code, proven_page


def household_code(paper: HandoutPaper, field: float, level: Level = "M") -> ProvenCode | None:
    """The square code of the household, read again; None when the paper has none."""
    if paper.code is None:
        return None
    prove = proven_page if paper.code.address else proven_code
    return prove(paper.code.payload, level, field, quick=True)  # each household's differs


def family_texts(paper: HandoutPaper, size: float, width: float) -> list[SetText]:
    """For whom, and when the team comes again."""
    if paper.family is None:
        return []
    lines = []
    if paper.family.name:
        lines.append(f"Gửi nhà **{paper.family.name}**")
    if paper.family.next_visit:
        lines.append(f"Hẹn thăm lại: **{paper.family.next_visit:%d/%m/%Y}**")
    return [set_text(line, size, width) for line in lines]


def family_parts(paper: HandoutPaper, style: Style) -> list[Part]:
    """A line or two above the foot; nothing when the paper is for everybody."""
    size = min(style.help_text * 1.1, 14 * max(1.0, style.scale))
    texts = family_texts(paper, size, style.inner / 2 - 2)
    if not texts:
        return []
    places = (style.margin, style.margin + style.inner / 2 + 2)
    height = max(text.height for text in texts) + style.scale

    def draw(sheet: HandoutSheet, y: float, high: float) -> None:
        for text, left in zip(texts, places, strict=False):
            text.draw(sheet, left, y + (high - text.height) / 2)

    return [Part(height=height, draw=draw, before=style.gap * 0.8, personal=True)]

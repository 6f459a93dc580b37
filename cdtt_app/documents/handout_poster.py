"""The handout as a poster: A3, to be read from where people stand."""

from cdtt_app.documents.handout_a4 import Column, column
from cdtt_app.documents.handout_paper import HandoutPaper
from cdtt_app.documents.handout_style import A3


def poster(paper: HandoutPaper) -> Column:
    """On A3, half as large again as A4."""
    return column(paper, A3)

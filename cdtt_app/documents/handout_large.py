"""The handout in large print: 20 points, one idea under the other."""

from cdtt_app.documents.handout_a4 import Column, column
from cdtt_app.documents.handout_paper import HandoutPaper
from cdtt_app.documents.handout_style import LARGE


def large(paper: HandoutPaper) -> Column:
    """On A4 for old eyes; what does not fit goes overleaf rather than below 18 points."""
    return column(paper, LARGE)

"""The papers of an evening in one file: the list to walk by first, then the visit sheets in its order."""

from collections.abc import Sequence

from cdtt_app.documents.run_sheet_pdf import RunSheet, draw_run_sheet, run_sheet_pdf
from cdtt_app.documents.sheet import Sheet
from cdtt_app.documents.visit_sheet import VisitSheet
from cdtt_app.documents.visit_sheet_pdf import draw_visit_sheet, visit_sheet_pdf


def evening_pdf(run: RunSheet | None, sheets: Sequence[VisitSheet]) -> bytes:
    """The list, if there is one, and the sheets, if there are any. Raises ValueError for neither."""
    if run is None:
        return visit_sheet_pdf(sheets)
    if not sheets:
        return run_sheet_pdf(run)
    paper = Sheet(f"Giấy đi thăm {run.day:%d/%m/%Y}")
    draw_run_sheet(paper, run)
    for value in sheets:
        paper.next_page()
        draw_visit_sheet(paper, value)
    return paper.finish()

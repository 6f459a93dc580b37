"""500 personal handouts of A4, beside the same text and modules drawn with nothing but reportlab."""

import time
import tracemalloc
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from cdtt_app.documents.fonts import REGULAR, register_font
from cdtt_app.documents.handout_paper import FamilyLine, HandoutCancelledError, HandoutPaper, HouseholdCode
from cdtt_app.documents.handout_pdf import handout_pdf
from cdtt_app.documents.qr import dark_runs, matrix
from cdtt_app.domain.handout_text import Layout
from cdtt_app.domain.short_code import code_of
from tests.benchmarks.figure import Figure
from tests.documents.handout_samples import paper_of, real_handouts
from tests.documents.layout import letters

PAGES = 500
_TRIES = 3
_MM = 72 / 25.4
_FIELD = 25.4


class _Line(NamedTuple):
    x: float
    y: float
    text: str


def measure() -> Iterator[Figure]:
    """Pages a second on one core, both in turn; memory; how long a cancelled batch still takes."""
    papers = _papers()
    lines = _lines(handout_pdf(papers[:1], Layout.A4))
    pairs = [(_seconds(papers), _bare_seconds(papers, lines)) for _ in range(_TRIES)]
    mine, bare = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    yield Figure(
        what=f"{PAGES} personal A4 handouts, each with its code read again",
        value=PAGES / mine,
        unit="page/s",
        baseline=PAGES / bare,
        baseline_name="reportlab alone, nothing read again",
        target=100,
        absolute=True,
        at_least=True,
    )
    small, large = _peak(papers[:100]), _peak(papers)
    yield Figure(
        what=f"memory of {PAGES} handouts beside 100",
        value=large,
        unit="MB",
        baseline=small,
        baseline_name="100 handouts",
        target=30,
        absolute=True,
    )
    yield Figure(what="a batch that is cancelled", value=_longest_stop(papers), unit="s", target=1, absolute=True)


def _papers() -> list[HandoutPaper]:
    handout = real_handouts()["lua_dao"]
    return [
        paper_of(
            handout,
            family=FamilyLine(name=f"ông Hoàng Văn Số {number}"),
            code=HouseholdCode(code=code_of(str(number)), address=f"https://so.example.vn/h/{code_of(str(number))}"),
        )
        for number in range(PAGES)
    ]


def _seconds(papers: Sequence[HandoutPaper]) -> float:
    begun = time.perf_counter()
    handout_pdf(papers, Layout.A4)
    return time.perf_counter() - begun


def _lines(pdf: bytes) -> list[_Line]:
    """The text of the page, line by line, where it stands."""
    found: list[_Line] = []
    for letter in letters(pdf)[0]:
        last = found[-1] if found else None
        if last and abs(last.y - letter.bottom) < 1.5 and letter.text:
            found[-1] = last._replace(text=last.text + letter.text)
        else:
            found.append(_Line(letter.left, letter.bottom, letter.text))
    return found


def _bare_seconds(papers: Sequence[HandoutPaper], lines: Sequence[_Line]) -> float:
    """The same lines, and the modules of both codes, which are made before the clock runs."""
    register_font(REGULAR)
    page = list(dark_runs(matrix("https://tinnhiemmang.vn")))
    codes = [list(dark_runs(matrix(paper.code.payload))) for paper in papers if paper.code]
    begun = time.perf_counter()
    canvas = Canvas(BytesIO(), initialFontName=REGULAR, pageCompression=1)
    for code in codes:
        canvas.setFont(REGULAR, 12)
        for line in lines:
            canvas.drawString(line.x * _MM, (297 - line.y) * _MM, line.text)
        for left, runs in ((120, page), (160, code)):
            path = canvas.beginPath()
            side = _FIELD / 25 * _MM
            for run in runs:
                path.rect(left * _MM + run.column * side, 200 - run.row * side, run.length * side, side)
            canvas.drawPath(path, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return time.perf_counter() - begun


def _peak(papers: Sequence[HandoutPaper]) -> float:
    tracemalloc.start()
    handout_pdf(papers, Layout.A4)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def _longest_stop(papers: Sequence[HandoutPaper]) -> float:
    """From the wish to stop until it has stopped, at the beginning, in the middle and at the last page."""
    return max(_stop(papers, after) for after in (1, len(papers) // 2, len(papers) - 1))


def _stop(papers: Sequence[HandoutPaper], after: int) -> float:
    asked: list[float] = []

    def progress(done: int, _of: int) -> None:
        if done >= after and not asked:
            asked.append(time.perf_counter())

    try:
        handout_pdf(papers, Layout.A4, cancelled=lambda: bool(asked), progress=progress)
    except HandoutCancelledError:
        return time.perf_counter() - asked[0]
    return float("inf")

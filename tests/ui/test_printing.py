import stat
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from cdtt_app.documents.preview import PdfPages
from cdtt_app.ui import printing, printing_cups, printing_windows
from cdtt_app.ui.printing_choice import (
    PageRangeError,
    PrintChoice,
    PrintError,
    PrintJob,
    make_job,
    page_numbers,
    page_ranges,
)
from cdtt_app.ui.tasks import StoppedError
from tests.documents.papers import code_text, paper, poster
from tests.documents.rendering import picture, read_codes

pytestmark = pytest.mark.usefixtures("qapp")

CHOICE = PrintChoice(printer="VillagePDF", title="Tờ thử")


def _job(pdf: bytes, choice: PrintChoice = CHOICE) -> PrintJob:
    with PdfPages(pdf) as pages:
        return make_job(pdf, choice, pages.count, pages.size_mm(0))


def _silent(_done: int, _total: int) -> None:
    pass


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", (1, 2, 3, 4, 5)),
        (" , ", (1, 2, 3, 4, 5)),
        ("1-3,5", (1, 2, 3, 5)),
        ("5, 1 - 2; 2", (1, 2, 5)),
        ("4\u20135", (4, 5)),
        ("3", (3,)),
    ],
)
def test_pages_are_read_as_people_type_them(typed: str, pages: tuple[int, ...]) -> None:
    assert page_numbers(typed, 5) == pages


@pytest.mark.parametrize(
    ("typed", "count", "said"),
    [
        ("3-1", 5, "“3-1” ngược thứ tự. Hãy gõ số nhỏ trước: 1-3."),
        ("abc", 5, "“abc” không phải số trang. Hãy gõ như 1-3,5, hoặc để trống để in cả tờ."),
        ("9", 2, "Tờ này có trang 1 đến 2, không có trang 9. Hãy gõ lại số trang."),
        ("2", 1, "Tờ này chỉ có 1 trang, không có trang 2. Hãy gõ lại số trang."),
        ("0-1", 2, "Tờ này có trang 1 đến 2, không có trang 0. Hãy gõ lại số trang."),
        ("1-", 5, "“1-” không phải số trang. Hãy gõ như 1-3,5, hoặc để trống để in cả tờ."),
        ("-o raw", 5, "“-o raw” không phải số trang. Hãy gõ như 1-3,5, hoặc để trống để in cả tờ."),
        ("1-99999", 5, "Tờ này có trang 1 đến 5, không có trang 99999. Hãy gõ lại số trang."),
        ("999999999999", 5, "“999999999999” không phải số trang. Hãy gõ như 1-3,5, hoặc để trống để in cả tờ."),
    ],
)
def test_pages_typed_wrongly_are_refused_in_a_sentence(typed: str, count: int, said: str) -> None:
    with pytest.raises(PageRangeError) as refused:
        page_numbers(typed, count)
    assert str(refused.value) == said


def test_ranges_for_cups_rise_and_do_not_overlap() -> None:
    assert page_ranges((1, 2, 3, 5)) == "1-3,5"
    assert page_ranges((2,)) == "2"
    assert page_ranges(page_numbers("7,3-4,1,3", 8)) == "1,3-4,7"


def test_lp_is_told_everything_that_was_chosen() -> None:
    choice = PrintChoice(printer="HP", copies=3, pages="2,1-2", duplex=True, grey=True, title="Tờ thử")
    words = printing_cups.arguments(_job(paper(3), choice))
    assert words[:6] == ("-d", "HP", "-n", "3", "-t", "Tờ thử")
    assert words[6:8] == ("-P", "1-2")
    assert set(words[9::2]) == {"media=A4", "sides=two-sided-long-edge", "collate=true", "print-color-mode=monochrome"}


def test_a_whole_paper_is_sent_without_pages_and_on_one_side() -> None:
    words = printing_cups.arguments(_job(paper(2)))
    assert "-P" not in words
    assert "sides=one-sided" in words
    assert "print-color-mode=monochrome" not in words


def test_a_lying_paper_turns_over_its_short_edge() -> None:
    choice = PrintChoice(printer="HP", duplex=True)
    assert "sides=two-sided-short-edge" in printing_cups.arguments(_job(paper(2, landscape=True), choice))


def test_a_poster_goes_on_a3_or_is_made_smaller() -> None:
    large = printing_cups.arguments(_job(poster(), PrintChoice(printer="HP", a3=True)))
    small = printing_cups.arguments(_job(poster(), PrintChoice(printer="HP", a3=False)))
    assert "media=A3" in large
    assert "fit-to-page" not in large
    assert {"media=A4", "fit-to-page"} <= set(small)


def _lp(folder: Path, lines: str) -> str:
    """A program that stands where `lp` stands."""
    path = folder / "lp"
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_the_whole_paper_goes_through_the_pipe(tmp_path: Path) -> None:
    pdf = paper(60)
    printing_cups.send(_job(pdf), _silent, _lp(tmp_path, f"cat > {tmp_path}/got"))
    assert (tmp_path / "got").read_bytes() == pdf


def test_a_refusal_of_the_queue_is_told(tmp_path: Path) -> None:
    program = _lp(tmp_path, "cat > /dev/null; echo 'lp: Error - no paper tray.' >&2; exit 1")
    with pytest.raises(PrintError) as refused:
        printing_cups.send(_job(paper(1)), _silent, program)
    assert str(refused.value).startswith("Máy in không nhận tờ này (Error - no paper tray.). Hãy chọn máy in khác")


def test_a_machine_without_lp_says_so(tmp_path: Path) -> None:
    with pytest.raises(PrintError, match="cups-client"):
        printing_cups.send(_job(paper(1)), _silent, str(tmp_path / "lp"))


def test_a_queue_that_does_not_answer_can_be_left(tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        printing_cups.send(_job(paper(1)), stop, _lp(tmp_path, "exec sleep 30"))


def test_a_queue_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing_cups, "_SLICES", 2)
    with pytest.raises(PrintError, match="không trả lời"):
        printing_cups.send(_job(paper(1)), _silent, _lp(tmp_path, "exec sleep 30"))


def test_a_printer_that_has_gone_is_told() -> None:
    with pytest.raises(PrintError) as refused:
        printing.print_pdf(paper(1), PrintChoice(printer="Máy đã tháo"))
    assert str(refused.value) == "Máy in “Máy đã tháo” không còn trên máy này. Hãy chọn máy in khác, hoặc lưu PDF."


def test_what_is_no_paper_is_not_printed() -> None:
    with pytest.raises(PrintError, match="không đọc được"):
        printing.print_pdf(b"torn", CHOICE)


def _drawn(job: PrintJob, path: Path) -> bytes:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printing_windows.set_up(printer, job)
    steps: list[tuple[int, int]] = []
    printing_windows.draw(printer, job, lambda done, total: steps.append((done, total)))
    assert steps == [(n, len(job.pages)) for n in range(len(job.pages))]
    return path.read_bytes()


def test_pages_drawn_for_windows_can_be_read_again(tmp_path: Path) -> None:
    choice = PrintChoice(printer="HP", pages="1,3", grey=True)
    printed = _drawn(_job(paper(3), choice), tmp_path / "out.pdf")
    with PdfPages(printed) as pages:
        assert pages.count == 2
        assert pages.size_mm(0) == pytest.approx((210, 297), abs=1)
    assert [read_codes(picture(printed, 150, page)) for page in range(2)] == [[code_text(1)], [code_text(3)]]


def test_pages_drawn_for_windows_keep_their_true_size(tmp_path: Path) -> None:
    printed = _drawn(_job(paper(1), PrintChoice(printer="HP", grey=True)), tmp_path / "out.pdf")
    ours, theirs = (picture(pdf, 254).point(lambda grey: 255 if grey < 128 else 0) for pdf in (printed, paper(1)))
    assert ours.getbbox() == pytest.approx(theirs.getbbox(), abs=6)  # tenths of a millimetre


def test_a_lying_paper_lies_and_a_poster_is_made_smaller(tmp_path: Path) -> None:
    lying = _drawn(_job(paper(1, landscape=True)), tmp_path / "lying.pdf")
    small = _drawn(_job(poster(), PrintChoice(printer="HP", a3=False)), tmp_path / "small.pdf")
    for printed, size in ((lying, (297, 210)), (small, (210, 297))):
        with PdfPages(printed) as pages:
            assert pages.size_mm(0) == pytest.approx(size, abs=1)
        assert read_codes(picture(printed, 150)) == [code_text(1)]


def test_a_poster_keeps_its_shape_on_a_smaller_sheet(tmp_path: Path) -> None:
    small = _drawn(_job(poster(), PrintChoice(printer="HP", a3=False)), tmp_path / "small.pdf")
    large, little = (picture(pdf, 254).point(lambda grey: 255 if grey < 128 else 0) for pdf in (poster(), small))
    wanted = [edge * 210 / 297 for edge in large.getbbox() or ()]
    assert little.getbbox() == pytest.approx(wanted, abs=6)


def test_printing_pictures_can_be_stopped_between_pages(tmp_path: Path) -> None:
    job = _job(paper(3))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printing_windows.set_up(printer, job)

    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise StoppedError

    with pytest.raises(StoppedError):
        printing_windows.draw(printer, job, stop)


def test_a_printer_that_takes_nothing_is_told(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "folder" / "out.pdf"))
    with pytest.raises(PrintError, match="không nhận"):
        printing_windows.draw(printer, _job(paper(1)), _silent)

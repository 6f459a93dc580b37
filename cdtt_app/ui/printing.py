"""Printing a finished PDF: which printers there are, and sending it to one. Slow: never on the screen's thread."""

import os
from collections.abc import Callable

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from cdtt_app.documents.preview import PdfPages, UnreadablePdfError
from cdtt_app.ui import printing_cups, printing_windows
from cdtt_app.ui.printing_choice import PrintChoice, Printer, PrintError, make_job


def printers() -> tuple[Printer, ...]:
    """The printers of this machine, the usual one first; none where CUPS is missing or asleep."""
    found = [_described(QPrinterInfo.printerInfo(name)) for name in QPrinterInfo.availablePrinterNames()]
    return tuple(sorted(found, key=lambda each: (not each.default, each.words)))


def print_pdf(
    pdf: bytes,
    choice: PrintChoice,
    report: Callable[[int, int], None] = lambda _done, _total: None,
    *,
    as_pictures: bool = os.name == "nt",
) -> None:
    """Hand the paper to the printer; raises PrintError with a sentence, or what `report` raises to stop the work."""
    try:
        with PdfPages(pdf) as pages:
            job = make_job(pdf, choice, pages.count, pages.size_mm(0))
    except UnreadablePdfError as error:
        raise PrintError(str(error)) from error
    if choice.printer not in QPrinterInfo.availablePrinterNames():  # QPrinter would write a PDF file instead
        raise PrintError(f"Máy in “{choice.printer}” không còn trên máy này. Hãy chọn máy in khác, hoặc lưu PDF.")
    if as_pictures:
        printing_windows.send(job, report)
    else:
        printing_cups.send(job, report)


def _described(info: QPrinterInfo) -> Printer:
    words = info.description() or info.printerName()
    if info.state() == QPrinter.PrinterState.Error:
        words += " (đang dừng)"
    sizes = {size.id() for size in info.supportedPageSizes()}
    two_sided = {QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexAuto}
    return Printer(
        name=info.printerName(),
        words=words,
        default=info.isDefault(),
        duplex=bool(two_sided & set(info.supportedDuplexModes())),
        colour=QPrinter.ColorMode.Color in info.supportedColorModes(),
        a3=QPageSize.PageSizeId.A3 in sizes,
    )

"""Printing where pictures of the pages are the dependable way: on Windows, which has no silent way to print a PDF."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from cdtt_app.documents.preview import PdfPages
from cdtt_app.ui.page_image import as_qimage
from cdtt_app.ui.printing_choice import PrintError, PrintJob

_DPI: Final = 300
_INCH: Final = 25.4
_REFUSED: Final = "Máy in không nhận tờ này. Hãy xem máy in đã bật và có giấy chưa, rồi in lại, hoặc lưu PDF để in sau."
_SHEETS: Final = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}


def send(job: PrintJob, report: Callable[[int, int], None]) -> None:
    """Draw the job on its printer; raises PrintError, or what `report` raises to stop it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(job.choice.printer)
    set_up(printer, job)
    draw(printer, job, report)


def set_up(printer: QPrinter, job: PrintJob) -> None:
    """The paper and the way it is printed."""
    choice = job.choice
    printer.setResolution(_DPI)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(_SHEETS[job.sheet]))
    printer.setDocName(choice.title or "CDTT")
    printer.setCopyCount(choice.copies)
    printer.setCollateCopies(True)
    printer.setColorMode(QPrinter.ColorMode.GrayScale if choice.grey else QPrinter.ColorMode.Color)
    edge = QPrinter.DuplexMode.DuplexShortSide if job.landscape else QPrinter.DuplexMode.DuplexLongSide
    printer.setDuplex(edge if choice.duplex else QPrinter.DuplexMode.DuplexNone)


def draw(printer: QPrinter, job: PrintJob, report: Callable[[int, int], None]) -> None:
    """Page after page; a stop between two pages takes the job back. Raises PrintError."""
    with PdfPages(job.pdf) as pages:
        painter = QPainter()
        try:
            for nth, number in enumerate(job.pages):
                report(nth, len(job.pages))
                _next_sheet(printer, painter, pages.size_mm(number - 1), first=nth == 0)
                _draw_page(printer, painter, pages, number - 1, grey=job.choice.grey)
        except BaseException:
            if painter.isActive():
                printer.abort()
            raise
        finally:
            if painter.isActive():
                painter.end()


def _next_sheet(printer: QPrinter, painter: QPainter, size_mm: tuple[float, float], *, first: bool) -> None:
    lying = size_mm[0] > size_mm[1]
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)
    begun = painter.begin(printer) if first else printer.newPage()
    if not begun:
        raise PrintError(_REFUSED)


def _draw_page(printer: QPrinter, painter: QPainter, pages: PdfPages, page: int, *, grey: bool) -> None:
    """In its true size, so that square codes stay as large as promised; smaller only if the sheet is."""
    dots = printer.resolution() / _INCH
    width, height = pages.size_mm(page)
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    scale = min(1.0, sheet.width() / (width * dots), sheet.height() / (height * dots))
    if scale > 0.99:  # rounded paper sizes
        scale = 1.0
    image = as_qimage(pages.image(page, round(width / _INCH * _DPI), grey=grey))
    painter.drawImage(QRectF(0, 0, width * dots * scale, height * dots * scale), image)

"""Printing where CUPS is: the PDF goes to `lp` as it is, through a pipe, so that no copy of it stays in a folder."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QProcess

from cdtt_app.ui.printing_choice import PrintError, PrintJob, page_ranges

_STARTS_WITHIN: Final = 5_000  # milliseconds
_SLICE: Final = 200
_SLICES: Final = 300  # a minute: by then any queue on this machine has answered
_NO_LP: Final = "Máy này thiếu phần gửi giấy tới máy in (gói cups-client). Hãy bấm “Lưu PDF” rồi mang sang máy khác in."
_SILENT: Final = "Máy in không trả lời. Hãy xem máy in đã bật và nối dây chưa, rồi in lại."


def arguments(job: PrintJob) -> tuple[str, ...]:
    """The words for `lp`."""
    choice = job.choice
    edge = "short" if job.landscape else "long"
    options = [
        f"media={job.sheet}",
        f"sides=two-sided-{edge}-edge" if choice.duplex else "sides=one-sided",
        "collate=true",
    ]
    if choice.grey:
        options.append("print-color-mode=monochrome")
    if job.shrink:
        options.append("fit-to-page")
    words = ["-d", choice.printer, "-n", str(choice.copies), "-t", choice.title or "CDTT"]
    if not job.all_pages:
        words += ["-P", page_ranges(job.pages)]
    for option in options:
        words += ["-o", option]
    return tuple(words)


def send(job: PrintJob, report: Callable[[int, int], None], program: str = "lp") -> None:
    """Hand the job to the queue; raises PrintError, or what `report` raises to stop it before that."""
    process = QProcess()
    process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
    process.start(program, list(arguments(job)))
    if not process.waitForStarted(_STARTS_WITHIN):
        raise PrintError(_NO_LP)
    try:
        process.write(job.pdf)
        process.closeWriteChannel()
        _wait(process, report)
    finally:
        if process.state() != QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(_STARTS_WITHIN)
    if process.exitStatus() != QProcess.ExitStatus.NormalExit or process.exitCode() != 0:
        raise PrintError(_refused(bytes(process.readAll().data()).decode(errors="replace")))


def _wait(process: QProcess, report: Callable[[int, int], None]) -> None:
    for _slice in range(_SLICES):
        if process.waitForFinished(_SLICE) or process.state() == QProcess.ProcessState.NotRunning:
            return
        report(0, 0)
    raise PrintError(_SILENT)


def _refused(said: str) -> str:
    line = next((line.strip() for line in said.splitlines() if line.strip()), "không rõ vì sao")
    return f"Máy in không nhận tờ này ({line.removeprefix('lp: ')}). Hãy chọn máy in khác, hoặc lưu PDF để in sau."

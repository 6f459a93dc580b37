"""Where the letters of a PDF stand, read back by another program than the one that wrote them."""

import shutil
import subprocess
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

MM = 25.4 / 72
BASES = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, in millimetres from the left and the top."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def letters(pdf: bytes) -> list[list[Letter]]:
    """The visible letters of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for page in document:
            high, text = page.get_height(), page.get_textpage()
            every = text.get_text_range()
            found = []
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                if right > left:
                    letter = every[index] if index < len(every) else ""
                    found.append(Letter(letter, left * MM, (high - top) * MM, right * MM, (high - bottom) * MM))
            pages.append(found)
        return pages
    finally:
        document.close()


def vietnamese_letters() -> list[str]:
    """The 134 letters with marks, capitals too."""
    small = [unicodedata.normalize("NFC", base + tone) for base in BASES for tone in TONES] + ["đ"]
    return [form for letter in small if not letter.isascii() for form in (letter, letter.upper())]


def outside_text(pdf: bytes, folder: Path) -> str:
    """What pdftotext reads; the test is skipped where it is not installed."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", "-layout", file, "-"], capture_output=True, check=True)
    return run.stdout.decode()


def check_structure(pdf: bytes, folder: Path) -> None:
    """Let qpdf look for faults; the test is skipped where it is not installed."""
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    run = subprocess.run(["qpdf", "--check", file], capture_output=True, check=False)
    assert run.returncode == 0, (run.stdout + run.stderr).decode()

"""What is chosen before printing, and what it means for one paper: which pages, which sheet of paper."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_ITEM: Final = re.compile(r"(\d{1,5})(?:\s*[-\u2013]\s*(\d{1,5}))?")
_A4_LONG, _A3_LONG, _SLACK = 297.0, 420.0, 6.0  # mm
MOST_COPIES: Final = 99


class PrintError(Exception):
    """Nothing, or not all, was printed; says why and what to do, in a sentence."""


class PageRangeError(PrintError):
    """The pages were typed wrongly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """A printer of this machine: its name, what a person calls it, what it can do."""

    name: str
    words: str
    default: bool = False
    duplex: bool = False
    colour: bool = True
    a3: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintChoice:
    """How to print; `pages` as typed, "1-3,5", or "" for all; `title` is what the queue shows."""

    printer: str
    copies: int = 1
    pages: str = ""
    duplex: bool = False
    grey: bool = False
    a3: bool = True  # whether the printer takes A3; an A3 paper is else made smaller
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One paper with its choice worked out: `pages` from 1, `sheet` A4 or A3, `shrink` if the paper is larger."""

    pdf: bytes
    choice: PrintChoice
    pages: tuple[int, ...]
    all_pages: bool
    sheet: str
    landscape: bool
    shrink: bool


def make_job(pdf: bytes, choice: PrintChoice, count: int, size_mm: tuple[float, float]) -> PrintJob:
    """The job for a PDF of `count` pages whose first is `size_mm`; raises PageRangeError."""
    pages = page_numbers(choice.pages, count)
    large = is_a3(size_mm)
    return PrintJob(
        pdf=pdf,
        choice=choice,
        pages=pages,
        all_pages=len(pages) == count,
        sheet="A3" if large and choice.a3 else "A4",
        landscape=size_mm[0] > size_mm[1],
        shrink=(large and not choice.a3) or max(size_mm) > _A3_LONG + _SLACK,
    )


def is_a3(size_mm: tuple[float, float]) -> bool:
    """Whether a page does not go on A4."""
    return max(size_mm) > _A4_LONG + _SLACK


def page_numbers(typed: str, count: int) -> tuple[int, ...]:
    """The pages meant, from 1, each once, in order; raises PageRangeError with a sentence."""
    items = [each.strip() for each in re.split(r"[,;]", typed) if each.strip()]
    if not items:
        return tuple(range(1, count + 1))
    return tuple(sorted({number for item in items for number in _one(item, count)}))


def _one(item: str, count: int) -> range:
    found = _ITEM.fullmatch(item)
    if found is None:
        raise PageRangeError(f"“{item}” không phải số trang. Hãy gõ như 1-3,5, hoặc để trống để in cả tờ.")
    first = int(found[1])
    last = int(found[2] or found[1])
    if first > last:
        raise PageRangeError(f"“{item}” ngược thứ tự. Hãy gõ số nhỏ trước: {last}-{first}.")
    if first < 1 or last > count:
        whole = "Tờ này chỉ có 1 trang" if count == 1 else f"Tờ này có trang 1 đến {count}"
        raise PageRangeError(f"{whole}, không có trang {last if last > count else first}. Hãy gõ lại số trang.")
    return range(first, last + 1)


def page_ranges(numbers: Iterable[int]) -> str:
    """Rising numbers as CUPS wants them: 1, 2, 3, 5 is `1-3,5`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ",".join("-".join(str(end) for end in run) for run in runs)

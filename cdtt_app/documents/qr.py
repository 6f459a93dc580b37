"""Square codes (QR) as squares, for whoever draws them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

Level = Literal["L", "M", "Q", "H"]
Matrix = tuple[tuple[bool, ...], ...]
QUIET_ZONE = 4  # modules of white on each side, without which no reader finds the code


class Run(NamedTuple):
    """Dark modules side by side, drawn as one bar so that no seam shows between them."""

    row: int
    column: int
    length: int


def matrix(text: str, level: Level = "M") -> Matrix:
    """The modules of the smallest code that holds `text`, dark ones True; raises ValueError when none does."""
    import qrcode  # here, because most starts of the program draw no code
    from qrcode.exceptions import DataOverflowError

    code = qrcode.QRCode(error_correction=_corrections()[level], border=0)
    code.add_data(text)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise ValueError("too long for a square code") from error
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def dark_runs(code: Sequence[Sequence[bool]]) -> Iterator[Run]:
    """All dark modules, row by row."""
    for row, modules in enumerate(code):
        column = 0
        for dark, group in groupby(modules):
            length = len(tuple(group))
            if dark:
                yield Run(row, column, length)
            column += length


def _corrections() -> dict[Level, int]:
    from qrcode import constants

    return {
        "L": constants.ERROR_CORRECT_L,
        "M": constants.ERROR_CORRECT_M,
        "Q": constants.ERROR_CORRECT_Q,
        "H": constants.ERROR_CORRECT_H,
    }

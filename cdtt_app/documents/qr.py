"""Square codes (QR) as squares, for whoever draws them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, cast

Level = Literal["L", "M", "Q", "H"]
Matrix = tuple[tuple[bool, ...], ...]
QUIET_ZONE = 4  # modules of white on each side, without which no reader finds the code


class Run(NamedTuple):
    """Dark modules side by side, drawn as one bar so that no seam shows between them."""

    row: int
    column: int
    length: int


def matrix(text: str, level: Level = "M") -> Matrix:
    """The modules of the smallest code that holds `text`, dark ones True; raises ValueError when none does.

    Made by one library; what reads it again (square_code_proof) is another, so that a fault of one is seen.
    """
    import qrcode  # here, because most starts of the program draw no code
    from qrcode.exceptions import DataOverflowError

    code = qrcode.QRCode(error_correction=_corrections()[level], border=0)
    code.add_data(text)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:
        raise ValueError("too long for a square code") from error
    return tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix())


def quick_matrix(text: str, level: Level = "M") -> Matrix:
    """The same some thirty times quicker, for the hundreds of codes of a batch that differ from sheet to sheet."""
    import zxingcpp

    try:
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    except (ValueError, RuntimeError) as error:
        raise ValueError("too long for a square code") from error
    image = zxingcpp.write_barcode_to_image(code, add_quiet_zones=False)
    rows, columns = image.shape
    lights = memoryview(cast("memoryview", image)).tobytes()  # it is a buffer, though its types do not say so
    return tuple(tuple(light == 0 for light in lights[row * columns : (row + 1) * columns]) for row in range(rows))


def dark_runs(code: Sequence[Sequence[bool]]) -> Iterator[Run]:
    """All dark modules, row by row."""
    for row, modules in enumerate(code):
        column = 0
        for dark, group in groupby(modules):
            length = len(tuple(group))
            if dark:
                yield Run(row, column, length)
            column += length


def code_side(code: Matrix, field: float) -> float:
    """How wide a code is with its quiet zone, when its modules alone are `field` wide."""
    return field * (len(code) + 2 * QUIET_ZONE) / len(code)


def _corrections() -> dict[Level, int]:
    from qrcode import constants

    return {
        "L": constants.ERROR_CORRECT_L,
        "M": constants.ERROR_CORRECT_M,
        "Q": constants.ERROR_CORRECT_Q,
        "H": constants.ERROR_CORRECT_H,
    }

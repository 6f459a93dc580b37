"""Numbers as Vietnam writes them: points between thousands, a comma before the decimals."""

_SWAPPED = str.maketrans(",.", ".,")


def format_number(number: float, decimals: int = 2) -> str:
    """At most that many decimals, without trailing zeros: 1234.5 gives "1.234,5"."""
    written = f"{number:,.{decimals}f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written.translate(_SWAPPED)

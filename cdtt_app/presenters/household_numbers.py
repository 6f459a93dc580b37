"""Numbers as people type them: counts, and degrees with a comma or a point."""

import re

_DEGREES = re.compile(r"-?\d{1,3}(?:[.,]\d{1,8})?", re.ASCII)
_DECIMALS = 5  # about a metre


def whole(text: str) -> int | None:
    """The count; None when nothing, or no whole number, was typed."""
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() else None


def degrees(text: str) -> float | None:
    """Degrees of latitude or longitude; None when it is no number."""
    plain = text.strip().removesuffix("°")
    return float(plain.replace(",", ".")) if _DEGREES.fullmatch(plain) else None


def degrees_text(value: float) -> str:
    """Degrees as they stand in a field: "22,59804"."""
    return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".").replace(".", ",")

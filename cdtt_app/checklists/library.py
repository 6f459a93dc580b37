"""The checklists of a folder, as text."""

from pathlib import Path


def read_builtin(folder: Path) -> tuple[tuple[str, str], ...]:
    """File names and texts of the XLSForms in `folder`, by name."""
    paths = sorted((*folder.glob("*.md"), *folder.glob("*.csv")))
    return tuple((path.name, path.read_text(encoding="utf-8")) for path in paths)

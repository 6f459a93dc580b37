"""XLSForm text for tests, from rows written as cells by column."""

import csv
import io
from collections.abc import Mapping, Sequence

Cells = Mapping[str, str]

SETTINGS: Cells = {"form_id": "thu", "version": "1", "form_title": "Thử", "subject": "person"}
AGE: Cells = {"type": "calculate", "name": "subject_age", "calculation": "''"}


def ask(type_: str, name: str, **cells: str) -> dict[str, str]:
    """A question labelled by its name; columns with `::` are given as in `label__en`."""
    written = {key.replace("__", "::"): said for key, said in cells.items()}
    return {"type": type_, "name": name, "label": f"Câu {name}", **written}


def choices(list_name: str, *names: str) -> list[dict[str, str]]:
    """A list whose choices are labelled by their names."""
    return [{"list_name": list_name, "name": name, "label": f"Chọn {name}"} for name in names]


def form(*survey: Cells, listed: Sequence[Cells] = (), settings: Cells | None = None) -> str:
    """The form as Markdown tables."""
    lines = []
    for sheet, rows in _sheets(survey, listed, settings):
        lines.append(f"| {sheet} |")
        lines += ["| | " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def csv_form(*survey: Cells, listed: Sequence[Cells] = (), settings: Cells | None = None) -> str:
    """The same form as CSV."""
    text = io.StringIO()
    writer = csv.writer(text)
    for sheet, rows in _sheets(survey, listed, settings):
        writer.writerow([sheet])
        writer.writerows(["", *row] for row in rows)
    return text.getvalue()


def _sheets(
    survey: Sequence[Cells], listed: Sequence[Cells], settings: Cells | None
) -> list[tuple[str, list[list[str]]]]:
    named = (("survey", survey), ("choices", listed), ("settings", [{**SETTINGS, **(settings or {})}]))
    return [(name, _table(rows)) for name, rows in named if rows]


def _table(rows: Sequence[Cells]) -> list[list[str]]:
    heads = list(dict.fromkeys(head for row in rows for head in row))
    return [heads, *([row.get(head, "") for head in heads] for row in rows)]

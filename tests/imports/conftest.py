from collections.abc import Callable, Mapping

import pytest

from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.register_types import RegisterFile
from cdtt_app.imports.register_xlsx import read_register
from tests.imports.register_files import TODAY, Read


@pytest.fixture
def read() -> Read:
    """Read a register on the day of the tests."""

    def _read(
        data: bytes,
        *,
        mapping: Mapping[str, Field] | None = None,
        sheet: str | None = None,
        keep_children: bool = False,
    ) -> RegisterFile:
        return read_register(
            data, file_name="so-ho.xlsx", today=TODAY, mapping=mapping, sheet=sheet, keep_children=keep_children
        )

    return _read


@pytest.fixture
def report_of(read: Read) -> Callable[[bytes, int], tuple[str, str]]:
    """Status and joined sentences of one row, by Excel's number."""

    def _report(data: bytes, row: int) -> tuple[str, str]:
        found = next(report for report in read(data).rows if report.row == row)
        return found.status.value, " ".join(found.sentences)

    return _report

"""What reading a household register gives: households to agree to, and what was made of every row."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cdtt_app.imports.legacy_encodings import Encoding
from cdtt_app.imports.register_columns import Field


class RowStatus(StrEnum):
    """What was made of one row."""

    UNDERSTOOD = "understood"
    CHANGED = "changed"  # understood, and something was written differently: capitals, an old font, a lost 0
    DOUBTFUL = "doubtful"  # taken, but a person should look
    SKIPPED = "skipped"  # no household or person in it: titles, totals, signatures
    DOUBLE = "double"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReport:
    """One row of the file; `row` is the number Excel shows, `label` the name understood (never a child's)."""

    row: int
    status: RowStatus
    label: str = ""
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterColumn:
    """One column: what it is taken for (None: not understood) or why it is refused; a refused one shows no samples."""

    letter: str
    header: str
    field: Field | None
    refused: str = ""
    encoding: Encoding = Encoding.UNICODE
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPerson:
    """Somebody of a household, as the file tells; `birth_text` is the birth as it was written."""

    row: int
    name: str
    relation: str = ""
    birth_year: int | None = None
    birth_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterHousehold:
    """A household as the file tells; the head is the first of its people, under-16s are counted and not named.

    Two files with the same content give the same `fingerprint`, wherever the rows stand and however they are written.
    """

    row: int
    fingerprint: str
    head_name: str
    code: str = ""
    hamlet: str = ""
    cluster: str = ""
    address: str = ""
    phone: str = ""
    digital_address: str = ""
    note: str = ""
    member_count: int | None = None
    children_count: int | None = None  # None: the file does not tell everybody's birth
    people: tuple[RegisterPerson, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterDouble:
    """A household left out because the one at `same_as_row` is taken for the same."""

    household: RegisterHousehold
    same_as_row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFile:
    """A register read and understood as far as it goes; nothing has been written anywhere.

    `problems` says what keeps the sheet from being read at all (then there are no households). `hamlet_hint` is the
    hamlet named in the title or by the sheet, to offer where no column tells it. `other_sheets` look like registers
    too and were not read.
    """

    file_name: str
    sheet: str
    other_sheets: tuple[str, ...]
    header_rows: tuple[int, ...]
    signature: str
    columns: tuple[RegisterColumn, ...]
    encoding: Encoding
    households: tuple[RegisterHousehold, ...]
    doubles: tuple[RegisterDouble, ...]
    rows: tuple[RowReport, ...]
    problems: tuple[str, ...] = ()
    hamlet_hint: str = ""

    @property
    def counts(self) -> Mapping[RowStatus, int]:
        """How many rows of each status; every status is there."""
        found = Counter(report.status for report in self.rows)
        return {status: found[status] for status in RowStatus}

    @property
    def mapping(self) -> Mapping[str, Field]:
        """The mapping in use, by header: what to remember under `signature`."""
        return {c.header: c.field for c in self.columns if c.field is not None and not c.refused}

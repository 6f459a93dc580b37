"""One row of the table of fields: how a field is called, said and asked about, alone or with others."""

from dataclasses import dataclass

from cdtt_app.domain.consent import Purpose
from cdtt_app.presenters.field_values import Say, say_plain


@dataclass(frozen=True, slots=True)
class FieldWords:
    """`name` and `ask` may hold {who} and {what}, the changing parts of a path; {} in `ask` is the name."""

    name: str
    say: Say = say_plain
    ask: str = "{} nào đúng?"
    fixed: bool = False  # nobody sets it back by hand
    told: bool = True  # worth saying when the record is new
    purpose: Purpose | None = None  # shown only while the household agrees to this


@dataclass(frozen=True, slots=True)
class Together:
    """Fields that mean something only as one person wrote them: shown, asked and taken back as one."""

    name: str
    fields: tuple[str, ...]
    between: str
    ask: str = "{} nào đúng?"

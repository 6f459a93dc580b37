"""Vietnamese text in one place: folding, typing slips, order, names, phone numbers, dates and numbers."""

from cdtt_app.domain.vietnamese.dates import format_date, format_date_long, parse_date
from cdtt_app.domain.vietnamese.names import given_name, initials, tidy_name
from cdtt_app.domain.vietnamese.numbers import format_number
from cdtt_app.domain.vietnamese.order import collation_key, sort_key
from cdtt_app.domain.vietnamese.phones import format_phone, parse_phone
from cdtt_app.domain.vietnamese.text import fold, nfc
from cdtt_app.domain.vietnamese.typing_slips import search_words

__all__ = [
    "collation_key",
    "fold",
    "format_date",
    "format_date_long",
    "format_number",
    "format_phone",
    "given_name",
    "initials",
    "nfc",
    "parse_date",
    "parse_phone",
    "search_words",
    "sort_key",
    "tidy_name",
]

"""Households of the practice hamlet, for the pages."""

from cdtt_app.domain.household import Household
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import household_by_code


def home(db: Database, code: str) -> Household:
    """The practice household of this code."""
    found = household_by_code(db, code)
    assert found is not None
    return found

"""How the shared SQL reaches a database: the few things that the two stores do each in its own way."""

from collections.abc import Sequence
from typing import Any, Protocol

Row = tuple[Any, ...]


class Statements(Protocol):
    """One transaction of one database; values are marked by `?`, whatever the driver likes. All raise StoreError."""

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a question."""

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Change something; how many rows it was."""

    def run_many(self, sql: str, values: Sequence[Sequence[object]]) -> int:
        """The same change for each of many rows; how many rows it was."""

    def insert(self, table: str, columns: str, rows: Sequence[Sequence[object]]) -> None:
        """Put in many rows as fast as the database can."""

    def among(self, column: str) -> str:
        """The condition that a column is one of several texts, bound by one `?` to `listed`."""

    def listed(self, texts: Sequence[str]) -> object:
        """Several texts as one value."""

    def locked(self, sql: str) -> str:
        """A question whose rows are locked until the transaction ends, if it is one that writes."""

    def hold(self, name: str, /) -> bool:
        """Wait for whoever else holds this name, for a row that is not there yet; False where nobody can."""

    def go_on_from(self, table: str, column: str, number: int, /) -> None:
        """Let the numbers that the database gives out itself go on behind this one."""


class Tables:
    """A part of a transaction: some tables behind the statements."""

    def __init__(self, statements: Statements) -> None:
        self._db = statements

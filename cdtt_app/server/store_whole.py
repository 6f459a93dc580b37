"""Tables as wholes, for restoring a backup; the SQL of both stores."""

from collections.abc import Sequence

from cdtt_app.server.statements import Tables


class WholeTables(Tables):
    """Any table, by its name: only names from our own schema come here."""

    def clear(self, table: str) -> None:
        """Take all rows out."""
        self._db.run(f"DELETE FROM {table}")

    def fill(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Put rows in as they are."""
        self._db.insert(table, ", ".join(columns), rows)

    def number_machines_from(self, replica: int) -> None:
        """Give the next machine a number beyond this one."""
        for table, column, last in (("device", "replica", replica), ("act", "number", self._last_act())):
            self._db.go_on_from(table, column, last)

    def _last_act(self) -> int:
        ((last,),) = self._db.rows("SELECT coalesce(max(number), 0) FROM act")
        return int(last)

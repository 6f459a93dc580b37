"""What officers did, and which hamlets name which attachments; the SQL of both stores."""

from collections.abc import Iterable, Sequence

from cdtt_app.server.statements import Tables
from cdtt_app.server.store import Done


class NoteTables(Tables):
    """The tables act and file."""

    def note_act(self, act: Done) -> None:
        """Keep what was done, for ever."""
        self._db.run(
            "INSERT INTO act (at, replica, act, about) VALUES (?, ?, ?, ?)", (act.at, act.replica, act.act, act.about)
        )

    def acts(self, most: int) -> list[Done]:
        """The last things done, the newest first."""
        rows = self._db.rows("SELECT at, replica, act, about FROM act ORDER BY number DESC LIMIT ?", (most,))
        return [Done(at=at, replica=replica, act=act, about=about) for at, replica, act, about in rows]

    def name_files(self, named: Iterable[tuple[str, str]]) -> None:
        """Remember that a hamlet's records name files: pairs of file and hamlet."""
        self._db.run_many("INSERT INTO file (sha256, scope) VALUES (?, ?) ON CONFLICT DO NOTHING", sorted(set(named)))

    def names_of(self, sha256: str) -> Sequence[str]:
        """The hamlets whose records name a file."""
        return [scope for (scope,) in self._db.rows("SELECT scope FROM file WHERE sha256 = ?", (sha256,))]

"""The protocol's state machine on both databases: 200 stories, always the same; other ones by `make torture`."""

from pathlib import Path

from tests.journeys.sync.play import play_on_postgres, play_on_sqlite


def test_no_story_breaks_a_promise_on_sqlite(tmp_path: Path) -> None:
    play_on_sqlite(tmp_path)


def test_no_story_breaks_a_promise_on_postgres(tmp_path: Path) -> None:
    play_on_postgres(tmp_path)

"""The whole program on a practice profile, for tests that live an evening."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtTest import QTest

from cdtt_app.storage.households import household_by_code
from cdtt_app.ui.evening import Evening
from cdtt_app.ui.program import Program
from cdtt_app.ui.widgets.skills_matrix import SkillsMatrix
from tests.ui.conftest import clear_windows


def open_program(folder: Path) -> Program:
    """The program with its window in front and the practice hamlet open."""
    program = Program(Namespace(command="app", practice=True, profile=folder, smoke=False))
    program.window.resize(1366, 690)
    assert program.open()
    program.window.activateWindow()
    assert QTest.qWaitForWindowActive(program.window)
    return program


@contextmanager
def running(folder: Path) -> Iterator[Program]:
    """The same, closed at the end."""
    program = open_program(folder)
    try:
        yield program
    finally:
        program.close()
        clear_windows(program.app)


def begin_visit(program: Program, code: str, levels: str) -> None:
    """Open the visit of a household and type levels for its first person."""
    home = household_by_code(program.desk().db, code)
    assert home is not None
    program.desk().ways.start_visit(home.id)
    QTest.qWait(50)
    matrix = next(found for found in program.window.findChildren(SkillsMatrix) if found.isVisible())
    matrix.setFocus()
    Evening(program, Path()).write(levels)

"""Importing a register of 10,000 households from xlsx, against writing the same records with raw encrypted SQL."""

import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl

from cdtt_app.domain.household import Household
from cdtt_app.domain.person import Person
from cdtt_app.imports.register_xlsx import read_register
from cdtt_app.services.import_register import apply_import, plan_import
from cdtt_app.storage.connection import connect
from cdtt_app.storage.profile import Profile, create
from cdtt_app.storage.questions import where
from cdtt_app.storage.rows import columns, to_row
from tests.benchmarks.figure import Figure
from tests.benchmarks.village import invented_name

HOUSEHOLDS = 10_000


def measure() -> Iterator[Figure]:
    """One row per household, as most communes keep it."""
    data = _register()
    begun = time.perf_counter()
    file = read_register(data, file_name="so-ho.xlsx", today=date(2026, 11, 24))
    read = time.perf_counter() - begun
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        db = create(Profile(Path(folder) / "p"), None).db
        begun = time.perf_counter()
        apply_import(db, plan_import(db, file, hamlet="Bản Giòng"))
        written = time.perf_counter() - begun
        raw = _raw(Path(folder) / "raw.db", where(db, Household), where(db, Person))
        begun = time.perf_counter()
        again = plan_import(db, file, hamlet="Bản Giòng")
        second = time.perf_counter() - begun
        db.close()
    assert not any(count for action, count in again.counts.items() if action.value != "nhu_cu")
    yield Figure(what="read and understand a register of 10,000 households", value=read, unit="s")
    yield Figure(
        what="import it: rows, operations, search index, one commit",
        value=written,
        unit="s",
        baseline=raw,
        baseline_name="raw encrypted rows alone",
    )
    yield Figure(what="plan the same file again (nothing to do)", value=second, unit="s")


def _register() -> bytes:
    chance = random.Random(11)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["STT", "Mã hộ", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", "Điện thoại", "Cụm"])
    for number in range(1, HOUSEHOLDS + 1):
        name = invented_name(chance).upper()
        sheet.append([number, f"H{number:05d}", name, 1970, 4, f"09000{number:05d}", f"Cụm {number % 40}"])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _raw(path: Path, homes: tuple[Household, ...], people: tuple[Person, ...]) -> float:
    """Seconds for the bare rows, without operations and search, in one transaction."""
    connection = connect(path, b"k" * 32)
    rows = [(Household, [to_row(home) for home in homes]), (Person, [to_row(person) for person in people])]
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for cls, values in rows:
        names = columns(cls)
        connection.execute(f"CREATE TABLE {cls.__name__} ({', '.join(names)}, PRIMARY KEY (id)) WITHOUT ROWID")
        connection.executemany(f"INSERT INTO {cls.__name__} VALUES ({', '.join('?' * len(names))})", values)
    connection.execute("COMMIT")
    taken = time.perf_counter() - begun
    connection.close()
    return taken

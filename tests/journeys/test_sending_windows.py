"""Sending while the window lives its life: practice with its own province, locking, restoring, another text size."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from cdtt_app import paths
from cdtt_app.domain.role import Role
from cdtt_app.imports.units_file import load_units
from cdtt_app.presenters.sync_state_value import Look
from cdtt_app.services.setup import Setup, current_hamlet, set_up
from cdtt_app.storage.attempts import last_attempts
from cdtt_app.storage.backup import SUFFIX, make_backup
from cdtt_app.storage.enrolment import Enrolment, enrolment, keep_enrolment
from cdtt_app.storage.households import household_ids
from cdtt_app.storage.profile import Profile, open_profile
from cdtt_app.storage.settings import Settings, keep_settings
from cdtt_app.storage.whereabouts import unsigned_visits
from cdtt_app.sync.parcel import make_seal_key, seal_recipient
from cdtt_app.sync.signing import public_key
from cdtt_app.ui import practice_road
from cdtt_app.ui.dialogs.pin_dialog import PinDialog
from cdtt_app.ui.program import Program
from cdtt_app.ui.sender import Road
from tests.factories import make_household
from tests.journeys.machines import Laptop, make_laptop
from tests.journeys.programs import running
from tests.journeys.windows import PATIENCE, send, sync_page, windows_of
from tests.ui.conftest import clear_windows

PIN = "250871"


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The practice province is not waited for."""
    monkeypatch.setattr(practice_road, "_AFTER_MS", 1)


def _opened(program: Program, qtbot: QtBot) -> str:
    """Where the practice province answers, once it does."""
    sender = program.desk().sender
    qtbot.waitUntil(lambda: sender.road is not Road.OPENING, timeout=PATIENCE)
    assert sender.road is Road.OPEN
    known = enrolment(program.desk().db)
    assert known is not None
    return known.url


def _answers(url: str) -> bool:
    try:
        return requests.get(url + "/v1/health", timeout=2).ok
    except requests.RequestException:
        return False


@pytest.mark.usefixtures("soon")
def test_the_practice_hamlet_is_received_by_its_own_province_which_ends_with_the_window(
    tmp_path: Path, qtbot: QtBot
) -> None:
    with running(tmp_path / "thuc-hanh") as program:
        url = _opened(program, qtbot)
        assert _answers(url)
        page = sync_page(program)
        assert page.value is not None
        assert page.value.state.look is Look.DONE
        assert program.window.foot.sentence().startswith("Không còn phiếu nào chưa gửi")
        before = page.value.book.pills.received
        send(program, qtbot)
        assert page.value.book.pills.received == before > 100
    assert not _answers(url)
    with running(tmp_path / "thuc-hanh") as again:
        assert _opened(again, qtbot) != url
        waiting = unsigned_visits(again.desk().db)
        assert (waiting.here, waiting.sent) == (0, 0)


@pytest.mark.usefixtures("soon")
def test_without_the_servers_libraries_practice_says_that_nothing_is_sent(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice_road, "available", lambda: False)
    with running(tmp_path / "thuc-hanh") as program:
        sender = program.desk().sender
        qtbot.waitUntil(lambda: sender.road is Road.NONE, timeout=PATIENCE)
        page = sync_page(program)
        assert page.value is not None
        assert page.value.state.title == "Bản thực hành không gửi gì đi."


@pytest.mark.usefixtures("soon")
def test_closing_while_the_province_is_being_built_leaves_nothing_running(tmp_path: Path, qtbot: QtBot) -> None:
    with running(tmp_path / "thuc-hanh") as program:
        sender = program.desk().sender
        qtbot.wait(50)
        assert sender.road is Road.OPENING
    assert not (tmp_path / "thuc-hanh" / "tinh" / "dang-chay.json").exists()


@contextmanager
def _silent() -> Iterator[str]:
    """Somebody who listens and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def _joined(folder: Path, url: str, pin: str = "") -> None:
    """As if the province had let the machine in."""
    db = open_profile(Profile(folder), pin)
    seed = os.urandom(32)
    keep_enrolment(
        db,
        Enrolment(
            url=url,
            replica=1,
            seed=seed,
            seal_key=make_seal_key(),
            server_key=public_key(seed),
            recipient=seal_recipient(make_seal_key()),
            role=Role.LEADER,
            person="Lương Thị Mai",
        ),
    )
    db.close()


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    made = make_laptop(tmp_path / "may", hamlet="Bản Giòng", member="Lương Thị Mai", called="Chị Mai")
    made.write_households(2)
    return made


def test_the_window_closes_at_once_while_a_try_hangs(laptop: Laptop, qtbot: QtBot) -> None:
    with _silent() as url:
        _joined(laptop.folder, url)
        with windows_of(laptop) as (program,):
            page = sync_page(program)
            page.state.button.click()
            qtbot.wait(200)
            assert page.state.button.text() == "Dừng"
            begun = time.monotonic()
            program.close()
        assert time.monotonic() - begun < 1


def test_locking_while_a_try_hangs_asks_for_the_pin_and_goes_on(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "that"
    units = load_units(paths.resources() / "units")
    setup = Setup(commune_code="02239", hamlet_name="Bản Giòng", member_name="Lương Thị Mai")
    set_up(Profile(folder), setup, units, paths.resources() / "checklists", pin=PIN).db.close()

    def give_pin(dialog: PinDialog) -> int:
        dialog.database = open_profile(Profile(folder), PIN)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PinDialog, "exec", give_pin)
    with _silent() as url:
        _joined(folder, url, PIN)
        with windows_of(Laptop(folder)) as (program,):
            first = program.session
            program.desk().sender.send()
            qtbot.wait(200)
            program.desk().ways.lock()
            qtbot.waitUntil(lambda: program.session is not first, timeout=2000)
            qtbot.waitUntil(lambda: not program.desk().sender.state.running, timeout=2000)
            assert program.window.isVisible()
    clear_windows(program.app)


def _add(program: Program, name: str) -> None:
    """One more household of the hamlet in hand."""
    db = program.desk().db
    hamlet = current_hamlet(db)
    assert hamlet is not None
    with db.write() as tx:
        tx.save(replace(make_household(name), hamlet_id=hamlet.id))


def test_a_restore_while_a_try_hangs_keeps_the_restored_data_whole(
    laptop: Laptop, tmp_path: Path, qtbot: QtBot
) -> None:
    with _silent() as url:
        _joined(laptop.folder, url)
        with windows_of(laptop) as (program,):
            path = make_backup(program.desk().db, Profile(laptop.folder), tmp_path / f"usb{SUFFIX}").path
            _add(program, "Người mới")
            program.desk().sender.send()
            qtbot.wait(200)
            old = program.window
            program.desk().ways.restore(path, "")
            qtbot.waitUntil(lambda: program.window is not old, timeout=PATIENCE)
            qtbot.waitUntil(lambda: len(household_ids(program.desk().db)) == 2, timeout=PATIENCE)
            _add(program, "Người sau")
    qtbot.wait(300)  # the line is cut: the thread of that try comes back to data that is another's
    with laptop.open() as db:
        assert len(household_ids(db)) == 3
        assert db.rows("PRAGMA integrity_check") == [("ok",)]
        assert last_attempts(db, 1) == ()


def test_another_text_size_does_not_end_the_try_under_way(laptop: Laptop, qtbot: QtBot) -> None:
    with _silent() as url:
        _joined(laptop.folder, url)
        with windows_of(laptop) as (program,):
            program.desk().sender.send()
            qtbot.wait(100)
            old = program.window
            keep_settings(laptop.folder, Settings(18))
            program.desk().ways.rebuild()
            qtbot.waitUntil(lambda: program.window is not old)
            page = sync_page(program)
            assert page.state.button.text() == "Dừng"

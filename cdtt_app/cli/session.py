"""Opening the profile that a command works on, with a PIN from the environment, the keyboard or a pipe."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from typing import TYPE_CHECKING

from cdtt_app.cli.answer import MisuseError
from cdtt_app.paths import default_profile

if TYPE_CHECKING:
    from cdtt_app.storage.database import Database
    from cdtt_app.storage.profile import Profile

_NO_PIN = "Cần mã PIN: đặt vào biến môi trường CDTT_PIN, hoặc ghi một dòng vào đầu vào chuẩn."
_STDIN_TAKEN = "Đầu vào chuẩn đã dùng cho tệp nên không đọc mã PIN ở đó được. Hãy đặt mã PIN vào biến CDTT_PIN."


def profile_of(args: argparse.Namespace) -> "Profile":
    """The profile that the command line names, else the one of the person at the machine."""
    from cdtt_app.storage.profile import Profile

    return Profile(args.profile or default_profile())


@contextmanager
def opened(args: argparse.Namespace, *, stdin_taken: bool = False) -> "Iterator[Database]":
    """The database of the profile, closed at the end; raises StorageError, MisuseError."""
    from cdtt_app.storage.pending_restore import finish_restore
    from cdtt_app.storage.profile import open_profile

    profile = profile_of(args)
    finish_restore(profile.folder)  # the key may come with the restored files
    pin = read_pin(stdin_taken=stdin_taken) if profile.exists and profile.needs_pin else ""
    db = open_profile(profile, pin)
    try:
        yield db
    finally:
        db.close()


def read_pin(*, stdin_taken: bool = False) -> str:
    """The PIN; raises MisuseError when nobody gives one."""
    pin = os.environ.get("CDTT_PIN", "")
    if not pin and stdin_taken:
        raise MisuseError(_STDIN_TAKEN)
    pin = pin or _typed("Mã PIN: ")
    if not pin:
        raise MisuseError(_NO_PIN)
    return pin


def new_pin() -> str:
    """A PIN for new data, typed twice at the keyboard; raises MisuseError when the two differ or nobody gives one."""
    pin = read_pin()
    if _at_keyboard() and not os.environ.get("CDTT_PIN") and _typed("Gõ lại mã PIN: ") != pin:
        raise MisuseError("Hai lần gõ mã PIN không giống nhau. Hãy làm lại.")
    return pin


def _at_keyboard() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _typed(prompt: str) -> str:
    if _at_keyboard():
        try:
            return getpass(prompt).strip()
        except EOFError:
            return ""
    return sys.stdin.readline().strip() if sys.stdin is not None else ""

"""The table of commands: one row per group, each group one file."""

import argparse
from collections.abc import Callable

from cdtt_app.cli import (
    asking,
    cases,
    checking,
    coverage,
    finding,
    handouts,
    joining,
    keeping,
    machines,
    maps,
    noting,
    paper,
    proving,
    registers,
    sending,
    setting_up,
    showing,
    telling,
    tray,
    visiting,
    where,
)
from cdtt_app.cli.parser import Commands, Parser

_ABOUT = "Sổ tay Tổ công nghệ số cộng đồng: làm việc từ dòng lệnh."
_EPILOG = """\
Mã PIN: đặt vào biến môi trường CDTT_PIN, hoặc ghi một dòng vào đầu vào chuẩn.
Kết quả: 0 là xong, 1 là bị từ chối (lý do in ra luồng lỗi), 2 là câu lệnh chưa đúng.
"""
_RECORDS = (setting_up, registers, maps, finding, showing, telling, visiting, checking, keeping)
_COVERAGE = (noting, cases, coverage, where)
_PAPER = (handouts, paper)
_PROVINCE = (joining, sending, proving, asking, tray, machines)


def parser(windows: Callable[[argparse.Namespace], int]) -> Parser:
    """The whole command line; `windows` does `cdtt app`."""
    whole = Parser(prog="cdtt", description=_ABOUT, epilog=_EPILOG)
    whole.set_defaults(profile=None, json=False)
    commands = Commands(whole)
    for group in (*_RECORDS, *_COVERAGE, *_PAPER, *_PROVINCE):
        group.add(commands)
    _add_windows(commands, windows)
    return whole


def _add_windows(commands: Commands, windows: Callable[[argparse.Namespace], int]) -> None:
    for name, hidden in (("app", False), ("run", True)):
        app = commands.add(name, windows, "mở các cửa sổ của chương trình", hidden=hidden)
        app.add_argument("--practice", action="store_true", help="mở thôn thực hành, toàn người không có thật")
        app.add_argument("--smoke", action="store_true", help="mở rồi đóng ngay, để thử máy")

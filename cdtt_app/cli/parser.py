"""An argument parser that speaks Vietnamese."""

import argparse
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from cdtt_app.cli.answer import Answer, MisuseError

Act = Callable[[argparse.Namespace], Answer | int]

# What argparse says, in the order it is looked for.
_SAID: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), sentence)
    for pattern, sentence in (
        (
            r"argument LỆNH: invalid choice: '?(?P<it>.*?)'? \(choose .*",
            "Không có lệnh {it}. Xem các lệnh: cdtt --help",
        ),
        (r"the following arguments are required: (?P<it>.*)", "Thiếu {it}."),
        (r"unrecognized arguments: (?P<it>.*)", "Không hiểu: {it}."),
        (r"one of the arguments (?P<it>.*) is required", "Cần một trong: {it}."),
        (r"argument (?P<it>[^:]*): not allowed with argument (?P<other>.*)", "Không dùng {it} cùng lúc với {other}."),
        (r"argument (?P<it>[^:]*): expected .*", "Sau {it} còn thiếu một giá trị."),
        (r"argument (?P<it>[^:]*): ignored explicit argument (?P<other>.*)", "{it} không nhận giá trị {other}."),
        (r"argument (?P<it>[^:]*): invalid .*", "Giá trị của {it} chưa đúng."),
    )
)
_ELSE = "Câu lệnh chưa đúng."


class Parser(argparse.ArgumentParser):
    """A command or sub-command; `--profile`, `--json` and `--help` stand everywhere."""

    def __init__(self, prog: str | None = None, description: str = "", epilog: str = "") -> None:
        super().__init__(
            prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )
        self._positionals.title = "phải ghi"
        self._optionals.title = "tuỳ chọn"
        self.add_argument("-h", "--help", action="help", help="xem cách dùng")
        # No default here: the sub-command's would hide what stood before it.
        self.add_argument(
            "--profile",
            type=Path,
            default=argparse.SUPPRESS,
            metavar="THƯ-MỤC",
            help="thư mục dữ liệu của một máy (không ghi: dữ liệu của người đang dùng máy)",
        )
        self.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="in ra một tài liệu JSON")

    def error(self, message: str) -> NoReturn:
        """Raise MisuseError in Vietnamese."""
        raise MisuseError(_translated(message), self.format_usage().strip())


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Commands:
    """The sub-commands of a parser."""

    def __init__(self, parser: Parser) -> None:
        self._places = parser.add_subparsers(
            title="lệnh", metavar="LỆNH", dest="command", required=True, parser_class=Parser
        )

    def add(self, name: str, act: Act | None, about: str, *, hidden: bool = False) -> Parser:
        """A new sub-command that calls `act`; one without an act holds sub-commands of its own."""
        add = self._places.add_parser
        command = add(name, description=about) if hidden else add(name, description=about, help=about)
        if act is not None:
            command.set_defaults(act=act)
        return command


def _translated(message: str) -> str:
    for pattern, sentence in _SAID:
        found = pattern.fullmatch(message)
        if found:
            return sentence.format(**found.groupdict())
    return _ELSE

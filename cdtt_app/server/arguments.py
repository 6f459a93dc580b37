"""The command line of `cdtt-server`, in Vietnamese."""

import argparse
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from cdtt_app.domain.role import Role
from cdtt_app.server.settings import CONNINFO_VARIABLE, THIS_MACHINE, Limits, Settings, default_folder

SERVE = "serve"
_HELP = ("-h", "--help")
_SAID = (  # what argparse says, and what we say
    (
        r"argument LỆNH: invalid choice: '?(?P<it>.*?)'? \(choose .*",
        "Không có lệnh {it}. Xem các lệnh: cdtt-server --help",
    ),
    (r"the following arguments are required: (?P<it>.*)", "Thiếu {it}."),
    (r"unrecognized arguments: (?P<it>.*)", "Không hiểu: {it}."),
    (r"argument (?P<it>[^:]*): expected .*", "Sau {it} còn thiếu một giá trị."),
    (r"argument (?P<it>[^:]*): .*", "Giá trị của {it} chưa đúng."),
)


class MisuseError(Exception):
    """The command line itself is wrong; the text is for the administrator."""


class _Parser(argparse.ArgumentParser):
    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog, description=description, add_help=False, allow_abbrev=False, formatter_class=_Formatter)
        self._optionals.title = "tuỳ chọn"
        self._positionals.title = "phải ghi"
        self.add_argument("-h", "--help", action="help", help="xem cách dùng")

    def error(self, message: str) -> NoReturn:
        sentence = next((said.format(**found.groupdict()) for found, said in _found(message)), "Câu lệnh chưa đúng.")
        raise MisuseError(f"{sentence}\n{self.format_usage().strip()}")


def _found(message: str) -> Iterator[tuple[re.Match[str], str]]:
    for pattern, said in _SAID:
        if found := re.match(pattern, message):
            yield found, said


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The command and its options; without a command it is `serve`. Raises MisuseError."""
    whole = list(words)
    if not whole or (whole[0].startswith("-") and whole[0] not in _HELP):
        whole.insert(0, SERVE)
    return _parser().parse_args(whole)


def settings_of(args: argparse.Namespace) -> Settings:
    """What the options, with the defaults, come to."""
    return Settings(
        folder=args.folder.absolute(),
        postgres=args.postgres,
        host=args.host,
        port=args.port,
        tls_cert=args.tls_cert,
        tls_key=args.tls_key,
        workers=getattr(args, "workers", 1),
        metrics_from=tuple(getattr(args, "metrics_from", THIS_MACHINE)),
        proxies=tuple(getattr(args, "proxy", ())),
        limits=Limits().times(getattr(args, "rates", 1.0)),
    )


def _parser() -> _Parser:
    parser = _Parser(
        prog="cdtt-server",
        description="Máy chủ của tỉnh cho Sổ tay Tổ công nghệ số. Không ghi lệnh nào: chạy ngay (serve).",
    )
    places = parser.add_subparsers(title="lệnh", metavar="LỆNH", dest="command", required=True, parser_class=_Parser)
    init = _command(places, "init", "tạo thư mục dữ liệu, khoá của tỉnh và các bảng")
    init.add_argument("--url", default="", help="địa chỉ mà các máy sẽ dùng, ví dụ https://so.tinh.gov.vn")
    init.add_argument("--authority", default="", metavar="TỆP", help="chứng thư (PEM) của nơi cấp chứng thư riêng")
    _add_serve(_command(places, SERVE, "chạy máy chủ"))
    _add_enrol_code(_command(places, "enrol-code", "làm giấy mời cho một máy"))
    backup = _command(places, "backup", "sao chép dữ liệu vào một tệp, cả khi máy chủ đang chạy")
    backup.add_argument("file", metavar="TỆP", help="tệp sẽ ghi; không được có từ trước")
    restore = _command(places, "restore", "đưa dữ liệu của một bản sao vào, thay cho dữ liệu đang có")
    restore.add_argument("file", metavar="TỆP", help="bản sao do lệnh backup ghi")
    restore.add_argument("--epoch", type=int, default=0, help="lần khôi phục nhỏ nhất, khi đã khôi phục ở máy khác")
    parcels = _command(places, "parcels", "nhận các gói trên một USB, để gói trả về bên cạnh")
    parcels.add_argument("place", metavar="THƯ-MỤC", help="USB hoặc thư mục có tệp .goi")
    _command(places, "tidy", "gộp nhật ký cũ hơn 13 tháng, bỏ tệp gửi dở; máy chủ đang chạy tự làm mỗi ngày")
    stats = _command(places, "stats", "đếm những gì đang có")
    stats.add_argument("--acts", type=int, default=0, metavar="SỐ", help="cho xem bấy nhiêu việc cán bộ vừa làm")
    return parser


def _command(places: "argparse._SubParsersAction[_Parser]", name: str, help_: str) -> _Parser:
    """A command with the options that all have."""
    parser = places.add_parser(name, prog=f"cdtt-server {name}", help=help_, description=help_)
    parser.add_argument("--json", action="store_true", help="in ra một tài liệu JSON")
    parser.add_argument(
        "--folder", type=Path, default=default_folder(), metavar="THƯ-MỤC", help="nơi để dữ liệu (%(default)s)"
    )
    parser.add_argument(
        "--postgres",
        default=os.environ.get(CONNINFO_VARIABLE, ""),
        metavar="ĐỊA-CHỈ",
        help=f"dùng PostgreSQL; cũng đọc từ biến {CONNINFO_VARIABLE} (không ghi: SQLite trong thư mục dữ liệu)",
    )
    usual = Settings()
    parser.add_argument("--host", default=usual.host, help="địa chỉ mạng để nghe (%(default)s)")
    parser.add_argument("--port", type=int, default=usual.port, help="cổng (%(default)s); 0: cổng nào còn trống")
    parser.add_argument("--tls-cert", default="", metavar="TỆP", help="chứng thư TLS (PEM), cả chuỗi")
    parser.add_argument("--tls-key", default="", metavar="TỆP", help="khoá của chứng thư TLS (PEM)")
    return parser


def _add_serve(parser: _Parser) -> None:
    parser.add_argument("--workers", type=int, default=1, metavar="SỐ", help="số tiến trình; hơn 1 chỉ với PostgreSQL")
    parser.add_argument(
        "--metrics-from", nargs="*", default=THIS_MACHINE, metavar="ĐỊA-CHỈ", help="nơi được đọc /v1/metrics"
    )
    parser.add_argument(
        "--proxy", action="append", default=[], metavar="ĐỊA-CHỈ", help="proxy mà X-Forwarded-For của nó đáng tin"
    )
    parser.add_argument(
        "--rates", type=float, default=1.0, metavar="LẦN", help="nới mọi giới hạn số lần hỏi lên bấy nhiêu lần"
    )


def _add_enrol_code(parser: _Parser) -> None:
    parser.add_argument("--person", required=True, metavar="TÊN", help="mời ai")
    parser.add_argument("--role", choices=[str(role) for role in Role], default=str(Role.VOLUNTEER), help="vai trò")
    parser.add_argument("--commune", default="", metavar="MÃ-XÃ", help="mã xã, 5 chữ số")
    parser.add_argument(
        "--scope", action="append", default=[], metavar="MÃ-THÔN", help="thôn được giao; không ghi: thôn máy tự lập"
    )
    parser.add_argument("--place", default="", metavar="NƠI", help="tên nơi, để in trên giấy mời")
    parser.add_argument("--days", type=int, default=14, metavar="SỐ", help="dùng được mấy ngày (%(default)s)")
    parser.add_argument("--url", default="", help="địa chỉ của máy chủ, nếu khác với lúc init")
    parser.add_argument("--out", default="", metavar="TỆP", help="ghi giấy mời ra tệp .cdtt-moi")

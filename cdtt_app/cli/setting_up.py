"""`cdtt init`: a new profile."""

import argparse

from cdtt_app.cli.answer import Answer, MisuseError
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import new_pin, profile_of
from cdtt_app.paths import resources


def add(commands: Commands) -> None:
    """Add the command."""
    init = commands.add("init", _init, "tạo dữ liệu mới cho một máy")
    init.add_argument("--commune", required=True, metavar="MÃ", help="mã xã 5 số; tìm bằng: cdtt find TÊN-XÃ")
    init.add_argument("--hamlet", default="", metavar="TÊN", help="tên thôn, bản, xóm, ấp")
    init.add_argument("--member", default="", metavar="TÊN", help="họ tên người dùng máy; cần có --hamlet")
    init.add_argument("--called", default="", metavar="TÊN", help='cách bà con gọi, như "Chị Mai"; cần có --member')


def _init(args: argparse.Namespace) -> Answer:
    from cdtt_app.imports.units_file import load_units
    from cdtt_app.services.setup import Setup, set_up

    if (args.member and not args.hamlet) or (args.called and not args.member):
        raise MisuseError("--member cần đi cùng --hamlet, và --called cần đi cùng --member.")
    setup = Setup(
        commune_code=args.commune.strip(),
        hamlet_name=args.hamlet,
        member_name=args.member,
        member_called=args.called,
    )
    profile = profile_of(args)
    units = load_units(resources() / "units")
    created = set_up(profile, setup, units, resources() / "checklists", pin=new_pin())
    created.db.close()
    commune = units.commune(setup.commune_code)
    name = commune.name if commune else ""
    return Answer(
        text=f"Đã tạo dữ liệu cho {name} trong thư mục {profile.folder}.\n"
        f"Mã khôi phục: {created.recovery_code}\n"
        "Hãy ghi mã khôi phục ra giấy và cất kỹ: quên mã PIN thì chỉ mã này mở được dữ liệu. Mã chỉ hiện một lần.",
        document={
            "profile": str(profile.folder),
            "commune": {"code": setup.commune_code, "name": name},
            "recovery_code": created.recovery_code,
        },
    )

"""`cdtt enrol`, `cdtt settings`: joining the province, and the way to it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdtt_app.cli.answer import Answer, MisuseError, RefusedFileError
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened
from cdtt_app.paths import resources

if TYPE_CHECKING:
    from cdtt_app.domain.units import UnitRegister
    from cdtt_app.services.enrolment import Invited
    from cdtt_app.storage.database import Database

_USAGE = "Cách dùng: cdtt enrol ĐỊA-CHỈ MÃ, hoặc: cdtt enrol TỆP-MỜI"


def add(commands: Commands) -> None:
    """Add the commands."""
    enrol = commands.add("enrol", _enrol, "nối máy với tỉnh bằng giấy mời, rồi gửi & nhận lần đầu")
    enrol.add_argument(
        "invitation",
        nargs="+",
        metavar="GIẤY-MỜI",
        help="địa chỉ và mã gõ từ giấy, hoặc tệp mời, hoặc chữ trong mã vuông",
    )
    enrol.add_argument("--machine", default="", metavar="TÊN", help='máy này gọi là gì, như "máy nhà văn hoá"')
    _add_road(enrol)
    settings = commands.add("settings", _settings, "xem và đặt đường tới máy chủ của tỉnh")
    _add_road(settings)
    settings.add_argument("--no-proxy", action="store_true", help="thôi không đi qua máy trung gian")
    settings.add_argument("--no-authority", action="store_true", help="thôi dùng chứng thư riêng của tỉnh")


def _add_road(command: argparse.ArgumentParser) -> None:
    command.add_argument("--proxy", metavar="ĐỊA-CHỈ", help="máy trung gian, ví dụ http://10.0.0.1:3128")
    command.add_argument("--authority", type=Path, metavar="TỆP", help="chứng thư riêng của tỉnh (.pem)")


def load_units() -> "UnitRegister":
    """Provinces and communes, read when they are needed."""
    from cdtt_app.imports.units_file import load_units as load

    return load(resources() / "units")


def _choose_road(db: "Database", args: argparse.Namespace) -> None:
    from cdtt_app.services.roads import choose_authority, choose_proxy

    if args.proxy is not None:
        choose_proxy(db, args.proxy)
    if args.authority is not None:
        choose_authority(db, _content(args.authority).decode("ascii", errors="replace"))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RefusedFileError(f"Không đọc được tệp {file}. Hãy xem lại tên tệp.") from error


def _invited(words: list[str], now: int) -> "Invited":
    from cdtt_app.services.enrolment import by_file, by_hand, by_text

    if len(words) > 1:
        return by_hand(words[0], "".join(words[1:]))
    (only,) = words
    if only.upper().startswith("CDTT"):
        return by_text(only, now)
    if "." not in only and not Path(only).exists():
        raise MisuseError("Cần cả địa chỉ lẫn mã nối máy, hoặc một tệp mời.", _USAGE)
    return by_file(_content(Path(only)), now)


def _enrol(args: argparse.Namespace) -> Answer:
    from cdtt_app.cli.sending import met_document, met_lines
    from cdtt_app.presenters.role_words import role_words
    from cdtt_app.services.enrolment import check_may_enrol, enrol
    from cdtt_app.services.packing import our_packing
    from cdtt_app.services.roads import open_road
    from cdtt_app.services.sending import send_and_receive
    from cdtt_app.storage.households import hamlets
    from cdtt_app.transport.enrol_road import EnrolRoad

    with opened(args) as db:
        invited = _invited(args.invitation, int(db.now().timestamp() * 1000))
        _choose_road(db, args)
        check_may_enrol(db, invited)
        with open_road(db, invited.url) as road:
            joined = enrol(db, invited, EnrolRoad(road).ask, args.machine)
        met = send_and_receive(db, our_packing(), load_units)
        names = [hamlet.name for hamlet in hamlets(db)]
        lines = [f"Đã nối máy: {joined.person}, {role_words(joined.role)}, máy số {joined.replica}."]
        lines += [f"Thôn: {', '.join(names)}."] if names else []
        lines += met_lines(db, met)
        document = _joined_document(joined.person, str(joined.role), joined.replica, names)
        document["sync"] = met_document(db, met)
    return Answer(text="\n".join(lines), document=document)


def _joined_document(person: str, role: str, replica: int, names: list[str]) -> dict[str, Any]:
    return {"person": person, "role": role, "machine": replica, "hamlets": names}


def _settings(args: argparse.Namespace) -> Answer:
    from cdtt_app.services.roads import choose_authority, choose_proxy
    from cdtt_app.storage.enrolment import enrolment
    from cdtt_app.storage.road_settings import road_settings

    with opened(args) as db:
        _choose_road(db, args)
        if args.no_proxy:
            choose_proxy(db, "")
        if args.no_authority:
            choose_authority(db, "")
        known, road = enrolment(db), road_settings(db)
    lines = [
        f"Máy chủ của tỉnh: {known.url if known else 'chưa nối'}",
        f"Máy trung gian: {road.proxy or 'không dùng'}",
        f"Chứng thư riêng của tỉnh: {'có' if road.authority else 'không dùng'}",
    ]
    return Answer(
        text="\n".join(lines),
        document={"url": known.url if known else "", "proxy": road.proxy, "authority": bool(road.authority)},
    )

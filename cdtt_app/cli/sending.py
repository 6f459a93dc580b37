"""`cdtt sync`, `cdtt parcel`: sending and receiving, over the network or by stick and file."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdtt_app.cli.answer import Answer
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.services.exchange import Learned
    from cdtt_app.services.parcels import Received, Sent
    from cdtt_app.services.sending import Met
    from cdtt_app.storage.database import Database


def add(commands: Commands) -> None:
    """Add the commands."""
    commands.add("sync", _sync, "gửi & nhận với máy chủ của tỉnh")
    parcel = Commands(commands.add("parcel", None, "gói gửi tay: qua USB hoặc tệp Zalo"))
    out = parcel.add("out", _out, "chép phiếu thành gói có khoá")
    out.add_argument("place", type=Path, metavar="CHỖ", help="thư mục (USB) hoặc tên tệp sẽ ghi")
    into = parcel.add("in", _in, "nhận gói trả về, và mang hộ gói của máy khác")
    into.add_argument("place", type=Path, metavar="CHỖ", help="thư mục (USB) hoặc một tệp")


def _sync(args: argparse.Namespace) -> Answer:
    from cdtt_app.cli.joining import load_units
    from cdtt_app.presenters.sync_words import GOOD_ENDS
    from cdtt_app.services.packing import our_packing
    from cdtt_app.services.sending import send_and_receive

    with opened(args) as db:
        met = send_and_receive(db, our_packing(), load_units)
        said, *rest = met_lines(db, met)
        document = met_document(db, met)
    if met.report.end in GOOD_ENDS:
        return Answer(text="\n".join((said, *rest)), document=document)
    return Answer(text="\n".join(rest), document=document, problems=(said,))


def met_lines(db: "Database", met: "Met") -> Iterator[str]:
    """How it ended, what went and came, what still waits."""
    from cdtt_app.presenters.sync_words import end_words
    from cdtt_app.storage.outbox import unsent_visits

    report = met.report
    done = report.progress
    yield end_words(report.end, report.obstacle, report.wait)
    if done.acknowledged or done.entries:
        yield f"Tỉnh ký nhận {done.acknowledged} lần ghi của máy này; nhận về {done.entries} lần ghi."
    if done.sent:
        yield f"Gửi {done.sent} byte, nhận {done.got} byte, trong {done.seconds:.1f} giây."
    if met.delivered:
        yield f"Đã chuyển {met.delivered} gói mang hộ."
    if report.gone:
        yield f"{len(report.gone)} thôn không còn giao cho máy này, sổ của thôn đã rời máy."
    left = unsent_visits(db)
    yield f"Còn {left} phiếu tỉnh chưa nhận." if left else "Không còn phiếu nào tỉnh chưa nhận."


def met_document(db: "Database", met: "Met") -> dict[str, Any]:
    """The same for programs."""
    from cdtt_app.storage.outbox import unsent_visits

    report = met.report
    return {
        "end": str(report.end),
        "obstacle": str(report.obstacle) if report.obstacle else "",
        "acknowledged": report.progress.acknowledged,
        "entries": report.progress.entries,
        "sent": report.progress.sent,
        "got": report.progress.got,
        "seconds": round(report.progress.seconds, 3),
        "delivered": met.delivered,
        "gone": list(report.gone),
        "unsent_visits": unsent_visits(db),
    }


def _out(args: argparse.Namespace) -> Answer:
    from cdtt_app.services.packing import our_packing
    from cdtt_app.services.parcels import parcel_out, parcel_to_file
    from cdtt_app.services.sending import program_version

    write = parcel_out if args.place.is_dir() else parcel_to_file
    with opened(args) as db:
        sent = write(db, our_packing(), args.place, app=program_version())
    return Answer(
        text="\n".join(_sent_lines(sent)),
        document={
            "file": str(sent.path),
            "operations": sent.operations,
            "carried": sent.carried,
            "answers": sent.answers,
        },
    )


def _sent_lines(sent: "Sent") -> Iterator[str]:
    yield f"Đã chép {sent.operations} lần ghi vào {sent.path}."
    if sent.carried:
        yield f"Mang hộ {sent.carried} gói của máy khác."
    if sent.answers:
        yield f"Mang {sent.answers} gói trả về cho máy khác."
    yield "Máy vẫn giữ phiếu, tới khi tỉnh báo đã nhận."


def _in(args: argparse.Namespace) -> Answer:
    from cdtt_app.cli.joining import load_units
    from cdtt_app.services.enrolment import settle_in
    from cdtt_app.services.packing import our_packing
    from cdtt_app.services.parcels import parcel_in

    with opened(args) as db:
        received = parcel_in(db, our_packing(), args.place)
        settle_in(db, load_units)
    problems = tuple(f"Tệp {name} hỏng hoặc không phải gói của tỉnh. Hãy xin chép lại." for name in received.unreadable)
    return Answer(text="\n".join(_received_lines(received)), document=_received_document(received), problems=problems)


def _received_lines(received: "Received") -> Iterator[str]:
    for learned in received.learned:
        yield _learned_line(learned)
    if received.carried:
        yield f"Mang hộ {received.carried} gói của máy khác; gặp mạng máy sẽ tự chuyển."
    if not received.learned and not received.carried:
        yield "Không thấy gói nào cho máy này ở đó."


def _learned_line(learned: "Learned") -> str:
    from cdtt_app.presenters.field_values import moment_words

    at = moment_words(datetime.fromtimestamp(learned.receipt.at / 1000, UTC))
    taken = learned.taken
    return f"Gói của tỉnh {at}: ký nhận thêm {taken.acknowledged} lần ghi, nhận về {taken.entries} lần ghi."


def _received_document(received: "Received") -> dict[str, Any]:
    return {
        "answers": [
            {
                "at": learned.receipt.at,
                "acknowledged": learned.taken.acknowledged,
                "entries": learned.taken.entries,
            }
            for learned in received.learned
        ],
        "carried": received.carried,
        "unreadable": list(received.unreadable),
    }

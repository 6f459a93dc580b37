"""`cdtt export` and `cdtt dossier`: coverage as files for other programs and as papers."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cdtt_app.cli.answer import Answer, MisuseError
from cdtt_app.cli.cases import case_of
from cdtt_app.cli.files import check_free, write_out
from cdtt_app.cli.joining import load_units
from cdtt_app.cli.parser import Commands, Parser
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.documents.layer import Export
    from cdtt_app.domain.coverage_board import Board, CaseView
    from cdtt_app.services.coverage_papers import PaperSources
    from cdtt_app.storage.database import Database

_FORMATS = ("gpkg", "geojson", "xlsx")


def add(commands: Commands) -> None:
    """Add the commands."""
    export = Commands(commands.add("export", None, "xuất số liệu vùng lõm sóng: bảng, tệp bản đồ, danh sách thôn"))
    data = export.add("coverage", _export, "ghi nhận, vụ việc và thôn cho chương trình khác")
    data.add_argument("--format", required=True, metavar="LOẠI", help=f"loại tệp: {', '.join(_FORMATS)}")
    data.add_argument("--detail", action="store_true", help="kèm mã hộ và vị trí đúng; chỉ dùng trong việc của xã")
    _add_out(data)
    hamlets = export.add("hamlets", _hamlets, "danh sách thôn để đưa vào báo cáo của xã, tệp PDF")
    _add_out(hamlets)
    dossier = commands.add("dossier", _dossier, "hồ sơ một vụ việc lõm sóng, tệp PDF")
    dossier.add_argument("case", metavar="MÃ", help="mã vụ việc, ví dụ VL-007")
    _add_out(dossier)
    dossier.add_argument("--letter", type=Path, metavar="TỆP", help="ghi thêm công văn gửi kèm (dự thảo), tệp PDF")
    dossier.add_argument("--text", action="store_true", help="in thêm bản chữ để dán vào 1022, phản ánh hiện trường")
    dossier.add_argument("--contact", default="", metavar="CHỮ", help="cách liên hệ với xã, ghi vào bản chữ")


def _add_out(command: Parser) -> None:
    command.add_argument("out", type=Path, metavar="RA", help="tên tệp sẽ ghi")
    command.add_argument("--force", action="store_true", help="ghi đè tệp đã có")


def _export(args: argparse.Namespace) -> Answer:
    from cdtt_app.presenters.coverage_export import ExportContext, coverage_export
    from cdtt_app.services.rights import check_detail

    if args.format not in _FORMATS:
        raise MisuseError(f"Sau --format không có loại {args.format}. Chọn một trong: {', '.join(_FORMATS)}.")
    check_free(args.out, force=args.force)
    with opened(args) as db:
        if args.detail:
            check_detail(db)
        board, sources = _read(db)
    context = ExportContext(
        homes=sources.homes,
        household_codes=sources.household_codes,
        members={str(id_): name for id_, name in sources.members.items()},
        place=sources.place,
        person=sources.person,
    )
    made = coverage_export(board, context, detail=args.detail)
    write_out(args.out, _writer(args.format)(made))
    counts = {layer.name: len(layer.rows) for layer in made.layers}
    told = ", ".join(f"{len(layer.rows)} {layer.title.lower()}" for layer in made.layers)
    return Answer(
        text="\n".join((f"Đã ghi {args.out}: {told}.", *(f"  {topic}: {words}" for topic, words in made.about))),
        document={"file": str(args.out), "detail": args.detail, "rows": counts, "about": dict(made.about)},
    )


def _writer(name: str) -> "Callable[[Export], bytes]":
    from cdtt_app.documents.coverage_geojson import geojson
    from cdtt_app.documents.coverage_gpkg import gpkg
    from cdtt_app.documents.coverage_xlsx import xlsx

    return {"gpkg": gpkg, "geojson": geojson, "xlsx": xlsx}[name]


def _hamlets(args: argparse.Namespace) -> Answer:
    from cdtt_app.documents.coverage_list_pdf import coverage_list_pdf
    from cdtt_app.presenters.coverage_listing import coverage_listing

    check_free(args.out, force=args.force)
    with opened(args) as db:
        board, sources = _read(db)
    write_out(args.out, coverage_list_pdf(coverage_listing(board, agency=sources.agency, place=sources.place)))
    return Answer(
        text=f"Đã ghi danh sách {len(board.hamlets)} thôn vào {args.out}.",
        document={"file": str(args.out), "hamlets": len(board.hamlets)},
    )


def _dossier(args: argparse.Namespace) -> Answer:
    from cdtt_app.documents.dossier_pdf import dossier_pdf
    from cdtt_app.presenters.dossier import dossier
    from cdtt_app.services.coverage_papers import case_photos

    for target in filter(None, (args.out, args.letter)):
        check_free(target, force=args.force)
    with opened(args) as db:
        board, sources = _read(db)
        view = case_of(board, args.case)
        photos = case_photos(db, view)
    paper = dossier(
        board,
        view,
        agency=sources.agency,
        place=sources.place,
        photos=photos,
        person=sources.person,
        members=sources.members,
    )
    write_out(args.out, dossier_pdf(paper))
    lines = [f"Đã ghi hồ sơ {paper.code} vào {args.out}."]
    if args.letter:
        _write_letter(args.letter, board, view, sources)
        lines.append(f"Đã ghi công văn (dự thảo) vào {args.letter}.")
    text = _text(board, view, sources, args.contact) if args.text else ""
    return Answer(
        text="\n".join((*lines, *(("", text) if text else ()))),
        document={
            "code": paper.code,
            "file": str(args.out),
            "letter": str(args.letter) if args.letter else "",
            "text": text,
        },
    )


def _write_letter(target: Path, board: "Board", view: "CaseView", sources: "PaperSources") -> None:
    from cdtt_app.documents.letter_pdf import letter_pdf
    from cdtt_app.presenters.coverage_letter import covering_letter

    write_out(target, letter_pdf(covering_letter(board, view, commune=sources.commune, province=sources.province)))


def _text(board: "Board", view: "CaseView", sources: "PaperSources", contact: str) -> str:
    from cdtt_app.documents.coverage_text import report_text
    from cdtt_app.presenters.place_report import place_report

    reached = contact or sources.agency
    return report_text(place_report(board, view, place=sources.place, reporter=sources.agency, contact=reached))


def _read(db: "Database") -> "tuple[Board, PaperSources]":
    from cdtt_app.services.coverage import read_board
    from cdtt_app.services.coverage_papers import paper_sources

    return read_board(db), paper_sources(db, load_units())

"""`cdtt handout`: sheets for residents as a PDF, for anybody, for one household or for many; what was given."""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdtt_app.cli.answer import Answer, MisuseError, RefusedFileError
from cdtt_app.cli.files import check_free, write_out
from cdtt_app.cli.handout_lists import list_given, list_handouts
from cdtt_app.cli.handout_source import Source, source_opened
from cdtt_app.cli.parser import Commands
from cdtt_app.cli.session import opened

if TYPE_CHECKING:
    from cdtt_app.domain.handout_needs import HomeSheets
    from cdtt_app.domain.languages import Language
    from cdtt_app.presenters.handouts_page import HandoutsState, Job

_LAYOUTS = {"a4": "A4", "a5": "hai tờ A5", "fold": "gấp tám mặt", "a3": "A3 để dán", "large": "chữ to"}
_MANY = 10
_SEE = "Xem các tờ: cdtt handout list"


@dataclass(frozen=True, slots=True)
class _Printed:
    """What is to be written: papers, and the household of each; None is for anybody."""

    jobs: "tuple[Job, ...]"
    homes: "tuple[HomeSheets | None, ...]"


def add(commands: Commands) -> None:
    """Add the command."""
    about = "in tờ hướng dẫn ra PDF: một tờ, cho một hộ, cho nhiều hộ"
    handout = commands.add("handout", _handout, about)
    handout.add_argument(
        "topic", nargs="?", default="", metavar="TỜ", help="tên tờ, ví dụ vneid; list: xem các tờ; ledger: sổ phát"
    )
    layouts = ", ".join(f"{name} ({words})" for name, words in _LAYOUTS.items())
    handout.add_argument("--layout", default="a4", metavar="KHỔ", help=f"khổ in: {layouts}; không ghi: a4")
    handout.add_argument("--lang", default="vi", metavar="TIẾNG", help="mã thứ tiếng, ví dụ vi, tyz; không ghi: vi")
    handout.add_argument("--second", metavar="TIẾNG", help="kèm tiếng thứ hai ở dưới, ví dụ tyz")
    handout.add_argument("--household", metavar="MÃ", help="cho một hộ: mã hộ BG-004, hoặc sáu chữ trên tờ cũ")
    handout.add_argument("--batch", metavar="LỌC", help="cho nhiều hộ: ngay-mai, cum=TÊN-CỤM, tat-ca, to-cu=TỜ")
    handout.add_argument("--with-name", action="store_true", help="in tên chủ hộ lên tờ, khi nhà muốn")
    handout.add_argument("--given", action="store_true", help="ghi vào sổ phát là đã đưa hôm nay")
    handout.add_argument("--text", action="store_true", help="in bản chữ ra màn hình, để dán vào Zalo")
    handout.add_argument("--loudspeaker", action="store_true", help="in bài đọc loa ra màn hình")
    handout.add_argument("--out", type=Path, metavar="RA", help="tên tệp PDF sẽ ghi")
    handout.add_argument("--force", action="store_true", help="ghi đè tệp đã có")


def _handout(args: argparse.Namespace) -> Answer:
    if args.topic == "list":
        return list_handouts(args)
    if args.topic == "ledger":
        return list_given(args)
    _check(args)
    layout, language, second = _choices(args)
    if args.out:
        check_free(args.out, force=args.force)
    from cdtt_app.domain.handout_text import Layout
    from cdtt_app.presenters.handouts_page import HandoutsState

    with source_opened(args) as source:
        state = HandoutsState(
            reading=source.reading,
            topic=args.topic,
            layout=Layout(layout),
            language=language,
            second=second,
            named=args.with_name,
        )
        chosen = _chosen(args, source, state)
        if args.out:
            write_out(args.out, _pdf(chosen))
        if args.given:
            _give(source, chosen)
        return _answer(args, source, state, chosen)


def _check(args: argparse.Namespace) -> None:
    """Raise MisuseError for options that do not go together."""
    for_homes = bool(args.household or args.batch)
    faults = (
        (not args.topic and not for_homes, f"Cần một trong: TỜ, --household, --batch. {_SEE}"),
        (bool(args.batch and args.household), "Không dùng --batch cùng lúc với --household."),
        (bool(args.batch and args.topic), "Không dùng --batch cùng lúc với TỜ: máy tự chọn tờ cho từng hộ."),
        (args.with_name and not for_homes, "--with-name cần đi cùng --household hoặc --batch."),
        (args.given and not for_homes, "--given cần đi cùng --household hoặc --batch."),
        (args.given and not args.out, "--given cần đi cùng --out."),
        ((args.text or args.loudspeaker) and not args.topic, "--text và --loudspeaker cần tên một tờ."),
        (not args.out and not (args.text or args.loudspeaker), "Thiếu --out."),
    )
    for wrong, sentence in faults:
        if wrong:
            raise MisuseError(sentence)


def _choices(args: argparse.Namespace) -> "tuple[str, Language, Language | None]":
    if args.layout not in _LAYOUTS:
        raise MisuseError(f"Không có khổ {args.layout}. Chọn một trong: {', '.join(_LAYOUTS)}.")
    return args.layout, _language(args.lang), _language(args.second) if args.second else None


def _language(said: str) -> "Language":
    from cdtt_app.domain.languages import LANGUAGE_NAMES, Language

    try:
        return Language(said)
    except ValueError as error:
        codes = ", ".join(f"{code} ({name})" for code, name in LANGUAGE_NAMES.items())
        raise MisuseError(f"Không có tiếng mang mã {said}. Các mã: {codes}.") from error


def _chosen(args: argparse.Namespace, source: Source, state: "HandoutsState") -> _Printed:
    from cdtt_app.presenters.handouts_page import job_of, jobs_of_homes

    if not (args.household or args.batch):
        source.handout(args.topic)
        return _Printed(job_of(state), (None,))
    if source.db is None:
        with opened(args):  # says that this machine has no data
            raise RefusedFileError("Máy này chưa có dữ liệu.")
    from cdtt_app.cli.handout_homes import homes_filtered, one_home

    if args.batch:
        homes = homes_filtered(source, source.db, args.batch)
    else:
        homes = (one_home(source, source.db, args.household, args.topic),)
    return _Printed(jobs_of_homes(state, homes), tuple(home for home in homes for _ in home.suggestions))


def _pdf(chosen: _Printed) -> bytes:
    from cdtt_app.documents.handout_bundle import bundle_pdf

    return bundle_pdf(chosen.jobs, progress=_tell)


def _tell(done: int, of: int) -> None:
    """Some ten lines beside the answer; a few sheets are done before anybody reads one."""
    if of >= _MANY and done and (done % (of // 10) == 0 or done == of):
        print(f"Đã dựng {done}/{of} tờ", file=sys.stderr, flush=True)


def _give(source: Source, chosen: _Printed) -> None:
    from cdtt_app.services.handouts import give

    if source.db is not None:
        pairs = zip(chosen.jobs, chosen.homes, strict=True)
        give(source.db, [(home.household, paper.handout) for (paper, _), home in pairs if home])


def _answer(args: argparse.Namespace, source: Source, state: "HandoutsState", chosen: _Printed) -> Answer:
    from cdtt_app.presenters.handout_plain import loudspeaker_script, plain_text

    notes = _notes(source, state, chosen) if args.out else ()
    said: dict[str, str] = {}
    if args.text or args.loudspeaker:
        handout = source.handout(args.topic)
        if args.text:
            said["text"] = plain_text(handout, state.language, source.shelf.addresses)
        if args.loudspeaker:
            said["loudspeaker"] = loudspeaker_script(handout, state.language)
    wrote = _wrote(args, chosen) if args.out else ""
    lines = "\n".join(part for part in (wrote, *notes) if part)
    return Answer(
        text="\n\n".join(part for part in (lines, *said.values()) if part),
        document={
            "file": str(args.out) if args.out else "",
            "given": args.given,
            "sheets": _sheets(chosen),
            "notes": list(notes),
            **said,
        },
    )


def _sheets(chosen: _Printed) -> list[dict[str, Any]]:
    return [
        {
            "topic": paper.handout.topic,
            "version": paper.handout.version,
            "layout": layout.value,
            "household": home.household.code if home else "",
            "code": paper.code.code if paper.code else "",
        }
        for (paper, layout), home in zip(chosen.jobs, chosen.homes, strict=True)
    ]


def _wrote(args: argparse.Namespace, chosen: _Printed) -> str:
    from cdtt_app.presenters.handout_tiles import short_name

    homes = {home.household.id: home.household.head_name for home in chosen.homes if home}
    names = ", ".join(f"{short_name(paper.handout)} ({_LAYOUTS[layout]})" for paper, layout in chosen.jobs)
    given = " Đã ghi vào sổ phát." if args.given else ""
    if len(homes) > 1:
        return f"Đã ghi {len(chosen.jobs)} tờ cho {len(homes)} hộ, theo đường đi, vào {args.out}.{given}"
    whom = f" cho hộ {next(iter(homes.values()))}" if homes else ""
    return f"Đã ghi {len(chosen.jobs)} tờ{whom} vào {args.out}: {names}.{given}"


def _notes(source: Source, state: "HandoutsState", chosen: _Printed) -> tuple[str, ...]:
    """What to know before the sheets go out: smaller letters, what nobody translated, what nobody tried."""
    from cdtt_app.documents.handout_paper import fit_sentence
    from cdtt_app.documents.handout_pdf import fits
    from cdtt_app.domain.handout_text import Layout
    from cdtt_app.presenters.handouts_page import address_lines, language_note

    handouts = {paper.handout.topic: paper.handout for paper, _ in chosen.jobs}.values()
    reading = source.reading
    said: list[str] = []
    if len(chosen.jobs) == 1:
        said = [fit_sentence(fits(*chosen.jobs[0]), other=state.layout is not Layout.FOLDED)]
    said += [language_note(handout, state.language, state.second) for handout in handouts]
    waiting = (line.title for handout in handouts for line in address_lines(reading, handout) if not line.checked)
    if untried := list(dict.fromkeys(waiting)):
        said.append(f"Xã chưa thử: {'; '.join(untried)}. Hãy mở thử, gọi thử trước khi phát.")
    return tuple(dict.fromkeys(filter(None, said)))

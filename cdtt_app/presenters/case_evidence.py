"""The evidence of a case: of each spot and network the newest measurement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from cdtt_app.documents.dossier import Evidence, Outcome
from cdtt_app.domain.coverage import CoverageNote, Reading, Standing, Use, Works
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.ids import MemberId
from cdtt_app.domain.vietnamese import fold, format_date, format_number, given_name
from cdtt_app.presenters import coverage_words as words
from cdtt_app.presenters.case_facts import hamlet_of, newest_by_network

_USUAL: Final = (Use.CALL, Use.ZALO, Use.VIDEO)
_ROWS: Final = 60
_BARS: Final = 4
_WORKS: Final = words.WORKS | {Works.SOMETIMES: "lúc có"}  # on one line of a narrow column
_HEADS: Final = {Use.CALL: "Gọi", Use.SMS: "Nhắn tin", Use.DATA: "Vào mạng", Use.ZALO: "Zalo", Use.VIDEO: "Video"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceTable:
    """Rows, the uses that are their columns, and how many notes they come from."""

    about: str
    uses: tuple[str, ...]
    rows: tuple[Evidence, ...]


def evidence_of(board: Board, view: CaseView, members: Mapping[MemberId, str]) -> EvidenceTable:
    """The table of a case, newest first."""
    newest = newest_by_network(view)[:_ROWS]
    uses = _uses(newest)
    today, hamlet = board.now.astimezone().date(), hamlet_of(board, view)
    used, whole = len({note.id for note in newest}), len(view.facts.notes)
    return EvidenceTable(
        about=f"{used} trong {whole} ghi nhận, mỗi điểm lấy lần đo gần nhất" if whole else "",
        uses=tuple(_HEADS[use] for use in uses),
        rows=tuple(_row(note, uses, hamlet, members, today) for note in newest),
    )


def public_place(note: CoverageNote, hamlet: Hamlet | None) -> str:
    """What the spot is called; of a note made at a home no more than the cluster it stands in."""
    place = note.place.strip()
    clusters = {fold(cluster) for cluster in hamlet.clusters} if hamlet else set()
    named = place and (note.household_id is None or fold(place) in clusters)
    return place[:1].upper() + place[1:] if named else words.POINTS[note.point]


def _uses(notes: Sequence[CoverageNote]) -> tuple[Use, ...]:
    """Three columns: the usual ones, unless other things were tried instead."""
    tried = {use for note in notes for reading in note.readings.values() for use in reading.works}
    wanted = sorted((*_USUAL, Use.DATA, Use.SMS), key=lambda use: use not in tried)[: len(_USUAL)]
    return tuple(use for use in Use if use in wanted)


def _row(
    note: CoverageNote, uses: tuple[Use, ...], hamlet: Hamlet | None, members: Mapping[MemberId, str], today: date
) -> Evidence:
    ((brand, reading),) = note.readings.items()
    who = members.get(note.recorded_by, "") if note.recorded_by else ""
    return Evidence(
        at=_moment(note.measured_at.astimezone(), today),
        where=public_place(note, hamlet),
        network=brand,
        bars=min(reading.bars, _BARS) if reading.bars is not None else None,
        outcomes=tuple(_outcome(reading, use) for use in uses),
        weather=words.WEATHERS[note.weather] if note.weather else "",
        who=given_name(who) if who else "",
        remark=", ".join(_remarks(note, reading, uses)),
    )


def _moment(at: datetime, today: date) -> str:
    return f"{at:%d/%m %H:%M}" if at.year == today.year else f"{format_date(at.date())} {at:%H:%M}"


def _outcome(reading: Reading, use: Use) -> Outcome:
    said = reading.works.get(use)
    return Outcome(_WORKS[said], bad=said is Works.NO) if said else Outcome()


def _remarks(note: CoverageNote, reading: Reading, uses: tuple[Use, ...]) -> Iterator[str]:
    """What has no column."""
    if reading.strength is not None:
        yield f"sóng {words.STRENGTHS[reading.strength]}"
    if reading.technology is not None:
        yield f"máy hiện {words.TECHNOLOGIES[reading.technology]}"
    others = {use: said for use, said in reading.works.items() if use not in uses}
    yield from (f"{_HEADS[use].lower()} {words.WORKS[said]}" for use, said in others.items())
    if reading.rsrp_dbm is not None:
        yield f"RSRP {format_number(reading.rsrp_dbm)} dBm"
    yield from _speeds(reading)
    if note.standing is Standing.INDOORS:
        yield "đo trong nhà"
    if note.occurrence is not None or note.hours:
        occurrence = words.OCCURRENCES[note.occurrence].lower() if note.occurrence else ""
        yield " ".join(filter(None, (occurrence, note.hours)))


def _speeds(reading: Reading) -> Iterator[str]:
    speed = reading.speed
    if speed is not None:
        told = (("xuống", speed.down_mbps), ("lên", speed.up_mbps))
        yield from (f"{name} {format_number(value, 1)} Mbit/s" for name, value in told if value is not None)

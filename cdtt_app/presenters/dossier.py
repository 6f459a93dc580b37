"""A case as its dossier says it, ready to be laid out; nobody who lives there is named."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from cdtt_app.documents.dossier import Dossier, Fact, Milestone, Photo, Progress, StepTaken
from cdtt_app.domain.attachment import Sha256
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import CaseStep
from cdtt_app.domain.ids import MemberId
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.presenters import case_facts as told
from cdtt_app.presenters.case_evidence import evidence_of, public_place
from cdtt_app.presenters.case_requests import requests_of
from cdtt_app.presenters.case_scene import case_box, case_scene
from cdtt_app.presenters.coverage_sentences import rank_words, rule_words
from cdtt_app.presenters.coverage_steps import milestones
from cdtt_app.presenters.coverage_words import ROADS, STATES, distance_words
from cdtt_app.presenters.household_facts import POWERS

_FOOT: Final = "Không ghi tên hộ, không có ảnh người."
_PRACTICE: Final = "Số đo và tên người là đặt ra để tập. "
_UNKNOWN: Final = "Chưa ghi"


def dossier(
    board: Board,
    view: CaseView,
    *,
    agency: str,
    place: str,
    photos: Mapping[Sha256, bytes],
    person: str,
    members: Mapping[MemberId, str],
) -> Dossier:
    """The dossier of a case; `agency` "UBND xã Thượng Nông", `place` that commune with its province."""
    evidence, scene = evidence_of(board, view, members), case_scene(board, view)
    late = told.broken_promise(board, view)
    point = told.case_point(view)
    return Dossier(
        agency=agency,
        code=told.case_number(board, view),
        title=f"Vùng lõm sóng {told.spot_words(board, view)}",
        printed_on=board.now.astimezone().date(),
        scene=scene,
        facts=tuple(_facts(board, view, place)),
        practice=board.illustrative,
        overdue=(late.late, late.about) if late else None,
        map_box=case_box(scene, point),
        lines_from=point,
        uses=evidence.uses,
        evidence_about=evidence.about,
        evidence=evidence.rows,
        milestones=tuple(_milestones(board, view)),
        requests=requests_of(board, view),
        steps=tuple(_steps(view, members)),
        rule=_rule(board, view),
        photos=tuple(_photos(board, view, photos)),
        made_by=f"Người lập: {person}" if person else "",
        foot=f"{_PRACTICE if board.illustrative else ''}{_FOOT}",
        data_until=f"Dữ liệu tới {format_date(_last(view).astimezone().date())}",
    )


def _facts(board: Board, view: CaseView, place: str) -> Iterator[Fact]:
    case, facts = view.case, view.facts
    yield Fact("Hộ ảnh hưởng", told.households_words(board, view) or _UNKNOWN, large=True)
    signal = distance_words(facts.nearest_signal_m) if facts.nearest_signal_m is not None else ""
    uses = told.uses_words(view)
    said = (
        ("Nơi", f"{told.spot_words(board, view)}, {place}" if place else ""),
        ("Mạng đang thiếu", told.lacking_words(view)),
        ("Dùng được gì", uses),
        ("Nơi công cộng", told.facilities_words(view)),
        ("Điện", POWERS[facts.power] if facts.power else _UNKNOWN),
        ("Đường vào", ROADS[facts.road] if facts.road else _UNKNOWN),
        ("Địa hình", case.terrain),
        ("Thôn đặc biệt khó khăn", "" if case.difficult_hamlet is None else "Có" if case.difficult_hamlet else "Không"),
        ("Chỗ có sóng gần nhất", f"cách {signal}" if signal else ""),
        ("Trạm gần đó", told.stations_words(view)),
        ("Kế hoạch đã biết", told.plan_words(view)),
        ("Ghi thêm của xã", case.note.strip()),
    )
    yield from (Fact(label, value[:1].upper() + value[1:]) for label, value in said if value.strip())


def _milestones(board: Board, view: CaseView) -> Iterator[Milestone]:
    progress = {"xong": Progress.DONE, "dang": Progress.NOW, "chua": Progress.TO_COME}
    for each in milestones(view, board.now.astimezone().date()):
        found = progress[each.progress]
        yield Milestone(each.words, "" if found is Progress.TO_COME else each.when, found)


def _steps(view: CaseView, members: Mapping[MemberId, str]) -> Iterator[StepTaken]:
    """Everything that was done, in order; what was written elsewhere too late stands last, and says so."""
    opener = members.get(view.case.opened_by, "") if view.case.opened_by else ""
    gathered = f"Gộp {len(view.facts.notes)} ghi nhận" if view.facts.notes else ""
    opened = format_date(view.case.opened_at.astimezone().date())
    yield StepTaken(when=opened, what="Mở vụ việc", who=opener or _UNKNOWN, why=gathered)
    for step in view.course.taken:
        yield _step(step, members)
    for step in view.course.astray:
        yield _step(step, members, " (ghi ở máy khác khi vụ việc đã sang bước khác, không tính)")


def _step(step: CaseStep, members: Mapping[MemberId, str], remark: str = "") -> StepTaken:
    who = members.get(step.written_by, "") if step.written_by else ""
    why = ". ".join(filter(None, (told.promise_words(step), step.why.strip())))
    return StepTaken(
        when=format_date(step.happened_on),
        what=f"{STATES[step.state]}{remark}",
        who=who or _UNKNOWN,
        why=why[:1].upper() + why[1:],
        document=step.document,
    )


def _rule(board: Board, view: CaseView) -> tuple[str, ...]:
    ranked = (
        f"Điểm ưu tiên: {rank_words(view.rank)}. Điểm chỉ để xếp việc nào trước, theo mức của chương trình; "
        "không phải quy định."
    )
    return (rule_words(board.rules), ranked)


def _photos(board: Board, view: CaseView, photos: Mapping[Sha256, bytes]) -> Iterator[Photo]:
    hamlet = told.hamlet_of(board, view)
    for note in view.facts.notes:
        caption = f"{public_place(note, hamlet)}, {format_date(note.measured_at.astimezone().date())}"
        yield from (Photo(photos[each.sha256], caption) for each in note.photos if photos.get(each.sha256))


def _last(view: CaseView) -> datetime:
    """When something was last written about it."""
    written = [note.recorded_at for note in view.facts.notes] + [step.written_at for step in view.course.taken]
    return max(written, default=view.case.opened_at)

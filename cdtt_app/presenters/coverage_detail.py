"""The chosen case, note or proposal of the coverage page in words, with what may be done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cdtt_app.domain.coverage import CoverageNote, networks_of, severity, strengths
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import WAITING_FOR_ANSWER, case_code
from cdtt_app.domain.coverage_rules import is_stale
from cdtt_app.domain.coverage_spots import Spot
from cdtt_app.domain.household import Power
from cdtt_app.domain.map_scene import Severity
from cdtt_app.domain.vietnamese import format_date, format_number
from cdtt_app.presenters.coverage_rows import (
    Mark,
    Names,
    RowKind,
    clock_mark,
    note_title,
    severity_mark,
    spot_id,
)
from cdtt_app.presenters.coverage_sentences import rank_words
from cdtt_app.presenters.coverage_steps import Action, Choice, Do, Milestone, milestones, other_choices, step_actions
from cdtt_app.presenters.coverage_words import (
    FACILITIES,
    NO_DATA,
    OCCURRENCES,
    POINTS,
    STANDINGS,
    STATES,
    TECHNOLOGIES,
    distance_words,
    listed,
    networks_words,
    works_words,
)

_SHORT = {Severity.LOST: "mất sóng", Severity.UNSTEADY: "sóng chập chờn", Severity.USABLE: "dùng được"}
_POWERS = {Power.GRID: "Có điện lưới", Power.OWN: "Điện tự cấp", Power.NONE: "Chưa có điện"}
_MOST_NAMED = 6


class Fact(NamedTuple):
    """A number that stands out and its words, or words alone."""

    words: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """What the lower right of the page shows."""

    id: str
    kind: RowKind
    title: str
    chips: tuple[Mark, ...]
    beside: str = ""  # the chips
    code: str = ""
    facts: tuple[Fact, ...] = ()
    notices: tuple[Mark, ...] = ()
    lines: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    actions: tuple[Action, ...] = ()
    others: tuple[Choice, ...] = ()  # steps in the menu "Việc khác"
    may_edit: bool = False
    rank: str = ""  # asked for by `why`
    why: str = ""


def detail_of(board: Board, chosen: str, *, officer: bool) -> Detail | None:
    """The detail of what is chosen, or None when it is not on the board."""
    names = Names(board)
    view = next((each for each in board.cases if each.case.id == chosen), None)
    if view is not None:
        return case_detail(board, view, officer=officer)
    note = next((each for each in board.notes if each.id == chosen), None)
    if note is not None:
        return note_detail(board, note, names, officer=officer)
    spot = next((each for each in board.spots if spot_id(each) == chosen), None)
    return spot_detail(spot, names) if spot is not None and officer else None


def case_detail(board: Board, view: CaseView, *, officer: bool) -> Detail:
    """A case: clock, facts, notices, time line, the steps that the table allows."""
    case, facts, now = view.case, view.facts, view.course.state
    today = board.now.astimezone().date()
    shown = Action(do=Do.NOTES, words=f"Xem {len(facts.notes)} ghi nhận", icon="list-checks")
    dossier = Action(do=Do.DOSSIER, words="In hồ sơ", icon="printer")
    first = bool(board.cases) and board.cases[0].case.id == case.id
    return Detail(
        id=case.id,
        kind=RowKind.CASE,
        title=case.title if ":" in case.title or not facts.notes else f"{case.title}: {_lacking(view)}",
        chips=(clock_mark(board, view),),
        beside=_promised(view),
        code=f"Vụ việc {case_code(case.number)}",
        facts=(
            Fact("hộ ảnh hưởng", str(facts.households)),
            Fact("ghi nhận đã gộp", str(len(facts.notes))),
            *_worded(networks_words(facts.worst), _POWERS[facts.power] if facts.power else "Chưa rõ điện lưới"),
            *_worded(", ".join(FACILITIES[each].lower() for each in facts.facilities)),
        ),
        notices=case_notices(view),
        milestones=milestones(view, today),
        actions=(*(step_actions(now) if officer else ()), *((shown,) if facts.notes else ()), dossier),
        others=other_choices(now) if officer else (),
        may_edit=officer,
        rank=f"Điểm ưu tiên: {rank_words(view.rank)}",
        why="Vì sao đứng đầu?" if first else "Vì sao đứng ở đây?",
    )


def _lacking(view: CaseView) -> str:
    """What is missing there: the signal, or no more than 3G and 4G, of all networks noted or of some."""
    worst, old = view.facts.worst, view.facts.only_2g
    if not old:
        return _SHORT[view.facts.severity]
    return NO_DATA if set(worst) <= set(old) else f"{listed(old)} {NO_DATA}"


def _promised(view: CaseView) -> str:
    if view.course.state not in WAITING_FOR_ANSWER or view.course.deadline is None:
        return ""
    return f"hẹn {format_date(view.course.deadline)}"


def case_notices(view: CaseView) -> tuple[Mark, ...]:
    """What the officer should weigh before going on, said neutrally."""
    made = []
    refuting = view.facts.refuted_by
    if refuting is not None:
        earlier = sum(severity(note) is not Severity.USABLE for note in view.facts.notes)
        said = f"Lần đo mới nhất {_day(refuting)} dùng được, khác {earlier} lần trước. Nên đo thêm rồi hãy kết luận."
        made.append(Mark(said, "neutral", "info"))
    if view.facts.stale:
        made.append(Mark("Quá 12 tháng chưa đo lại. Hãy nhờ Tổ đo lại rồi ghi mới.", "amber", "clock"))
    if view.course.astray:
        words = ", ".join(dict.fromkeys(f"“{STATES[step.state]}”" for step in view.course.astray))
        said = (
            f"Máy khác đã ghi bước {words} khi vụ việc sang bước khác rồi. Bước ấy được giữ lại nhưng không tính; "
            "hãy hỏi người ghi, rồi ghi lại nếu cần."
        )
        made.append(Mark(said, "amber", "triangle-alert"))
    return tuple(made)


def _day(note: CoverageNote) -> str:
    return f"{note.measured_at.astimezone():%d/%m}"


def note_detail(board: Board, note: CoverageNote, names: Names, *, officer: bool) -> Detail:
    """A note: what it says, and what may be done with it."""
    case = names.case(note.case_id)
    stale = is_stale(note.measured_at, board.rules, now=board.now)
    edit = Action(do=Do.EDIT_NOTE, words="Sửa", icon="pencil", primary=not officer)
    remove = Action(do=Do.REMOVE_NOTE, words="Bỏ", icon="trash-2")
    whole = Action(do=Do.NOTES, words="Xem đủ", icon="eye")
    show = Action(do=Do.SHOW_CASE, words=f"Xem vụ việc {case_code(case.case.number)}", icon="flag") if case else None
    gather = Action(do=Do.OPEN_CASE, words="Mở vụ việc", icon="flag", primary=True) if officer and not case else None
    return Detail(
        id=note.id,
        kind=RowKind.NOTE,
        title=note_title(note),
        chips=(severity_mark(severity(note)),),
        beside=f"đo {format_date(note.measured_at.astimezone().date())}",
        code=names.hamlet(note.hamlet_id),
        facts=tuple(_note_facts(note)),
        notices=(Mark("Quá 12 tháng chưa đo lại. Hãy đo lại rồi ghi mới.", "amber", "clock"),) if stale else (),
        lines=tuple(_note_lines(note)),
        actions=tuple(action for action in (gather, show, whole, edit, remove) if action is not None),
    )


def _note_facts(note: CoverageNote) -> Iterable[Fact]:
    if note.households_affected is not None:
        yield Fact("hộ ảnh hưởng", format_number(note.households_affected))
    if note.photos:
        yield Fact("ảnh chụp", str(len(note.photos)))
    yield from _worded(networks_words(strengths(note)), POINTS[note.point])
    yield from _worded(_POWERS[note.power] if note.power else "")


def _note_lines(note: CoverageNote) -> Iterable[str]:
    for brand, reading in note.readings.items():
        shown = TECHNOLOGIES[reading.technology] if reading.technology else ""
        bars = f"{reading.bars} vạch" if reading.bars is not None else ""
        said = ", ".join(part for part in (shown, bars, works_words(reading)) if part)
        if said:
            yield f"{brand}: {said}"
    when = (
        STANDINGS[note.standing] if note.standing else "",
        OCCURRENCES[note.occurrence].lower() if note.occurrence else "",
        note.hours,
    )
    if any(when):
        yield ", ".join(part for part in when if part)
    if note.nearest_signal:
        far = f", cách {distance_words(note.nearest_signal_m)}" if note.nearest_signal_m is not None else ""
        yield f"Có sóng gần nhất: {note.nearest_signal}{far}"
    if note.note:
        yield note.note


def spot_detail(spot: Spot, names: Names) -> Detail:
    """Notes that may be one case; the officer accepts."""
    case = names.case(spot.case_id)
    goes = f"Gộp vào {case_code(case.case.number)}" if case else "Mở vụ việc"
    named = [
        f"{note_title(note)}, đo {_day(note)}: {networks_words(strengths(note))}" for note in spot.notes[:_MOST_NAMED]
    ]
    more = len(spot.notes) - _MOST_NAMED
    return Detail(
        id=spot_id(spot),
        kind=RowKind.SPOT,
        title=f"{note_title(spot.notes[0])}: {len(spot.notes)} ghi nhận chưa gộp",
        chips=(Mark("Chờ gộp", "blue", "layers"),),
        beside=names.hamlet(spot.hamlet_id),
        facts=_worded(
            f"Gần vụ việc “{case.case.title}”" if case else "Chưa có vụ việc nào ở đây",
            f"rộng {distance_words(spot.spread_m)}" if spot.spread_m else "",
            ", ".join(n.value for n in dict.fromkeys(n for note in spot.notes for n in networks_of(note))),
        ),
        lines=(*named, *((f"và {more} ghi nhận nữa",) if more > 0 else ())),
        actions=(
            Action(do=Do.ACCEPT, words=goes, icon="check", primary=True),
            Action(do=Do.PROPOSALS, words="Xem mọi đề xuất", icon="layers"),
        ),
    )


def _worded(*words: str) -> tuple[Fact, ...]:
    return tuple(Fact(each) for each in words if each)


def step_done_words(title: str, choice: Choice, day: date) -> str:
    """What the green strip says after a step."""
    return f"{title}: đã ghi “{choice.words}” ngày {format_date(day)}."

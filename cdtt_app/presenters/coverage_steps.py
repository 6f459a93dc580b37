"""What may be done with a case now, in words of the act, and its time line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cdtt_app.domain.coverage_board import CaseView
from cdtt_app.domain.coverage_case import ALLOWED, OVER, WAITING_FOR_ANSWER, CaseState, CaseStep
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.presenters.coverage_words import BLOCKS, STATES

S = CaseState
_ACTS: Final[Mapping[CaseState, tuple[str, str]]] = {  # words, icon
    S.NEW: ("Mới ghi", "plus"),
    S.VERIFIED: ("Xác minh", "check"),
    S.DUPLICATE: ("Ghi là trùng", "layers"),
    S.NOT_AS_REPORTED: ("Không đúng thực tế", "circle-x"),
    S.SENT: ("Gửi Sở", "send"),
    S.SURVEYING: ("DN đang khảo sát", "search"),
    S.PLANNED: ("Ghi kế hoạch", "calendar-check"),
    S.BLOCKED: ("Đang vướng", "circle-stop"),
    S.PROPOSED: ("Đề xuất VTF", "flag"),
    S.BUILDING: ("Đang xây dựng", "settings"),
    S.ON_AIR: ("Đã phát sóng", "radio-tower"),
    S.CLOSED: ("Tổ đo lại: tốt", "circle-check"),
    S.REOPENED: ("Mở lại", "refresh-cw"),
}
_USUAL: Final[Mapping[CaseState, tuple[CaseState, ...]]] = {
    S.NEW: (S.VERIFIED,),
    S.VERIFIED: (S.SENT,),
    S.SENT: (S.SURVEYING, S.PLANNED, S.BLOCKED),
    S.SURVEYING: (S.PLANNED, S.BLOCKED, S.NOT_AS_REPORTED),
    S.PLANNED: (S.BUILDING,),
    S.BLOCKED: (S.PROPOSED,),
    S.PROPOSED: (S.PLANNED,),
    S.BUILDING: (S.ON_AIR,),
    S.ON_AIR: (S.CLOSED,),
    S.REOPENED: (S.SENT,),
}
ROAD: Final = (S.NEW, S.VERIFIED, S.SENT, S.SURVEYING, S.PLANNED, S.ON_AIR, S.CLOSED)
_PLACE_ON_ROAD: Final = {S.BLOCKED: S.SURVEYING, S.PROPOSED: S.SURVEYING, S.BUILDING: S.PLANNED, S.REOPENED: S.VERIFIED}


class Do(StrEnum):
    """What a button of the page asks for."""

    STEP = "step"
    EDIT_CASE = "edit_case"
    NOTES = "notes"
    DOSSIER = "dossier"
    EDIT_NOTE = "edit_note"
    REMOVE_NOTE = "remove_note"
    SHOW_CASE = "show_case"
    OPEN_CASE = "open_case"
    ACCEPT = "accept"
    PROPOSALS = "proposals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One step that may be taken."""

    state: CaseState
    words: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button; with several `choices` it opens a menu of them."""

    do: Do
    words: str
    icon: str
    primary: bool = False
    choices: tuple[Choice, ...] = ()


class Progress(StrEnum):
    """Where a milestone lies."""

    DONE = "xong"
    NOW = "dang"
    TO_COME = "chua"


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A point of the time line; `when` is its day, or its number on the way while it is to come."""

    words: str
    when: str
    progress: Progress


def choice(state: CaseState, now: CaseState) -> Choice:
    """A step in words of the act; from on air, opening again means that it did not work."""
    words, icon = _ACTS[state]
    if state is S.REOPENED and now is S.ON_AIR:
        words = "Đo lại: chưa tốt"
    return Choice(state=state, words=words, icon=icon)


def allowed_choices(states: frozenset[CaseState]) -> tuple[Choice, ...]:
    """The steps that the table allows to all of these states."""
    first = next(iter(sorted(states)), None)
    if first is None:
        return ()
    common = [state for state in ALLOWED[first] if all(state in ALLOWED[each] for each in states)]
    return tuple(choice(state, first) for state in common)


def step_actions(now: CaseState) -> tuple[Action, ...]:
    """The usual next step as the one primary button, then a reminder or what else is at hand."""
    made = [_usual(now)] if now in _USUAL else []
    if now in WAITING_FOR_ANSWER:
        reminder = Choice(state=now, words="Nhắc Sở", icon="send")
        made.append(Action(do=Do.STEP, words="Nhắc Sở", icon="send", choices=(reminder,)))
    elif now is S.ON_AIR or now in OVER:
        again = choice(S.REOPENED, now)
        made.append(Action(do=Do.STEP, words=again.words, icon=again.icon, choices=(again,)))
    return tuple(made)


def other_choices(now: CaseState) -> tuple[Choice, ...]:
    """The steps that no button offers, and a remark."""
    offered = {each.state for action in step_actions(now) for each in action.choices}
    others = tuple(choice(state, now) for state in ALLOWED[now] if state not in offered)
    return (*others, Choice(state=now, words="Ghi thêm một dòng", icon="square-pen"))


def _usual(now: CaseState) -> Action:
    choices = tuple(choice(state, now) for state in _USUAL[now])
    if len(choices) > 1:
        return Action(do=Do.STEP, words="Ghi trả lời của Sở", icon="file-pen-line", primary=True, choices=choices)
    return Action(do=Do.STEP, words=choices[0].words, icon=choices[0].icon, primary=True, choices=choices)


def milestones(view: CaseView, today: date) -> tuple[Milestone, ...]:
    """What was done with its day, what is now, and the usual way from here."""
    moves: list[tuple[CaseState, date, CaseStep | None]] = [(S.NEW, view.case.opened_at.astimezone().date(), None)]
    for step in view.course.taken:
        if step.state is not moves[-1][0]:
            moves.append((step.state, step.happened_on, step))
    over = view.course.state in OVER
    passed = [_passed(*move, today, now=not over and move is moves[-1]) for move in moves]
    return (*passed, *_to_come(view.course.state, len(passed)))


def _passed(state: CaseState, day: date, step: CaseStep | None, today: date, *, now: bool) -> Milestone:
    words = "Mới" if state is S.NEW else "Đo lại: tốt" if state is S.CLOSED else STATES[state]
    if step is not None and step.block is not None and state is S.BLOCKED:
        words = f"Vướng: {BLOCKS[step.block].lower()}"
    written = f"{day:%d/%m}" if day.year == today.year else format_date(day)
    when = f"từ {written}" if now else written
    return Milestone(words=words, when=when, progress=Progress.NOW if now else Progress.DONE)


def _to_come(state: CaseState, passed: int) -> tuple[Milestone, ...]:
    if state in OVER:
        return ()
    rest = ROAD[ROAD.index(_PLACE_ON_ROAD.get(state, state)) + 1 :]
    return tuple(
        Milestone(words=_coming(each), when=str(number), progress=Progress.TO_COME)
        for number, each in enumerate(rest, start=passed + 1)
    )


def _coming(state: CaseState) -> str:
    return "Đo lại" if state is S.CLOSED else STATES[state]


def time_line_words(points: tuple[Milestone, ...]) -> str:
    """The same for a screen reader."""
    said = {Progress.DONE: "xong", Progress.NOW: "đang ở đây", Progress.TO_COME: "chưa tới"}
    parts = (
        f"{p.words}, {said[p.progress]}" + ("" if p.progress is Progress.TO_COME else f" {p.when}") for p in points
    )
    return "Diễn biến: " + "; ".join(parts)

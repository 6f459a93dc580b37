"""Where notes and cases are: on this machine, on their way, with the province. Read from receipts, never guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from cdtt_app.domain.coverage_board import Board
from cdtt_app.presenters.coverage_detail import Detail
from cdtt_app.presenters.coverage_rows import Mark, RowKind
from cdtt_app.storage.whereabouts import Where

_MARKS: Final = {
    Where.HERE: Mark("Trên máy này", "amber", "hard-drive"),
    Where.SENT: Mark("Đã gửi", "blue", "send"),
    Where.RECEIVED: Mark("Tỉnh đã nhận", "green", "check-check"),
    Where.ASIDE: Mark("Để riêng", "red", "triangle-alert"),
}


def records_of(board: Board) -> dict[str, tuple[str, ...]]:
    """The records behind what the page shows: a note alone, a case with its steps."""
    shown: dict[str, tuple[str, ...]] = {note.id: (note.id,) for note in board.notes}
    for view in board.cases:
        steps = (*view.course.taken, *view.course.astray)
        shown[view.case.id] = (view.case.id, *(step.id for step in steps))
    return shown


def places(shown: Mapping[str, Iterable[str]], where: Mapping[str, Where]) -> dict[str, Where]:
    """What of it has not all reached the province; the least of its records counts."""
    found = {id_: min(where[record] for record in records) for id_, records in shown.items()}
    return {id_: place for id_, place in found.items() if place is not Where.RECEIVED}


def with_place(detail: Detail | None, told: Mapping[str, Where]) -> Detail | None:
    """The detail with a chip that says where it is; a proposal is no record."""
    if detail is None or detail.kind is RowKind.SPOT:
        return detail
    return replace(detail, chips=(*detail.chips, _MARKS[told.get(detail.id, Where.RECEIVED)]))

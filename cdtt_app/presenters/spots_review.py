"""Proposals of notes that may be one case, gone through one by one: which is shown, which notes are left out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cdtt_app.domain.coverage import networks_of
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import case_code
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.coverage_spots import Spot
from cdtt_app.domain.ids import HamletId, NoteId
from cdtt_app.presenters.coverage_words import distance_words, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotLine:
    """One proposal in the list."""

    key: str
    title: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotsReview:
    """The proposals not yet decided; `left_out` are unticked notes, `titles` what was typed, by proposal."""

    board: Board
    waiting: tuple[Spot, ...]
    at: int = 0
    left_out: frozenset[NoteId] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def spot(self) -> Spot | None:
        """The proposal that is shown."""
        return self.waiting[self.at] if self.waiting else None


def open_review(board: Board) -> SpotsReview:
    """All proposals, the first one shown, every note ticked."""
    return SpotsReview(board=board, waiting=board.spots)


def spot_key(spot: Spot) -> str:
    """A name for a proposal while the window is open."""
    return str(spot.notes[0].id)


def choose(review: SpotsReview, key: str) -> SpotsReview:
    """Show another proposal."""
    return replace(review, at=next((i for i, spot in enumerate(review.waiting) if spot_key(spot) == key), review.at))


def tick(review: SpotsReview, note: NoteId, *, on: bool) -> SpotsReview:
    """Leave a note out, or take it in again."""
    return replace(review, left_out=review.left_out - {note} if on else review.left_out | {note})


def with_title(review: SpotsReview, title: str) -> SpotsReview:
    """Another name for the case to be."""
    spot = review.spot
    return review if spot is None else replace(review, titles={**review.titles, spot_key(spot): title})


def without_shown(review: SpotsReview) -> SpotsReview:
    """The shown proposal is decided, or put off: go on to the next, at the end to the one before."""
    left = tuple(spot for i, spot in enumerate(review.waiting) if i != review.at)
    return replace(review, waiting=left, at=max(0, min(review.at, len(left) - 1)))


def as_new_case(review: SpotsReview) -> Spot | None:
    """The ticked notes of the shown proposal as a case of their own; None when none is ticked."""
    spot = review.spot
    notes = tuple(note for note in spot.notes if note.id not in review.left_out) if spot else ()
    return replace(spot, notes=notes, case_id=None) if spot and notes else None


def as_more_of_case(review: SpotsReview) -> Spot | None:
    """The same, to join the case that lies there; None when there is none."""
    spot, case = as_new_case(review), case_there(review)
    return replace(spot, case_id=case.case.id) if spot and case else None


def case_there(review: SpotsReview) -> CaseView | None:
    """The case that the shown proposal would join."""
    return review.board.case(review.spot.case_id) if review.spot and review.spot.case_id else None


def title_of(review: SpotsReview) -> str:
    """What was typed, else the place that most notes name, else the hamlet."""
    spot = review.spot
    if spot is None:
        return ""
    return review.titles.get(spot_key(spot), _place(review.board, spot))


def spot_lines(review: SpotsReview) -> tuple[SpotLine, ...]:
    """The list at the left."""
    return tuple(
        SpotLine(key=spot_key(spot), title=_place(review.board, spot), words=_words(review.board, spot))
        for spot in review.waiting
    )


def spot_facts(review: SpotsReview) -> str:
    """What the shown proposal is about, in one line."""
    spot = review.spot
    return f"{_hamlet(review.board, spot.hamlet_id)} · {_words(review.board, spot)}" if spot else ""


def join_label(review: SpotsReview) -> str:
    """The words of the button: "Thêm vào VL-007"."""
    case = case_there(review)
    return f"Thêm vào {case_code(case.case.number)}" if case else ""


def spot_rule_words(rules: CoverageRules) -> str:
    """By which rule notes were put together."""
    return (
        f"Máy đề nghị gộp những ghi nhận cùng thôn, cùng thiếu một mạng, cách nhau tới {rules.same_spot_m} m; ghi nhận "
        f"chưa có toạ độ thì gộp theo tên chỗ. Cách gộp bản {rules.version} ({rules.source})."
    )


def done_words(spot: Spot, left: int, case: CaseView | None = None) -> str:
    """What was just done; `left` notes were left out."""
    many = f"{len(spot.notes)} ghi nhận"
    what = f"Đã thêm {many} vào {case_code(case.case.number)}." if case else f"Đã gộp {many} thành vụ việc mới."
    return f"{what} {left} ghi nhận bỏ dấu vẫn nằm trong “Chờ gộp”." if left else what


def _place(board: Board, spot: Spot) -> str:
    named = Counter(note.place.strip() for note in spot.notes if note.place.strip())
    return named.most_common(1)[0][0] if named else f"Điểm lõm sóng ở {_hamlet(board, spot.hamlet_id)}"


def _hamlet(board: Board, id_: HamletId) -> str:
    return next((view.hamlet.name for view in board.hamlets if view.hamlet.id == id_), "thôn chưa rõ tên")


def _words(board: Board, spot: Spot) -> str:
    lacking = {network for note in spot.notes for network in networks_of(note)}
    case = board.case(spot.case_id) if spot.case_id else None
    parts = (
        f"{len(spot.notes)} ghi nhận",
        f"cách nhau {distance_words(spot.spread_m)}" if spot.spread_m >= 1 else "",
        listed(tuple(each.value for each in sorted(lacking, key=lambda each: each.value))),
        f"cạnh {case_code(case.case.number)}" if case else "",
    )
    return " · ".join(part for part in parts if part)

"""The one value of the visit page: the form with its steps, and how its draft fares."""

from dataclasses import dataclass
from datetime import datetime

from cdtt_app.domain.paper_sheet import PaperSheet
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.presenters.visit_context import VisitContext
from cdtt_app.presenters.visit_form import VisitForm
from cdtt_app.presenters.visit_steps import Steps

_STAYS = "Phiếu vẫn còn trên màn hình"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitState:
    """A form that is being filled in."""

    context: VisitContext
    steps: Steps
    kept_at: datetime | None = None
    trouble: str = ""  # why the last draft could not be kept
    every_question: bool = False
    paper: PaperSheet | None = None  # what is being keyed in

    @property
    def form(self) -> VisitForm:
        """The form as it stands."""
        return self.steps.now


def draft_words(state: VisitState) -> str:
    """`Đã lưu nháp 19:41:07`."""
    if state.trouble:
        return "Chưa lưu được nháp"
    if state.kept_at is None:
        return "Chưa ghi gì"
    local = state.kept_at.astimezone()
    if local.date() == state.context.today:
        return f"Đã lưu nháp {local:%H:%M:%S}"
    return f"Nháp từ {format_date(local.date())}"


def trouble_words(sentence: str) -> str:
    """What the disk said, and that nothing typed is lost."""
    return sentence if _STAYS in sentence else f"{sentence} {_STAYS}, đừng tắt máy."

"""One step of a case as it is being written: what each state asks for, what is missing, and the step itself."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from cdtt_app.domain.coverage import CoverageNote, severity, strengths
from cdtt_app.domain.coverage_board import CaseView
from cdtt_app.domain.coverage_case import Block, CaseState, CaseStep, Course, case_code, step_problems
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.household import Network
from cdtt_app.domain.ids import NoteId
from cdtt_app.domain.map_scene import Severity
from cdtt_app.domain.vietnamese import format_date, nfc
from cdtt_app.presenters.coverage_words import STATES, networks_words

SAY_SOMETHING: Final = "Hãy ghi nội dung, hoặc số văn bản, hoặc kèm tệp."
NO_MEASUREMENT: Final = "Chưa chọn lần đo nào. Nên dựa vào một lần đo lại sau khi phát sóng."
STILL_LACKING: Final = "Theo lần đo này còn mạng chưa tốt. Nếu vẫn đóng, hãy ghi rõ vì sao."
ALL_GOOD: Final = "Theo lần đo này, mạng nào ghi cũng tốt. Nếu vẫn mở lại, hãy ghi rõ vì sao."
_S = CaseState


class Ask(StrEnum):
    """What some states ask for beside the day, the words and the paper."""

    STATION = "tram"
    DEADLINE = "han"
    BLOCK = "vuong"
    MEASUREMENT = "lan_do"


_ASKS: Final = {
    _S.SENT: frozenset({Ask.DEADLINE}),
    _S.SURVEYING: frozenset({Ask.STATION, Ask.DEADLINE}),
    _S.PLANNED: frozenset({Ask.STATION, Ask.DEADLINE}),
    _S.BLOCKED: frozenset({Ask.BLOCK}),
    _S.PROPOSED: frozenset({Ask.DEADLINE}),
    _S.BUILDING: frozenset({Ask.STATION, Ask.DEADLINE}),
    _S.ON_AIR: frozenset({Ask.STATION}),
    _S.CLOSED: frozenset({Ask.MEASUREMENT}),
    _S.REOPENED: frozenset({Ask.MEASUREMENT}),
}
_ON_THE_WAY: Final = frozenset({_S.BUILDING, _S.ON_AIR})  # the station and the promise of the plan go on
_SIGNAL_PROMISED: Final = frozenset({_S.PLANNED, _S.BUILDING})
_WHY: Final = {
    _S.VERIFIED: "Xã đã xem thế nào",
    _S.DUPLICATE: "Lý do: trùng với vụ việc nào (cần ghi)",
    _S.NOT_AS_REPORTED: "Lý do (cần ghi)",
    _S.SENT: "Nội dung gửi",
    _S.CLOSED: "Ghi thêm",
    _S.REOPENED: "Vì sao mở lại",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStepForm:
    """What was typed so far; `deadline_set` once a person touched it: then it no longer follows the day."""

    course: Course
    notes: tuple[CoverageNote, ...]
    blank: CaseStep
    today: date
    answer_days: int
    count: int
    day: date
    why: str = ""
    document: str = ""
    operator: Network | None = None
    station: str = ""
    deadline: date | None = None
    deadline_set: bool = False
    block: Block | None = None
    measurement: NoteId | None = None
    paper_name: str = ""

    @property
    def is_remark(self) -> bool:
        """Whether the case stays where it is."""
        return self.blank.state is self.course.state

    @property
    def asks(self) -> frozenset[Ask]:
        """What this state asks for; several cases at once have no measurement in common."""
        asked = _ASKS.get(self.blank.state, frozenset())
        return asked - {Ask.MEASUREMENT} if self.count > 1 else asked


def open_form(view: CaseView, blank: CaseStep, today: date, rules: CoverageRules, count: int = 1) -> CaseStepForm:
    """The form with what is known already filled in."""
    form = CaseStepForm(
        course=view.course,
        notes=view.facts.notes,
        blank=blank,
        today=today,
        answer_days=rules.answer_days,
        count=count,
        day=blank.happened_on,
    )
    if form.is_remark:
        return form
    return with_day(_with_plan(replace(form, measurement=_measured_again(form))), form.day)


def with_day(form: CaseStepForm, day: date) -> CaseStepForm:
    """Another day; the answer to a letter is due so many days after it."""
    follows = form.blank.state is _S.SENT and not form.is_remark and not form.deadline_set
    deadline = day + timedelta(days=form.answer_days) if follows else form.deadline
    return replace(form, day=day, deadline=deadline)


def with_deadline(form: CaseStepForm, deadline: date | None) -> CaseStepForm:
    """Another promise, or none."""
    return replace(form, deadline=deadline, deadline_set=True)


def suggested_deadline(form: CaseStepForm) -> date:
    """The day that the calendar opens at while nothing was promised."""
    return form.deadline or form.day + timedelta(days=form.answer_days)


def step_of(form: CaseStepForm) -> CaseStep:
    """The step as it stands; what its state does not ask for is left out."""
    asks = form.asks
    note = _measurement(form)
    said = (measured_words(note) if note else "", nfc(form.why).strip())
    return replace(
        form.blank,
        happened_on=form.day,
        why="\n".join(part for part in said if part),
        document=nfc(form.document).strip(),
        operator=form.operator if Ask.STATION in asks else None,
        station=nfc(form.station).strip() if Ask.STATION in asks else "",
        deadline=form.deadline if Ask.DEADLINE in asks else None,
        block=form.block if Ask.BLOCK in asks else None,
        attachment_name=form.paper_name,
    )


def problems(form: CaseStepForm) -> tuple[str, ...]:
    """What is missing, the domain's sentences first."""
    step = step_of(form)
    said = step_problems(form.course, step, today=form.today)
    nothing = (step.why, step.document, step.station, step.attachment_name) == ("",) * 4
    bare = form.is_remark and nothing and (step.deadline, step.block, step.operator) == (None,) * 3
    return (*said, SAY_SOMETHING) if bare and not said else said


def hint(form: CaseStepForm) -> str:
    """What the chosen measurement says against this step, told neutrally."""
    if Ask.MEASUREMENT not in form.asks or form.is_remark:
        return ""
    note, closing = _measurement(form), form.blank.state is _S.CLOSED
    if note is None:
        return NO_MEASUREMENT if closing else ""
    good = severity(note) is Severity.USABLE
    if closing:
        return "" if good else STILL_LACKING
    return ALL_GOOD if good else ""


def measured_words(note: CoverageNote) -> str:
    """A measurement in one line: "Lần đo 20/11/2026, cạnh nhà văn hoá: Viettel tốt."."""
    where = f", {note.place}" if note.place else ""
    said = networks_words(strengths(note)) or "chưa ghi mạng nào"
    return f"Lần đo {format_date(note.measured_at.astimezone().date())}{where}: {said}."


def heading(form: CaseStepForm) -> str:
    """What this window is for."""
    if form.is_remark:
        return "Ghi thêm" if form.count == 1 else f"Ghi thêm vào {form.count} vụ việc"
    many = f" {form.count} vụ việc" if form.count > 1 else ""
    return f"Chuyển{many} sang “{STATES[form.blank.state]}”"


def about(form: CaseStepForm, view: CaseView) -> str:
    """Which case, and where it stands."""
    now = f"đang ở bước “{STATES[form.course.state]}”"
    if form.count > 1:
        return f"{form.count} vụ việc {now}. Bước này ghi như nhau cho cả {form.count}."
    return f"{case_code(view.case.number)} · {view.case.title} · {now}"


def why_caption(form: CaseStepForm) -> str:
    """What the words are about."""
    return "Nội dung" if form.is_remark else _WHY.get(form.blank.state, "Nội dung trả lời, đã nói gì")


def deadline_caption(form: CaseStepForm) -> str:
    """What was promised until that day."""
    return "Hẹn phát sóng đến ngày" if form.blank.state in _SIGNAL_PROMISED else "Hẹn trả lời đến ngày"


def _measurement(form: CaseStepForm) -> CoverageNote | None:
    wanted = form.measurement if Ask.MEASUREMENT in form.asks else None
    return next((note for note in form.notes if note.id == wanted), None)


def _measured_again(form: CaseStepForm) -> NoteId | None:
    """The newest measurement, when it was made after the case came to where it stands."""
    since = form.course.since
    if since is None or not form.notes or Ask.MEASUREMENT not in form.asks:
        return None
    newest = form.notes[0]
    return newest.id if newest.measured_at.astimezone().date() >= since.happened_on else None


def _with_plan(form: CaseStepForm) -> CaseStepForm:
    """The station of the plan, which is the same one when it is built and goes on air."""
    if form.blank.state not in _ON_THE_WAY or form.count > 1:
        return form
    last = next((step for step in reversed(form.course.taken) if step.station or step.operator), None)
    promised = form.course.deadline if Ask.DEADLINE in form.asks else None
    if promised is not None and promised < form.day:
        promised = None
    operator, station = (last.operator, last.station) if last else (None, "")
    return replace(form, operator=operator, station=station, deadline=promised)

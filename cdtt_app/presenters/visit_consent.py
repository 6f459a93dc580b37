"""Consent on the visit form: which boxes stand open, what is in force, and whether people may be named."""

from dataclasses import dataclass
from enum import StrEnum

from cdtt_app.domain.consent import Consent, Purpose, allows
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.domain.visit import Outcome
from cdtt_app.presenters.visit_context import VisitContext
from cdtt_app.presenters.visit_form import Asking, VisitForm
from cdtt_app.presenters.visit_words import LEVELS


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    """What the consent part of the form shows."""

    boxes: Asking | None  # the boxes and what is ticked, or None while an earlier answer stands
    earlier: str = ""  # "Đã đồng ý ngày 12/05/2026"
    facts: tuple[tuple[Purpose, bool], ...] = ()  # of the earlier answer
    may_close: bool = False  # an earlier answer can be kept after all


class People(StrEnum):
    """What stands where the matrix would be."""

    MATRIX = "bang"
    NOBODY = "khong_co_nguoi"
    NOT_MET = "khong_gap"
    NOT_ASKED = "chua_hoi"
    REFUSED = "khong_dong_y"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    """Where the matrix would be: the matrix, or why not, in words."""

    kind: People
    title: str = ""
    sentence: str = ""
    counts: bool = False  # the anonymous counter is offered


def consent_view(form: VisitForm, context: VisitContext) -> ConsentView:
    """The boxes while somebody is being asked; else the earlier answer as a fact."""
    earlier = context.consent
    if earlier is None:
        return ConsentView(boxes=form.asking or Asking())
    if form.asking is not None:
        return ConsentView(boxes=form.asking, earlier=_earlier_words(earlier, context), may_close=True)
    facts = tuple((purpose, purpose in earlier.granted) for purpose in Purpose)
    return ConsentView(boxes=None, earlier=_earlier_words(earlier, context), facts=facts)


def _earlier_words(earlier: Consent, context: VisitContext) -> str:
    said = "Đã đồng ý" if earlier.granted else "Đã không đồng ý"
    return f"{said} ngày {format_date(context.consent_on)}" if context.consent_on else said


def asking_of(form: VisitForm) -> Asking | None:
    """The asking of this visit; where the house was empty nobody can have been asked."""
    return None if form.outcome is Outcome.ABSENT else form.asking


def fresh_counts(form: VisitForm, context: VisitContext) -> bool:
    """Whether what was answered on this form is the latest word; an old paper keyed in late is not."""
    asking = asking_of(form)
    return (
        asking is not None and asking.answered and (context.consent_on is None or form.visited_on >= context.consent_on)
    )


def may_name(form: VisitForm, context: VisitContext) -> bool:
    """Whether answers may be kept person by person."""
    if fresh_counts(form, context):
        return form.asking is not None and Purpose.VISITS in form.asking.granted
    return allows(context.consent, Purpose.VISITS)


def people_view(form: VisitForm, context: VisitContext) -> PeopleView:
    """What stands in the place of the matrix."""
    if form.outcome is not Outcome.MET:
        return PeopleView(kind=People.NOT_MET, title="Lượt này không hỏi kỹ năng", sentence=_not_met(form))
    if not may_name(form, context):
        return _locked(form, context)
    if not context.people:
        sentence = "Hãy mở hộ, thêm tên gọi và nhóm tuổi của từng người, rồi quay lại: phiếu nháp vẫn còn."
        return PeopleView(kind=People.NOBODY, title="Hộ này chưa ghi người nào", sentence=sentence, counts=True)
    return PeopleView(kind=People.MATRIX)


def _not_met(form: VisitForm) -> str:
    sentence = "Chỉ cần ngày, ngày hẹn lần tới và ghi chú nếu có."
    written = sum(answer in LEVELS for answers in form.sheet.answers.values() for answer in answers.values())
    return f"{sentence} {written} mức đã ghi sẽ không được lưu, trừ khi chọn lại Gặp." if written else sentence


def _locked(form: VisitForm, context: VisitContext) -> PeopleView:
    refused = form.asking is not None and form.asking.refused
    if not refused and form.asking is None and context.consent is not None:
        refused = not context.consent.granted
    if refused:
        return PeopleView(
            kind=People.REFUSED,
            title="Nhà không đồng ý ghi kỹ năng từng người",
            sentence="Vẫn hướng dẫn như mọi nhà. Máy không ghi tên ai, chỉ đếm số người.",
            counts=True,
        )
    return PeopleView(
        kind=People.NOT_ASKED,
        title="Chưa có đồng ý ghi kỹ năng từng người",
        sentence="Hãy hỏi trước. Khi nhà đồng ý, tích ô “Ghi lượt thăm và kỹ năng” thì bảng kỹ năng mở ra.",
        counts=True,
    )

"""Visit sheets of paper: the same people, questions and words as on the visit screen, in its order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from cdtt_app.documents.visit_sheet import FormWords, SheetPerson, SkillCell, SkillRow, VisitSheet
from cdtt_app.domain.checklist import Checklist
from cdtt_app.domain.consent import Consent, Purpose, allows
from cdtt_app.domain.hamlet import Hamlet, full_name
from cdtt_app.domain.household import Network, Signal
from cdtt_app.domain.paper_home import PaperHome
from cdtt_app.domain.paper_sheet import PaperSheet, sheet_code
from cdtt_app.domain.vietnamese import format_date, nfc
from cdtt_app.presenters.visit_context import VisitContext, head_words
from cdtt_app.presenters.visit_form import Again, new_form
from cdtt_app.presenters.visit_matrix import Matrix, MatrixCell, Relevance, matrix_of
from cdtt_app.presenters.visit_words import (
    ACTIVITIES,
    HANDOUTS,
    LEVELS,
    METHODS,
    NOTE_WARNING,
    OUTCOMES,
    PURPOSES,
    QUESTION_ALOUD,
    TOPICS,
)

NETWORKS: Final = (Network.VIETTEL, Network.VINAPHONE, Network.MOBIFONE)
SIGNALS: Final = {
    Signal.NONE: "Không có",
    Signal.UNSTEADY: "Chập chờn",
    Signal.CALLS: "Gọi được",
    Signal.DATA: "Vào mạng",
}
AGAIN: Final = {Again.WEEK: "1 tuần", Again.FORTNIGHT: "2 tuần", Again.MONTH: "1 tháng", Again.OTHER: "Khác"}


def form_words() -> FormWords:
    """What every sheet says; taken from the words of the screen."""
    return FormWords(
        outcomes=tuple(OUTCOMES.values()),
        activities=tuple(ACTIVITIES.values()),
        aloud=QUESTION_ALOUD,
        purposes=tuple(PURPOSES.values()),
        methods=tuple(METHODS.values()),
        scale=" · ".join(f"{level} {words}" for level, words in LEVELS.items()),
        networks=tuple(network.value for network in NETWORKS),
        signals=tuple(SIGNALS.values()),
        topics=tuple(TOPICS.values()),
        again=tuple(AGAIN.values()),
        handouts=tuple(HANDOUTS.values()),
        warning=NOTE_WARNING,
    )


def visit_sheet(
    printed: PaperSheet,
    context: VisitContext,
    relevance: Relevance,
    hamlet: Hamlet | None,
    *,
    visitor: str = "",
) -> VisitSheet:
    """A sheet for one household; `context.last_levels` must be those it agreed to show (`services/overview`)."""
    shown = _as_agreed(context)
    matrix = matrix_of(new_form(shown), shown, relevance)
    home = context.household
    where = (home.code, _cluster(home.cluster), full_name(hamlet) if hamlet else "")
    return replace(
        blank_sheet(printed, context.checklist, hamlet, visitor=visitor),
        household=nfc(head_words(home, context.people, context.today.year)),
        about=nfc(" · ".join(part for part in where if part)),
        earlier_consent=_consent_words(context.consent, context.consent_on),
        people=tuple(SheetPerson(nfc(column.name), column.band) for column in matrix.columns),
        skills=_skills(matrix),
    )


def blank_sheet(printed: PaperSheet, checklist: Checklist, hamlet: Hamlet | None, *, visitor: str = "") -> VisitSheet:
    """A sheet for a household that nobody knows yet: the questions asked at every door, four empty columns."""
    code = sheet_code(printed)
    return VisitSheet(
        words=form_words(),
        code=code,
        address=code,  # no page stands behind it: a reader at the machine types what it says
        about=full_name(hamlet) if hamlet else "",
        people=(),
        skills=tuple(SkillRow(nfc(checklist.short_label(question)), ()) for question in checklist.door_questions()),
        visitor=nfc(visitor),
        checklist=checklist.version,
        printed_on=printed.printed_at.astimezone().date(),
        place=printed.place,
        places=printed.places,
    )


def contexts_of(homes: Sequence[PaperHome], checklist: Checklist, today: date) -> dict[str, VisitContext]:
    """What the sheets are drawn against, by household."""
    return {
        home.household.id: VisitContext(
            household=home.household,
            people=home.people,
            checklist=checklist,
            today=today,
            consent=home.consent,
            consent_on=home.consent_on,
            last_levels=home.last_levels,
        )
        for home in homes
    }


def visit_sheets(
    printed: Sequence[PaperSheet],
    contexts: Mapping[str, VisitContext],
    checklist: Checklist,
    hamlet: Hamlet | None,
    *,
    today: date,
    visitor: str = "",
) -> tuple[VisitSheet, ...]:
    """The sheets of an evening; `contexts` by household, and a sheet whose household is not there is blank."""
    relevance = Relevance(checklist, today)
    made = []
    for sheet in printed:
        context = contexts.get(sheet.household_id) if sheet.household_id else None
        if context is None:
            made.append(blank_sheet(sheet, checklist, hamlet, visitor=visitor))
        else:
            made.append(visit_sheet(sheet, context, relevance, hamlet, visitor=visitor))
    return tuple(made)


def _as_agreed(context: VisitContext) -> VisitContext:
    """Where the family has refused, no name stands on paper; no level does without its yes."""
    if allows(context.consent, Purpose.VISITS):
        return context
    return replace(context, last_levels={}, people=() if context.consent is not None else context.people)


def _skills(matrix: Matrix) -> tuple[SkillRow, ...]:
    return tuple(
        SkillRow(nfc(row.label), tuple(map(_cell, cells))) for row, cells in zip(matrix.rows, matrix.cells, strict=True)
    )


def _cell(cell: MatrixCell) -> SkillCell:
    return SkillCell(last=cell.ghost, concerns=cell.relevant)


def _cluster(cluster: str) -> str:
    return cluster if not cluster or cluster.casefold().startswith("cụm") else f"Cụm {cluster}"


def _consent_words(consent: Consent | None, day: date | None) -> str:
    """What was answered last, on which day: `Đã đồng ý 12/05/2026: ghi vị trí nhà.`."""
    if consent is None:
        return ""
    on = f" {format_date(day)}" if day else ""
    if not consent.granted:
        return f"Lần trước nhà không đồng ý{on}. Hỏi lại thì đánh dấu."
    said = "; ".join(words[0].lower() + words[1:] for purpose, words in PURPOSES.items() if purpose in consent.granted)
    return f"Đã đồng ý{on}: {said}. Hỏi lại thì đánh dấu."

"""Printed visit sheets of invented families, for the tests of papers."""

from datetime import date

from cdtt_app.documents.visit_sheet import VisitSheet
from cdtt_app.domain.consent import Consent
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import PaperSheetId
from cdtt_app.domain.paper_sheet import PaperSheet
from cdtt_app.domain.person import AgeBand, FamilyRole, Person, years_of
from cdtt_app.presenters.visit_context import VisitContext
from cdtt_app.presenters.visit_matrix import Relevance
from cdtt_app.presenters.visit_sheet import visit_sheet
from tests.factories import HAMLET, NOW, make_consent, make_household, make_person
from tests.presenters.visit_samples import TODAY, checklist, make_context

BAN_GIONG = Hamlet(id=HAMLET, commune_code="02374", word=HamletWord.THON, name="Bản Giòng", prefix="BG")
_NAMES = ("Hoàng Văn Thiêm", "Nông Thị Nhình", "Hoàng Văn Toản", "Hoàng Thị Duyên", "Lý A Pá")
_ROLES = (FamilyRole.HEAD, FamilyRole.WIFE, FamilyRole.SON, FamilyRole.DAUGHTER, FamilyRole.OTHER)


def make_printed(number: int = 4, home: Household | None = None, places: int = 18) -> PaperSheet:
    """A sheet printed for tonight."""
    return PaperSheet(
        id=PaperSheetId(f"phieu-{number:04d}"),
        hamlet_id=HAMLET,
        household_id=home.id if home else None,
        printed_at=NOW,
        run_on=TODAY,
        place=number,
        places=places,
    )


def make_family(count: int, called: str = "") -> tuple[Household, tuple[Person, ...]]:
    """A household of so many people who are not children; `called` is what everybody is called."""
    home = make_household("Hoàng Văn Thiêm", code="BG-018", cluster="Nà Phiêng")
    born = years_of(AgeBand.MIDDLE, TODAY.year)
    people = tuple(
        make_person(home, _NAMES[at % 5], role=_ROLES[min(at, 4)], born=born, called=called, position=at)
        for at in range(count)
    )
    return home, people


def family_context(
    count: int, consent: Consent | None = None, called: str = "", *, agreed: bool = True
) -> VisitContext:
    """A family that agreed, with a last level 2 for everything and everybody."""
    home, people = make_family(count, called)
    levels = {person.id: {question.name: "2" for question in checklist().questions} for person in people}
    answer = consent or (make_consent(home) if agreed else None)
    asked_on = date(2026, 5, 12) if answer else None
    return make_context(answer, household=home, people=people, last_levels=levels, consent_on=asked_on)


def family_sheet(count: int, number: int = 4, called: str = "") -> VisitSheet:
    """The prefilled sheet of such a family."""
    context = family_context(count, called=called)
    printed = make_printed(number, context.household)
    return visit_sheet(printed, context, Relevance(checklist(), TODAY), BAN_GIONG, visitor="Ma Thị Mai")

"""One family at the door, for the tests of the visit form."""

from dataclasses import replace
from datetime import date
from functools import cache

from cdtt_app import paths
from cdtt_app.checklists.compile import compile_checklist
from cdtt_app.domain.checklist import Checklist
from cdtt_app.domain.consent import Consent
from cdtt_app.domain.ids import MemberId
from cdtt_app.domain.person import AgeBand, FamilyRole, Person, years_of
from cdtt_app.domain.team import Member
from cdtt_app.presenters.visit_context import VisitContext
from tests.factories import HAMLET, Fields, make_household, make_person

TODAY = date(2026, 11, 24)
MAI = Member(id=MemberId("m-mai"), hamlet_id=HAMLET, name="Lương Thị Mai", called="Chị Mai")
THIEM = Member(id=MemberId("m-thiem"), hamlet_id=HAMLET, name="Hoàng Văn Thiêm", called="Bác Thiêm")
HOME = make_household("Nông Văn Dư", code="BG-004", cluster="Nà Phiêng")


def _person(name: str, role: FamilyRole, band: AgeBand, position: int) -> Person:
    return make_person(HOME, name, role=role, born=years_of(band, TODAY.year), position=position)


DU = _person("Nông Văn Dư", FamilyRole.HEAD, AgeBand.OLD, 0)
TOAN = _person("Nông Văn Toàn", FamilyRole.SON, AgeBand.MIDDLE, 1)
MAY = _person("Nông Thị Mây", FamilyRole.DAUGHTER, AgeBand.CHILD, 2)  # too young for some questions


@cache
def checklist() -> Checklist:
    """The skills checklist as it is shipped."""
    path = paths.resources() / "checklists" / "ky-nang-so.md"
    return compile_checklist(path.read_text("utf-8"), name=path.name)


def make_context(consent: Consent | None = None, **fields: Fields) -> VisitContext:
    """What is known of the family before the visit."""
    base = VisitContext(
        household=HOME,
        people=(DU, TOAN, MAY),
        checklist=checklist(),
        today=TODAY,
        members=(MAI, THIEM),
        current=MAI,
        consent=consent,
        consent_on=consent.asked_at.astimezone().date() if consent else None,
    )
    return replace(base, **fields)

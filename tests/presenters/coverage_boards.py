"""Boards made of invented records, without a database."""

from collections.abc import Sequence

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_board import Board, CaseView, HamletView
from cdtt_app.domain.coverage_case import OVER, CaseStep, CoverageCase, course
from cdtt_app.domain.coverage_facts import case_facts, hamlet_count, rank
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.coverage_spots import spots
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from tests.factories import HAMLET, NOW

RULES = CoverageRules()
PLACE = Hamlet(id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng")


def view_of(case: CoverageCase, steps: Sequence[CaseStep] = (), notes: Sequence[CoverageNote] = ()) -> CaseView:
    """A case with what follows."""
    facts = case_facts(case, notes, RULES, now=NOW)
    return CaseView(case=case, course=course(steps), facts=facts, rank=rank(case, facts, RULES.weights, now=NOW))


def board_of(views: Sequence[CaseView] = (), loose: Sequence[CoverageNote] = ()) -> Board:
    """One hamlet with these cases and notes."""
    notes = (*loose, *(note for view in views for note in view.facts.notes))
    count = hamlet_count(notes, len(views), RULES, now=NOW)
    open_cases = sum(view.course.state not in OVER for view in views)
    hamlet = HamletView(hamlet=PLACE, households=98, count=count, open_cases=open_cases, overdue=0)
    return Board(
        now=NOW,
        rules=RULES,
        cases=tuple(views),
        notes=notes,
        spots=spots(notes, same_spot_m=RULES.same_spot_m),
        hamlets=(hamlet,),
    )

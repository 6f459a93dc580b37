from dataclasses import replace
from datetime import UTC, date, datetime

from cdtt_app.domain.overview import HouseholdStanding
from cdtt_app.domain.standing import Standing, State
from cdtt_app.domain.visit import Outcome
from cdtt_app.presenters.visit_chooser import draft_line, line, to_visit_lines, visit_line
from cdtt_app.storage.whereabouts import Where
from tests.factories import make_visit
from tests.presenters.visit_samples import HOME, TODAY


def _standing(standing: Standing) -> HouseholdStanding:
    return HouseholdStanding(household=HOME, size=4, standing=standing)


def test_a_household_is_named_over_its_code_and_cluster() -> None:
    assert (line(HOME).name, line(HOME).words) == ("Nông Văn Dư", "BG-004 · Nà Phiêng")
    assert line(replace(HOME, cluster="")).words == "BG-004"


def test_a_draft_says_when_it_was_left() -> None:
    at = datetime(2026, 11, 24, 5, 41, tzinfo=UTC)
    assert draft_line(HOME, at, TODAY).words.endswith(f"ghi dở lúc {at.astimezone():%H:%M} hôm nay")
    assert draft_line(HOME, datetime(2026, 11, 20, 5, tzinfo=UTC), TODAY).words.endswith("ghi dở ngày 20/11/2026")


def test_promises_come_before_the_overdue_and_those_before_the_never_visited() -> None:
    board = [
        _standing(Standing(state=State.NEVER)),
        _standing(Standing(state=State.VISITED)),
        _standing(Standing(state=State.ASKED_HELP)),
        _standing(Standing(state=State.OVERDUE, days_overdue=35)),
        _standing(Standing(state=State.PROMISED, next_time="19:30")),
        _standing(Standing(state=State.PROMISED)),
    ]
    said = [each.words.rsplit(" · ", 1)[-1] for each in to_visit_lines(board, 8)]
    assert said == ["hẹn hôm nay 19:30", "hẹn hôm nay", "quá hẹn 35 ngày", "nhờ giúp", "chưa thăm lần nào"]
    assert len(to_visit_lines(board, 2)) == 2


def test_a_recorded_visit_is_said_in_few_words() -> None:
    visit = make_visit(HOME, next_visit=date(2026, 12, 8))
    said = visit_line(HOME, visit, TODAY, Where.HERE).words
    assert said == "BG-004 · Nà Phiêng · gặp hôm nay · 48 câu trả lời · hẹn 08/12/2026 · trên máy này"
    absent = make_visit(HOME, outcome=Outcome.ABSENT, visited_on=date(2026, 11, 20), answers={})
    assert (
        visit_line(HOME, absent, TODAY, Where.RECEIVED).words == "BG-004 · Nà Phiêng · vắng 20/11/2026 · tỉnh đã nhận"
    )

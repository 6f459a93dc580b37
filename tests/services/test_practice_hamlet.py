from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cdtt_app.domain.checklist import LEVELS, NOT_ASKED, AnswerSheet
from cdtt_app.domain.consent import Consent, Purpose, in_force
from cdtt_app.domain.household import Household, Network, Signal, rounded
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.overview import HouseholdOverview
from cdtt_app.domain.person import AgeBand, Person, age_band, is_minor, naming_problem
from cdtt_app.domain.standing import State
from cdtt_app.domain.team import Member, spoken_name
from cdtt_app.domain.vietnamese import nfc, parse_phone
from cdtt_app.domain.visit import Outcome, Visit, visit_problems
from cdtt_app.services.checklists import checklist_in_use
from cdtt_app.services.overview import latest_levels, overviews
from cdtt_app.services.practice import make_practice
from cdtt_app.services.setup import current_hamlet, current_member
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import count_people, household_by_code, household_ids, people
from cdtt_app.storage.profile import Profile
from cdtt_app.storage.questions import where
from cdtt_app.storage.search import find_households
from cdtt_app.storage.search_index import Rank
from cdtt_app.storage.selfcheck import Grade, full_check
from cdtt_app.storage.visits import visits_by_household, visits_of
from tests.factories import NOW
from tests.services.practice_sources import CHECKLISTS, DATA, units

TODAY = date(2026, 11, 24)
CORE = ("A1", "A3", "A4", "C1", "C3", "C4", "D1", "D2", "E1", "F1", "F2", "F3")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    return Profile(tmp_path_factory.mktemp("thuc-hanh") / "p")


@pytest.fixture(scope="module")
def made(profile: Profile) -> Iterator[Database]:
    """The practice hamlet on 24/11/2026; tests only read it."""
    database = make_practice(profile, units, CHECKLISTS, DATA, clock=lambda: NOW)
    yield database
    database.close()


def glance(db: Database, today: date = TODAY) -> tuple[HouseholdOverview, ...]:
    return overviews(db, household_ids(db), checklist_in_use(db), today=today)


def one(db: Database, code: str) -> HouseholdOverview:
    return next(o for o in glance(db) if o.household.code == code)


def test_this_evening_counts_as_in_the_picture(made: Database) -> None:
    states = Counter(o.standing.state for o in glance(made))
    assert states == {State.VISITED: 61, State.PROMISED: 3, State.ASKED_HELP: 2, State.OVERDUE: 5, State.NEVER: 27}


def test_each_cluster_counts_as_in_the_picture(made: Database) -> None:
    all_of = Counter(o.household.cluster for o in glance(made))
    visited = Counter(o.household.cluster for o in glance(made) if o.standing.state is State.VISITED)
    hamlet = current_hamlet(made)
    assert hamlet is not None
    assert [(name, visited[name], all_of[name]) for name in hamlet.clusters] == [
        ("Nà Phiêng", 24, 34),
        ("Khuổi Luông", 24, 37),
        ("Lũng Vài", 13, 27),
    ]


@pytest.mark.parametrize("now", [datetime(2027, 2, 28, 1, tzinfo=UTC), datetime(2028, 2, 29, 14, tzinfo=UTC)])
def test_on_any_other_day_the_evening_looks_the_same(now: datetime, tmp_path: Path) -> None:
    db = make_practice(Profile(tmp_path / "p"), units, CHECKLISTS, DATA, clock=lambda: now)
    states = Counter(o.standing.state for o in glance(db, now.astimezone().date()))
    assert (states[State.VISITED], states[State.PROMISED], states[State.NEVER]) == (61, 3, 27)
    db.close()


def test_98_households_in_walking_order_hold_412_people(made: Database) -> None:
    households = sorted(where(made, Household), key=lambda h: h.walking_order or 0)
    assert [h.code for h in households] == [f"BG-{n:03d}" for n in range(1, 99)]
    hamlet = current_hamlet(made)
    assert hamlet is not None
    assert list(dict.fromkeys(h.cluster for h in households)) == list(hamlet.clusters)
    assert count_people(made) == 412 == sum(h.member_count or 0 for h in households)


def test_chi_mai_works_with_two_colleagues_in_ban_giong(made: Database) -> None:
    mai, hamlet = current_member(made), current_hamlet(made)
    assert mai is not None
    assert hamlet is not None
    assert (spoken_name(mai), hamlet.name, hamlet.commune_code, hamlet.prefix) == (
        "Chị Mai",
        "Bản Giòng",
        "02239",
        "BG",
    )
    assert len(where(made, Member)) == 3
    assert {m.team_id for m in where(made, Member)} == {mai.team_id}


@pytest.mark.parametrize(
    ("code", "head", "address", "size", "state", "met_on", "time"),
    [
        ("BG-004", "Nông Văn Dư", "nhà đầu cầu", 4, State.PROMISED, date(2026, 5, 12), "19:30"),
        ("BG-007", "Triệu Thị Sáo", "sau trường mầm non", 2, State.ASKED_HELP, date(2026, 6, 2), ""),
        ("BG-011", "Quan Văn Thiềng", "nhà sàn mái đỏ", 5, State.OVERDUE, date(2026, 4, 20), ""),
        ("BG-012", "Lương Thị Mẩy", "cạnh nhà anh Thiềng", 3, State.NEVER, None, ""),
        ("BG-019", "Hoàng Văn Kiểu", "trên dốc", 6, State.PROMISED, date(2026, 5, 15), "20:15"),
        ("BG-031", "Nông Vĩnh Đoan", "nhà sàn bốn gian", 3, State.NEVER, None, ""),
        ("BG-041", "Vi Thị Bướm", "gần trạm bơm", 4, State.ASKED_HELP, None, ""),
        ("BG-072", "Lý Thị Xoan", "nhà đầu Lũng Vài", 5, State.NEVER, None, ""),
    ],
)
def test_the_families_of_the_pictures_stand_as_drawn(  # one argument per column of the table
    made: Database, code: str, head: str, address: str, size: int, state: State, met_on: date | None, time: str
) -> None:
    seen = one(made, code)
    assert (seen.household.head_name, seen.household.address, seen.size) == (head, address, size)
    assert (seen.standing.state, seen.standing.met_on, seen.standing.next_time) == (state, met_on, time)


def test_thieng_is_35_days_overdue(made: Database) -> None:
    assert one(made, "BG-011").standing.days_overdue == 35


@pytest.mark.parametrize(("code", "count"), [("BG-052", 5), ("BG-019", 2), ("BG-031", 0)])
def test_the_five_skills_are_as_drawn(made: Database, code: str, count: int) -> None:
    assert one(made, code).five_skills == count


def test_the_family_at_the_bridge_is_the_one_of_the_pictures(made: Database) -> None:
    seen = one(made, "BG-004")
    year = TODAY.year
    assert [(p.called, p.role, age_band(p.born, year)) for p in seen.people] == [
        ("Ông Dư", "chủ hộ", AgeBand.OLD),
        ("Bà Nhình", "vợ", AgeBand.OLD),
        ("Anh Toàn", "con trai", AgeBand.MIDDLE),
        ("Chị Vân", "con dâu", AgeBand.YOUNG),
    ]
    signal = seen.household.connection.signal
    assert [signal[n] for n in (Network.VIETTEL, Network.VINAPHONE, Network.MOBIFONE)] == [
        Signal.CALLS,
        Signal.UNSTEADY,
        Signal.NONE,
    ]
    past = visits_of(made, seen.household.id)
    assert [(v.visited_on.isoformat(), v.outcome) for v in past] == [
        ("2026-11-21", Outcome.ABSENT),
        ("2026-05-12", Outcome.MET),
        ("2026-02-03", Outcome.MET),
        ("2025-11-20", Outcome.MET),
    ]


def test_the_last_levels_of_that_family_are_the_small_numbers_of_the_picture(made: Database) -> None:
    seen = one(made, "BG-004")
    levels = latest_levels(visits_of(made, seen.household.id)[::-1])
    rows = ["".join(levels[p.id].get(q, " ") for q in CORE) for p in seen.people]
    assert rows == ["11010010 110", "10000 00 000", "322321311221", "443322332331"]


def test_typing_nvd_finds_the_heads_first_then_diep_and_duc(made: Database) -> None:
    hits = find_households(made, "nvd")
    assert {h.label for h in hits if h.rank is Rank.HEAD} == {"Nông Văn Dư", "Nguyễn Viết Đề", "Nông Vĩnh Đoan"}
    assert {h.label for h in hits if h.rank is Rank.PERSON} == {"Nguyễn Vân Diệp", "Nông Văn Đức"}
    assert hits[0].rank is Rank.HEAD


def test_no_minor_is_named_anywhere(made: Database) -> None:
    year = TODAY.year
    everyone = where(made, Person)
    assert len(everyone) > 250
    assert not [p for p in everyone if is_minor(p.born, year) or naming_problem(p, year, minors_enabled=False)]
    assert not [p for p in everyone if age_band(p.born, year) in {None, AgeBand.CHILD} or p.guardian]
    assert sum(h.children_count or 0 for h in where(made, Household)) > 80


def test_every_name_is_tidy_and_stands_once(made: Database) -> None:
    names = [p.name for p in where(made, Person)]
    assert len(names) == len(set(names))
    assert all(name == nfc(name) and 3 <= len(name.split()) <= 4 for name in names)
    assert all(p.called.split()[-1] == p.name.split()[-1] for p in where(made, Person))


def test_phone_numbers_come_from_the_range_that_nobody_has(made: Database) -> None:
    phones = [h.phone for h in where(made, Household) if h.phone] + [m.phone for m in where(made, Member) if m.phone]
    assert len(phones) == len(set(phones)) > 50
    assert all(phone.startswith("0900000") and parse_phone(phone) == phone for phone in phones)


def test_six_of_ten_visited_families_have_a_smartphone(made: Database) -> None:
    asked = [h.connection.smartphones for h in where(made, Household) if h.connection.smartphones is not None]
    assert sum(count > 0 for count in asked) / len(asked) == pytest.approx(0.6, abs=0.03)


def consents(db: Database) -> dict[HouseholdId, Consent | None]:
    askings = where(db, Consent)
    return {id_: in_force([c for c in askings if c.household_id == id_]) for id_ in household_ids(db)}


def test_skills_are_kept_only_of_families_that_agreed(made: Database) -> None:
    agreed = consents(made)
    by_household = visits_by_household(made, household_ids(made))
    for id_, visits in by_household.items():
        consent = agreed[id_]
        named = any(v.answers or v.met for v in visits)
        assert named == (consent is not None and Purpose.VISITS in consent.granted)
    refused = [id_ for id_, consent in agreed.items() if consent is not None and not consent.granted]
    assert len(refused) == 3
    assert all(len(found) == 1 for found in people(made, tuple(refused)).values())  # the head, known from the register
    assert sum(v.guided_count or 0 for id_ in refused for v in by_household[id_]) > 0


def test_house_and_language_are_kept_as_far_as_was_agreed(made: Database) -> None:
    agreed = consents(made)
    exact = 0
    for household in where(made, Household):
        consent = agreed[household.id]
        granted = consent.granted if consent else ()
        if household.location is not None and Purpose.LOCATION not in granted:
            assert household.location == rounded(household.location)
        exact += household.location is not None and household.location != rounded(household.location)
        assert not household.spoken_language or Purpose.LANGUAGE in granted
    assert exact > 20


def test_answers_are_levels_of_questions_that_the_checklist_asks(made: Database) -> None:
    checklist = checklist_in_use(made)
    asked = {q.name for q in checklist.door_questions()}
    sheets = [(v, AnswerSheet.from_document(v.answers)) for v in where(made, Visit) if v.answers]
    for visit, sheet in sheets:
        assert (sheet.checklist_id, sheet.version) == (checklist.id, checklist.version)
        assert set(sheet.answers) == set(visit.met)
        for answers in sheet.answers.values():
            assert set(answers) <= asked
            assert set(answers.values()) <= {*LEVELS, NOT_ASKED}
    last = max(sheets, key=lambda one: one[0].visited_on)[1]
    assert {q for answers in last.answers.values() for q in answers} == asked


def test_skills_rise_slowly_and_never_fall(made: Database) -> None:
    steps = Counter[int]()
    for visits in visits_by_household(made, household_ids(made)).values():
        known: dict[tuple[str, str], int] = {}
        for visit in visits:
            for person, answers in AnswerSheet.from_document(visit.answers).answers.items():
                for question, level in answers.items():
                    if level in LEVELS:
                        before = known.setdefault((person, question), int(level))
                        steps[int(level) - before] += 1
                        known[person, question] = int(level)
    assert set(steps) == {0, 1}
    assert steps[1] > 500


def test_past_visits_are_ones_that_the_visit_page_would_have_saved(made: Database) -> None:
    visits = where(made, Visit)
    assert not [v for v in visits if visit_problems(v, today=TODAY)]
    assert min(v.visited_on for v in visits) > TODAY - timedelta(days=14 * 31)
    assert max(v.visited_on for v in visits) < TODAY
    assert all(v.recorded_at < NOW and v.recorded_at.astimezone().date() == v.visited_on for v in visits)
    twice = Counter((v.household_id, v.visited_on) for v in visits)
    assert set(twice.values()) == {1}


def test_the_self_check_finds_nothing_bad(made: Database, profile: Profile) -> None:
    findings = full_check(made, profile)
    assert Grade.BAD not in {f.grade for f in findings}
    assert any("khớp sổ thay đổi" in f.sentence for f in findings)


def told(db: Database) -> list[Any]:
    """Everything but the identities, which are each machine's own."""
    found: list[Any] = []
    for code in (f"BG-{n:03d}" for n in range(1, 99)):
        household = household_by_code(db, code)
        assert household is not None
        family = people(db, (household.id,))[household.id]
        names = {p.id: p.name for p in family}
        found.append((household.head_name, household.connection, household.location, household.note))
        found.extend((p.name, p.called, p.born) for p in family)
        for visit in visits_of(db, household.id):
            answers = AnswerSheet.from_document(visit.answers).answers
            levels = sorted((name, sorted(answers[id_].items())) for id_, name in names.items() if id_ in answers)
            found.append(
                (visit.visited_on, visit.outcome, visit.next_visit, visit.next_time, visit.recorded_at, levels)
            )
    return found


def test_two_machines_make_the_same_hamlet(made: Database, tmp_path: Path) -> None:
    other = make_practice(Profile(tmp_path / "p"), units, CHECKLISTS, DATA, clock=lambda: NOW)
    assert told(other) == told(made)
    assert household_ids(other) != household_ids(made)
    other.close()

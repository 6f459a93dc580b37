from datetime import timedelta

import pytest

from cdtt_app.domain.coverage import Reading, SpeedTest, Strength
from cdtt_app.domain.coverage_board import Board
from cdtt_app.domain.coverage_case import CaseState
from cdtt_app.domain.household import Location, Network, Power
from cdtt_app.presenters.coverage_filters import Age, Filters, State
from cdtt_app.presenters.coverage_hamlets import hamlet_table
from cdtt_app.presenters.coverage_page import (
    CoverageReading,
    CoverageState,
    Tab,
    batch,
    stands_in,
    tab_texts,
    with_tab,
)
from cdtt_app.presenters.coverage_prepared import prepare
from cdtt_app.presenters.coverage_rows import Entry
from cdtt_app.presenters.coverage_scene import scene_of
from cdtt_app.presenters.coverage_trend import trend, trend_words
from tests.factories import HAMLET, NOW, make_case, make_note, make_step
from tests.presenters.coverage_boards import board_of, view_of

S = CaseState
NONE = {"VinaPhone": Reading(host=Network.VINAPHONE, strength=Strength.NONE)}
WEAK = {"Viettel": Reading(host=Network.VIETTEL, strength=Strength.WEAK)}
HERE = Location(latitude=22.6, longitude=105.3)


@pytest.fixture
def board() -> Board:
    giong = make_case(7, title="Bản Giòng", power=Power.GRID, opened_at=NOW - timedelta(days=70))
    khe = make_case(8, title="Bản Khẻ", power=Power.OWN, opened_at=NOW - timedelta(days=3))
    over = make_case(9, title="Nà Cọn", opened_at=NOW - timedelta(days=100))
    steps = [make_step(over, S.NOT_AS_REPORTED, happened_on=(NOW - timedelta(days=40)).date(), why="tốt")]
    return board_of(
        [
            view_of(giong, (), [make_note(case_id=giong.id, readings=NONE, location=HERE, power=Power.GRID)]),
            view_of(khe, (), [make_note(case_id=khe.id, readings=WEAK)]),
            view_of(over, steps),
        ],
        [make_note(readings=WEAK, location=HERE), make_note(readings=WEAK, measured_at=NOW - timedelta(days=500))],
    )


def state(
    board: Board,
    *,
    officer: bool = True,
    tab: Tab | None = None,
    filters: Filters | None = None,
    selected: tuple[str, ...] = (),
) -> CoverageState:
    reading = CoverageReading(board=board, officer=officer)
    return CoverageState(reading=reading, tab=tab, filters=filters or Filters(), selected=selected)


def listed(board: Board, tab: Tab, filters: Filters) -> tuple[Entry, ...]:
    return prepare(CoverageReading(board=board, officer=True), filters).entries(tab)


def titles(board: Board, filters: Filters, tab: Tab = Tab.CASES) -> list[str]:
    return [entry.make().title for entry in listed(board, tab, filters)]


def test_the_tabs_count_open_cases_notes_and_loose_ones(board: Board) -> None:
    assert list(tab_texts(board).values()) == ["Vụ việc 2", "Ghi nhận 4", "Chờ gộp 2", "Thôn"]


def test_an_officer_begins_with_cases_a_volunteer_with_notes(board: Board) -> None:
    assert state(board).shown_tab is Tab.CASES
    assert state(board, officer=False).shown_tab is Tab.NOTES
    assert state(board, officer=False, tab=Tab.SPOTS).shown_tab is Tab.NOTES


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(), ["Bản Giòng", "Bản Khẻ", "Nà Cọn"]),
        (Filters(hamlet="h-khac"), []),
        (Filters(hamlet=HAMLET, network="VinaPhone"), ["Bản Giòng"]),
        (Filters(state=State.OPEN), ["Bản Giòng", "Bản Khẻ"]),
        (Filters(state=S.NOT_AS_REPORTED), ["Nà Cọn"]),
        (Filters(power=Power.NONE), ["Bản Khẻ"]),
        (Filters(power=Power.GRID), ["Bản Giòng"]),
        (Filters(age=Age.NEW), ["Bản Khẻ"]),
        (Filters(age=Age.OLDER), ["Bản Giòng", "Nà Cọn"]),
        (Filters(age=Age.DUE), []),
    ],
)
def test_cases_are_filtered(board: Board, filters: Filters, left: list[str]) -> None:
    assert titles(board, filters) == left


def test_notes_are_filtered_by_the_state_of_their_case_and_by_age(board: Board) -> None:
    def count(filters: Filters) -> int:
        return len(titles(board, filters, Tab.NOTES))

    assert count(Filters()) == 4
    assert count(Filters(state=State.LOOSE)) == 2
    assert count(Filters(state=State.OPEN)) == 2
    assert count(Filters(age=Age.DUE)) == 1
    assert count(Filters(network="VinaPhone")) == 1


def test_the_map_shows_loose_notes_and_cases_that_are_not_over(board: Board) -> None:
    scene = scene_of(board, Filters())
    assert [mark.title for mark in scene.cases] == ["Bản Giòng"]
    assert [mark.id for mark in scene.notes] == [board.notes[0].id]
    assert scene_of(board, Filters(network="VinaPhone")).notes == ()


def test_several_are_done_together_only_by_an_officer(board: Board) -> None:
    ids = tuple(view.case.id for view in board.cases[:2])
    offered = batch(state(board, selected=ids))
    assert (offered.merge, [c.state for c in offered.steps]) == (True, [S.VERIFIED, S.DUPLICATE, S.NOT_AS_REPORTED])
    assert not batch(state(board, officer=False, tab=Tab.CASES, selected=ids)).sentence
    assert not batch(state(board, selected=ids[:1])).sentence
    apart = batch(state(board, selected=(*ids, board.cases[2].case.id)))
    assert apart.steps == ()
    assert "không ghi chung được" in apart.sentence


def test_notes_that_are_free_can_become_a_case(board: Board) -> None:
    ids = tuple(note.id for note in board.notes)
    offered = batch(state(board, tab=Tab.NOTES, selected=ids))
    assert offered.open_case
    assert offered.sentence == "Đã chọn 4 ghi nhận, 2 chưa gộp"
    assert not batch(state(board, tab=Tab.NOTES, selected=ids[2:])).open_case


def test_what_was_chosen_stays_while_it_is_listed(board: Board) -> None:
    cards = listed(board, Tab.CASES, Filters())
    assert stands_in(cards, cards[1].id) == cards[1].id
    assert stands_in(cards, "mất rồi") == cards[0].id
    assert stands_in((), "mất rồi") == ""
    assert with_tab(state(board, selected=("a", "b")), Tab.NOTES).selected == ()


def test_open_cases_are_counted_at_the_end_of_each_month(board: Board) -> None:
    points = trend(board)
    assert [(p.month, p.open) for p in points[-4:]] == [("08/26", 1), ("09/26", 2), ("10/26", 1), ("11/26", 2)]
    assert len(points) == 12
    assert trend_words(points).endswith("10/26 1, 11/26 2")


def test_hamlets_have_a_sum_and_white_and_weak_are_counted_apart(board: Board) -> None:
    table = hamlet_table(board)
    assert table.total.name == "Cộng 1 thôn"
    assert (table.rows[0].households, table.rows[0].notes, table.rows[0].note) == ("98", "4", "1 ghi nhận quá cũ")
    assert table.sentence.startswith("Trắng sóng: 0 thôn · Lõm sóng: 1 thôn")
    assert "không phải quy định của pháp luật" in table.rule


def test_results_of_i_speed_are_counted_against_what_a_commune_needs() -> None:
    tested = {"Viettel": Reading(host=Network.VIETTEL, strength=Strength.WEAK, speed=SpeedTest(down_mbps=3.5))}
    old = make_note(readings=tested, measured_at=NOW - timedelta(days=500))
    table = hamlet_table(board_of((), [make_note(readings=tested), make_note(readings=WEAK), old]))
    assert "ghi 1 kết quả trong 12 tháng" in table.speed
    assert "khoảng 300 mẫu" in table.speed
    assert table.speed_share == pytest.approx(1 / 300)


def test_the_table_of_hamlets_has_no_cards(board: Board) -> None:
    made = prepare(CoverageReading(board=board, officer=True), Filters())
    assert made.entries(Tab.HAMLETS) == ()
    assert not made.is_of(state(board, filters=Filters(state=State.OPEN)))

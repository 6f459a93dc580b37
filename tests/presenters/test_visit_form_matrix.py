from dataclasses import replace
from datetime import date

import pytest

from cdtt_app.domain.checklist import NOT_ASKED
from cdtt_app.domain.household import Household
from cdtt_app.domain.person import Person
from cdtt_app.presenters import visit_matrix as matrices
from cdtt_app.presenters.visit_context import VisitContext, subtitle
from cdtt_app.presenters.visit_form import VisitForm, new_form, with_level, with_observed_turned
from cdtt_app.presenters.visit_matrix import Edge, Matrix, Relevance, Way
from cdtt_app.presenters.visit_words import answer_words
from tests.presenters.visit_samples import DU, HOME, MAY, TOAN, checklist, make_context

CONTEXT = make_context(last_levels={DU.id: {"A1": "1", "C1": NOT_ASKED}}, last_asked=date(2026, 5, 12))


@pytest.fixture(scope="module")
def relevance() -> Relevance:
    return Relevance(checklist(), CONTEXT.today)


def _matrix(relevance: Relevance, form: VisitForm | None = None, context: VisitContext = CONTEXT) -> Matrix:
    return matrices.matrix_of(form or new_form(context), context, relevance)


def _row(matrix: Matrix, question: str) -> int:
    return [row.question for row in matrix.rows].index(question)


def test_the_door_questions_stand_under_their_headings(relevance: Relevance) -> None:
    matrix = _matrix(relevance)
    assert [row.question for row in matrix.rows] == [q.name for q in checklist().door_questions()]
    assert [row.group for row in matrix.rows if row.first][:3] == ["Nền tảng", "Thông tin và liên lạc", "Dịch vụ công"]
    assert matrix.rows[0].label == "Mở máy, chỉnh tiếng, cỡ chữ"
    assert matrix.last_asked == date(2026, 5, 12)


def test_people_stand_above_with_their_polite_names(relevance: Relevance) -> None:
    columns = _matrix(relevance).columns
    assert [(each.name, each.band) for each in columns] == [
        ("Ông Dư", "từ 60 tuổi"),
        ("Anh Toàn", "35–59 tuổi"),
        ("Chị Mây", "dưới 16 tuổi"),
    ]


def test_somebody_whose_age_nobody_asked_is_asked_everything(relevance: Relevance) -> None:
    unknown = replace(MAY, born=None)
    matrix = _matrix(relevance, context=replace(CONTEXT, people=(unknown,)))
    assert all(cell.relevant for (cell,) in matrix.cells)
    assert matrix.columns[0].band == ""


def test_all_questions_are_shown_on_request_and_an_answered_one_always(relevance: Relevance) -> None:
    form = new_form(CONTEXT)
    everything = matrices.matrix_of(form, CONTEXT, relevance, every_question=True)
    assert len(everything.rows) == len(matrices.askable(checklist())) == 30
    assert "G2" not in [row.question for row in _matrix(relevance).rows]
    assert "G2" in [row.question for row in _matrix(relevance, with_level(form, DU.id, "G2", "1")).rows]


def test_a_cell_shows_the_answer_how_it_is_known_and_the_level_of_last_time(relevance: Relevance) -> None:
    form = with_observed_turned(with_level(new_form(CONTEXT), DU.id, "A1", "2"), DU.id, "A1")
    matrix = _matrix(relevance, form)
    cell = matrix.cells[_row(matrix, "A1")][0]
    assert (cell.answer, cell.ghost, cell.observed) == ("2", "1", True)
    assert matrix.cells[_row(matrix, "C1")][0].ghost == ""


def test_what_a_child_is_too_young_for_is_not_asked(relevance: Relevance) -> None:
    matrix = _matrix(relevance)
    bank = matrix.cells[_row(matrix, "D2")]
    assert [cell.relevant for cell in bank] == [True, True, False]


def test_relevance_is_worked_out_once_for_the_same_answers(relevance: Relevance) -> None:
    assert relevance.questions(MAY, {}) is relevance.questions(MAY, {})
    assert relevance.fits(CONTEXT)
    assert not relevance.fits(replace(CONTEXT, today=date(2026, 11, 25)))


def test_arrows_pass_over_what_does_not_concern_a_person(relevance: Relevance) -> None:
    matrix = _matrix(relevance)
    zalo, shop = _row(matrix, "B3"), _row(matrix, "E1")
    assert matrices.moved(matrix, (zalo, 2), Way.DOWN) == (shop, 2)
    assert matrices.moved(matrix, (shop, 2), Way.UP) == (zalo, 2)
    assert matrices.moved(matrix, (zalo + 1, 1), Way.RIGHT) == (zalo + 1, 1)
    assert matrices.moved(matrix, (0, 0), Way.LEFT) == (0, 0)


def test_an_answer_leads_down_and_at_the_end_to_the_next_person(relevance: Relevance) -> None:
    matrix = _matrix(relevance)
    last = len(matrix.rows) - 1
    assert matrices.written(matrix, (0, 0)) == (1, 0)
    assert matrices.written(matrix, (last, 0)) == (0, 1)
    assert matrices.written(matrix, (last, 2)) == (last, 2)


def test_home_and_end_go_as_far_as_the_row_or_the_column_reaches(relevance: Relevance) -> None:
    matrix = _matrix(relevance)
    last, bank = len(matrix.rows) - 1, _row(matrix, "D2")
    assert matrices.edge(matrix, (bank, 0), Edge.END) == (bank, 1)
    assert matrices.edge(matrix, (bank, 1), Edge.HOME) == (bank, 0)
    assert matrices.edge(matrix, (3, 1), Edge.TOP) == (0, 1)
    assert matrices.edge(matrix, (3, 1), Edge.BOTTOM) == (last, 1)


def test_the_keyboard_begins_at_the_first_cell_that_nobody_filled(relevance: Relevance) -> None:
    form = with_level(new_form(CONTEXT), DU.id, "A1", "2")
    assert matrices.begin(_matrix(relevance)) == (0, 0)
    assert matrices.begin(_matrix(relevance, form)) == (1, 0)
    assert matrices.begin(Matrix()) is None
    full = form
    for row in _matrix(relevance).rows:
        for person in CONTEXT.people:
            full = with_level(full, person.id, row.question, "1")
    assert matrices.begin(_matrix(relevance, full)) == (0, 0)


def test_a_person_who_is_asked_nothing_has_no_first_cell(relevance: Relevance) -> None:
    matrix = _matrix(relevance)
    flat = replace(matrix, cells=tuple(tuple(replace(c, relevant=False) for c in row) for row in matrix.cells))
    assert matrices.first_of(flat, 0) is None
    assert matrices.written(flat, (0, 0)) == (0, 0)


def test_a_cell_is_said_in_a_sentence(relevance: Relevance) -> None:
    form = with_observed_turned(with_level(new_form(CONTEXT), DU.id, "A1", "2"), DU.id, "A1")
    form = with_level(form, TOAN.id, "A1", NOT_ASKED)
    matrix = _matrix(relevance, form)
    skill = "Mở máy, chỉnh tiếng, cỡ chữ"
    assert matrices.spoken(matrix, (0, 0)) == f"{skill}, Ông Dư: mức 2, cần giúp, đã quan sát, lần trước 1"
    assert matrices.spoken(matrix, (0, 1)) == f"{skill}, Anh Toàn: không hỏi"
    assert matrices.spoken(matrix, (0, 2)) == f"{skill}, Chị Mây: chưa ghi"
    assert matrices.spoken(matrix, (_row(matrix, "D2"), 2)).endswith("Chị Mây: không cần hỏi")
    assert answer_words("7") == "mức 7"


def test_only_the_shape_tells_two_matrices_apart_for_the_view(relevance: Relevance) -> None:
    empty, filled = _matrix(relevance), _matrix(relevance, with_level(new_form(CONTEXT), DU.id, "A1", "2"))
    assert empty.same_shape(filled)
    assert not empty.same_shape(_matrix(relevance, context=replace(CONTEXT, people=(DU,))))


@pytest.mark.parametrize(
    ("household", "people", "words"),
    [
        (HOME, (DU, TOAN, MAY), "Hộ ông Nông Văn Dư · BG-004 · Cụm Nà Phiêng · 3 người"),
        (replace(HOME, cluster="Cụm 2", member_count=5), (DU,), "Hộ ông Nông Văn Dư · BG-004 · Cụm 2 · 5 người"),
        (replace(HOME, cluster="", children_count=2), (TOAN,), "Hộ Nông Văn Dư · BG-004 · 3 người"),
        (replace(HOME, cluster=""), (), "Hộ Nông Văn Dư · BG-004"),
        (replace(HOME, cluster=""), (replace(DU, called="Già"),), "Hộ Nông Văn Dư · BG-004 · 1 người"),
    ],
)
def test_the_subtitle_names_the_household(household: Household, people: tuple[Person, ...], words: str) -> None:
    assert subtitle(household, people, 2026) == words

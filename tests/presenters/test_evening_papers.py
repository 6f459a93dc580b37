"""What is chosen for an evening, and the words beside it."""

from dataclasses import replace
from datetime import date

import pytest

from cdtt_app.domain.overview import HouseholdStanding
from cdtt_app.domain.standing import Standing, State
from cdtt_app.presenters.evening_papers import (
    READING,
    EveningPapers,
    evening_rows,
    kept_words,
    list_title,
    nobody_words,
    paper_file,
    paper_title,
    pick_options,
    ready,
    summary,
    with_all,
    with_tick,
)
from cdtt_app.presenters.handout_batch import Filter, Pick, filter_of
from tests.factories import make_household

EVENING = date(2026, 11, 25)
STANDINGS = (
    ("Nông Văn Dư", "Nà Phiêng", Standing(state=State.PROMISED, next_visit=EVENING, next_time="19:30")),
    ("Triệu Thị Sáo", "Nà Phiêng", Standing(state=State.VISITED, met_on=date(2026, 11, 20))),
    ("Lý Thị Chẻo", "Khuổi Luông", Standing(state=State.OVERDUE, days_overdue=36)),
)
BOARD = tuple(
    HouseholdStanding(household=make_household(name, cluster=cluster), size=4, standing=stands)
    for name, cluster, stands in STANDINGS
)
DU, SAO, CHEO = BOARD
PAPERS = EveningPapers(day=EVENING, board=BOARD, printed={})
CLUSTER = replace(PAPERS, filter=Filter(Pick.CLUSTER, "Nà Phiêng"))


def test_the_list_of_the_evening_names_those_to_visit_and_a_cluster_everybody_in_it() -> None:
    assert PAPERS.listed == (DU, CHEO)
    assert CLUSTER.listed == (DU, SAO)
    options = pick_options(PAPERS)
    assert [words for _, words in options] == ["Các hộ cần thăm", "Cả cụm Nà Phiêng", "Cả cụm Khuổi Luông"]
    assert [filter_of(each.key) for each, _ in options] == [each for each, _ in options]


def test_each_home_says_why_it_is_on_the_list_of_that_evening() -> None:
    rows = evening_rows(replace(PAPERS, printed={CHEO.household.id: "K7M 4TX"}))
    assert [row.name for row in rows] == ["Nông Văn Dư", "Lý Thị Chẻo"]
    assert rows[0].words == f"{DU.household.code} · cụm Nà Phiêng · hẹn buổi này 19:30"
    assert rows[1].words == f"{CHEO.household.code} · cụm Khuổi Luông · quá hạn 36 ngày · đã in phiếu K7M 4TX"


def test_a_tick_taken_away_leaves_a_home_out() -> None:
    without = with_tick(PAPERS, DU.household.id, on=False)
    assert without.chosen == (CHEO,)
    assert [row.ticked for row in evening_rows(without)] == [False, True]
    assert list_title(without) == "Đi những nhà nào: 1 trong 2 hộ"
    assert with_tick(without, DU.household.id, on=True).chosen == (DU, CHEO)
    assert with_all(PAPERS, on=False).chosen == ()
    assert with_all(without, on=True).chosen == (DU, CHEO)


def test_what_will_be_printed_is_said_before() -> None:
    assert summary(PAPERS) == "Sẽ in: tờ đi thăm 2 nhà, 2 phiếu thăm, 2 phiếu trắng."
    assert summary(replace(PAPERS, run=False, blanks=0)) == "Sẽ in: 2 phiếu thăm."
    again = replace(PAPERS, printed={DU.household.id: "K7M 4TX"})
    assert summary(again).endswith(" 1 phiếu của buổi này đã in rồi: in lại thì vẫn mã cũ.")
    assert "in rồi" not in summary(replace(again, visits=False))


@pytest.mark.parametrize(
    ("papers", "can", "words"),
    [
        (PAPERS, True, "Sẽ in"),
        (replace(PAPERS, board=None), False, READING),
        (replace(PAPERS, run=False, visits=False), True, "Sẽ in: 2 phiếu trắng."),
        (replace(PAPERS, run=False, visits=False, blanks=0), False, "Chưa chọn giấy nào"),
        (replace(with_all(PAPERS, on=False), blanks=0), False, "Chưa chọn hộ nào"),
        (with_all(PAPERS, on=False), True, "Sẽ in: 2 phiếu trắng."),
    ],
)
def test_there_is_something_to_print_or_a_sentence_says_what_to_choose(
    papers: EveningPapers, *, can: bool, words: str
) -> None:
    assert ready(papers) is can
    assert summary(papers).startswith(words)


def test_an_evening_without_anybody_to_visit_says_what_else_can_be_done() -> None:
    nobody = replace(PAPERS, board=(SAO,))
    assert nobody_words(nobody).startswith("Ngày 25/11/2026 không có hộ nào cần thăm.")
    assert nobody_words(replace(nobody, filter=Filter(Pick.CLUSTER, "Lũng Vài"))) == "Cụm này chưa có hộ nào."
    assert nobody_words(PAPERS) == ""
    assert nobody_words(replace(PAPERS, board=None)) == READING


def test_the_file_and_the_window_are_named_by_the_evening() -> None:
    assert paper_title(PAPERS) == "Giấy đi thăm Thứ Tư, 25/11/2026"
    assert paper_file(PAPERS) == "giay-di-tham-20261125"
    assert "Máy nhớ 3 phiếu" in kept_words(3, EVENING)
    assert kept_words(0, EVENING) == "Đã in giấy đi thăm buổi 25/11."

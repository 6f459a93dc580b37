from dataclasses import replace
from datetime import timedelta

from cdtt_app.domain.ids import PaperSheetId, VisitId
from cdtt_app.domain.paper_sheet import sheet_code
from cdtt_app.presenters.sheets_out import (
    UNKNOWN,
    UNREADABLE,
    code_problem,
    code_words,
    evenings,
    household_question,
    paper_words,
)
from tests.factories import NOW, make_household
from tests.presenters.paper_samples import make_printed

DU = make_household("Nông Văn Dư", code="BG-004", cluster="Nà Phiêng")
CHEO = make_household("Lý Thị Chẻo", code="BG-007")
HOMES = {home.id: home for home in (DU, CHEO)}


def test_what_is_out_stands_evening_by_evening_with_how_many_were_printed() -> None:
    first = (make_printed(4, DU), make_printed(5, CHEO))
    later = replace(make_printed(1, DU, places=3), run_on=first[0].run_on + timedelta(days=1))
    tonight, tomorrow = evenings((*first, later), HOMES)
    assert (tonight.title, tonight.note) == ("Buổi 24/11", "còn 2 trong 18 phiếu")
    assert (tomorrow.title, tomorrow.note) == ("Buổi 25/11", "còn 1 trong 3 phiếu")
    assert [line.name for line in tonight.lines] == ["4/18  Nông Văn Dư", "5/18  Lý Thị Chẻo"]
    assert tonight.lines[0].words == f"mã {code_words(first[0])} · BG-004 · Nà Phiêng"


def test_two_printings_of_one_evening_are_counted_together() -> None:
    again = replace(make_printed(1, CHEO, places=2), printed_at=NOW + timedelta(hours=1))
    (evening,) = evenings((make_printed(4, DU), again), HOMES)
    assert evening.note == "còn 2 trong 20 phiếu"


def test_a_sheet_begun_says_so_and_one_whose_household_is_gone_cannot_be_keyed_in() -> None:
    begun, gone, blank = make_printed(1, DU), make_printed(2, make_household("Ai đó")), make_printed(3)
    (evening,) = evenings((begun, gone, blank), HOMES, {begun.id})
    assert evening.lines[0].words.endswith("đang gõ dở")
    assert [line.opens for line in evening.lines] == [True, False, True]
    assert "hãy bỏ phiếu" in evening.lines[1].words
    assert evening.lines[2].name == "3/18  Phiếu trắng"


def test_the_line_of_the_day_counts_sheets_and_names_evenings() -> None:
    sheet = make_printed(1, DU)
    assert paper_words(()) == ("", "")
    days = [replace(sheet, id=PaperSheetId(f"p{n}"), run_on=sheet.run_on + timedelta(days=n)) for n in range(4)]
    assert paper_words(days[:2]) == ("Còn 2 phiếu giấy chưa gõ", "buổi 24/11, 25/11")
    assert paper_words(days)[1] == "buổi 24/11, 25/11, 26/11 …"


def test_a_code_opens_a_sheet_that_is_out_and_every_other_says_why_not() -> None:
    sheet = make_printed(4, DU)
    typed = sheet_code(sheet)
    assert code_problem(typed, sheet, None) == ""
    assert code_problem("K7M 4T", None, None) == UNREADABLE
    assert code_problem("ZZZZZZ", None, None) == UNKNOWN
    assert "tờ hướng dẫn của hộ Nông Văn Dư" in code_problem("ZZZZZZ", None, DU)
    assert "đã gõ rồi" in code_problem(typed, replace(sheet, visit_id=VisitId("v")), None)
    assert code_problem(typed, replace(sheet, called_off="ướt mưa"), None) == "Phiếu này đã bỏ vì: ướt mưa."


def test_a_blank_sheet_is_asked_for_by_its_code() -> None:
    sheet = make_printed(7)
    assert household_question(sheet) == f"Phiếu trắng {code_words(sheet)}, 7/18: của hộ nào?"

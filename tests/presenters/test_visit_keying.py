from dataclasses import replace
from datetime import timedelta

from cdtt_app.presenters.sheets_out import code_words
from cdtt_app.presenters.visit_draft import from_draft, to_draft
from cdtt_app.presenters.visit_form import new_form
from cdtt_app.presenters.visit_keying import keyed_form, keying_words, next_sheet, next_words
from tests.factories import NOW, make_household
from tests.presenters.paper_samples import make_printed
from tests.presenters.visit_samples import HOME, TODAY, make_context


def test_the_strip_names_the_sheet_its_place_and_its_evening() -> None:
    sheet = make_printed(4, HOME)
    assert keying_words(sheet) == f"Đang gõ phiếu {code_words(sheet)}, 4/18 · nhập từ phiếu giấy buổi 24/11"
    assert ", " not in keying_words(replace(sheet, place=0, places=0))


def test_the_visit_was_on_the_evening_of_the_sheet_but_never_tomorrow() -> None:
    form = new_form(make_context())
    yesterday = replace(make_printed(4, HOME), run_on=TODAY - timedelta(days=1))
    assert keyed_form(form, yesterday, TODAY).visited_on == TODAY - timedelta(days=1)
    assert keyed_form(form, replace(yesterday, run_on=TODAY + timedelta(days=1)), TODAY).visited_on == TODAY


def test_the_draft_remembers_which_sheet_is_keyed_in() -> None:
    context = make_context()
    form = keyed_form(new_form(context), make_printed(4, HOME), TODAY)
    assert from_draft(to_draft(form), context) == form
    assert from_draft({**to_draft(form), "paper": 7}, context).paper is None


def test_the_next_sheet_is_the_next_on_the_walk_then_what_was_left_behind() -> None:
    sheets = [make_printed(number, HOME) for number in (1, 2, 3)]
    tomorrow = replace(make_printed(9, HOME), run_on=TODAY + timedelta(days=1))
    assert next_sheet([sheets[0], sheets[2], tomorrow], sheets[1]) == sheets[2]
    assert next_sheet([sheets[0], tomorrow], sheets[2]) == sheets[0]
    assert next_sheet([tomorrow], sheets[0]) is None
    again = replace(make_printed(1, HOME), id=tomorrow.id, printed_at=NOW + timedelta(hours=1))
    assert next_sheet([sheets[1], again], sheets[2]) == again


def test_what_comes_next_is_said_in_words() -> None:
    done, after = make_printed(4, HOME), make_printed(5)
    assert next_words(done, after, make_household("Lý Thị Chẻo")) == "Phiếu kế tiếp 5/18: hộ Lý Thị Chẻo"
    assert next_words(done, after, None) == "Phiếu kế tiếp 5/18: phiếu trắng"
    assert next_words(done, None, None) == "Đã gõ hết phiếu giấy của buổi 24/11."

import re
from dataclasses import replace

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.paper_home import PaperHome
from cdtt_app.domain.person import AgeBand, years_of
from cdtt_app.domain.short_code import read_code
from cdtt_app.presenters.visit_context import VisitContext
from cdtt_app.presenters.visit_form import new_form
from cdtt_app.presenters.visit_matrix import Relevance, matrix_of
from cdtt_app.presenters.visit_sheet import (
    AGAIN,
    NETWORKS,
    SIGNALS,
    blank_sheet,
    contexts_of,
    form_words,
    visit_sheet,
    visit_sheets,
)
from cdtt_app.presenters.visit_words import HANDOUTS, PURPOSES
from cdtt_app.ui.pages import visit_long_parts, visit_short_parts
from cdtt_app.ui.widgets.signal_pick import SIGNAL_WORDS
from tests.factories import make_consent
from tests.presenters.paper_samples import BAN_GIONG, family_context, family_sheet, make_printed
from tests.presenters.visit_samples import TODAY, checklist

RELEVANCE = Relevance(checklist(), TODAY)


def test_the_sheet_asks_what_the_screen_asks_in_its_order() -> None:
    context = family_context(3)
    matrix = matrix_of(new_form(context), context, RELEVANCE)
    sheet = visit_sheet(make_printed(4, context.household), context, RELEVANCE, BAN_GIONG)
    assert [row.label for row in sheet.skills] == [row.label for row in matrix.rows]
    assert [person.name for person in sheet.people] == [column.name for column in matrix.columns]
    assert {cell.last for row in sheet.skills for cell in row.cells} == {"2"}
    assert len(blank_sheet(make_printed(), checklist(), BAN_GIONG).skills) == len(sheet.skills)


def test_answers_have_the_words_of_the_screen() -> None:
    words = form_words()
    assert SIGNALS == SIGNAL_WORDS
    assert AGAIN == visit_long_parts._AGAIN
    assert set(NETWORKS) == visit_short_parts._USUAL
    assert words.purposes == tuple(PURPOSES[purpose] for purpose in Purpose)
    assert words.handouts == tuple(HANDOUTS.values())


def test_a_person_has_a_band_of_age_and_never_a_year() -> None:
    sheet = family_sheet(4)
    assert [person.band for person in sheet.people] == ["35–59 tuổi"] * 4
    assert not re.search(r"\b(19|20)\d\d\b", " ".join(person.name + person.band for person in sheet.people))


def test_a_question_is_left_out_for_those_it_does_not_concern() -> None:
    context = family_context(2)
    child = replace(context.people[1], born=years_of(AgeBand.CHILD, TODAY.year))
    context = replace(context, people=(context.people[0], child))
    sheet = visit_sheet(make_printed(4, context.household), context, RELEVANCE, BAN_GIONG)
    concerned = {row.label: tuple(cell.concerns for cell in row.cells) for row in sheet.skills}
    assert concerned["Đăng nhập VNeID mức 2"] == (True, False)
    assert concerned["Mở máy, chỉnh tiếng, cỡ chữ"] == (True, True)


def _sheet_of(context: VisitContext) -> tuple[set[str], tuple[str, ...], str]:
    sheet = visit_sheet(make_printed(4, context.household), context, RELEVANCE, BAN_GIONG)
    last = {cell.last for row in sheet.skills for cell in row.cells}
    return last, tuple(person.name for person in sheet.people), sheet.earlier_consent


def test_without_a_yes_to_visits_no_level_stands_on_paper() -> None:
    last, names, said = _sheet_of(family_context(2, agreed=False))
    assert last == {""}
    assert names == ("Anh Thiêm", "Chị Nhình")
    assert said == ""


def test_after_a_refusal_nobody_is_named_either() -> None:
    context = family_context(2)
    refusal = replace(make_consent(context.household), granted=())
    last, names, said = _sheet_of(replace(context, consent=refusal))
    assert last == set()
    assert names == ()
    assert said == "Lần trước nhà không đồng ý 12/05/2026. Hỏi lại thì đánh dấu."


def test_a_yes_to_something_else_is_no_yes_to_names() -> None:
    context = family_context(2)
    last, names, said = _sheet_of(replace(context, consent=make_consent(context.household, Purpose.LOCATION)))
    assert (last, names) == (set(), ())
    assert said == "Đã đồng ý 12/05/2026: ghi vị trí nhà. Hỏi lại thì đánh dấu."


def test_the_square_code_says_the_six_characters_and_nothing_else_of_the_family() -> None:
    sheet = family_sheet(4)
    assert sheet.address == sheet.code
    assert read_code(sheet.address) == sheet.code


def test_what_is_known_of_a_home_becomes_what_its_sheet_is_drawn_against() -> None:
    known = family_context(3)
    home = PaperHome(
        household=known.household,
        people=known.people,
        consent=known.consent,
        consent_on=known.consent_on,
        last_levels=known.last_levels,
    )
    made = contexts_of((home,), checklist(), TODAY)
    printed = make_printed(1, known.household, 1)
    assert visit_sheets((printed,), made, checklist(), BAN_GIONG, today=TODAY) == visit_sheets(
        (printed,), {known.household.id: known}, checklist(), BAN_GIONG, today=TODAY
    )


def test_an_evening_has_a_sheet_for_each_in_order_and_blank_ones_among_them() -> None:
    context = family_context(3)
    printed = (make_printed(1, context.household, 2), make_printed(2, None, 2))
    sheets = visit_sheets(
        printed, {context.household.id: context}, checklist(), BAN_GIONG, today=TODAY, visitor="Chị Mai"
    )
    assert [(sheet.place, sheet.places, bool(sheet.household)) for sheet in sheets] == [(1, 2, True), (2, 2, False)]
    assert sheets[0].code != sheets[1].code
    assert {sheet.visitor for sheet in sheets} == {"Chị Mai"}
    assert sheets[1].people == ()

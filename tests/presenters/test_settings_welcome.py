from dataclasses import replace

import pytest

from cdtt_app import paths
from cdtt_app.domain.hamlet import HamletWord
from cdtt_app.domain.units import UnitRegister
from cdtt_app.imports.units_file import load_units
from cdtt_app.presenters.settings_welcome import (
    Step,
    WelcomeForm,
    commune_lines,
    step_problems,
    step_words,
    usual_word,
)

FILLED = WelcomeForm(
    commune_code="02239", hamlet_name="Bản Khẻ", name="Lương Thị Mai", pin="246813", pin_again="246813"
)


@pytest.fixture(scope="module")
def units() -> UnitRegister:
    return load_units(paths.resources() / "units")


def test_an_old_name_leads_to_the_commune_of_today_and_says_so(units: UnitRegister) -> None:
    first = commune_lines(units.find("linh phu"))[0]
    assert first.title == "Xã Tri Phú"
    assert first.words == "Tỉnh Tuyên Quang (trước 7/2025: xã Linh Phú, huyện Chiêm Hoá)"


def test_a_name_of_today_needs_no_explanation_and_provinces_are_not_offered(units: UnitRegister) -> None:
    lines = commune_lines(units.find("tri phú"))
    assert (lines[0].title, lines[0].words) == ("Xã Tri Phú", "Tỉnh Tuyên Quang")
    assert all(line.code for line in commune_lines(units.find("tuyên quang", limit=60)))
    assert commune_lines(units.find("zzzz")) == ()


@pytest.mark.parametrize(
    ("province", "commune", "word"),
    [
        ("08", "Xã Tri Phú", HamletWord.THON),
        ("08", "Phường Minh Xuân", HamletWord.TO_DAN_PHO),
        ("04", "Xã Trùng Khánh", HamletWord.XOM),
        ("80", "Xã Tân Hội", HamletWord.AP),
        ("80", "Phường Ninh Thạnh", HamletWord.KHU_PHO),
    ],
)
def test_the_local_word_for_a_hamlet_is_offered_first(province: str, commune: str, word: HamletWord) -> None:
    assert usual_word(province, commune) is word


@pytest.mark.parametrize(
    ("step", "form", "fields"),
    [
        (Step.START, WelcomeForm(), set()),
        (Step.PLACE, replace(FILLED, commune_code="", hamlet_name=" "), {"commune", "hamlet"}),
        (Step.PERSON, replace(FILLED, name=" "), {"name"}),
        (Step.PIN, replace(FILLED, pin="111111"), {"pin"}),
        (Step.PIN, replace(FILLED, pin_again="1"), {"pin_again"}),
        (Step.CODE, WelcomeForm(), set()),
    ],
)
def test_a_step_names_what_is_missing_in_it(step: Step, form: WelcomeForm, fields: set[str]) -> None:
    assert step_problems(step, FILLED) == {}
    assert set(step_problems(step, form)) == fields


def test_there_are_four_steps() -> None:
    assert [step_words(step) for step in (Step.PLACE, Step.CODE)] == ["Bước 1 trên 4", "Bước 4 trên 4"]

from pathlib import Path

import pytest

from cdtt_app.checklists.functions import FUNCTIONS
from cdtt_app.checklists.supported import CHOICE_COLUMNS, SETTINGS_COLUMNS, SURVEY_COLUMNS
from cdtt_app.domain.checklist import QuestionKind, Subject, SubjectFact
from cdtt_app.domain.skills import FiveSkill
from cdtt_app.paths import resources

PAGE = (resources().parent / Path("docs", "checklists.md")).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*FUNCTIONS, *QuestionKind, *SubjectFact])
def test_the_page_names_all_that_is_supported(name: str) -> None:
    assert f"`{name}`" in PAGE or f"`{name} " in PAGE


@pytest.mark.parametrize(
    "word", [*frozenset().union(*SURVEY_COLUMNS.values()), *CHOICE_COLUMNS, *SETTINGS_COLUMNS, *Subject, *FiveSkill]
)
def test_the_page_names_every_column_and_value(word: str) -> None:
    assert word in PAGE

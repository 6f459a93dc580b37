import unicodedata
from collections.abc import Mapping
from enum import StrEnum

import pytest

from cdtt_app.domain import coverage, coverage_case, coverage_facts, map_scene
from cdtt_app.domain.coverage import Reading, Strength, Use, Works
from cdtt_app.presenters import coverage_words
from cdtt_app.presenters.coverage_words import STATES, distance_words, listed, networks_words, works_words

MODULES = (coverage, coverage_case, coverage_facts, map_scene)
BORROWED = {"Network", "Power"}  # the house's own, with words elsewhere
ENUMS = {
    each.__name__: each
    for module in MODULES
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, StrEnum) and each is not StrEnum and each.__name__ not in BORROWED
}
TABLES = [each for name, each in vars(coverage_words).items() if isinstance(each, dict) and name.isupper()]


@pytest.mark.parametrize("name", sorted(ENUMS))
def test_every_member_has_words_of_its_own(name: str) -> None:
    tables = [table for table in TABLES if table and set(table) == set(ENUMS[name]) and _of(table, ENUMS[name])]
    assert tables
    for table in tables:
        assert len(set(table.values())) == len(table)
        for words in table.values():
            assert words == words.strip() != ""
            assert "_" not in words
            assert unicodedata.is_normalized("NFC", words)


def _of(table: Mapping[object, str], enum: type[StrEnum]) -> bool:
    return all(isinstance(key, enum) for key in table)


def test_the_walk_has_found_the_enums() -> None:
    assert {"PointType", "Works", "CaseState", "Block", "HamletCoverage", "Severity"} <= set(ENUMS)
    assert len(ENUMS) == 14


def test_a_state_fits_on_a_chip() -> None:
    assert max(len(words) for words in STATES.values()) <= len("Không đúng thực tế")


@pytest.mark.parametrize(
    ("worst", "said"),
    [
        ({"Viettel": Strength.UNSTEADY, "VinaPhone": Strength.NONE}, "VinaPhone mất hẳn, Viettel chập chờn"),
        (
            {"iTel": Strength.NONE, "MobiFone": Strength.NONE, "Viettel": Strength.NONE, "Gmobile": Strength.GOOD},
            "Viettel, MobiFone và iTel mất hẳn, Gmobile tốt",
        ),
        ({"Mạng lạ": Strength.WEAK, "VinaPhone": Strength.WEAK}, "VinaPhone và Mạng lạ yếu"),
        ({}, ""),
    ],
)
def test_the_worst_networks_are_said_first_those_alike_together(worst: dict[str, Strength], said: str) -> None:
    assert networks_words(worst) == said


def test_what_works_is_said_in_one_order_whatever_the_order_it_was_noted_in() -> None:
    assert works_words(Reading(works={Use.ZALO: Works.NO, Use.CALL: Works.YES})) == "gọi được, Zalo không"
    assert works_words(Reading(works={Use.DATA: Works.SOMETIMES})) == "dữ liệu lúc được"
    assert works_words(Reading()) == ""


@pytest.mark.parametrize(
    ("metres", "said"),
    [(0, "0 m"), (350, "350 m"), (999.4, "999 m"), (999.6, "1 km"), (2600, "2,6 km"), (3049, "3 km")],
)
def test_distances_are_in_metres_then_in_kilometres(metres: float, said: str) -> None:
    assert distance_words(metres) == said


def test_words_are_listed_as_one_speaks() -> None:
    assert [listed(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a và b", "a, b và c"]

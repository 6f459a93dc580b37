import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.vietnamese.typing_slips import search_words
from cdtt_app.sync.letters import ALPHABET, CHECKED_LENGTH, checks, number_of, plain, spell, strangers, with_check

words = st.text(alphabet=ALPHABET, min_size=1, max_size=CHECKED_LENGTH - 1)


@given(st.integers(0, 2**600))
def test_a_number_survives_its_letters(number: int) -> None:
    assert number_of(spell(number, 3)) == number


def test_short_numbers_are_filled_up_to_the_length_asked_for() -> None:
    assert (spell(0, 4), spell(27, 4)) == ("0000", "0010")


@given(words)
def test_every_wrong_letter_is_noticed(word: str) -> None:
    whole = with_check(word)
    assert checks(whole)
    typos = (whole[:at] + letter + whole[at + 1 :] for at in range(len(whole)) for letter in ALPHABET)
    assert [typo for typo in typos if typo != whole and checks(typo)] == []


@given(words)
def test_every_two_swapped_letters_are_noticed_wherever_they_stand(word: str) -> None:
    whole = with_check(word)
    for one, other in itertools.combinations(range(len(whole)), 2):
        swapped = list(whole)
        swapped[one], swapped[other] = whole[other], whole[one]
        assert whole[one] == whole[other] or not checks("".join(swapped))


def test_a_word_too_long_for_one_check_letter_gets_none() -> None:
    with pytest.raises(ValueError, match="too long"):
        with_check("0" * CHECKED_LENGTH)


@given(words)
def test_an_input_method_for_vietnamese_changes_nothing(word: str) -> None:
    assert search_words(word) == ((word.lower(),),)


def test_no_letter_is_mistaken_for_another() -> None:
    assert plain("oO iI lL uU dD") == "001111VV00"
    assert set("OILUDAEYW").isdisjoint(ALPHABET)


def test_spaces_dashes_and_wide_letters_do_not_matter() -> None:
    assert plain(" k7–b\u00a02_c.3 / Ｘ\u200b9\n") == "K7B2C3X9"


def test_strangers_are_named_once_in_their_order() -> None:
    assert strangers("KAWKAÁ7") == "AWÁ"

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.vietnamese.typing_slips import search_words
from cdtt_app.sync.invitation_code import CODE_LENGTH, SECRET_BITS, make_secret, parse_typed, typed_code
from cdtt_app.sync.invitation_error import MISTYPED, NO_LETTERS, VIETNAMESE_TYPING, InvitationError
from cdtt_app.sync.letters import ALPHABET, spell, with_check
from tests.sync.invitations import SECRET, secrets

CODE = typed_code(SECRET)
LETTERS = CODE.replace("-", "")


def _refusal(text: str) -> str:
    with pytest.raises(InvitationError) as refused:
        parse_typed(text)
    return str(refused.value)


@given(secrets)
def test_a_secret_survives_its_letters(secret: bytes) -> None:
    code = typed_code(secret)
    assert parse_typed(code) == secret
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4, 4, 4, 2]


@given(st.binary(min_size=16, max_size=16))
def test_a_secret_keeps_118_of_the_random_bits(entropy: bytes) -> None:
    assert int.from_bytes(make_secret(entropy), "big") == int.from_bytes(entropy, "big") % 2**SECRET_BITS


@given(secrets, st.data())
def test_small_letters_other_groups_and_look_alikes_are_forgiven(secret: bytes, data: st.DataObject) -> None:
    seen = {"0": "0oOD", "1": "1iIlL", "V": "vVuU"}
    signs = [data.draw(st.sampled_from(seen.get(sign, sign + sign.lower()))) for sign in typed_code(secret)]
    gaps = [data.draw(st.sampled_from(["", " ", "-", " – ", "\u00a0", "."])) for _ in signs]
    assert parse_typed("".join(itertools.chain.from_iterable(zip(signs, gaps, strict=True)))) == secret


def test_each_of_the_676_single_typos_is_noticed() -> None:
    typos = {LETTERS[:at] + letter + LETTERS[at + 1 :] for at in range(CODE_LENGTH) for letter in ALPHABET} - {LETTERS}
    assert len(typos) == 26 * 26
    assert {_refusal(typo) for typo in typos} == {MISTYPED}


def test_each_swap_of_two_letters_is_noticed() -> None:
    for one, other in itertools.combinations(range(CODE_LENGTH), 2):
        signs = list(LETTERS)
        signs[one], signs[other] = signs[other], signs[one]
        assert signs == list(LETTERS) or _refusal("".join(signs)) == MISTYPED


def test_a_missing_and_an_extra_letter_are_counted() -> None:
    assert "đã gõ 25, còn thiếu 1" in _refusal(LETTERS[:-1])
    assert "đã gõ 28, thừa 2" in _refusal(LETTERS + "77")


def test_letters_that_no_code_holds_are_named() -> None:
    assert "“A”, “W”" in _refusal("AW" + LETTERS[2:])


def test_accents_point_at_the_input_method() -> None:
    assert _refusal("Á" + LETTERS[1:]) == VIETNAMESE_TYPING
    assert _refusal("Đ" + LETTERS[1:]) == VIETNAMESE_TYPING


def test_an_empty_field_asks_for_the_code() -> None:
    assert _refusal(" - ") == NO_LETTERS


def test_letters_beyond_every_secret_are_refused() -> None:
    assert _refusal(with_check(spell(2**SECRET_BITS, CODE_LENGTH - 1))) == MISTYPED


@pytest.mark.parametrize("secret", [bytes(15), b"\xff" * 16])
def test_only_secrets_that_can_be_typed_are_spelled(secret: bytes) -> None:
    with pytest.raises(ValueError, match="not a secret"):
        typed_code(secret)


def test_a_secret_is_not_made_of_too_little() -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        make_secret(b"short")


@given(secrets)
def test_an_input_method_for_vietnamese_changes_nothing(secret: bytes) -> None:
    assert all(len(readings) == 1 for readings in search_words(typed_code(secret)))

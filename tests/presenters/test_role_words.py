import pytest

from cdtt_app.domain.role import Role, of_whole_commune
from cdtt_app.presenters.role_words import role_duties, role_words


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_name_and_a_sentence(role: Role) -> None:
    assert role_words(role)[0].isupper()
    assert role_duties(role).endswith(".")


def test_names_of_roles_differ() -> None:
    assert len({role_words(role) for role in Role}) == len(Role)


def test_only_officers_and_the_province_reach_beyond_their_hamlets() -> None:
    assert [role for role in Role if of_whole_commune(role)] == [Role.OFFICER, Role.PROVINCE]

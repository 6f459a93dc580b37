from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.sync.fields import changed, flatten, unflatten

names = st.text(alphabet="abcđ_0123456789", min_size=1, max_size=6)
scalars = st.one_of(st.integers(), st.text(max_size=5), st.booleans(), st.lists(st.integers(), max_size=2))
documents = st.dictionaries(
    names, st.recursive(scalars, lambda inner: st.dictionaries(names, inner, min_size=1, max_size=3)), max_size=5
)


@given(documents)
def test_flat_fields_unfold_to_the_same_document(document: dict[str, object]) -> None:
    assert unflatten(flatten(document)) == document


@given(documents, documents)
def test_applying_what_changed_gives_the_new_document(old: dict[str, object], new: dict[str, object]) -> None:
    flat_old, flat_new = flatten(old), flatten(new)
    merged = flat_old | changed(flat_old, flat_new)
    assert {path: value for path, value in merged.items() if value is not None} == flat_new


def test_nothing_and_empty_objects_are_no_fields() -> None:
    assert flatten({"a": None, "b": {}, "c": {"d": None, "e": 0}}) == {"c/e": 0}


def test_a_field_set_to_nothing_is_absent() -> None:
    assert unflatten({"a": None, "b/c": 1}) == {"b": {"c": 1}}

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.sync.fields import flatten, unflatten
from cdtt_app.sync.grid import Row, fields_of, to_grids
from cdtt_app.sync.written import Written, document_of, own_bases, plain_values_of, values_of

values = st.one_of(st.none(), st.integers(), st.sampled_from(["2", "na", "lời"]))
paths = st.lists(st.sampled_from(["a", "lan", "A1", "note"]), min_size=1, max_size=4).map("/".join)
changes = st.dictionaries(paths, st.tuples(values, st.integers(-2, 2)), max_size=12)


def written(given_: dict[str, tuple[object, int]]) -> Written:
    grids, plain = to_grids(given_)
    return Written(plain, grids, {path: base for path, (_, base) in given_.items() if base})


@given(changes)
def test_what_stands_in_a_line_reads_as_the_fields_it_was_made_of(given_: dict[str, tuple[object, int]]) -> None:
    found = written(given_)
    assert found == given_ == found
    assert dict(found.items()) == {path: found[path] for path in found} == given_
    assert (len(found), bool(found)) == (len(given_), bool(given_))
    assert values_of(found) == values_of(given_) == {path: value for path, (value, _) in given_.items()}


@given(changes)
def test_bases_on_own_operations_are_found_either_way(given_: dict[str, tuple[object, int]]) -> None:
    wanted = sorted(base for _, base in given_.values() if base < 0)
    assert sorted(own_bases(written(given_))) == sorted(own_bases(given_)) == wanted


@given(changes)
def test_its_document_is_that_of_its_fields(given_: dict[str, tuple[object, int]]) -> None:
    fields = {path: value for path, (value, _) in given_.items()}
    try:
        wanted = unflatten(fields)
    except (TypeError, AttributeError):  # a field below another that is a value itself
        return
    if flatten(wanted).keys() == {path for path, value in fields.items() if value is not None}:
        assert document_of(written(given_)) == document_of(given_) == wanted


@given(changes, paths)
def test_a_field_that_is_not_there_is_not_there(given_: dict[str, tuple[object, int]], path: str) -> None:
    assert (path in written(given_)) == (path in given_)
    assert written(given_).get(path) == given_.get(path)


def test_what_stands_in_a_grid_is_laid_out_only_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[Iterable[Row]] = []

    def lay_out(rows: Iterable[Row]) -> dict[str, str]:
        laid_out.append(rows)
        return fields_of(rows)

    monkeypatch.setattr("cdtt_app.sync.written.fields_of", lay_out)
    found = written({"note": ("lời", 0), "answers/a/lan/A1": ("2", 0)})
    assert plain_values_of(found) == {"note": "lời"}
    assert (found["note"], "hamlet_id" in found, bool(found), laid_out) == (("lời", 0), False, True, [])
    assert found["answers/a/lan/A1"] == ("2", 0)
    assert len(laid_out) == 1


def test_a_grid_that_is_not_whole_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="not whole"):
        Written({}, {"a": ("A1 A3", ["lan"], "2")}, {})

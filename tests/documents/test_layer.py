import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.documents.layer import VIETNAM, Column, ColumnKind, Export, Layer, Row, Value, degrees, legible
from cdtt_app.domain.geo import Point
from tests.documents.coverage_samples import MADE_AT


def _layer(kind: ColumnKind, value: Value, point: Point | None = None) -> Layer:
    column = Column(name="cot", title="Cột", kind=kind)
    return Layer(name="lop", title="Lớp", columns=(column,), rows=(Row(values=(value,), point=point),))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (ColumnKind.TEXT, 1),
        (ColumnKind.INTEGER, True),
        (ColumnKind.INTEGER, 1.0),
        (ColumnKind.INTEGER, 2**53 + 1),
        (ColumnKind.REAL, "1"),
        (ColumnKind.DATE, datetime(2026, 11, 24, tzinfo=VIETNAM)),
        (ColumnKind.DATETIME, date(2026, 11, 24)),
        (ColumnKind.DATETIME, MADE_AT.replace(tzinfo=None)),
        (ColumnKind.BOOLEAN, 1),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: ColumnKind, value: Value) -> None:
    with pytest.raises(ValueError, match="kind"):
        _layer(kind, value)


@pytest.mark.parametrize("kind", list(ColumnKind))
def test_nothing_known_fits_every_kind(kind: ColumnKind) -> None:
    assert next(_layer(kind, None).legible_rows()).values == (None,)


@pytest.mark.parametrize("name", ["", "Tên", "a b", 'a"b', "1a", "fid", "geom", "layer", "gpkg_contents", "sqlite_x"])
def test_a_name_that_a_format_cannot_carry_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        Layer(name=name, title="Lớp", columns=(Column(name="cot", title="Cột"),), rows=())
    with pytest.raises(ValueError, match="name"):
        Layer(name="lop", title="Lớp", columns=(Column(name=name, title="Cột"),), rows=())


def test_names_and_titles_stand_once() -> None:
    columns = (Column(name="a", title="Cột"), Column(name="b", title="cột"))
    with pytest.raises(ValueError, match="twice"):
        Layer(name="lop", title="Lớp", columns=columns, rows=())
    layer = _layer(ColumnKind.TEXT, "a")
    with pytest.raises(ValueError, match="twice"):
        Export(layers=(layer, layer), about=(), made_at=MADE_AT)


def test_a_row_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Layer(name="lop", title="Lớp", columns=(Column(name="a", title="A"),), rows=(Row(values=()),))


@pytest.mark.parametrize("point", [Point(105.3, 22.6), Point(float("nan"), 105.3), Point(22.6, float("inf"))])
def test_a_position_off_the_earth_is_refused(point: Point) -> None:
    with pytest.raises(ValueError, match="earth"):
        _layer(ColumnKind.TEXT, "a", point)


def test_a_number_that_is_none_becomes_nothing() -> None:
    assert next(_layer(ColumnKind.REAL, float("nan")).legible_rows()).values == (None,)


def test_line_breaks_stay_and_signs_nobody_can_read_go() -> None:
    assert legible("một\r\nhai\tba\x00\x1b\x9f\ufeff\ud83d") == "một\nhai\tba"
    assert legible("E\u0302\u0323") == "Ệ"


@given(st.text(st.characters(codec=None)))
def test_every_text_becomes_one_that_can_be_written(text: str) -> None:
    plain = legible(text)
    assert plain.encode().decode() == plain
    assert unicodedata.is_normalized("NFC", plain)
    assert legible(plain) == plain


def test_degrees_have_a_point_and_no_more_decimals_than_there_are() -> None:
    assert [degrees(value) for value in (105.348, 22.62924, 8.0, -0.00001, 22.123456789)] == [
        "105.348",
        "22.62924",
        "8",
        "-0.00001",
        "22.123457",
    ]

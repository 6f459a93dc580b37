import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.checklists.expressions import ExpressionError, ExpressionReader, Scope
from cdtt_app.checklists.functions import FUNCTIONS, Value, as_number, as_text, as_truth

VALUES = {
    "/data/nam": "5",
    "/data/trong": "",
    "/data/khong": "0",
    "/data/chu": "xin chào",
    "/data/nhieu": "a b c",
    "/data/ngay": "2026-11-24",
    "/data/nhom/le": "1.5",
}
SCOPE = Scope(values=VALUES, today=date(2026, 11, 30), own="7", choice={"name": "x1", "tinh": "bg"})


@pytest.fixture(scope="module")
def reader() -> ExpressionReader:
    return ExpressionReader(VALUES, {"name", "tinh"})


def compute(reader: ExpressionReader, source: str) -> Value:
    return reader.read(source, own=True, choice=True).run(SCOPE)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        # an answer is text, and still compares as a number (elementpath itself says false to the first)
        ("/data/nam = 5", True),
        ("/data/nam = '5'", True),
        ("/data/nam = 5.0", True),
        ("/data/nam >= '5'", True),
        ("/data/nam != 5", False),
        ("'5.0' = '5'", False),
        # a blank answer is no number: every comparison of size is false (elementpath itself raises)
        ("/data/trong >= 3", False),
        ("/data/trong < 3", False),
        ("/data/trong = 0", False),
        ("/data/trong != 0", True),
        ("/data/trong = ''", True),
        ("/data/chu >= 3", False),
        # yes and no: blank text is no, the text 0 is yes, the number 0 is no
        ("boolean(/data/trong)", False),
        ("boolean(/data/khong)", True),
        ("boolean(0)", False),
        ("boolean(0 div 0)", False),
        ("not(/data/trong)", True),
        ("/data/trong or /data/nam", True),
        ("/data/trong and /data/nam", False),
        ("true() = 'x'", True),
        ("false() = ''", True),
        ("true() > 0", True),
        # arithmetic, precedence
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("-/data/nam + 1", -4.0),
        ("+ 3", 3.0),
        ("7 div 2", 3.5),
        ("1 div 0", math.inf),
        ("-1 div 0", -math.inf),
        ("7 mod 3", 1.0),
        ("-7 mod 3", -1.0),
        ("/data/nam - 1 = 4", True),
        ("/data/nhom/le * 2", 3.0),
        # the answer itself, a choice
        (". > 5 and . < 9", True),
        ("tinh = 'bg' and name = 'x1'", True),
        ("contains(name, 'x')", True),
        # dates compare and subtract
        (". <= today()", True),
        ("/data/ngay <= today()", True),
        ("/data/ngay < '2026-11-24'", False),
        ("today() - /data/ngay", 6.0),
        ("date(/data/ngay + 7)", "2026-12-01"),
        ("date(0)", "1970-01-01"),
        ("date('2026-02-30')", ""),
        ("date(/data/trong)", ""),
        ("date(999999999999)", ""),
        ("date(1 div 0)", ""),
        ("format-date(/data/ngay, '%d/%m/%Y %e %n %y')", "24/11/2026 24 11 26"),
        ("format-date(/data/trong, '%d')", ""),
        ("decimal-date-time('1970-01-02')", 1.0),
        ("int((today() - date('1960-11-20')) div 365.25)", 66.0),
        # text
        ("concat('a', /data/nam, 1.0, 1 = 1)", "a51true"),
        ("string-length(/data/chu)", 8.0),
        ("string-length(/data/trong)", 0.0),
        ("contains(/data/chu, 'chào')", True),
        ("starts-with(/data/chu, 'xin')", True),
        ("regex('0912345678', '0[0-9]{9}')", True),
        ("regex('x0912345678', '0[0-9]{9}')", False),
        ("string(0.1 + 0.2)", "0.3"),
        ("number('12')", 12.0),
        ("number(' 12. ')", 12.0),
        # choices
        ("selected(/data/nhieu, 'b')", True),
        ("selected(/data/nhieu, 'a b')", False),
        ("selected(/data/trong, '')", False),
        ("count-selected(/data/nhieu)", 3.0),
        ("count-selected(/data/trong)", 0.0),
        ("selected-at(/data/nhieu, 0)", "a"),
        ("selected-at(/data/nhieu, 3)", ""),
        ("selected-at(/data/nhieu, -1)", ""),
        ("selected-at(/data/nhieu, /data/trong)", ""),
        ("if(/data/nam > 3, 'nhiều', 'ít')", "nhiều"),
        ("if(/data/trong, 1, 2)", 2.0),
        ("coalesce(/data/trong, /data/nam)", "5"),
        ("coalesce(/data/nam, 1)", "5"),
        # rounding: half goes up
        ("int(-2.7)", -2.0),
        ("int(1 div 0)", math.inf),
        ("round(2.5)", 3.0),
        ("round(-2.5)", -2.0),
        ("round(2.345, 1)", 2.3),
        ("round(1234, -2)", 1200.0),
        ("round(99999999999999999999)", 1e20),
    ],
)
def test_expressions_mean_what_odk_says(reader: ExpressionReader, source: str, value: Value) -> None:
    computed = compute(reader, source)
    assert type(computed) is type(value)
    assert computed == value


@pytest.mark.parametrize(
    "source", ["number('')", "number('a')", "/data/trong + 1", "0 div 0", "1 mod 0", "int(/data/chu)", "round('a')"]
)
def test_what_is_no_number_is_nan(reader: ExpressionReader, source: str) -> None:
    computed = compute(reader, source)
    assert isinstance(computed, float)
    assert math.isnan(computed)


def test_an_expression_knows_what_it_reads(reader: ExpressionReader) -> None:
    assert reader.read("if(/data/nam = 1, /data/nhom/le, 'x')").reads == {"/data/nam", "/data/nhom/le"}
    assert reader.read("today() > 3").reads == frozenset()


@pytest.mark.parametrize(
    "source",
    [
        *("", "1 = 2 = 3", "$nam", "@nam", "child::nam", "/data/*", "/", "/data", "//data/nam", "/data/nam/x", "nam"),
        *("/data/nam | /data/chu", "text()", "last()", "jr:itext('a')", "string(1, 2)", "true(1)", "div", "a b"),
    ],
)
def test_the_rest_of_xpath_is_refused(reader: ExpressionReader, source: str) -> None:
    with pytest.raises(ExpressionError):
        reader.read(source, own=True, choice=True)


def test_the_answer_and_the_choice_are_known_only_where_they_exist(reader: ExpressionReader) -> None:
    with pytest.raises(ExpressionError):
        reader.read(". = 1", choice=True)
    with pytest.raises(ExpressionError):
        reader.read("tinh = 1", own=True)


values = st.one_of(st.text(max_size=5), st.floats(), st.booleans(), st.sampled_from(["2026-11-24", "", "9" * 400]))


@given(st.sampled_from(sorted(set(FUNCTIONS) - {"regex"})), st.data())
def test_no_function_ever_fails_at_the_door(name: str, data: st.DataObject) -> None:
    function = FUNCTIONS[name]
    arity = data.draw(st.integers(function.least, 4 if function.most is None else function.most))
    given_values = [data.draw(values) for _ in range(arity)]
    assert isinstance(function.call(*given_values), str | float | bool)


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_survive_being_written(number: int) -> None:
    assert as_text(float(number)) == str(number)
    assert as_number(str(number)) == number


@given(st.dates())
def test_days_survive_being_counted(day: date) -> None:
    assert FUNCTIONS["date"].call(as_number(day.isoformat())) == day.isoformat()


@pytest.mark.parametrize("text", ["inf", "nan", "1e5", "1_000", "٣", "0x1", "1,5", "--1", "- 1"])
def test_python_numbers_that_people_do_not_write_are_no_numbers(text: str) -> None:
    assert math.isnan(as_number(text))


def test_a_written_number_has_no_exponent() -> None:
    assert [as_text(n) for n in (1e20, 0.00001, -0.0, math.nan, math.inf, -math.inf)] == [
        *("100000000000000000000", "0.00001", "0", "NaN", "Infinity", "-Infinity"),
    ]
    assert as_truth(math.nan) is False

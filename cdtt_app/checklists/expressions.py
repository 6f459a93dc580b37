"""Expressions of a form: read by elementpath's grammar, turned into small functions that ODK's rules compute."""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cdtt_app.checklists.functions import FUNCTIONS, WITH_PATTERN, Value, as_number, as_truth, equal, pattern_problem

if TYPE_CHECKING:
    from cdtt_app.checklists.grammar import XPathToken

ROOT = "data"  # the name of the compiled form's outermost element


class ExpressionError(ValueError):
    """The expression cannot be used; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression may look at: answers by path, the answer itself, one choice, the day."""

    values: Mapping[str, str]
    today: date
    own: str = ""
    choice: Mapping[str, str] = field(default_factory=dict)


Run = Callable[[Scope], Value]


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression; it never raises. `reads` are the paths of the questions that it looks at."""

    run: Run
    reads: frozenset[str]

    def holds(self, scope: Scope) -> bool:
        """The value as yes or no."""
        return as_truth(self.run(scope))


class ExpressionReader:
    """Reads the expressions of one form. Importing elementpath waits until the first of them."""

    def __init__(self, paths: Collection[str], columns: Collection[str] = ()) -> None:
        """`paths` of all questions with an answer; `columns` of a choice that a filter may name."""
        from cdtt_app.checklists.grammar import OdkParser

        self._parser: OdkParser = OdkParser()
        self._paths = frozenset(paths)
        self._columns = frozenset(columns)

    def read(self, source: str, *, own: bool = False, choice: bool = False) -> Expression:
        """Compile; raises ExpressionError. `own` allows `.`, `choice` the columns of a choice."""
        from cdtt_app.checklists.grammar import ElementPathError

        try:
            token = self._parser.parse(source)
            shape = _Shape(self._paths, self._columns if choice else frozenset(), own=own)
            return Expression(shape.run(token), frozenset(shape.reads))
        except ElementPathError as error:
            raise ExpressionError(_sentence(error.token if _is_call(error.token) else None, source)) from error
        except RecursionError as error:
            raise ExpressionError("Biểu thức có quá nhiều ngoặc lồng nhau. Tách thành vài dòng calculate.") from error


def _is_call(token: object) -> bool:
    return getattr(token, "symbol", "") in FUNCTIONS


def _sentence(token: object, source: str) -> str:
    if token is not None:
        name = str(getattr(token, "symbol", ""))
        function = FUNCTIONS[name]
        wanted = str(function.least) if function.least == function.most else f"ít nhất {function.least}"
        return f"Hàm {name}() cần {wanted} giá trị trong ngoặc. Sửa lại chỗ này."
    return f"Không đọc được biểu thức «{source.strip()}». Xem lại dấu ngoặc, dấu nháy và phép so sánh."


class _Shape:
    """Walks the tokens of one expression."""

    def __init__(self, paths: frozenset[str], columns: frozenset[str], *, own: bool) -> None:
        self._paths, self._columns, self._own = paths, columns, own
        self.reads: set[str] = set()

    def run(self, token: "XPathToken") -> Run:
        symbol = str(token.symbol)
        if symbol in FUNCTIONS and token.label == "function":
            return self._call(symbol, [*token])
        if symbol in _OPERATORS:
            return self._operator(symbol, [*token])
        if symbol in {"(string)", "(integer)", "(decimal)", "(float)"}:
            said = str(token.value)
            return _constant(said if symbol == "(string)" else float(said))
        if symbol == "(" and len(token) == 1:
            return self.run(token[0])
        return self._look(symbol, token)

    def _look(self, symbol: str, token: "XPathToken") -> Run:
        if symbol == "." and self._own:
            return lambda scope: scope.own
        if symbol == "(name)" and token.value in self._columns:
            column = str(token.value)
            return lambda scope: scope.choice.get(column, "")
        path = _path(token)
        if path in self._paths:
            self.reads.add(path)
            return lambda scope: scope.values.get(path, "")
        shown = token.source.removeprefix(f"/{ROOT}/")
        raise ExpressionError(f"«{shown}» không phải câu có trả lời trong bộ câu hỏi này. Viết ${{tên câu}}.")

    def _operator(self, symbol: str, operands: "list[XPathToken]") -> Run:
        if len(operands) == 1:
            only = self.run(operands[0])
            sign = -1.0 if symbol == "-" else 1.0
            return lambda scope: sign * as_number(only(scope))
        left, right = map(self.run, operands)
        compute = _OPERATORS[symbol]
        return lambda scope: compute(left(scope), right(scope))

    def _call(self, name: str, arguments: "list[XPathToken]") -> Run:
        if name == "today":
            return lambda scope: scope.today.isoformat()
        if name in WITH_PATTERN:
            _check_pattern(name, arguments[1])
        call = FUNCTIONS[name].call
        given = tuple(map(self.run, arguments))
        return lambda scope: call(*[argument(scope) for argument in given])


def _constant(value: Value) -> Run:
    return lambda _: value


def _path(token: "XPathToken") -> str:
    """`/data/a/b` for the tokens of such a path; blank for anything else."""
    if token.symbol == "(name)":
        return str(token.value)
    steps = [*map(_path, token)] if token.symbol == "/" else []
    if not steps or not all(steps):
        return ""
    return "/".join(steps) if len(steps) > 1 else f"/{steps[0]}"


def _check_pattern(name: str, token: "XPathToken") -> None:
    if token.symbol != "(string)":
        raise ExpressionError(f"Giá trị thứ hai của {name}() phải viết sẵn trong dấu nháy.")
    problem = pattern_problem(name, str(token.value))
    if problem:
        raise ExpressionError(problem)


def _divide(left: Value, right: Value) -> float:
    number, by = as_number(left), as_number(right)
    if by == 0:
        return math.nan if number == 0 or math.isnan(number) else math.copysign(math.inf, number)
    return number / by


def _remainder(left: Value, right: Value) -> float:
    number, by = as_number(left), as_number(right)
    return math.fmod(number, by) if math.isfinite(number) and by != 0 else math.nan


_OPERATORS: Mapping[str, Callable[[Value, Value], Value]] = {
    "and": lambda left, right: as_truth(left) and as_truth(right),
    "or": lambda left, right: as_truth(left) or as_truth(right),
    "=": equal,
    "!=": lambda left, right: not equal(left, right),
    "<": lambda left, right: as_number(left) < as_number(right),
    "<=": lambda left, right: as_number(left) <= as_number(right),
    ">": lambda left, right: as_number(left) > as_number(right),
    ">=": lambda left, right: as_number(left) >= as_number(right),
    "+": lambda left, right: as_number(left) + as_number(right),
    "-": lambda left, right: as_number(left) - as_number(right),
    "*": lambda left, right: as_number(left) * as_number(right),
    "div": _divide,
    "mod": _remainder,
}

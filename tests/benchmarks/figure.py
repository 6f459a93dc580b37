"""One measured figure beside its baseline."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`value` against `baseline` in the same unit; `target` bounds the ratio, or the value when `absolute`.

    The bound is the most that is allowed; with `at_least` the least.
    """

    what: str
    value: float
    unit: str
    baseline: float | None = None
    baseline_name: str = ""
    target: float | None = None
    absolute: bool = False
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        """The value as a multiple of the baseline."""
        return self.value / self.baseline if self.baseline else None

    @property
    def met(self) -> bool:
        """Whether the target was met; a figure without one always is."""
        measured = self.value if self.absolute else self.ratio
        if self.target is None or measured is None:
            return True
        return measured >= self.target if self.at_least else measured <= self.target

    def line(self) -> str:
        """One line for the terminal."""
        words = f"{self.what:<58} {self.value:9.2f} {self.unit}"
        if self.ratio is not None:
            words += f"  = {self.ratio:5.2f} x {self.baseline_name} ({self.baseline:.2f} {self.unit})"
        if self.target is not None:
            bound = f"{self.target:g} {self.unit}" if self.absolute else f"{self.target:g} x"
            words += f"  [target {'>=' if self.at_least else '<='} {bound}: {'met' if self.met else 'MISSED'}]"
        return words


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1]

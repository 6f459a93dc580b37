"""The parts of a written position: angles and the words that say which of them is which."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Axis(StrEnum):
    """Which of the two numbers."""

    LATITUDE = "vĩ độ"
    LONGITUDE = "kinh độ"


class Form(StrEnum):
    """How an angle is written, in the words that the person reads."""

    POINT = "dấu chấm thập phân"
    COMMA = "dấu phẩy thập phân"
    SECONDS = "độ, phút, giây"
    MINUTES = "độ và phút"
    WHOLE = "độ tròn"
    DOTTED = "dấu chấm giữa độ, phút, giây"
    GROUPED = "dấu chấm đầu tiên là dấu thập phân"


_DECIMAL = frozenset({Form.POINT, Form.COMMA})
_UNSURE = frozenset({Form.WHOLE, Form.DOTTED, Form.GROUPED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A word or letter that names an axis; `sign` is -1 for south and west."""

    axis: Axis
    word: str
    sign: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Angle:
    """Degrees, as read; `sure` is false where the spelling has a second meaning."""

    value: float
    form: Form
    axis: Axis | None = None
    decimals: int = 9  # of marked degrees it does not matter
    explicit_sign: bool = False
    sure: bool = True

    def labelled(self, labels: tuple[Label, ...]) -> "Angle":
        """Told by words which number it is."""
        if not labels:
            return self
        south_or_west = any(label.sign < 0 for label in labels)
        return replace(self, axis=labels[0].axis, value=-abs(self.value) if south_or_west else self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two angles in the order they were written; `clash` when the words contradict each other."""

    first: Angle
    second: Angle
    words: frozenset[str] = frozenset()
    clash: bool = False
    short: bool = False  # few decimals among other words

    @property
    def sure(self) -> bool:
        """Whether both spellings have one meaning."""
        alike = (self.first.form in _DECIMAL) == (self.second.form in _DECIMAL)
        return alike and self.first.sure and self.second.sure and not self.clash and not self.short

    @property
    def told_longitude_first(self) -> bool | None:
        """What the words say about the order; None when they say nothing."""
        if self.first.axis or self.second.axis:
            return self.first.axis is Axis.LONGITUDE or self.second.axis is Axis.LATITUDE
        return None


def decimal_angle(text: str) -> Angle:
    """A number with a point or a comma before its decimals."""
    form = Form.POINT if "." in text else Form.COMMA if "," in text else Form.WHOLE
    whole, _, decimals = text.replace(",", ".").partition(".")
    return Angle(value=float(f"{whole}.{decimals}"), form=form, decimals=len(decimals), sure=form not in _UNSURE)


def divided_angle(parts: list[float], form: Form) -> Angle | None:
    """Degrees with minutes, perhaps seconds; None when 60 or more of either, or parts of what is divided further."""
    degrees, *rest = parts
    if any(part >= 60 for part in rest) or any(part != int(part) for part in parts[:-1]):
        return None
    value = degrees + sum(part / 60**power for power, part in enumerate(rest, start=1))
    return Angle(value=value, form=form, sure=form not in _UNSURE)


def dotted_angle(text: str) -> Angle | None:
    """Three groups between points: 22.37.45 is degrees, 22.629.240 what a spreadsheet makes of 22.629240."""
    groups = text.split(".")
    if all(len(group) == 3 for group in groups[1:]):
        return Angle(value=float(f"{groups[0]}.{''.join(groups[1:])}"), form=Form.GROUPED, sure=False)
    return divided_angle([float(group) for group in groups], Form.DOTTED)

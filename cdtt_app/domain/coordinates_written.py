"""Pairs of angles in a text: told apart by words and letters, or side by side."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from cdtt_app.domain.coordinates_angles import Angle, Form, Label, Pair, divided_angle
from cdtt_app.domain.coordinates_text import canonical
from cdtt_app.domain.coordinates_tokens import Item, read_items

_L = "[NEne]"
_LED = re.compile(
    rf"(?P<before>(?:{_L}++,?)++)(?P<one>[idm])(?P<between>{_L}*+,*+{_L}*+)(?P<two>[idm])"
    rf"(?P<after>(?:{_L}++(?!,*[idm]))?)"
)
_FOLLOWED = re.compile(rf"(?P<before>)(?P<one>[idm])(?P<between>{_L}++,*+)(?P<two>[idm])(?P<after>{_L}++)")
_LOOSE = re.compile(
    rf"(?P<before>)(?P<one>[idm])(?P<between>{_L}*+,*+{_L}*+)(?P<two>[idm])"
    rf"(?P<after>(?:,*+{_L}++)*+)"
)
_TELLING_DECIMALS = 3
_TWO_NUMBERS = re.compile(r"\d\D+\d")
_A_PAIR, _A_FEW, _MANY = 2, 6, 100
_STRAY_WORDS = re.compile(r"(?<=[NE])w{1,4}(?=[idm])")  # "vĩ độ của điểm là 22,6"
_RUN = re.compile(rf"(?<![dmNEne])(?<![dmNEne],)[dm](?:,*+[dm])++(?!,*{_L})")
_ROUGH = re.compile(rf"(?<![NEne])(?<![NEne],)[idm],*+[idm](?!,*{_L})")
_BARE_DIVIDED = tuple(
    re.compile(rf"(?<![id])(?<![id],)(?:{_L}++,?+)*+(?P<one>{unit}){_L}*+,?+{_L}*+(?P<two>{unit})(?:{_L}++|(?!,?[id]))")
    for unit in ("ii[id]", "id")
)


def read_pairs(text: str, fits: Callable[[Pair], bool]) -> list[Pair]:
    """All pairs of the most telling reading that has a pair that `fits`; else of the first that has any."""
    if not _TWO_NUMBERS.search(text):
        return []
    items = _without_stray_words(read_items(canonical(text)))
    if len(_angles(items)) < _A_PAIR:
        return []
    divided = _divided(items)
    first: list[Pair] = []
    for pairs in chain.from_iterable(_ways(row, fits) for row in ([items] if divided is items else [divided, items])):
        if any(map(fits, pairs)):
            return pairs
        first = first or pairs[:_A_FEW]
    return first


def _ways(items: Sequence[Item], fits: Callable[[Pair], bool]) -> Iterator[list[Pair]]:
    signs = "".join(item.sign for item in items)
    first = re.search("[idmNEne]", signs)
    led = first is not None and first[0] in "NEne"
    for form in (_LED, _FOLLOWED, _LOOSE) if led else (_FOLLOWED, _LED, _LOOSE):
        windows = (found for found in form.finditer(signs) if re.search(_L, found[0]))
        yield [_told(items, window) for window in islice(windows, _MANY)]
    told = "w" not in signs  # short numbers among other words may count or measure something
    yield [
        pair for run in _RUN.finditer(signs) for pair in _side_by_side(_angles(items[slice(*run.span())]), told=told)
    ]
    rough = (_angles(items[slice(*found.span())]) for found in _ROUGH.finditer(signs))
    yield [pair for pair in (Pair(first=one, second=two, short=True) for one, two in rough) if fits(pair)]


def _without_stray_words(items: list[Item]) -> list[Item]:
    signs = "".join(item.sign for item in items)
    if not _STRAY_WORDS.search(signs):
        return items
    stray = {place for found in _STRAY_WORDS.finditer(signs) for place in range(*found.span())}
    return [item for place, item in enumerate(items) if place not in stray]


def _angles(items: Sequence[Item]) -> list[Angle]:
    return [item.value for item in items if isinstance(item.value, Angle)]


def _side_by_side(angles: list[Angle], *, told: bool) -> Iterator[Pair]:
    """An odd count has something else at one end, a height or a list number: any two neighbours may be the pair."""
    step = 1 if len(angles) % 2 else 2
    for place in range(0, len(angles) - 1, step):
        one, two = angles[place], angles[place + 1]
        short = max(one.decimals, two.decimals) < _TELLING_DECIMALS and not told
        yield Pair(first=one, second=two, short=short)


def _told(items: Sequence[Item], window: re.Match[str]) -> Pair:
    one, two = _angles([items[window.start("one")], items[window.start("two")]])
    before, after = _labels(items, window.span("before")), _labels(items, window.span("after"))
    left, right = _shared_out(items, window, led=bool(before))
    if not left and not right:
        heading = before if len({label.axis for label in before}) > 1 else after
        if len({label.axis for label in heading}) > 1:
            before = tuple(label for label in heading if label.axis is heading[0].axis)
            after = tuple(label for label in heading if label.axis is not heading[0].axis)
    words = before + left + right + after
    first, second = one.labelled(before + left), two.labelled(right + after)
    clash = _mixed(before + left) or _mixed(right + after) or (first.axis is second.axis and first.axis is not None)
    return Pair(first=first, second=second, words=frozenset(label.word for label in words), clash=clash)


def _mixed(labels: tuple[Label, ...]) -> bool:
    return len({label.axis for label in labels}) > 1


def _labels(items: Sequence[Item], span: tuple[int, int]) -> tuple[Label, ...]:
    return tuple(item.value for item in items[slice(*span)] if isinstance(item.value, Label))


def _shared_out(items: Sequence[Item], window: re.Match[str], *, led: bool) -> tuple[tuple[Label, ...], ...]:
    """Words between two angles: a separator or a new axis parts them; words of one axis go where the others go."""
    start, end = window.span("between")
    comma = window["between"].find(",")
    if comma >= 0:
        cut = start + comma
    else:
        turn = re.search("[Nn][Ee]|[Ee][Nn]", window["between"])
        cut = start + turn.start() + 1 if turn else start if led else end
    return _labels(items, (start, cut)), _labels(items, (cut, end))


def _divided(items: list[Item]) -> list[Item]:
    """Degrees, minutes and seconds with nothing but spaces between them made one angle, where both angles are."""
    for form in _BARE_DIVIDED:
        signs = "".join(item.sign for item in items)
        if "i" not in signs:
            break
        for found in reversed(list(form.finditer(signs))):
            one, two = (_one_angle(_angles(items[slice(*found.span(name))])) for name in ("one", "two"))
            if one is None or two is None:
                continue
            told = re.search(_L, found[0]) is not None
            for name, angle in (("two", two), ("one", one)):
                items = _replaced(items, found.span(name), replace(angle, sure=told))
    return items


def _replaced(items: list[Item], span: tuple[int, int], angle: Angle) -> list[Item]:
    return [*items[: span[0]], Item(sign="m", value=angle), *items[span[1] :]]


def _one_angle(parts: list[Angle]) -> Angle | None:
    form = Form.SECONDS if len(parts) > 2 else Form.MINUTES
    if any(part.explicit_sign for part in parts[1:]) or parts[0].value < 0:
        return None
    return divided_angle([part.value for part in parts], form)

"""What it takes to have an earlier value again, offered beside the line that tells where it went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdtt_app.presenters.field_values import EMPTY, Value, is_blank
from cdtt_app.presenters.field_words import DELETED, may_take_back, same_value
from cdtt_app.presenters.history_scene import Scene

_SHORT = 14  # letters that a button has room for: a phone number


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """The fields to write; None takes a field away."""

    kind: str
    record: str
    values: Mapping[str, Value]
    label: str  # of the button
    spoken: str  # the label with the name of the field, for a screen reader
    done: str  # what to say afterwards


def take_back_of(scene: Scene, paths: Sequence[str]) -> TakeBack | None:
    """The value that went, or the one that never came to stand; None when it stands today or is not ours to set."""
    kind, now = scene.event.kind, scene.now
    aside = scene.aside(paths)
    source = scene.after if aside else scene.before
    values = {path: source.get(path) for path in paths}
    stands = all(same_value(kind, path, value, now.get(path)) for path, value in values.items())
    if stands or not all(may_take_back(kind, path) for path in paths) or not _open(paths, values, now):
        return None
    words, name = scene.words(paths, values), scene.name(paths)
    label = "Đưa trở lại sổ" if DELETED in paths else _label(words, aside=aside)
    return TakeBack(
        kind=kind,
        record=scene.event.record,
        values=values,
        label=label,
        spoken=f"{label}, {name}: {words}",
        done="Đã đưa trở lại sổ." if DELETED in paths else f"Đã lấy lại {name}: {words}.",
    )


def _open(paths: Sequence[str], values: Mapping[str, Value], now: Mapping[str, Value]) -> bool:
    """A deleted record comes back first; none is deleted here: that has its window, which says what goes with it."""
    if DELETED in paths:
        return is_blank(values[DELETED])
    return is_blank(now.get(DELETED))


def _label(words: str, *, aside: bool) -> str:
    if words == EMPTY:
        return "Để trống lại"
    if len(words) <= _SHORT:
        return f"Lấy lại {words}"
    return "Lấy lại giá trị này" if aside else "Lấy lại giá trị cũ"

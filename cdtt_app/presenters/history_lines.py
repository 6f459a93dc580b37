"""The history of a household's records as sentences, by day, the newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Final

from cdtt_app.domain.history import Event
from cdtt_app.domain.vietnamese import format_date, format_date_long
from cdtt_app.presenters.field_values import EMPTY, Known, Value, first_upper, is_blank
from cdtt_app.presenters.field_words import DELETED, KIND_WORDS
from cdtt_app.presenters.history import clock_note, happened
from cdtt_app.presenters.history_scene import Scene, scenes
from cdtt_app.presenters.history_take_back import TakeBack, take_back_of
from cdtt_app.presenters.record_facts import answer_count, told_facts

ASIDE: Final = "Để riêng, sổ không dùng"
_LISTED: Final = 8  # fields that a new record tells
_MADE: Final = {
    "household": "ghi hộ mới",
    "person": "ghi thêm {} vào hộ",
    "visit": "ghi {}",
    "consent": "ghi {}",
    "handout_given": "phát {}",
    "coverage_note": "thêm {}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One thing that was done."""

    time: str
    text: str
    note: str  # "Máy thôn Bản Khẻ (tỉnh nhận 17:42)"
    aside: bool = False
    warning: str = ""  # about the clock of that machine
    take_back: TakeBack | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryDay:
    """The lines of one day."""

    day: str
    lines: tuple[HistoryLine, ...]


def history_days(events: Sequence[Event], known: Known, *, most: int | None = None) -> tuple[HistoryDay, ...]:
    """The days with their lines, at `most` so many; `events` in the order of the log, of one household and its own."""
    newest = sorted(scenes(events, known), key=lambda scene: happened(scene.event))[::-1]
    lines = ((happened(scene.event).astimezone().date(), line) for scene in newest for line in _lines(scene))
    days = groupby(islice(lines, most), key=lambda pair: pair[0])
    return tuple(HistoryDay(day=format_date_long(day), lines=tuple(line for _, line in pairs)) for day, pairs in days)


def _lines(scene: Scene) -> Iterator[HistoryLine]:
    if scene.new:
        yield _line(scene, _making(scene))
        return
    for paths in scene.bundles():
        yield _line(scene, _deed(scene, paths), paths)


def _line(scene: Scene, deed: str, paths: Sequence[str] = ()) -> HistoryLine:
    event = scene.event
    return HistoryLine(
        time=f"{happened(event).astimezone():%H:%M}",
        text=f"{event.person or 'Chưa rõ ai'} {deed}",
        note=_note(event),
        aside=scene.aside(paths),
        warning=clock_note(event),
        take_back=take_back_of(scene, paths) if paths else None,
    )


def _note(event: Event) -> str:
    machine = "Máy này" if event.mine else first_upper(event.machine)
    if event.late_of:
        machine = f"{machine}, nhận phiếu tới muộn của {event.late_of}"
    if event.received_at is not None:
        moment, made = event.received_at.astimezone(), happened(event).astimezone()
        day = "" if moment.date() == made.date() else f" ngày {format_date(moment.date())}"
        return f"{machine} (tỉnh nhận {moment:%H:%M}{day})".strip()
    return f"{machine} ({'chưa gửi' if event.waiting else 'đã gửi, chờ tỉnh báo đã nhận'})".strip()


def _making(scene: Scene) -> str:
    """What was made, and the first things that it says."""
    kind, fields = scene.event.kind, scene.after
    deed = _MADE.get(kind, f"ghi {KIND_WORDS.get(kind, 'phiếu')} mới").format(scene.place)
    facts = [f"{name}: {words}" for name, words in told_facts(kind, fields, scene.known)]
    told, answers = facts[:_LISTED], answer_count(fields)
    told += [f"{answers} câu trả lời"] if answers else []
    told += [f"và {len(facts) - _LISTED} điều khác"] if len(facts) > _LISTED else []
    return f"{deed}. {first_upper('; '.join(told))}" if told else deed


def _deed(scene: Scene, paths: Sequence[str]) -> str:
    if DELETED in paths:
        return _deletion(scene, scene.after.get(DELETED))
    name, before, after = scene.name(paths), scene.words(paths, scene.before), scene.words(paths, scene.after)
    if scene.aside(paths):
        return f"ghi {name}: {after}"
    if before == EMPTY:
        return f"ghi thêm {name}: {after}"
    if after == EMPTY:
        return f"bỏ {name}: {before}"
    return f"sửa {name}: {before} → {after}"


def _deletion(scene: Scene, reason: Value) -> str:
    what = scene.place or KIND_WORDS.get(scene.event.kind, "phiếu")
    return f"đưa {what} trở lại sổ" if is_blank(reason) else f"xoá {what}. Lý do: {reason}"

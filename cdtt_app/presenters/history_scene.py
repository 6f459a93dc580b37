"""Each event beside its record: as it stood just before, and as it stands today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cdtt_app.domain.history import Event
from cdtt_app.presenters.field_values import Known, Value, is_blank
from cdtt_app.presenters.field_words import same_value
from cdtt_app.presenters.history import as_it_was, by_record, happened
from cdtt_app.presenters.record_facts import name_of, paths_of, words_of
from cdtt_app.presenters.record_name import record_words

_LONG = 160  # letters of a value that a line says; the rest is in the record
_MADE_WITH = frozenset({"hamlet_id", "commune_code"})  # every record has one of these from its first moment
_JOINING = {"person": "của", "visit": "trong", "consent": "trong", "handout_given": "của", "coverage_note": "trong"}


@dataclass(frozen=True, slots=True)
class Scene:
    """What a line of the history is told from."""

    event: Event
    before: Mapping[str, Value]
    now: Mapping[str, Value]
    known: Known
    new: bool  # the event made the record

    @property
    def after(self) -> Mapping[str, Value]:
        """The record as its author left it."""
        return {**self.before, **{each.field: each.new for each in self.event.changes}}

    @property
    def place(self) -> str:
        """Which record of the household it is; empty for the household itself."""
        return record_words(self.event.kind, self.event.record, {**self.after, **self.now}, self.known)

    def bundles(self) -> Iterator[tuple[str, ...]]:
        """What was really changed: fields, those that belong together as one."""
        kind, changes = self.event.kind, self.event.changes
        for paths in dict.fromkeys(paths_of(kind, each.field) for each in changes):
            own = [each for each in changes if each.field in paths]
            if not all(same_value(kind, each.field, each.old, each.new) for each in own):
                yield paths

    def aside(self, paths: Sequence[str]) -> bool:
        """Whether what was written there did not come to stand."""
        return any(path in self.event.kept_aside for path in paths)

    def name(self, paths: Sequence[str]) -> str:
        """The field, with the record where that must be said: "số điện thoại của chị Vân"."""
        name = name_of(self.event.kind, paths, self.known)
        return f"{name} {_JOINING.get(self.event.kind, 'của')} {self.place}" if self.place else name

    def words(self, paths: Sequence[str], fields: Mapping[str, Value]) -> str:
        """What stands in the field, not too long for a line."""
        words = words_of(self.event.kind, paths, fields, self.known)
        return words if len(words) <= _LONG else f"{words[:_LONG].rstrip()}…"


def scenes(events: Sequence[Event], known: Known) -> list[Scene]:
    """The events of one household, in the order of the log, each beside its record."""
    latest = max((happened(event) for event in events), default=None)
    now = {record: as_it_was(own, latest) for record, own in by_record(events).items()} if latest else {}
    standing: dict[tuple[str, str], Mapping[str, Value]] = {}
    made = []
    for event in events:
        record = (event.kind, event.record)
        before = {**standing.get(record, {}), **{each.field: each.old for each in event.changes}}
        new = record not in standing and any(each.field in _MADE_WITH and is_blank(each.old) for each in event.changes)
        made.append(Scene(event, before, now[record], known, new))
        stood = {each.field: each.new for each in event.changes if each.field not in event.kept_aside}
        standing[record] = {**before, **stood}
    return made

"""The people of a household: who they are, and what each can do, visit after visit."""

from collections.abc import Sequence
from dataclasses import dataclass

from cdtt_app.domain.checklist import AnswerSheet, Checklist, merge_latest
from cdtt_app.domain.person import Person, age_band, polite_name
from cdtt_app.domain.skills import level_of, self_reliant_count
from cdtt_app.domain.vietnamese import format_phone, given_name
from cdtt_app.domain.visit import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One person: name, place in the family, mean level after each visit, and how many core skills they have."""

    name: str
    letter: str
    note: str  # "con dâu, 16–34 tuổi"
    called: str
    phone: str
    levels: tuple[float, ...] = ()
    alone: int = 0
    core: int = 0
    words: str = ""  # the line of levels for a screen reader
    skills: tuple[tuple[str, str], ...] = ()  # what was asked, and the level known now


def people_lines(
    people: Sequence[Person], visits: Sequence[Visit], checklist: Checklist, year: int
) -> tuple[PersonLine, ...]:
    """The people in the order of the family; `visits` oldest first."""
    sheets = [AnswerSheet.from_document(visit.answers) for visit in visits if visit.answers]
    steps = [merge_latest(sheets[: count + 1]) for count in range(len(sheets))]
    return tuple(_line(person, [step.get(person.id, {}) for step in steps], checklist, year) for person in people)


def meetings(people: Sequence[PersonLine]) -> int:
    """How many visits the longest line of levels tells of."""
    return max((len(person.levels) for person in people), default=0)


def _line(person: Person, steps: Sequence[dict[str, str]], checklist: Checklist, year: int) -> PersonLine:
    core = checklist.core()
    known = [step for step in steps if any(level_of(answer) is not None for answer in step.values())]
    latest = known[-1] if known else {}
    counts = [self_reliant_count(step, core) for step in known]
    band = age_band(person.born, year)
    asked = [q for q in checklist.questions if level_of(latest.get(q.name, "")) is not None]
    return PersonLine(
        name=person.name,
        letter=given_name(person.name)[:1].upper(),
        note=", ".join((person.role.value, *([band.value] if band else []))),
        called=polite_name(person, year),
        phone=format_phone(person.phone),
        levels=tuple(_mean(step, core) for step in known),
        alone=counts[-1] if counts else 0,
        core=len(core),
        words=_words(counts, len(core)),
        skills=tuple((checklist.short_label(q), latest[q.name]) for q in asked),
    )


def _mean(levels: dict[str, str], core: Sequence[str]) -> float:
    known = [level for name in core if (level := level_of(levels.get(name, ""))) is not None]
    return sum(known) / len(known) if known else 0.0


def _words(counts: Sequence[int], core: int) -> str:
    if not counts:
        return "chưa hỏi kỹ năng"
    past = ", ".join(str(count) for count in counts)
    return f"tự làm được {counts[-1]} trên {core} việc; qua {len(counts)} lần gặp: {past}"

"""The visits of a household: a short line for the time line, and all that was written, to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cdtt_app.domain.checklist import AnswerSheet, Checklist
from cdtt_app.domain.ids import MemberId, PersonId
from cdtt_app.domain.person import Person, polite_name
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.domain.visit import Outcome, Visit
from cdtt_app.presenters.household_facts import SIGNALS
from cdtt_app.presenters.visit_words import ACTIVITIES, DOSSIER_RESULTS, OUTCOMES, SATISFACTION, TOPICS
from cdtt_app.storage.whereabouts import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """One question and the answer of each person of the table: "0".."4", "na", or blank."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitStory:
    """One visit: its day, its line, and the rest for whoever opens it."""

    day: str
    line: str
    facts: tuple[tuple[str, str], ...]
    where: Where = Where.HERE
    people: tuple[str, ...] = ()  # the columns of the table
    levels: tuple[LevelRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """What a visit is told with: names of people and members, and the checklists that were asked."""

    people: Mapping[PersonId, Person]
    members: Mapping[MemberId, str]
    checklists: Mapping[tuple[str, str], Checklist]

    def tell(self, visit: Visit, where: Where = Where.HERE) -> VisitStory:
        """The visit in words, and how far it got."""
        sheet = AnswerSheet.from_document(visit.answers)
        asked = [id_ for id_ in self.people if sheet.answers.get(id_)] + [
            id_ for id_ in sheet.answers if id_ not in self.people
        ]
        return VisitStory(
            day=format_date(visit.visited_on),
            line=self._line(visit),
            facts=tuple((caption, text) for caption, text in self._facts(visit) if text),
            where=where,
            people=tuple(self._name(PersonId(id_), visit.visited_on) for id_ in asked),
            levels=self._levels(sheet, asked),
        )

    def _line(self, visit: Visit) -> str:
        counted = f"chỉ cho {visit.guided_count} người" if visit.guided_count else ""
        parts = (self._outcome(visit), ", ".join(TOPICS[topic] for topic in visit.topics), counted)
        return " · ".join(part for part in parts if part)

    def _outcome(self, visit: Visit) -> str:
        if visit.outcome is Outcome.MET:
            return self._met(visit)
        if visit.outcome is Outcome.PROMISED and visit.next_visit:
            return f"Hẹn lại {format_date(visit.next_visit)}"
        again = f", hẹn lại {format_date(visit.next_visit)}" if visit.next_visit else ""
        return OUTCOMES[visit.outcome] + again

    def _met(self, visit: Visit) -> str:
        if self.people and set(self.people) <= set(visit.met) and len(self.people) > 1:
            return "Gặp cả nhà"
        names = [self._spoken(id_, visit.visited_on) for id_ in visit.met]
        return f"Gặp {', '.join(names)}" if names else "Gặp người nhà"

    def _spoken(self, id_: PersonId, on: date) -> str:
        name = self._name(id_, on)
        return name[:1].lower() + name[1:]

    def _name(self, id_: PersonId, on: date) -> str:
        person = self.people.get(id_)
        return polite_name(person, on.year) if person else "Người đã rời hộ"

    def _facts(self, visit: Visit) -> Sequence[tuple[str, str]]:
        came = ", ".join(self.members.get(id_, "người đã rời tổ") for id_ in visit.visitors)
        dossiers = "; ".join(f"{each.procedure}: {DOSSIER_RESULTS[each.result].lower()}" for each in visit.dossiers)
        again = f"{format_date(visit.next_visit)} {visit.next_time}".strip() if visit.next_visit else ""
        signals = ", ".join(f"{network.value} {SIGNALS[signal]}" for network, signal in visit.signal.items())
        forwarded = f" (đã chuyển: {visit.feedback_forwarded_to})" if visit.feedback_forwarded_to else ""
        return (
            ("Kết quả", self._outcome(visit)),
            ("Việc", ACTIVITIES[visit.activity]),
            ("Ai đi thăm", came),
            ("Gặp ai", ", ".join(self._name(id_, visit.visited_on) for id_ in visit.met)),
            ("Số người được chỉ", str(visit.guided_count or "")),
            ("Đã chỉ", ", ".join(TOPICS[topic] for topic in visit.topics)),
            ("Hồ sơ đã giúp", dossiers),
            ("Sóng lúc thăm", signals),
            ("Ý kiến của nhà", visit.feedback + forwarded if visit.feedback else ""),
            ("Hài lòng", SATISFACTION.get(str(visit.satisfaction), "")),
            ("Hẹn lần tới", again),
            ("Ghi chú", visit.note),
        )

    def _levels(self, sheet: AnswerSheet, asked: Sequence[str]) -> tuple[LevelRow, ...]:
        given = {question for id_ in asked for question in sheet.answers.get(id_, {})}
        checklist = self.checklists.get((sheet.checklist_id, sheet.version))
        known = [(q.name, checklist.short_label(q)) for q in checklist.questions] if checklist else []
        rows = [pair for pair in known if pair[0] in given]
        rows += [(name, name) for name in sorted(given - {name for name, _ in known})]
        return tuple(
            LevelRow(question=label, answers=tuple(sheet.answer(id_, name) for id_ in asked)) for name, label in rows
        )

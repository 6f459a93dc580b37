"""Answers of a visit file, checked by the checklist in use: levels, ages, questions that exist."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cdtt_app.checklists.evaluate import Evaluator
from cdtt_app.domain.checklist import AnswerSheet, Checklist, How, SubjectFact, with_answer
from cdtt_app.domain.person import Person, age_in
from cdtt_app.imports.visit_json import PersonAnswers


def answers_document(
    checklist: Checklist, given: Sequence[tuple[Person, PersonAnswers]], today: date, problems: list[str]
) -> dict[str, Any]:
    """The document of the answer sheet; every fault adds a sentence to `problems`."""
    evaluator = Evaluator(checklist)
    sheet = AnswerSheet(checklist_id=checklist.id, version=checklist.version)
    for person, told in given:
        problems += [f"{person.name}: {sentence}" for sentence in _answer_problems(evaluator, person, told, today)]
        for question, answer in told.levels.items():
            how = How.OBSERVED if question in told.observed else How.TOLD
            sheet = with_answer(sheet, person.id, question, answer, how)
    return sheet.to_document()


def _answer_problems(evaluator: Evaluator, person: Person, given: PersonAnswers, today: date) -> list[str]:
    asked = {question.name for question in evaluator.checklist.questions}
    evaluated = evaluator.evaluate(given.levels, _facts(person, today.year), today=today)
    found = [f"câu {name} không có trong bộ câu hỏi." for name in given.answers if name not in asked]
    found += [
        f"câu {name} không hỏi người ở tuổi hoặc vai trò này."
        for name in given.answers
        if name in asked and name not in evaluated.relevant
    ]
    found += [f"câu {name} ghi là nhìn thấy nhưng chưa có mức." for name in given.observed if name not in given.answers]
    found += [
        f"câu {problem.question}: {problem.sentence}{_offered(evaluator.checklist, problem.question)}"
        for problem in evaluated.problems
    ]
    return found


def _offered(checklist: Checklist, question: str) -> str:
    names = ", ".join(choice.name for choice in checklist.choices(checklist.question(question)))
    return f" Các mức: {names}." if names else ""


def _facts(person: Person, year: int) -> dict[str, str]:
    return {
        SubjectFact.AGE: str(age_in(person.born, year)) if person.born else "",
        SubjectFact.PERSONA: " ".join(person.personas),
        SubjectFact.ROLE: person.role,
    }

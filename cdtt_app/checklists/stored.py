"""A compiled checklist as JSON, so that the program asks it again without pyxform."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from cdtt_app.domain.checklist import Checklist, Choice, Group, Question, QuestionKind, Subject


def checklist_to_json(checklist: Checklist) -> str:
    """Compact and stable: equal checklists give equal text; what is blank is left out."""
    return json.dumps(checklist, default=_stated, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def checklist_from_json(text: str) -> Checklist:
    """The checklist of `checklist_to_json`."""
    kept = json.loads(text)
    return Checklist(
        id=kept["id"],
        version=kept["version"],
        titles=kept["titles"],
        subject=Subject(kept["subject"]),
        languages=tuple(kept["languages"]),
        default_language=kept["default_language"],
        groups=tuple(Group(**group) for group in kept.get("groups", ())),
        questions=tuple(_question(question) for question in kept.get("questions", ())),
        choice_lists={
            name: tuple(Choice(**choice) for choice in choices)
            for name, choices in kept.get("choice_lists", {}).items()
        },
    )


def _question(kept: Mapping[str, Any]) -> Question:
    return Question(**{**kept, "kind": QuestionKind(kept["kind"]), "personas": tuple(kept.get("personas", ()))})


def _stated(value: Checklist | Group | Question | Choice) -> dict[str, Any]:
    return {field.name: said for field in fields(value) if (said := getattr(value, field.name))}

"""One conflict as a plain question: the shape that the question's presenter fills and its window shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer: what was written, who wrote it on which machine, and when."""

    value_text: str
    who: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionValue:
    """A question with its neighbouring facts and the answers to choose from."""

    title: str
    facts: tuple[str, ...]
    choices: tuple[Choice, ...]
    note: str = "Số không chọn vẫn được giữ trong lịch sử của hộ."
    keep_label: str = "Giữ số đã chọn"

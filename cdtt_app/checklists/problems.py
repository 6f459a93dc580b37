"""What keeps a checklist from being used: where it stands, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One refusal. `row` counts as XLSForm does: the heading row of a sheet is 1; 0 when no row is to blame."""

    sheet: str = ""
    row: int = 0
    column: str = ""
    said: str = ""  # what was refused, or the tool's own words; for the person who repairs the form
    reason: str  # one Vietnamese sentence or two: what is wrong, what to do

    @property
    def sentence(self) -> str:
        """The whole sentence, beginning with the place."""
        places = (
            f"trang {self.sheet}" if self.sheet else "",
            f"dòng {self.row}" if self.row else "",
            f"cột {self.column}" if self.column else "",
        )
        place = ", ".join(part for part in places if part)
        return f"{place[0].upper()}{place[1:]}: {self.reason}" if place else self.reason


class ChecklistError(ValueError):
    """The text is not a checklist that this program can ask; carries every problem found."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        self.name = name
        self.problems = problems
        super().__init__(f"Chưa dùng được bộ câu hỏi {name}:\n" + "\n".join(p.sentence for p in problems))

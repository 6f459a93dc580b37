"""Put the rows of a register together: which persons make one household."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cdtt_app.domain.vietnamese import fold
from cdtt_app.imports.register_cells import RowDraft
from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.register_table import RegisterTable


@dataclass(slots=True)
class Group:
    """The rows of one household, in the order of the file; `same_person` gives the row a repeated person repeats."""

    hamlet: str
    drafts: list[RowDraft] = field(default_factory=list)
    same_person: dict[int, int] = field(default_factory=dict)

    def first(self, wanted: Field) -> str:
        """The first filled text of this field."""
        return next((text for draft in self.drafts if (text := draft.texts.get(wanted, ""))), "")


def has_persons(table: RegisterTable) -> bool:
    """Whether a row of this table is a person, not a household."""
    return Field.PERSON_NAME in table.places or Field.RELATION in table.places


def one_row_each(drafts: Iterable[tuple[RowDraft, str]]) -> list[Group]:
    """Every row a household; the second of each pair is the hamlet's section it stands in."""
    return [Group(hamlet=hamlet, drafts=[draft]) for draft, hamlet in drafts]


def by_household(table: RegisterTable, drafts: Iterable[tuple[RowDraft, str]]) -> list[Group]:
    """Rows of one household: of one code, else one running number, else one head, else up to the next "chủ hộ"."""
    key_field = next((key for key in (Field.HOUSEHOLD_CODE, Field.GROUP) if key in table.places), None)
    heads_told = Field.PERSON_NAME in table.places and Field.HEAD_NAME in table.places
    groups: list[Group] = []
    known: dict[tuple[str, str], Group] = {}
    for draft, hamlet in drafts:
        key = fold(draft.texts.get(key_field, "")) if key_field else ""
        place = (fold(hamlet or draft.texts.get(Field.HAMLET, "")), key)
        current = groups[-1] if groups and groups[-1].hamlet == hamlet else None
        if current is None or _starts(draft, current, key, key_field, heads_told=heads_told):
            current = _earlier(draft, known.get(place)) if key_field is Field.HOUSEHOLD_CODE and key else None
        if current is None:
            current = Group(hamlet=hamlet)
            groups.append(current)
            known.setdefault(place, current)
        _add(current, draft)
    return groups


def _starts(draft: RowDraft, current: Group, key: str, key_field: Field | None, *, heads_told: bool) -> bool:
    if key_field and key:
        return key != fold(current.first(key_field))
    if draft.is_head:
        return True
    return heads_told and draft.head_name != "" and fold(draft.head_name) != fold(current.drafts[0].head_name)


def _earlier(draft: RowDraft, group: Group | None) -> Group | None:
    """The household of this code further up, when the row brings somebody new to it and no second head."""
    if group is None or draft.is_head or any(other.key == draft.key for other in group.drafts):
        return None
    return group


def _add(group: Group, draft: RowDraft) -> None:
    for other in group.drafts:
        if draft.name and other.key == draft.key and other.birth_text == draft.birth_text:
            group.same_person[draft.row] = other.row
            return
    if draft.is_head and any(other.is_head for other in group.drafts):
        draft.remarks.doubts.append("Hộ này đã có một người ghi là chủ hộ ở dòng trên; giữ người ở trên là chủ hộ.")
    group.drafts.append(draft)

"""From groups of rows to households, and a report on every row that went into them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from cdtt_app.domain.person import NAMED_FROM_AGE
from cdtt_app.domain.vietnamese import fold
from cdtt_app.imports.register_cells import RowDraft
from cdtt_app.imports.register_columns import Field
from cdtt_app.imports.register_doubles import KeptHouseholds, Likeness, fingerprint, numbered
from cdtt_app.imports.register_groups import Group
from cdtt_app.imports.register_types import (
    RegisterDouble,
    RegisterHousehold,
    RegisterPerson,
    RowReport,
    RowStatus,
)

_HEAD: Final = "chủ hộ"
_WHY_LIKE: Final = {
    Likeness.SAME: "Trùng với hộ ở dòng {row}; chỉ giữ dòng {row}.",
    Likeness.SAME_CODE: "Trùng mã hộ với dòng {row} nhưng khác tên chủ hộ; chỉ giữ dòng {row}. Hãy sửa mã trong tệp.",
    Likeness.SAME_NAME: "Cùng tên chủ hộ với dòng {row}; hãy xem có phải một hộ không.",
}


@dataclass(slots=True)
class Understood:
    """What the groups of one file became."""

    households: list[RegisterHousehold] = field(default_factory=list)
    doubles: list[RegisterDouble] = field(default_factory=list)
    reports: list[RowReport] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How to read: the day, what the columns tell, and whether children may be named."""

    today: date
    persons: bool  # a row is a person, not a household
    births: bool
    relations: bool
    keep_children: bool


def understand(groups: Iterable[Group], terms: Terms) -> Understood:
    """Make households of the groups; doubles are set aside, not lost."""
    understood, kept, copies = Understood(), KeptHouseholds(), Counter[str]()
    for group in groups:
        head = _head(group, terms)
        name = head.name if head else group.drafts[0].head_name
        if not name:
            understood.reports += _nameless(group)
            continue
        household = _household(group, head, name, terms)
        found = kept.like(household)
        is_double = found is not None and found[1] is not Likeness.SAME_NAME
        if found:
            (head or group.drafts[0]).remarks.doubts.insert(0, _WHY_LIKE[found[1]].format(row=found[0].row))
        if found and is_double:
            understood.doubles.append(RegisterDouble(household=household, same_as_row=found[0].row))
        else:
            kept.add(household)
            copies[household.fingerprint] += 1
            understood.households.append(_told_apart(household, copies[household.fingerprint]))
        understood.reports += _reports(group, head, terms, is_double=is_double)
    return understood


def _head(group: Group, terms: Terms) -> RowDraft | None:
    """The row of the head; None when a column names a head who is not in the list."""
    drafts = group.drafts
    told = next((draft for draft in drafts if draft.is_head), None)
    if told:
        return told
    if drafts[0].head_name:
        wanted = fold(drafts[0].head_name)
        return next((draft for draft in drafts if draft.key == wanted), None)
    first = next(filter(_is_named, drafts), drafts[0])  # the code may stand alone above the names
    if terms.relations:
        first.remarks.doubts.append("Không thấy ai trong hộ được ghi là chủ hộ; lấy người này.")
    return first


def _household(group: Group, head: RowDraft | None, name: str, terms: Terms) -> RegisterHousehold:
    others = [draft for draft in group.drafts if draft is not head]
    children = [draft for draft in others if _is_child(draft, terms)]
    first = RegisterPerson(row=group.drafts[0].row, name=name, relation=_HEAD)
    if head:
        if _is_child(head, terms):
            head.remarks.doubts.append("Theo năm sinh thì chủ hộ dưới 16 tuổi; hãy xem lại.")
        first = replace(first, row=head.row, birth_year=head.birth_year, birth_text=head.birth_text)
    household = RegisterHousehold(
        row=group.drafts[0].row,
        fingerprint="",
        head_name=name,
        code=group.first(Field.HOUSEHOLD_CODE),
        hamlet=group.first(Field.HAMLET) or group.hamlet,
        cluster=group.first(Field.CLUSTER),
        address=group.first(Field.ADDRESS),
        phone=next((draft.phone for draft in (head, *others) if draft and draft.phone), ""),
        digital_address=group.first(Field.DIGITAL_ADDRESS),
        note=group.first(Field.NOTE),
        member_count=_member_count(group, terms),
        children_count=len(children) if terms.persons and terms.births else None,
        people=(first, *map(_person, filter(_is_named, others))),
    )
    named = household if terms.keep_children else _without(household, children)
    return replace(named, fingerprint=fingerprint(household))


def _without(household: RegisterHousehold, children: Iterable[RowDraft]) -> RegisterHousehold:
    rows = {draft.row for draft in children}
    return replace(household, people=tuple(person for person in household.people if person.row not in rows))


def _told_apart(household: RegisterHousehold, count: int) -> RegisterHousehold:
    """Give the second household of the very same content (a name and nothing else) a fingerprint of its own."""
    if count == 1:
        return household
    return replace(household, fingerprint=numbered(household.fingerprint, count))


def _member_count(group: Group, terms: Terms) -> int | None:
    told = next((draft.member_count for draft in group.drafts if draft.member_count is not None), None)
    if not terms.persons:
        return told
    listed = sum(map(_is_named, group.drafts))
    if told is not None and told != listed:
        group.drafts[0].remarks.doubts.append(f"Cột số khẩu ghi {told} nhưng danh sách có {listed} người.")
    return listed if told is None else told


def _person(draft: RowDraft) -> RegisterPerson:
    return RegisterPerson(
        row=draft.row,
        name=draft.name,
        relation=draft.relation,
        birth_year=draft.birth_year,
        birth_text=draft.birth_text,
    )


def _is_named(draft: RowDraft) -> bool:
    return bool(draft.name)


def _is_child(draft: RowDraft, terms: Terms) -> bool:
    return draft.birth_year is not None and terms.today.year - draft.birth_year < NAMED_FROM_AGE


def _nameless(group: Group) -> Iterator[RowReport]:
    why = "Có thông tin nhưng không có tên nên không ghi được. Hãy bổ sung tên trong tệp."
    for draft in group.drafts:
        yield RowReport(row=draft.row, status=RowStatus.SKIPPED, sentences=(why,))
    yield from _same_people(group)


def _same_people(group: Group) -> Iterator[RowReport]:
    for row, other in group.same_person.items():
        yield RowReport(row=row, status=RowStatus.DOUBLE, sentences=(f"Trùng với người ở dòng {other} cùng hộ.",))


def _reports(group: Group, head: RowDraft | None, terms: Terms, *, is_double: bool) -> Iterator[RowReport]:
    for draft in group.drafts:
        hidden = draft is not head and not terms.keep_children and _is_child(draft, terms)
        report = _report_hidden(draft) if hidden else _report(draft)
        yield replace(report, status=RowStatus.DOUBLE) if is_double else report
    yield from _same_people(group)


def _report_hidden(draft: RowDraft) -> RowReport:
    status = RowStatus.DOUBTFUL if draft.remarks.doubts else RowStatus.UNDERSTOOD
    why = "Dưới 16 tuổi: chỉ đếm, không ghi tên."
    return RowReport(row=draft.row, status=status, sentences=(*draft.remarks.doubts, why))


def _report(draft: RowDraft) -> RowReport:
    doubts, changes = draft.remarks.doubts, [*filter(None, [draft.renamed]), *draft.remarks.changes]
    if not draft.name:
        doubts = [*doubts, "Không có tên nên không ghi người này."]
    status = RowStatus.CHANGED if changes else RowStatus.UNDERSTOOD
    return RowReport(
        row=draft.row,
        status=RowStatus.DOUBTFUL if doubts else status,
        label=draft.name,
        sentences=(*doubts, *changes),
    )

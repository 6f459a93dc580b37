"""pyxform's part: sheets to an XForm in memory, its binds back, its complaints as problems in Vietnamese."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cdtt_app.checklists.columns import Column, columns
from cdtt_app.checklists.expressions import ROOT
from cdtt_app.checklists.problems import ChecklistError, Problem
from cdtt_app.checklists.sheets import Sheet
from cdtt_app.checklists.supported import OUR_COLUMNS

if TYPE_CHECKING:
    from xml.dom.minidom import Element

_ROW = re.compile(r"\[row : (\d+)\]")
_SHEET = re.compile(r"[Oo]n the '(\w+)' sheet")
_COLUMN = re.compile(r"the '(\w+)' value")
_COMPLAINTS = (
    (r"Unmatched 'begin_", "Nhóm này chưa đóng. Thêm dòng end_group sau câu cuối của nhóm."),
    (r"Unmatched 'end_", "Dòng end_group này không có nhóm nào để đóng. Xoá dòng, hoặc thêm begin_group ở trên."),
    (r"Could not find the name '(?P<it>[^']*)'", "Không có câu nào tên «{it}». Sửa lại tên trong ${{...}}."),
    (r"Reference variable", "Chỗ ${{...}} viết sai. Viết ${{tên câu}}, đủ hai dấu ngoặc."),
    (r"Names must begin with a letter", "Tên này chưa đúng. Tên bắt đầu bằng chữ không dấu, không có dấu cách."),
    (r"The name 'meta' is reserved", "Không dùng được tên meta. Đặt tên khác."),
    (r"Missing calculation", "Dòng calculate này chưa có cách tính. Điền cột calculation."),
    (r"list names don't match", "Các câu trong nhóm table-list phải dùng chung một danh sách lựa chọn."),
)
_ANY_COMPLAINT = "Trình đọc biểu mẫu không nhận chỗ này. Xem lại dòng này theo mẫu XLSForm."


@dataclass(frozen=True, slots=True)
class Binds:
    """What the XForm says per path: relevant, constraint, required, calculate; and the predicates of filtered lists."""

    conditions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)

    def of(self, path: str, name: str) -> str:
        """One expression, blank when there is none."""
        return self.conditions.get(path, {}).get(name, "").strip()


def compile_xform(sheets: Mapping[str, Sheet], name: str) -> Binds:
    """Let pyxform compile the sheets; raises ChecklistError with what it objects to."""
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import DefinitionData

    workbook = DefinitionData(**_workbook(sheets))
    try:
        form = create_survey_element_from_dict(workbook_to_json(workbook, form_name=ROOT)).xml()
    except PyXFormError as error:
        raise ChecklistError(name, (_problem(str(error), sheets["survey"]),)) from error
    return _binds(form)


def _binds(form: "Element") -> Binds:
    conditions = {
        bind.getAttribute("nodeset"): dict(bind.attributes.items()) for bind in form.getElementsByTagName("bind")
    }
    filters = {}
    for control in (*form.getElementsByTagName("select1"), *form.getElementsByTagName("select")):
        for itemset in control.getElementsByTagName("itemset"):
            _, opened, predicate = itemset.getAttribute("nodeset").partition("[")
            if opened:
                filters[control.getAttribute("ref")] = predicate.rpartition("]")[0].strip()
    return Binds(conditions, filters)


def _workbook(sheets: Mapping[str, Sheet]) -> dict[str, Any]:
    """The sheets as pyxform takes them: without our own columns, languages as codes."""
    book: dict[str, Any] = {"sheet_names": [name for name, sheet in sheets.items() if sheet.rows]}
    for name, sheet in sheets.items():
        heads = {head.heading: _heading(head) for head in columns(sheet) if _is_xlsform(head)}
        book[f"{name}_header"] = [dict.fromkeys(heads.values())]
        book[name] = [{heads[key]: said for key, said in row.cells.items() if key in heads} for row in sheet.rows]
    return book


def _is_xlsform(head: Column) -> bool:
    return head.name not in OUR_COLUMNS and not (head.name == "form_title" and head.lang)


def _heading(head: Column) -> str:
    return f"{head.name}::{head.lang}" if head.lang else head.name


def _problem(said: str, survey: Sheet) -> Problem:
    row = _ROW.search(said)
    sheet, column = _SHEET.search(said), _COLUMN.search(said)
    number = int(row[1]) if row else 0
    place = sheet[1] if sheet else "survey"
    reason = _ANY_COMPLAINT
    for pattern, sentence in _COMPLAINTS:
        found = re.search(pattern, said)
        if found:
            reason = sentence.format(**found.groupdict())
            break
    name = next((r["name"] for r in survey.rows if r.number == number and place == "survey"), "")
    return Problem(
        sheet=place,
        row=number,
        column=column[1] if column else "",
        said=said,
        reason=f"«{name}»: {reason}" if name else reason,
    )

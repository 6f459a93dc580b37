"""The register of the commune before it is imported: what every row and column was taken for, and what would happen."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from cdtt_app.domain.vietnamese import format_number
from cdtt_app.imports.legacy_encodings import Encoding
from cdtt_app.imports.register_columns import FIELD_NAMES, Field
from cdtt_app.imports.register_types import RegisterColumn, RegisterFile, RowReport, RowStatus

NEW, FILL, SAME, DOUBT = "moi", "bo_sung", "nhu_cu", "can_xem"  # what the plan does with a household
REFUSED, UNKNOWN = "khong_nhap", "chua_ro"  # keys of columns that tell nothing
_ACTS: Final = {NEW: "hộ mới", FILL: "bổ sung", SAME: "như cũ"}


class Mark(StrEnum):
    """What became of a row, one mark each, so that the counts add up to the rows."""

    UNDERSTOOD = "hieu_ro"
    CHANGED = "viet_lai"
    DOUBTFUL = "nen_xem"
    HELD = "chua_nhap"
    DOUBLE = "trung"
    SKIPPED = "bo_qua"


MARK_WORDS: Final = {
    Mark.UNDERSTOOD: "Hiểu rõ",
    Mark.CHANGED: "Viết lại",
    Mark.DOUBTFUL: "Nên xem",
    Mark.HELD: "Để lại",
    Mark.DOUBLE: "Trùng",
    Mark.SKIPPED: "Bỏ qua",
}
_OF_STATUS: Final = {
    RowStatus.UNDERSTOOD: Mark.UNDERSTOOD,
    RowStatus.CHANGED: Mark.CHANGED,
    RowStatus.DOUBTFUL: Mark.DOUBTFUL,
    RowStatus.DOUBLE: Mark.DOUBLE,
    RowStatus.SKIPPED: Mark.SKIPPED,
}


class Planned(NamedTuple):
    """What agreeing would do with the household of one row: the act and why."""

    act: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One row of the file: its number in Excel, the name understood, its mark, what happens, the remarks."""

    row: int
    name: str
    mark: Mark
    act: str
    note: str


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column: its letter and header, a few samples, the key of what it is taken for, why it is refused."""

    letter: str
    header: str
    samples: str
    key: str
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewValue:
    """Everything the preview shows; nothing of it has been written."""

    file_words: str
    summary: str
    problem: str
    agree: str
    can_agree: bool
    lines: tuple[PreviewLine, ...]
    counts: Mapping[Mark, int]
    columns: tuple[ColumnLine, ...]
    sheets: tuple[str, ...]
    asks_hamlet: bool


def preview_value(
    file: RegisterFile, planned: Mapping[int, Planned], counts: Mapping[str, int] | None, problem: str = ""
) -> PreviewValue:
    """The preview; `planned` by row, `counts` of households per act (None while there is no plan)."""
    lines = tuple(_line(report, planned.get(report.row)) for report in file.rows)
    return PreviewValue(
        file_words=_file_words(file),
        summary=plan_words(counts, len(file.doubles)) if counts is not None else "Máy chưa hiểu hết tệp này.",
        problem=problem,
        agree=agree_words(counts) if counts is not None else "Chưa nhập được",
        can_agree=bool(_written(counts or {})),
        lines=lines,
        counts=_counted(lines),
        columns=tuple(map(_column, file.columns)),
        sheets=(file.sheet, *file.other_sheets) if file.other_sheets else (),
        asks_hamlet=any(not household.hamlet for household in file.households),
    )


def plan_words(counts: Mapping[str, int], doubles: int = 0) -> str:
    """What agreeing would do: `312 hộ mới, 4 hộ bổ sung, 96 hộ như cũ`."""
    words = {NEW: "hộ mới", FILL: "hộ bổ sung", SAME: "hộ như cũ", DOUBT: "hộ cần xem (chưa nhập)"}
    parts = [f"{format_number(counts[act])} {word}" for act, word in words.items() if counts.get(act)]
    if doubles:
        parts.append(f"{format_number(doubles)} hộ ghi hai lần trong tệp (lấy một)")
    return f"{', '.join(parts)}." if parts else "Không có hộ nào trong tệp."


def agree_words(counts: Mapping[str, int]) -> str:
    """What the button says."""
    written = _written(counts)
    return f"Đồng ý nhập {format_number(written)} hộ" if written else "Không có gì mới để nhập"


def done_words(counts: Mapping[str, int]) -> str:
    """What is said when it is done."""
    parts = [f"{format_number(counts[NEW])} hộ mới"] if counts.get(NEW) else []
    if counts.get(FILL):
        parts.append(f"bổ sung {format_number(counts[FILL])} hộ")
    return f"Đã nhập sổ hộ: {', '.join(parts)}."


def filter_words(counts: Mapping[Mark, int]) -> dict[str, str]:
    """The words of the filters, by key; a blank key shows every row. Marks that no row has are left out."""
    words = {"": f"Tất cả {format_number(sum(counts.values()))}"}
    return words | {
        mark.value: f"{word} {format_number(counts[mark])}" for mark, word in MARK_WORDS.items() if counts[mark]
    }


def field_words(key: str) -> tuple[tuple[str, str], ...]:
    """What a column can be taken for; `key` is what it is now, so that it is among them."""
    now = {REFUSED: "không nhập cột này", UNKNOWN: "chưa rõ, không nhập"}
    first = ((key, now[key]),) if key in now else ()
    return (*first, *((field.value, FIELD_NAMES[field]) for field in Field))


def _file_words(file: RegisterFile) -> str:
    parts = [f"trang tính “{file.sheet}”", f"{format_number(len(file.rows))} dòng"]
    if file.encoding is not Encoding.UNICODE:
        parts.append(f"chữ {file.encoding.value.upper()} đã đổi sang Unicode")
    return f"{file.file_name} · {' · '.join(parts)}"


def _written(counts: Mapping[str, int]) -> int:
    return counts.get(NEW, 0) + counts.get(FILL, 0)


def _line(report: RowReport, planned: Planned | None) -> PreviewLine:
    mark = _OF_STATUS[report.status]
    sentences = report.sentences
    act = ""
    if planned is not None and mark is not Mark.DOUBLE:
        act = _ACTS.get(planned.act, "để lại")
        mark = Mark.HELD if planned.act == DOUBT else mark
        if planned.sentence:
            sentences = (f"{planned.sentence[0].upper()}{planned.sentence[1:].rstrip('.')}.", *sentences)
    return PreviewLine(report.row, report.label, mark, act, " ".join(sentences))


def _counted(lines: Iterable[PreviewLine]) -> dict[Mark, int]:
    found = Counter(line.mark for line in lines)
    return {mark: found[mark] for mark in Mark}


def _column(column: RegisterColumn) -> ColumnLine:
    key = REFUSED if column.refused else column.field.value if column.field else UNKNOWN
    return ColumnLine(column.letter, column.header, " · ".join(column.samples), key, column.refused)

"""What a screen reader is told about the map and its marks."""

from cdtt_app.domain.map_scene import MapScene
from cdtt_app.domain.vietnamese.numbers import format_number
from cdtt_app.ui.widgets.coverage_map.mark_index import Mark
from cdtt_app.ui.widgets.coverage_map.signs import SEVERITY_WORDS

MAP_NAME = "Bản đồ vùng lõm sóng"
HOW_TO = (
    "Phím mũi tên để dời bản đồ, cộng và trừ để phóng to thu nhỏ, Home để thấy tất cả, "
    "Tab để qua từng dấu, Enter để mở."
)
PICK_HOW_TO = "Phím mũi tên để dời bản đồ tới đúng chỗ dưới dấu chữ thập, Enter để đặt ghim."


def describe_scene(scene: MapScene) -> str:
    """How much is on the map, and how to use it."""
    notes = len(scene.notes) + sum(case.notes for case in scene.cases)
    if not notes and not scene.cases:
        return f"Chưa có ghi nhận nào trên bản đồ. {HOW_TO}"
    counted = f"{format_number(notes, 0)} ghi nhận, {format_number(len(scene.cases), 0)} vụ việc."
    return f"{counted} {'Vị trí minh hoạ. ' if scene.illustrative else ''}{HOW_TO}"


def describe_mark(mark: Mark) -> str:
    """What a mark is, its severity and how many notes it stands for."""
    severity = SEVERITY_WORDS[mark.severity]
    if mark.case:
        return f"Vụ việc {mark.title}, nặng nhất là {severity}, {format_number(mark.count, 0)} ghi nhận"
    if mark.count == 1:
        return f"Ghi nhận, {severity}"
    return f"Nhóm {format_number(mark.count, 0)} ghi nhận, nặng nhất là {severity}"

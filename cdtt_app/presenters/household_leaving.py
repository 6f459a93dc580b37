"""The words of a household that leaves the list, and of a family that takes its yes back."""

from typing import Final

REASONS: Final = ("Cả nhà đã chuyển đi nơi khác", "Ghi nhầm, không có hộ này", "Trùng với một hộ khác")
LEAVE_TITLE: Final = "Bỏ hộ khỏi danh sách"
WITHDRAW_TITLE: Final = "Rút lại đồng ý"
WITHDRAW_SENTENCES: Final = (
    "Từ nay mỗi lần thăm chỉ ghi số người được chỉ, không ghi ai biết làm gì.",
    "Tên người gặp và mức kỹ năng đã ghi trước đây không hiện nữa. Nhà muốn xoá hẳn thì báo cán bộ xã.",
    "Vị trí nhà, cả trong ghi nhận sóng lấy theo nhà, được làm tròn khoảng 100 m; thứ tiếng hay nói ở nhà được bỏ đi.",
    "Nhà vẫn được giúp như mọi nhà.",
)


def leaving_sentence(*, people: int, visits: int, handouts: int, unfinished: bool) -> str:
    """What goes out of sight with the household, counted."""
    counts = ((people, "người"), (visits, "lượt thăm"), (handouts, "tờ đã phát"), (int(unfinished), "lượt thăm ghi dở"))
    parts = [f"{number} {word}" for number, word in counts if number]
    if not parts:
        return "Hộ này chưa có người và lượt thăm nào."
    listed = " và ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else parts[0]
    return f"Cùng với hộ, {listed} sẽ không hiện nữa. Không có gì bị xoá; bấm Hoàn tác là hộ trở lại."

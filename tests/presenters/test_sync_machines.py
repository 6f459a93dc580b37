from datetime import timedelta

from cdtt_app.presenters.sync_facts import Machine
from cdtt_app.presenters.sync_machines import machine_rows
from tests.presenters.sync_samples import MACHINES, NOW


def test_the_machine_silent_longest_comes_first_and_those_out_of_use_last() -> None:
    rows = machine_rows(MACHINES, NOW)
    assert [row.name for row in rows] == [
        "Máy Nà Tông",
        "Máy Thôm Luông",
        "Máy Bản Khẻ",
        "Máy nhà văn hoá Bản Giòng",
        "Máy cũ Bản Khẻ",
    ]
    assert [row.warning for row in rows] == ["chưa nối", "9 ngày chưa thấy", "", "", "thôi dùng"]
    assert [row.last for row in rows[:2]] == ["chưa lần nào", "09:30 ngày 15/11"]


def test_a_week_of_silence_is_told_and_six_days_are_not() -> None:
    def warning(days: int) -> str:
        return machine_rows((Machine(name="M", holder="", last_at=NOW - timedelta(days=days)),), NOW)[0].warning

    assert (warning(6), warning(7)) == ("", "7 ngày chưa thấy")

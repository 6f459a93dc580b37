from datetime import timedelta
from pathlib import Path

import pytest

from cdtt_app.presenters.settings_backup import (
    backup_line,
    file_name,
    last_backup_words,
    replaced_words,
    spoken_time,
    usb_backup_words,
)
from cdtt_app.storage.backup import SUFFIX, BackupInfo
from tests.factories import NOW


def _info(name: str = "tu-dong-1", operations: int = 1240, days: int = 0) -> BackupInfo:
    return BackupInfo(Path(f"{name}{SUFFIX}"), NOW - timedelta(days=days), operations)


def test_the_last_two_days_have_names_and_older_ones_a_date() -> None:
    clock = f"{NOW.astimezone():%H:%M}"
    assert spoken_time(NOW, NOW) == f"hôm nay {clock}"
    assert spoken_time(NOW - timedelta(days=1), NOW) == f"hôm qua {clock}"
    old = NOW - timedelta(days=9)
    assert spoken_time(old, NOW) == f"{old.astimezone():%d/%m/%Y} {clock}"


@pytest.mark.parametrize(
    ("name", "operations", "words"),
    [
        ("tu-dong-20261124", 1240, "máy tự sao lưu · 1.240 lần ghi"),
        ("truoc-nhap-so-20261124", 7, "trước lần nhập sổ hộ · 7 lần ghi"),
        ("truoc-khoi-phuc-001", 0, "bản dùng trước lần khôi phục · chưa đếm được số lần ghi"),
        ("cua-xa", 0, f"cua-xa{SUFFIX} · 0 lần ghi"),
    ],
)
def test_a_backup_says_where_it_comes_from_and_what_it_holds(name: str, operations: int, words: str) -> None:
    line = backup_line(_info(name, operations), NOW)
    assert line.words == words
    assert line.title.startswith("Hôm nay")


def test_the_newest_backup_counts_whatever_the_order() -> None:
    assert "1.240 lần ghi" in last_backup_words([_info(days=3, operations=9), _info()], NOW)
    assert "Chưa có" in last_backup_words([], NOW)


def test_a_machine_never_copied_to_a_stick_is_told_what_may_happen() -> None:
    assert "mất hết" in usb_backup_words("", NOW)
    assert usb_backup_words(NOW.isoformat(), NOW) == f"Ra USB: {spoken_time(NOW, NOW)}."


@pytest.mark.parametrize(
    ("in_use", "words"),
    [(1252, "có 12 lần ghi mới hơn"), (1240, "cùng số lần ghi"), (1238, "nhiều hơn bản đang dùng 2 lần ghi")],
)
def test_restoring_says_plainly_what_is_replaced_and_that_it_is_kept(in_use: int, words: str) -> None:
    sentence = replaced_words(_info(), in_use)
    assert words in sentence
    assert "giữ lại" in sentence


def test_without_data_that_opens_nothing_is_compared() -> None:
    assert "lần ghi" not in replaced_words(_info(), None)


def test_a_new_file_is_named_by_hamlet_and_minute() -> None:
    stamp = f"{NOW.astimezone():%Y%m%d-%H%M}"
    assert file_name("Bản Giòng", NOW) == f"so-tay-ban-giong-{stamp}{SUFFIX}"
    assert file_name("", NOW) == f"so-tay-to-cong-nghe-so-{stamp}{SUFFIX}"

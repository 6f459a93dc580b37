from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cdtt_app.domain.ids import MemberId
from cdtt_app.domain.team import Member
from cdtt_app.presenters.settings import (
    IN_PRACTICE,
    NO_PIN,
    NOT_IN_PRACTICE,
    PIN_NEEDED,
    PIN_NOT_NEEDED,
    SettingsFacts,
    backups_value,
    check_note,
    finding_lines,
    settings_value,
    version_lines,
)
from cdtt_app.storage.backup import BackupInfo
from cdtt_app.storage.selfcheck import Finding, Grade
from tests.factories import HAMLET, NOW

FACTS = SettingsFacts(
    text_size=13,
    member=Member(id=MemberId("m"), hamlet_id=HAMLET, name="Lương Thị Mai", called="Chị Mai"),
    place="thôn Bản Giòng, xã Thượng Nông",
    practice=False,
    needs_pin=True,
    minors=False,
    usb_backup_at="",
    now=NOW,
)


def test_the_page_shows_the_person_and_the_place() -> None:
    value = settings_value(FACTS)
    assert (value.name, value.called, value.person_note) == ("Lương Thị Mai", "Chị Mai", FACTS.place)
    assert "chưa lần nào" in value.usb_words


def test_without_a_member_the_fields_are_blank() -> None:
    value = settings_value(replace(FACTS, member=None))
    assert (value.name, value.called) == ("", "")


@pytest.mark.parametrize(
    ("practice", "needs_pin", "pin_words", "practice_words"),
    [
        (False, True, PIN_NEEDED, NOT_IN_PRACTICE),
        (True, False, PIN_NOT_NEEDED, IN_PRACTICE),
        (False, False, NO_PIN, NOT_IN_PRACTICE),
    ],
)
def test_the_pin_card_tells_why_there_is_none(
    practice: bool, needs_pin: bool, pin_words: str, practice_words: str
) -> None:
    value = settings_value(replace(FACTS, practice=practice, needs_pin=needs_pin))
    assert (value.pin_words, value.practice_words, value.has_pin) == (pin_words, practice_words, needs_pin)


def test_four_backups_are_listed_and_the_rest_is_counted() -> None:
    backups = [BackupInfo(Path(f"{day}"), NOW - timedelta(days=day), 100 - day) for day in range(6)]
    value = backups_value(backups, NOW)
    assert [line.path for line in value.lines] == [backup.path for backup in backups[:4]]
    assert value.more == "và 2 bản nữa"
    assert backups_value(backups[:4], NOW).more == ""


def test_the_worst_finding_comes_first_and_the_note_counts_what_to_look_at() -> None:
    found = [Finding(Grade.GOOD, "a"), Finding(Grade.WARNING, "b"), Finding(Grade.BAD, "c")]
    lines = finding_lines(found)
    assert [(line.word, line.sentence) for line in lines] == [("Hỏng", "c"), ("Lưu ý", "b"), ("Tốt", "a")]
    assert check_note(lines) == "2 điều cần xem"
    assert check_note(lines[2:]) == "mọi thứ đều tốt"


def test_a_part_whose_version_is_not_known_is_left_out() -> None:
    assert version_lines({"Qt": "6.11.3", "Sổ tay": ""}) == ("Qt 6.11.3",)

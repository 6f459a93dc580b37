"""The settings page: everything it shows as one value, and the words for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cdtt_app.domain.team import Member
from cdtt_app.presenters.settings_backup import BackupLine, backup_line, last_backup_words, usb_backup_words
from cdtt_app.storage.backup import BackupInfo
from cdtt_app.storage.selfcheck import Finding, Grade

SAMPLE_NAME: Final = "Nông Văn Dư · BG-004"
SAMPLE_WORDS: Final = "nhà đầu cầu, 4 người · gặp gần nhất 12/05/2026"
PIN_NEEDED: Final = "Mở sổ tay phải gõ mã PIN. Để yên 15 phút, máy tự khoá. Phiếu đang ghi dở không mất."
PIN_NOT_NEEDED: Final = "Bản thực hành chỉ có người và hộ bịa nên không cần mã PIN."
NO_PIN: Final = "Dữ liệu này được tạo không có mã PIN. Ai mở máy cũng xem được."
MINORS_WORDS: Final = (
    "Bình thường trẻ em chỉ được đếm. Luật bảo vệ dữ liệu cá nhân đòi người giám hộ đồng ý, và từ 7 tuổi thì cả cháu "
    "cũng đồng ý. Chỉ bật khi xã yêu cầu; mỗi lần ghi tên một cháu, máy hỏi đủ hai điều đó."
)
IN_PRACTICE: Final = "Đang ở bản thực hành: người và hộ đều là bịa, ghi gì cũng được."
NOT_IN_PRACTICE: Final = "Một thôn bịa có 98 hộ để tập ghi. Sổ thật để nguyên, hai bên không bao giờ lẫn vào nhau."
LICENCES: Final = (
    "Sổ tay Tổ công nghệ số: Apache-2.0. Dùng kèm: Qt và PySide6 (LGPL-3.0), SQLite (phạm vi công cộng), SQLCipher "
    "(BSD), OpenSSL (Apache-2.0), libsodium (ISC), phông chữ Noto Sans (OFL-1.1), biểu tượng Lucide (ISC)."
)
GRADE_WORDS: Final = {Grade.GOOD: "Tốt", Grade.WARNING: "Lưu ý", Grade.BAD: "Hỏng"}
_SHOWN = 4  # backups in the card; the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFacts:
    """What was read for the page."""

    text_size: int
    member: Member | None
    place: str
    practice: bool
    needs_pin: bool
    minors: bool
    usb_backup_at: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsValue:
    """What the page shows."""

    text_size: int
    name: str
    called: str
    person_note: str
    practice: bool
    practice_words: str
    pin_words: str
    has_pin: bool
    minors: bool
    usb_words: str


@dataclass(frozen=True, slots=True)
class BackupsValue:
    """The backups on this machine in words."""

    last: str
    lines: tuple[BackupLine, ...]
    more: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One thing that the self-check found."""

    grade: Grade
    word: str
    sentence: str


def settings_value(facts: SettingsFacts) -> SettingsValue:
    """The value of the page."""
    member = facts.member
    return SettingsValue(
        text_size=facts.text_size,
        name=member.name if member else "",
        called=member.called if member else "",
        person_note=facts.place,
        practice=facts.practice,
        practice_words=IN_PRACTICE if facts.practice else NOT_IN_PRACTICE,
        pin_words=_pin_words(facts),
        has_pin=facts.needs_pin,
        minors=facts.minors,
        usb_words=usb_backup_words(facts.usb_backup_at, facts.now),
    )


def _pin_words(facts: SettingsFacts) -> str:
    if facts.needs_pin:
        return PIN_NEEDED
    return PIN_NOT_NEEDED if facts.practice else NO_PIN


def backups_value(backups: Sequence[BackupInfo], now: datetime) -> BackupsValue:
    """The newest backups, and how many more there are."""
    lines = tuple(backup_line(info, now) for info in backups[:_SHOWN])
    more = len(backups) - len(lines)
    return BackupsValue(last_backup_words(backups, now), lines, f"và {more} bản nữa" if more else "")


def finding_lines(findings: Sequence[Finding]) -> tuple[FindingLine, ...]:
    """What was found, the worst first."""
    grades = list(reversed(Grade))
    found = sorted(findings, key=lambda finding: grades.index(finding.grade))
    return tuple(FindingLine(each.grade, GRADE_WORDS[each.grade], each.sentence) for each in found)


def check_note(lines: Sequence[FindingLine]) -> str:
    """The whole check in a few words."""
    troubles = sum(line.grade is not Grade.GOOD for line in lines)
    return f"{troubles} điều cần xem" if troubles else "mọi thứ đều tốt"


def version_lines(versions: Mapping[str, str]) -> tuple[str, ...]:
    """The parts and their versions, those that are known."""
    return tuple(f"{part} {version}" for part, version in versions.items() if version)

"""The invitation on paper: one A4 sheet, to scan or to type from; good in black and white."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cdtt_app.documents.fonts import BOLD, REGULAR, SEMIBOLD
from cdtt_app.documents.qr import matrix
from cdtt_app.documents.sheet import BLACK, GREY, HEIGHT, INK, MUTED, PRIMARY, WHITE, WIDTH, Sheet, fitting
from cdtt_app.domain.vietnamese.dates import format_date, format_date_long
from cdtt_app.sync.invitation import Invitation, full_text, last_day
from cdtt_app.sync.invitation_code import typed_code

_LEFT, _RIGHT = 14.0, WIDTH - 14.0
_FOOT = HEIGHT - 13.0
_QR_SIDE = 80.0
_STEPS: Final = (
    "Mở Sổ tay trên máy cần nối,\nvào trang Gửi & nhận,\nbấm “Nhập mã nối máy”.",
    "Quét mã vuông bên trái,\nhoặc chọn tệp mời cán bộ gửi.\nKhông có thì gõ hai thứ ở dưới.",
    "Bấm “Nối máy”. Thấy hiện\nđúng tên mình là xong;\nxé tờ giấy này đi.",
)
_NO_LOOK_ALIKES: Final = (
    "Mã không có chữ O, chữ I, chữ L: hình tròn là số không, một nét là số một. Gõ chữ to hay nhỏ đều được."
)
_KEEP: Final = (
    "Ai cầm được giấy này thì nối được máy vào sổ của thôn: đừng chụp ảnh, đừng gửi cho người khác. "
    "Mất giấy thì báo ngay cán bộ xã để huỷ."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationSlip:
    """What stands on the sheet; `role` in words."""

    invitation: Invitation
    role: str
    made_on: date


def invitation_pdf(slip: InvitationSlip) -> bytes:
    """The sheet as a PDF."""
    sheet = Sheet(f"Giấy mời nối máy: {slip.invitation.person}")
    _draw_band(sheet)
    y = _draw_facts(sheet, slip, 44)
    y = _draw_scanning(sheet, slip.invitation, y + 6)
    y = _draw_typing(sheet, slip.invitation, y + 6)
    _draw_warning(sheet, y + 6)
    _draw_foot(sheet, slip)
    return sheet.finish()


def address_words(invitation: Invitation) -> str:
    """The address as people type it."""
    return invitation.url.removeprefix("https://")


def _draw_band(sheet: Sheet) -> None:
    sheet.box(_LEFT, 14, _RIGHT - _LEFT, 23, fill=PRIMARY)
    sheet.say("Giấy mời nối máy", _LEFT + 7, 25.5, BOLD, 25, WHITE)
    purpose = "Để máy gửi sổ về tỉnh và nhận sổ từ tỉnh · Sổ tay Tổ công nghệ số"
    sheet.say(purpose, _LEFT + 7, 32.7, REGULAR, 11.5, WHITE)


def _draw_facts(sheet: Sheet, slip: InvitationSlip, top: float) -> float:
    """Who is invited, as what, for which hamlets, until when."""
    words = _LEFT + 42
    y = top
    for name, value, font, size in (
        ("Mời", slip.invitation.person, BOLD, 18.0),
        ("Giữ việc", slip.role, SEMIBOLD, 13.0),
        ("Với sổ của", slip.invitation.place, SEMIBOLD, 13.0),
        ("Dùng được đến hết", format_date_long(last_day(slip.invitation)), BOLD, 13.0),
    ):
        if value:
            sheet.say(name, _LEFT, y + size * 0.42, REGULAR, 12, MUTED)
            y = sheet.say_lines(value, words, y + size * 0.42, _RIGHT - words, font, size) + 3.2
    return y


def _draw_scanning(sheet: Sheet, invitation: Invitation, top: float) -> float:
    """The square code in its quiet zone, the steps beside it."""
    sheet.square_code(matrix(full_text(invitation)), _LEFT, top, _QR_SIDE)
    sheet.box(_LEFT, top, _QR_SIDE, _QR_SIDE, radius=2, line=0.8)
    disc, words = _LEFT + _QR_SIDE + 12, _LEFT + _QR_SIDE + 21
    for number, step in enumerate(_STEPS):
        y = top + 9 + number * 28.5
        sheet.disc(disc, y, 4.6, fill=INK)
        sheet.say(str(number + 1), disc, y + 1.9, BOLD, 15, WHITE, at="centre")
        sheet.say_lines(step, words, y + 1.7, _RIGHT - words, REGULAR, 13.5)
    return top + _QR_SIDE


def _draw_typing(sheet: Sheet, invitation: Invitation, top: float) -> float:
    """The address, and the code in numbered groups, so that one can be read out by telephone."""
    height = 62.0
    sheet.box(_LEFT, top, _RIGHT - _LEFT, height, line=0.8, fill=GREY)
    left, words = _LEFT + 6, _LEFT + 34
    sheet.say("Không quét được thì gõ hai thứ này", left, top + 8, BOLD, 14)
    sheet.say("Địa chỉ", left, top + 16.5, REGULAR, 12, MUTED)
    address = address_words(invitation)
    sheet.say(address, words, top + 16.5, BOLD, fitting(address, BOLD, 17, _RIGHT - words - 6))
    sheet.say("Mã nối máy", left, top + 29, REGULAR, 12, MUTED)
    for place, group in enumerate(typed_code(invitation.secret).split("-")):
        row, column = divmod(place, 4)
        _draw_group(sheet, place + 1, group, words + column * 36, top + 20.5 + row * 16)
    sheet.say(_NO_LOOK_ALIKES, left, top + height - 4, REGULAR, 9.5, MUTED)
    return top + height


def _draw_group(sheet: Sheet, number: int, group: str, left: float, top: float) -> None:
    sheet.box(left, top, 33, 13, radius=1.5, line=0.8, fill=WHITE)
    sheet.say(str(number), left + 1.6, top + 3.9, REGULAR, 9, MUTED)
    sheet.say(group, left + 17.5, top + 9.8, BOLD, 27, BLACK, at="centre")


def _draw_warning(sheet: Sheet, top: float) -> None:
    height = 22.0
    sheet.box(_LEFT, top, _RIGHT - _LEFT, height, line=2.2)
    _draw_key(sheet, _LEFT + 6, top + height / 2)
    left = _LEFT + 26
    sheet.say("Chỉ dùng được một lần. Giữ như giữ chìa khoá.", left, top + 7.5, BOLD, 14)
    sheet.say_lines(_KEEP, left, top + 13.5, _RIGHT - left - 5, REGULAR, 11)


def _draw_key(sheet: Sheet, left: float, middle: float) -> None:
    sheet.disc(left + 3.5, middle, 3.5, line=2.4)
    sheet.stroke(left + 7, middle, left + 15, middle, line=2.4)
    for tooth in (11, 15):
        sheet.stroke(left + tooth, middle, left + tooth, middle + 3, line=2.4)


def _draw_foot(sheet: Sheet, slip: InvitationSlip) -> None:
    sheet.stroke(_LEFT, _FOOT, _RIGHT, _FOOT)
    sheet.say("Giấy do cán bộ làm trên Sổ tay Tổ công nghệ số", _LEFT, _FOOT + 4.5, REGULAR, 9, MUTED)
    sheet.say(f"Làm ngày {format_date(slip.made_on)}", _RIGHT, _FOOT + 4.5, REGULAR, 9, MUTED, at="right")

"""Why an invitation cannot be used, in sentences that say what to do."""

from datetime import date
from typing import Final

from cdtt_app.domain.vietnamese.dates import format_date


class InvitationError(ValueError):
    """Not an invitation that can be used; its text is for the person at the machine."""


NOT_OURS: Final = (
    "Đây không phải giấy mời của Sổ tay Tổ công nghệ số. Hãy quét đúng mã in trên giấy mời, "
    "hoặc chọn tệp có đuôi .cdtt-moi mà cán bộ đã gửi."
)
NEWER: Final = (
    "Giấy mời này làm bằng Sổ tay bản mới hơn bản trên máy. "
    "Hãy cài bản mới của Sổ tay rồi mở lại giấy mời; giấy vẫn dùng được."
)
CUT_SHORT: Final = (
    "Mã nối máy bị mất phần cuối. Hãy chép lại cho đủ, từ chữ CDTT đến dấu chấm cuối mã, "
    "hoặc chọn lại tệp mà cán bộ đã gửi."
)
DAMAGED: Final = (
    "Mã nối máy bị hỏng hoặc chép sai. Hãy quét lại, hoặc chọn lại tệp mà cán bộ đã gửi; "
    "nếu vẫn không được, hãy xin cán bộ một giấy mời mới."
)
NO_LETTERS: Final = "Hãy gõ mã nối máy in trên giấy: 26 chữ và số, xếp thành từng nhóm bốn."
VIETNAMESE_TYPING: Final = (
    "Mã nối máy không có chữ có dấu. Hãy tắt bộ gõ tiếng Việt (chuyển Unikey sang chữ E), xoá ô này rồi gõ lại mã."
)
MISTYPED: Final = (
    "Có chữ gõ nhầm trong mã nối máy. Hãy dò lại từng nhóm bốn chữ với tờ giấy mời rồi sửa chỗ chưa giống."
)
NO_ADDRESS: Final = "Hãy gõ địa chỉ in trên giấy mời, ví dụ: so.tinh.gov.vn."
WRONG_ADDRESS: Final = (
    "Địa chỉ gõ chưa đúng. Địa chỉ chỉ có chữ không dấu, số, dấu chấm và gạch nối; hãy gõ lại y như trên giấy mời."
)


def expired(last_day: date) -> str:
    """The invitation was good until that day."""
    return (
        f"Giấy mời này chỉ dùng được đến hết ngày {format_date(last_day)}. Hãy xin cán bộ một giấy mời mới. "
        "Nếu ngày giờ của máy này đang sai, hãy chỉnh lại cho đúng rồi mở lại giấy mời."
    )


def strange_letters(letters: str) -> str:
    """Signs that no code holds."""
    told = ", ".join(f"“{letter}”" for letter in letters[:3])
    return f"Trong mã nối máy không bao giờ có {told}. Hãy dò lại từng nhóm bốn chữ với tờ giấy mời rồi sửa chỗ đó."


def wrong_length(typed: int, wanted: int) -> str:
    """Too few letters, or too many."""
    differs = f"còn thiếu {wanted - typed}" if typed < wanted else f"thừa {typed - wanted}"
    return (
        f"Mã nối máy có đúng {wanted} chữ và số; anh chị đã gõ {typed}, {differs}. "
        "Hãy dò lại từng nhóm bốn chữ với tờ giấy mời."
    )

"""The words of every field of published handouts, tried addresses and printed visit sheets."""

from typing import Final

from cdtt_app.presenters import field_values as values
from cdtt_app.presenters.field_row import FieldWords

_F = FieldWords
_STRANGER: Final = values.say_name("người đã rời tổ")

EDITION: Final = {
    "topic": _F("tờ hướng dẫn", fixed=True),
    "version": _F("bản", values.say_around("bản"), fixed=True),
    "texts/*": _F("lời “{what}” của tờ", told=False, fixed=True),
    "published_at": _F("lúc phát hành", values.say_time, fixed=True),
    "published_by": _F("người phát hành", _STRANGER, fixed=True, told=False),
    "why": _F("lý do sửa", fixed=True),
}
CHECK: Final = {
    "address": _F("địa chỉ nào", fixed=True, told=False),
    "value": _F("địa chỉ hoặc số đã thử", fixed=True),
    "checked_on": _F("ngày thử", values.say_date, fixed=True),
    "checked_by": _F("người thử", _STRANGER, fixed=True, told=False),
}
SHEET: Final = {
    "printed_at": _F("lúc in", values.say_time, fixed=True),
    "run_on": _F("buổi đi thăm", values.say_date),
    "printed_by": _F("người in", _STRANGER, fixed=True, told=False),
    "place": _F("phiếu thứ mấy", values.say_around("phiếu"), fixed=True),
    "places": _F("tổng số phiếu của buổi", values.say_around("", "phiếu"), fixed=True),
    "visit_id": _F("lượt thăm gõ từ phiếu", values.say_name("một lượt thăm"), fixed=True, told=False),
    "called_off": _F("lý do bỏ phiếu"),
}

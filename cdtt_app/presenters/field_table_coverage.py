"""The words of every field of coverage notes, cases and their steps."""

from typing import Final

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.coverage import Use
from cdtt_app.domain.networks import BRANDS
from cdtt_app.presenters import coverage_words as words
from cdtt_app.presenters import field_values as values
from cdtt_app.presenters.field_row import FieldWords, Together
from cdtt_app.presenters.household_facts import POWERS

_F = FieldWords
_STRANGER: Final = values.say_name("người đã rời tổ")
_CASE: Final = values.say_name("vụ việc khác")
_POWER: Final = _F("nguồn điện", values.say_word(POWERS), "chỗ đó có điện gì?")
_ROAD: Final = _F("đường tới", values.say_word(words.ROADS), "tới đó bằng gì?")
_AFFECTED: Final = _F("số hộ bị ảnh hưởng", ask="mấy hộ bị ảnh hưởng?")
_FILES: Final = {"application/pdf": "PDF", "image/jpeg": "ảnh", "image/png": "ảnh"}
_PLACE: Final = ("location/latitude", "location/longitude", "location/accuracy_m", "location/source")


def _position(of: str, purpose: Purpose | None) -> dict[str, FieldWords]:
    rows = (
        _F(f"vĩ độ của {of}", values.say_degrees, purpose=purpose),
        _F(f"kinh độ của {of}", values.say_degrees, purpose=purpose),
        _F("vị trí đúng tới đâu", values.say_around("đúng trong khoảng", "m"), purpose=purpose),
        _F("cách biết vị trí", values.say_word(words.LOCATION_SOURCES), purpose=purpose),
    )
    return dict(zip(_PLACE, rows, strict=True))


_SPEED: Final = {
    "down_mbps": _F("tốc độ tải xuống {what}", values.say_around("tải xuống", "Mbit/s")),
    "up_mbps": _F("tốc độ tải lên {what}", values.say_around("tải lên", "Mbit/s")),
    "ping_ms": _F("độ trễ {what}", values.say_around("trễ", "ms")),
    "tested_at": _F("lúc đo tốc độ {what}", values.say_time),
}
_TRIED: Final = {
    Use.CALL: "gọi",
    Use.SMS: "nhắn tin",
    Use.DATA: "vào mạng",
    Use.ZALO: "gọi Zalo",
    Use.VIDEO: "xem video",
}
_READING: Final = {
    "host": _F("mạng chủ của {what}", fixed=True, told=False),
    "strength": _F("sóng {what}", values.say_word(words.STRENGTHS), "sóng {what} ở đó thế nào?"),
    "technology": _F("loại sóng {what}", values.say_word(words.TECHNOLOGIES)),
    "bars": _F("số vạch {what}", values.say_around("", "vạch"), "máy {what} hiện mấy vạch?"),
    "rsrp_dbm": _F("mức thu {what}", values.say_around("", "dBm")),
    "cell": _F("mã trạm {what} bắt được"),
    **{
        f"works/{use}": _F(
            f"kết quả thử {word} bằng {{what}}",
            values.say_word(words.WORKS),
            f"{word} bằng {{what}} có được không?",
        )
        for use, word in _TRIED.items()
    },
    **{f"speed/{name}": row for name, row in _SPEED.items()},
}

NOTE: Final = {
    "recorded_at": _F("lúc ghi", values.say_time, fixed=True, told=False),
    "measured_at": _F("lúc đo", values.say_time, "đo lúc nào?"),
    "recorded_by": _F("người ghi", _STRANGER, fixed=True, told=False),
    "witness": _F("người cùng thấy"),
    "point": _F("loại chỗ", values.say_word(words.POINTS), "chỗ đó là chỗ gì?"),
    "place": _F("tên chỗ"),
    # A note that hangs on a household may lie at its door.
    **_position("chỗ đo", Purpose.LOCATION),
    "location_text": _F("toạ độ đã dán", values.say_around("đã dán:"), purpose=Purpose.LOCATION),
    **{f"readings/*/{name}": row for name, row in _READING.items()},
    "standing": _F("chỗ cầm máy", values.say_word(words.STANDINGS), "đo trong nhà hay ngoài trời?"),
    "occurrence": _F("lúc nào như vậy", values.say_word(words.OCCURRENCES), "lúc nào cũng vậy hay có lúc?"),
    "hours": _F("giờ hay bị"),
    "weather": _F("trời lúc đo", values.say_word(words.WEATHERS), "lúc đo trời thế nào?"),
    "households_affected": _AFFECTED,
    "people_affected": _F("số người bị ảnh hưởng", ask="mấy người bị ảnh hưởng?"),
    "facilities": _F("nơi công cộng bị ảnh hưởng", values.say_words(words.FACILITIES)),
    "power": _POWER,
    "road": _ROAD,
    "nearest_signal": _F("chỗ gần nhất có sóng"),
    "nearest_signal_m": _F("khoảng cách tới chỗ có sóng", values.say_distance),
    "station": _F("trạm đã biết"),
    "station_m": _F("khoảng cách tới trạm", values.say_distance),
    "photos": _F("ảnh", values.say_count("ảnh"), "giữ những ảnh nào?", fixed=True),
    "tries": _F("các lần máy thử gửi từ đó", values.say_count("lần"), fixed=True),
    "note": _F("ghi chú"),
    "case_id": _F("vụ việc đã gộp vào", _CASE, fixed=True),
}
CASE: Final = {
    "number": _F("số vụ việc", fixed=True, told=False),
    "title": _F("tên vụ việc"),
    "opened_at": _F("lúc mở", values.say_time, fixed=True, told=False),
    "opened_by": _F("người mở", _STRANGER, fixed=True, told=False),
    **_position("vụ việc", None),
    "households_affected": _AFFECTED,
    "power": _POWER,
    "road": _ROAD,
    "difficult_hamlet": _F(
        "thôn đặc biệt khó khăn", values.say_truth("đúng", "không phải"), "có phải thôn đặc biệt khó khăn không?"
    ),
    "terrain": _F("địa hình"),
    "stations": _F("các trạm gần đó", values.say_stations),
    "merged_into": _F("vụ việc đã gộp vào", _CASE, fixed=True),
    "note": _F("ghi chú"),
}
STEP: Final = {
    "case_id": _F("vụ việc", _CASE, fixed=True, told=False),
    "state": _F("bước", values.say_word(words.STATES), "vụ việc tới bước nào?", fixed=True),
    "happened_on": _F("ngày của bước", values.say_date),
    "written_at": _F("lúc ghi", values.say_time, fixed=True, told=False),
    "written_by": _F("người ghi", _STRANGER, fixed=True, told=False),
    "why": _F("lý do"),
    "document": _F("số công văn"),
    "operator": _F("nhà mạng"),
    "station": _F("mã trạm"),
    "deadline": _F("hạn", values.say_date),
    "block": _F("điều đang vướng", values.say_word(words.BLOCKS), "đang vướng gì?"),
    "attachment": _F("tệp kèm theo", values.say_fixed("đã kèm tệp"), fixed=True),
    "attachment_kind": _F("loại tệp kèm theo", values.say_word(_FILES), fixed=True),
    "attachment_name": _F("tên tệp kèm theo", fixed=True),
    "attachment_size": _F("cỡ tệp kèm theo", values.say_size, fixed=True),
}

TOGETHER_NOTE: Final = (
    Together("vị trí chỗ đo", (*_PLACE, "location_text"), "; "),
    *(
        Together(f"kết quả đo tốc độ {brand}", tuple(f"readings/{brand}/speed/{name}" for name in _SPEED), ", ")
        for brand in BRANDS
    ),
    Together("lúc nào như vậy", ("occurrence", "hours"), ", ", "lúc nào thì như vậy?"),
    Together("chỗ gần nhất có sóng", ("nearest_signal", "nearest_signal_m"), ", "),
    Together("trạm đã biết", ("station", "station_m"), ", "),
)
TOGETHER_CASE: Final = (Together("vị trí vụ việc", _PLACE, "; "),)
TOGETHER_STEP: Final = (
    Together("tệp kèm theo", ("attachment", "attachment_kind", "attachment_name", "attachment_size"), ", "),
)

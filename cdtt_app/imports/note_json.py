"""A coverage note as a JSON document that scripts write: its shape, its schema, and what is wrong with one."""

from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from cdtt_app.domain.coverage import (
    Facility,
    Occurrence,
    PointType,
    RoadAccess,
    Standing,
    Strength,
    Technology,
    Use,
    Weather,
    Works,
)
from cdtt_app.domain.household import Network, Power
from cdtt_app.imports.json_document import DocumentError, read_document, schema_of
from cdtt_app.imports.visit_json_errors import in_words

Text = Annotated[str, Meta(max_length=2000)]
Count = Annotated[int, Meta(ge=0, le=100_000)]
Metres = Annotated[int, Meta(ge=0, le=1_000_000)]
Speed = Annotated[float, Meta(ge=0, le=100_000)]
_USES = {"propertyNames": {"enum": [use.value for use in Use]}}


class NoteFileError(Exception):
    """The file is no coverage note; the message is a sentence that says where and why."""


class _Part(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Strict: a key that is not known is a slip of the pen. The docstrings below are printed by `--schema`."""


class NetworkSaid(_Part, frozen=True):
    """Một mạng ở chỗ này: ghi strength, hoặc works, hoặc bars."""

    strength: Annotated[Strength | None, Meta(description="Mức sóng")] = None
    technology: Annotated[Technology | None, Meta(description="Máy hiện gì")] = None
    bars: Annotated[Annotated[int, Meta(ge=0, le=5)] | None, Meta(description="Số vạch")] = None
    works: Annotated[dict[Use, Works], Meta(description="Việc đã thử và kết quả", extra_json_schema=_USES)] = {}
    rsrp_dbm: Annotated[Annotated[int, Meta(ge=-156, le=-31)] | None, Meta(description="RSRP, dBm")] = None
    cell: Annotated[Text, Meta(description="Mã ô sóng")] = ""
    down_mbps: Annotated[Speed | None, Meta(description="i-Speed: tải xuống, Mbit/s")] = None
    up_mbps: Annotated[Speed | None, Meta(description="i-Speed: tải lên, Mbit/s")] = None
    ping_ms: Annotated[Speed | None, Meta(description="i-Speed: độ trễ, ms")] = None
    host: Annotated[Network | None, Meta(description="Mạng chủ, khi chương trình chưa biết mạng này")] = None


class NoteFile(_Part, frozen=True):
    """Một ghi nhận về sóng, ghi bằng lệnh cdtt note."""

    networks: Annotated[dict[str, NetworkSaid], Meta(min_length=1, description="Từng mạng, ví dụ Viettel")]
    household: Annotated[Text, Meta(description="Mã hộ, ví dụ BG-004")] = ""
    hamlet: Annotated[Text, Meta(description="Tên thôn, khi không ghi hộ; bỏ trống là thôn đang làm")] = ""
    on: Annotated[date | None, Meta(description="Ngày đo, năm-tháng-ngày; bỏ trống là bây giờ")] = msgspec.field(
        name="date", default=None
    )
    clock: Annotated[str, Meta(pattern=r"^(|([01][0-9]|2[0-3]):[0-5][0-9])$", description='Giờ đo, "19:40"')] = (
        msgspec.field(name="time", default="")
    )
    point: Annotated[PointType, Meta(description="Loại điểm")] = PointType.HOMES
    place: Annotated[Text, Meta(description="Tên chỗ đó; không ghi tên người")] = ""
    position: Annotated[Text, Meta(description='Toạ độ như đã dán, ví dụ "22.62924, 105.34808"')] = ""
    position_sure: Annotated[bool, Meta(description="Đúng là toạ độ ấy, dù máy hỏi lại (như ở ngoài xã)")] = False
    accuracy_m: Annotated[Metres | None, Meta(description="Sai số của vị trí, mét")] = None
    standing: Annotated[Standing | None, Meta(description="Đo trong nhà hay ngoài trời")] = None
    occurrence: Annotated[Occurrence | None, Meta(description="Khi nào thì như vậy")] = None
    hours: Annotated[Text, Meta(description='Những giờ nào, ví dụ "18 giờ đến 22 giờ"')] = ""
    weather: Annotated[Weather | None, Meta(description="Trời lúc đo")] = None
    households_affected: Annotated[Count | None, Meta(description="Số hộ bị ảnh hưởng")] = None
    people_affected: Annotated[Count | None, Meta(description="Số người bị ảnh hưởng")] = None
    facilities: Annotated[tuple[Facility, ...], Meta(description="Nơi công cộng bị ảnh hưởng")] = ()
    power: Annotated[Power | None, Meta(description="Điện")] = None
    road: Annotated[RoadAccess | None, Meta(description="Đường vào")] = None
    nearest_signal: Annotated[Text, Meta(description="Chỗ có sóng gần nhất")] = ""
    nearest_signal_m: Annotated[Metres | None, Meta(description="Cách chỗ đó bao nhiêu mét")] = None
    station: Annotated[Text, Meta(description="Trạm đã biết")] = ""
    station_m: Annotated[Metres | None, Meta(description="Cách trạm bao nhiêu mét")] = None
    witness: Annotated[Text, Meta(description="Người chứng kiến")] = ""
    photos: Annotated[tuple[Text, ...], Meta(max_length=8, description="Tệp ảnh, đường dẫn tính từ tệp JSON")] = ()
    note: Annotated[Text, Meta(description="Ghi chú; không ghi số căn cước, mật khẩu, bệnh tật")] = ""

    def __post_init__(self) -> None:
        if (self.on is None) != (not self.clock):
            raise ValueError("date và time phải đi cùng nhau; bỏ cả hai là đo bây giờ.")


def note_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a note file."""
    return schema_of(NoteFile)


def read_note(content: bytes) -> NoteFile:
    """The note of a file's bytes; raises NoteFileError with a sentence."""
    try:
        document = read_document(content, "một ghi nhận")
    except DocumentError as error:
        raise NoteFileError(str(error)) from error
    try:
        return msgspec.convert(document, NoteFile)
    except msgspec.ValidationError as error:
        raise NoteFileError(_told(str(error))) from error


def _told(said: str) -> str:
    """Lengths are told here; everything else as for a visit."""
    where = said.partition(" - at `$.")[2].rstrip("`")
    if " of length " in said:
        return f"Mục {where}: để trống, quá dài hoặc quá nhiều."
    if said.startswith(("Expected `float` >=", "Expected `float` <=")):
        return f"Mục {where}: số phải từ 0 tới 100.000."
    if where.endswith(".rsrp_dbm") and "= -" in said:
        return f"Mục {where}: RSRP là số âm, từ -156 tới -31 dBm."
    return in_words(said, note_schema())

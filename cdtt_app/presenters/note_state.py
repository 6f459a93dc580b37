"""The one value of the note form's screen: the form, what it began from, how its draft fares; and its sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from cdtt_app.domain.coordinates import format_point
from cdtt_app.domain.coverage import CoverageNote, point_of
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.geo import Point
from cdtt_app.domain.household import Household, LocationSource
from cdtt_app.domain.ids import HamletId
from cdtt_app.domain.vietnamese import format_date, format_number
from cdtt_app.imports.photo import Photo as ReadPhoto
from cdtt_app.presenters.note_form import NoteForm, form_of

SOURCES: Final = {
    LocationSource.PHONE: "điện thoại đo",
    LocationSource.TEXT: "dán toạ độ",
    LocationSource.PIN: "đặt ghim",
    LocationSource.PHOTO: "từ ảnh",
    LocationSource.HOUSEHOLD: "theo hộ",
    LocationSource.ESTIMATE: "ước lượng",
}
RSRP_BANDS: Final = ("rất tốt", "tốt", "trung bình", "yếu", "rất yếu")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteState:
    """A note that is being written; `draft` names its draft, `added` holds the new photos by the form's names."""

    base: CoverageNote
    form: NoteForm
    draft: str
    home: Household | None = None
    hamlets: tuple[tuple[HamletId, str], ...] = ()  # to choose from where the note is at no household
    added: Mapping[str, ReadPhoto] = field(default_factory=dict)
    bands: tuple[int, ...] = CoverageRules().rsrp_bands
    kept_at: datetime | None = None
    resumed: bool = False
    said: str = ""  # what the person should know of the draft that was found
    trouble: str = ""  # why the last draft could not be kept

    @property
    def untouched(self) -> bool:
        """Whether nothing was changed since the form was begun."""
        return self.form == form_of(self.base)


def home_words(home: Household) -> str:
    """`BG-004 · Cụm Nà Phiêng`."""
    return " · ".join(words for words in (home.code, home.cluster) if words)


def position_words(form: NoteForm) -> str:
    """`Theo hộ, khoảng 100 m`, `22,62924; 105,34808 · dán toạ độ`, or that nothing is known."""
    where, about = form.location, form.accuracy.strip()
    if where is None:
        return "Chưa có toạ độ. Không bắt buộc khi đã chọn hộ hoặc ghi tên chỗ."
    if where.source is LocationSource.HOUSEHOLD:
        return f"Theo hộ, khoảng {about}" if about else "Theo hộ"
    return " · ".join(
        (
            format_point(Point(where.latitude, where.longitude)),
            SOURCES[where.source],
            *((f"khoảng {about}",) if about else ()),
        )
    )


def rsrp_words(level: int, edges: Sequence[int]) -> str:
    """The band of an RSRP by the program's guide, which is no regulation."""
    band = next((word for word, edge in zip(RSRP_BANDS, edges, strict=False) if level >= edge), RSRP_BANDS[-1])
    return f"{band} (mức tham khảo, không phải quy định)"


def size_words(photo_bytes: int, width: int = 0, height: int = 0) -> str:
    """`đã thu nhỏ còn 142 kB · 1280 × 960`; the number stays on one line with its unit."""
    size = f"đã thu nhỏ còn {format_number(max(1, round(photo_bytes / 1000)), 0)}\u00a0kB"
    return f"{size} · {width} × {height}" if width else size


def draft_words(state: NoteState, today: date) -> str:
    """`Đã giữ nháp 19:41:07`."""
    if state.trouble:
        return "Chưa giữ được nháp"
    if state.kept_at is None:
        return "Chưa ghi gì"
    local = state.kept_at.astimezone()
    return f"Đã giữ nháp {local:%H:%M:%S}" if local.date() == today else f"Nháp từ {format_date(local.date())}"


def spot_words(state: NoteState) -> str:
    """What the spot is called in a sentence: the household, the place, or its position."""
    if state.home is not None:
        return f"hộ {state.home.head_name}"
    place, where = state.form.place.strip(), point_of(state.form.location)
    return place or (format_point(where) if where else "")

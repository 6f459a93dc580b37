"""How sending ended and why something was set aside, in words; the keys are what services and the protocol say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cdtt_app.domain.vietnamese import format_number
from cdtt_app.sync.validity import Reason
from cdtt_app.transport.road import Obstacle

_KEPT: Final = "Phiếu đã ghi vẫn giữ đủ trên máy."
_ENDS: Final[Mapping[str, str]] = {
    "done": "Đã gửi & nhận xong.",
    "stopped": "Đã dừng. Phần tỉnh đã nhận thì không phải gửi lại.",
    "unknown": f"Tỉnh chưa biết máy này. Hãy xin cán bộ xã mã nối máy mới rồi nối lại. {_KEPT}",
    "upgrade": f"Phải cài bản mới của Sổ tay rồi mới gửi được. {_KEPT}",
    "revoked": "Tỉnh đã ngừng nhận phiếu từ máy này; phiếu vừa gửi được để riêng cho cán bộ xã xem. "
    "Muốn gửi tiếp, hãy xin cán bộ xã mã nối máy mới.",
    "confused": f"Máy và tỉnh chưa hiểu nhau nên chưa gửi hết. {_KEPT} Hãy thử lại; vẫn vậy thì báo cán bộ xã.",
}
_OBSTACLES: Final[Mapping[Obstacle, str]] = {
    Obstacle.NO_NETWORK: "Không có mạng, chưa tới được máy chủ của tỉnh. Cứ ghi tiếp; có mạng thì gửi lại, "
    "hoặc chép gói ra USB.",
    Obstacle.TIMEOUT: "Mạng yếu quá, chờ mãi không thấy tỉnh trả lời. Phần đã tới nơi không phải gửi lại; "
    "hãy thử lại khi sóng khá hơn.",
    Obstacle.CUT: "Đường truyền đứt giữa chừng. Phần đã tới nơi không phải gửi lại; hãy thử lại khi sóng khá hơn.",
    Obstacle.PORTAL: "Mạng này đòi đăng nhập. Hãy mở trình duyệt, đăng nhập mạng rồi gửi lại.",
    Obstacle.RESTING: "Máy chủ của tỉnh đang nghỉ, không phải lỗi của máy này. {again}",
    Obstacle.NOT_TRUSTED: "Không tin được máy chủ vừa trả lời: đồng hồ máy này sai, hoặc đó không phải máy chủ của "
    "tỉnh. Hãy chỉnh lại ngày giờ rồi thử lại; vẫn vậy thì báo cán bộ xã.",
    Obstacle.REFUSED: f"Máy chủ của tỉnh không hiểu thư của máy này. {_KEPT} "
    "Hãy cài bản mới của Sổ tay; vẫn vậy thì báo cán bộ xã.",
    Obstacle.STRANGE: "Câu trả lời nhận được không phải của tỉnh, nên không tính là tỉnh đã nhận. "
    "Hãy thử lại, hoặc đổi sang mạng khác.",
}
GOOD_ENDS: Final = frozenset({"done", "stopped"})


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """Why an operation was set aside, and what to do about it."""

    sentence: str
    advice: str


_REASONS: Final[Mapping[Reason, ReasonWords]] = {
    Reason.UNREADABLE: ReasonWords("Tỉnh không đọc được phiếu này.", "Hãy báo cán bộ xã, rồi ghi lại phiếu."),
    Reason.TOO_BIG: ReasonWords("Phiếu này dài quá.", "Hãy ghi lại, chia thành mấy phiếu ngắn hơn."),
    Reason.BAD_NAME: ReasonWords("Mã của phiếu này sai.", "Hãy ghi lại thành phiếu mới."),
    Reason.UNKNOWN_KIND: ReasonWords("Tỉnh chưa có loại phiếu này.", "Hãy báo cán bộ xã."),
    Reason.BAD_VALUE: ReasonWords("Trong phiếu có chỗ sai.", "Hãy xem lại và ghi lại chỗ đó."),
    Reason.NOT_GRANTED: ReasonWords(
        "Thôn này chưa giao, hoặc không còn giao, cho máy này.", "Cán bộ xã xem rồi nhận; hãy báo cán bộ xã."
    ),
    Reason.REVOKED: ReasonWords("Máy này đã thôi được gửi phiếu.", "Cán bộ xã xem rồi nhận; hãy báo cán bộ xã."),
}
_OTHER_REASON: Final = ReasonWords("Tỉnh chưa nhận phiếu này vào sổ.", "Hãy cài bản mới của Sổ tay, rồi xem lại.")


def end_words(end: str, obstacle: str | None = None, wait: float = 0.0) -> str:
    """How sending and receiving ended; `wait` in seconds, when the province named it."""
    if obstacle is not None:
        return obstacle_words(obstacle, wait)
    return _ENDS[end]


def obstacle_words(obstacle: str, wait: float = 0.0) -> str:
    """Why the province was not reached."""
    minutes = max(1, round(wait / 60))
    again = f"Hãy thử lại sau {format_number(minutes)} phút." if wait else "Hãy thử lại sau ít phút."
    return _OBSTACLES[Obstacle(obstacle)].format(again=again)


def reason_words(reason: str) -> ReasonWords:
    """Why something was set aside; a reason of a newer province has words too."""
    return _REASONS[Reason(reason)] if reason in set(Reason) else _OTHER_REASON

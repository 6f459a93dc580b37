"""The words of a visit, as they stand on the screen."""

from typing import Final

from cdtt_app.domain.checklist import NOT_ASKED
from cdtt_app.domain.consent import ConsentMethod, Purpose
from cdtt_app.domain.visit import Activity, DossierResult, Outcome, Topic

OUTCOMES: Final = {
    Outcome.MET: "Gặp",
    Outcome.ABSENT: "Vắng",
    Outcome.REFUSED: "Từ chối",
    Outcome.PROMISED: "Hẹn lại",
}
ACTIVITIES: Final = {
    Activity.HOME: "Thăm tại nhà",
    Activity.HANDS_ON: "Cầm tay chỉ việc",
    Activity.MEETING: "Họp dân",
    Activity.LOUDSPEAKER: "Tuyên truyền",
    Activity.HALL: "Tại nhà văn hoá",
    Activity.PHONE: "Qua điện thoại",
}
TOPICS: Final = {
    Topic.VNEID: "VNeID",
    Topic.QR: "Quét QR",
    Topic.SCAMS: "Lừa đảo",
    Topic.DOSSIER: "Nộp hồ sơ",
    Topic.SHOPPING: "Mua hàng",
    Topic.HEALTH: "Sổ sức khoẻ",
    Topic.LEARNING: "Bình dân học vụ số",
    Topic.ZALO: "Zalo",
    Topic.SELLING: "Bán nông sản",
    Topic.OTHER: "Việc khác",
}
FIRST_TOPICS: Final = tuple(TOPICS)[:5]  # asked at nearly every door; the rest wait behind a button
DOSSIER_RESULTS: Final = {
    DossierResult.SUBMITTED: "Đã nộp",
    DossierResult.DRAFTED: "Đang làm dở",
    DossierResult.FAILED: "Chưa nộp được",
}
PURPOSES: Final = {
    Purpose.VISITS: "Ghi lượt thăm và kỹ năng",
    Purpose.LOCATION: "Ghi vị trí nhà",
    Purpose.LANGUAGE: "Ghi thứ tiếng hay nói ở nhà",
}
METHODS: Final = {
    ConsentMethod.SIGNED: "Ký giấy",
    ConsentMethod.SPOKEN: "Lời nói",
    ConsentMethod.ELECTRONIC: "Điện tử",
}
HANDOUTS: Final = {
    Topic.VNEID.value: "Mở VNeID",
    Topic.SCAMS.value: "Cuộc gọi lạ",
    Topic.QR.value: "Quét mã QR",
    Topic.DOSSIER.value: "Nộp hồ sơ",
    Topic.HEALTH.value: "Sổ sức khoẻ",
    Topic.ZALO.value: "Dùng Zalo",
}
LEVELS: Final = {
    "0": "chưa biết",
    "1": "mới nghe",
    "2": "cần giúp",
    "3": "tự làm",
    "4": "dạy được",
}
NOT_ASKED_WORD: Final = "không hỏi"
SATISFACTION: Final = {"1": "Chưa hài lòng", "2": "Tạm được", "3": "Bình thường", "4": "Hài lòng", "5": "Rất hài lòng"}
NOTE_WARNING: Final = "Không ghi số căn cước, mật khẩu, bệnh tật."
QUESTION_ALOUD: Final = (
    "“Tổ xin ghi lại lượt thăm và mức kỹ năng của từng người, để lần sau giúp đúng việc. "
    "Uỷ ban xã giữ; tổ và cán bộ xã xem. Nhà xem lại, sửa, xoá hay thôi đồng ý lúc nào cũng được. "
    "Không đồng ý vẫn được giúp như mọi nhà.”"
)


def answer_words(answer: str) -> str:
    """What a screen reader says of an answer: "mức 2, cần giúp"."""
    if not answer:
        return "chưa ghi"
    return NOT_ASKED_WORD if answer == NOT_ASKED else f"mức {answer}, {LEVELS.get(answer, '')}".rstrip(", ")

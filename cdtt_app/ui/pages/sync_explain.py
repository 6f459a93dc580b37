"""Whatever may go wrong on the page "Gửi & nhận", as a sentence that says what to do."""

from typing import Final

from cdtt_app.presenters.sync_words import obstacle_words
from cdtt_app.services.errors import RefusedError
from cdtt_app.storage.errors import StorageError, os_words
from cdtt_app.sync.enrolment import EnrolmentError
from cdtt_app.sync.invitation_error import InvitationError
from cdtt_app.sync.office import OfficeError
from cdtt_app.transport.parcel_files import ParcelFileError
from cdtt_app.transport.road import RoadError

_SAY_THEMSELVES: Final = (
    StorageError,
    RefusedError,
    ParcelFileError,
    InvitationError,
    EnrolmentError,
    OfficeError,
)


def explain(error: Exception) -> str:
    """The sentence."""
    if isinstance(error, _SAY_THEMSELVES):
        return str(error)
    if isinstance(error, RoadError):
        return error.said or obstacle_words(error.obstacle, error.wait)
    if isinstance(error, OSError):
        return f"Chưa làm được ({os_words(error)}). Hãy thử lại, hoặc chọn chỗ khác."
    return f"Chưa làm được ({type(error).__name__}). Phiếu vẫn giữ đủ trên máy; hãy thử lại hoặc báo cán bộ xã."

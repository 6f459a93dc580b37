"""Qt's own words in Vietnamese: Qt ships no Vietnamese, so its buttons, menus and file window would stay English."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

_NOT_WORDS: Final = ("QShortcut", "QGuiApplication")  # names of keys; the reading direction

_WORDS: Final = {
    # buttons of dialogs
    "OK": "Đồng ý",
    "Cancel": "Thôi",
    "Yes": "Có",
    "No": "Không",
    "Yes to All": "Có với tất cả",
    "No to All": "Không với tất cả",
    "Save": "Lưu",
    "Save All": "Lưu tất cả",
    "Don't Save": "Không lưu",
    "Close without Saving": "Đóng, không lưu",
    "Discard": "Bỏ đi",
    "Open": "Mở",
    "Close": "Đóng",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Restore Defaults": "Trở về ban đầu",
    "Retry": "Thử lại",
    "Ignore": "Bỏ qua",
    "Abort": "Dừng hẳn",
    "Help": "Trợ giúp",
    "Show Details...": "Xem chi tiết…",
    "Hide Details...": "Ẩn chi tiết…",
    "Show this message again": "Lần sau vẫn báo",
    # menus of text fields
    "Undo": "Hoàn tác",
    "Redo": "Làm lại",
    "Cut": "Cắt",
    "Copy": "Chép",
    "Paste": "Dán",
    "Delete": "Xoá",
    "Select All": "Chọn hết",
    "Clear": "Xoá hết",
    "Copy Link Location": "Chép địa chỉ",
    "Step up": "Tăng",
    "Step down": "Giảm",
    # scroll bars and tabs
    "Scroll here": "Cuộn tới đây",
    "Top": "Lên đầu",
    "Bottom": "Xuống cuối",
    "Page up": "Lên một trang",
    "Page down": "Xuống một trang",
    "Scroll up": "Cuộn lên",
    "Scroll down": "Cuộn xuống",
    "Left edge": "Về mép trái",
    "Right edge": "Về mép phải",
    "Page left": "Sang trái một trang",
    "Page right": "Sang phải một trang",
    "Scroll left": "Cuộn sang trái",
    "Scroll right": "Cuộn sang phải",
    "Scroll Left": "Cuộn sang trái",
    "Scroll Right": "Cuộn sang phải",
    "Close Tab": "Đóng thẻ",
    # choosing files
    "Look in:": "Tìm trong:",
    "File name:": "Tên tệp:",
    "Files of type:": "Loại tệp:",
    "Directory:": "Thư mục:",
    "Directories": "Thư mục",
    "Files": "Tệp",
    "All Files (*)": "Mọi tệp (*)",
    "Choose": "Chọn",
    "Rename": "Đổi tên",
    "New Folder": "Thư mục mới",
    "Create New Folder": "Tạo thư mục mới",
    "Create a New Folder": "Tạo thư mục mới",
    "Find Directory": "Tìm thư mục",
    "Save As": "Lưu thành",
    "Back": "Lùi lại",
    "Forward": "Đi tiếp",
    "Go back": "Lùi lại",
    "Go forward": "Đi tiếp",
    "Parent Directory": "Thư mục chứa nó",
    "Go to the parent directory": "Tới thư mục chứa nó",
    "List View": "Xem danh sách",
    "Detail View": "Xem chi tiết",
    "Change to list view mode": "Xem danh sách",
    "Change to detail view mode": "Xem chi tiết",
    "Sidebar": "Cột bên",
    "List of places and bookmarks": "Các nơi hay dùng",
    "Recent Places": "Nơi vừa mở",
    "Show ": "Hiện ",
    "Show hidden files": "Hiện tệp ẩn",
    "Remove": "Bỏ khỏi danh sách",
    "My Computer": "Máy này",
    "Computer": "Máy này",
    "Drive": "Ổ đĩa",
    "Folder": "Thư mục",
    "File Folder": "Thư mục",
    "File": "Tệp",
    "%1 File": "Tệp %1",
    "Alias": "Lối tắt",
    "Shortcut": "Lối tắt",
    "Unknown": "Không rõ",
    "Name": "Tên",
    "Size": "Cỡ",
    "Type": "Loại",
    "Kind": "Loại",
    "Date Modified": "Ngày sửa",
    "Invalid filename": "Tên tệp không dùng được",
    '<b>The name "%1" cannot be used.</b><p>Try using another name, with fewer characters or no punctuation marks.': (
        "<b>Tên “%1” không dùng được.</b><p>Hãy đặt tên khác, ngắn hơn và không có dấu câu."
    ),
    "%1 already exists.\nDo you want to replace it?": "Đã có tệp %1.\nGhi đè lên tệp đó không?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nKhông thấy tệp này.\nHãy xem lại tên tệp."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nKhông thấy thư mục này.\nHãy xem lại tên thư mục."
    ),
    "'%1' is write protected.\nDo you want to delete it anyway?": "“%1” đang khoá ghi.\nVẫn xoá chứ?",
    "Are you sure you want to delete '%1'?": "Xoá hẳn “%1”?",
    "Could not delete directory.": "Không xoá được thư mục này.",
    # what a screen reader says that a control can do
    "Press": "Bấm",
    "Increase": "Tăng",
    "Decrease": "Giảm",
    "SetFocus": "Đưa bàn phím tới",
    "ShowMenu": "Mở danh mục",
    "Toggle": "Bật hoặc tắt",
    "Next Page": "Trang sau",
    "Previous Page": "Trang trước",
    "Triggers the action": "Bấm nút này",
    "Increase the value": "Tăng lên",
    "Decrease the value": "Giảm xuống",
    "Shows the menu": "Mở danh mục",
    "Sets the focus": "Đưa bàn phím tới đây",
    "Toggles the state": "Bật hoặc tắt",
    "Scrolls to the left": "Cuộn sang trái",
    "Scrolls to the right": "Cuộn sang phải",
    "Scrolls up": "Cuộn lên",
    "Scrolls down": "Cuộn xuống",
    "Goes back a page": "Về trang trước",
    "Goes to the next page": "Sang trang sau",
    "Open the combo box selection popup": "Mở danh sách để chọn",
    "%p%": "%p%",
}


class VietnameseTranslator(QTranslator):
    """Finds a phrase whatever window asks for it and wherever its access key stands."""

    def isEmpty(self) -> bool:
        """Qt asks an empty translator nothing."""
        return False

    def translate(self, context: str, text: str, _hint: str | None = None, _n: int = -1) -> str | None:
        """The Vietnamese, or None when it is unknown: an empty answer would blank the word."""
        if context in _NOT_WORDS:
            return None
        if context == "QMimeType":  # the system's names of hundreds of file formats: the file's own name says enough
            return "Tệp"
        return _WORDS.get(text.replace("&", ""))


def install_vietnamese(app: QCoreApplication) -> None:
    """Vietnamese words, dates and numbers in every window of the application."""
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    app.installTranslator(VietnameseTranslator(app))

"""Papers to look at and to print: every page has its number in words and in a square code."""

from cdtt_app.documents.handout_sheet import HandoutSheet
from cdtt_app.documents.qr import matrix
from cdtt_app.documents.sheet import Sheet


def code_text(page: int) -> str:
    """What the code of a page, from 1, says."""
    return f"HTTPS://SO.EXAMPLE.VN/TRANG/{page}"


def paper(pages: int = 2, *, landscape: bool = False) -> bytes:
    """An A4 paper; the codes are 34 mm wide with their white, 20 mm from the left and 40 from the top."""
    sheet = Sheet("Tờ thử", landscape=landscape)
    for page in range(1, pages + 1):
        if page > 1:
            sheet.next_page()
        sheet.say(f"Trang thử {page}: Tổ công nghệ số cộng đồng", 20, 30)
        sheet.square_code(matrix(code_text(page)), 20, 40, 34)
    return sheet.finish()


def poster() -> bytes:
    """One page of A3."""
    sheet = HandoutSheet("Tờ to", 297, 420)
    sheet.square_code(matrix(code_text(1)), 20, 40, 34)
    return sheet.finish()

"""The PIN at the door: how long to wait after wrong ones, and what is wrong with a new one."""

from typing import Final

from cdtt_app.storage.keyring import pin_problem

FREE_TRIES: Final = 5
_FIRST_WAIT, _LONGEST_WAIT = 5, 300  # seconds

FORGOTTEN: Final = (
    "Gõ mã khôi phục đã ghi trên giấy lúc cài đặt (24 chữ và số, dạng ABCD-EFGH-…) vào ô trên rồi bấm Mở khoá. "
    "Vào được thì đặt mã PIN mới ở trang Cài đặt. Mất cả mã PIN lẫn tờ giấy thì không ai mở được dữ liệu trên máy "
    "này, kể cả cán bộ xã."
)


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong PINs: none for the first four, then 5, 10, 20 ... at most 300."""
    if wrong < FREE_TRIES:
        return 0
    return min(_FIRST_WAIT << min(wrong - FREE_TRIES, 6), _LONGEST_WAIT)


def wait_sentence(wrong: int) -> str:
    """Why the door stays shut for a while."""
    return f"Mã PIN chưa đúng, đã gõ sai {wrong} lần. Hãy chờ một lát rồi gõ lại."


def wait_words(seconds: int) -> str:
    """The countdown: `Chờ 1 phút 20 giây`."""
    minutes, rest = divmod(seconds, 60)
    parts = (f"{minutes} phút" if minutes else "", f"{rest} giây" if rest or not minutes else "")
    return " ".join(("Chờ", *filter(None, parts)))


def new_pin_problems(pin: str, again: str) -> tuple[str, str]:
    """What is wrong with a new PIN, and with its repetition, as sentences; blank where nothing is."""
    if not pin:
        return "Hãy chọn một mã PIN có 6 chữ số.", ""
    problem = pin_problem(pin) or ""
    differs = "" if problem or pin == again else "Hai lần gõ chưa giống nhau. Hãy gõ lại ô thứ hai."
    return problem, differs

"""What stands in an official letter (công văn); every text comes ready."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A draft: number, day and signature are added where official papers are kept."""

    agency: tuple[str, ...]  # lines in capitals: "ỦY BAN NHÂN DÂN", "XÃ THƯỢNG NÔNG"
    number: str  # what follows the blank: "/UBND-VHXH"
    place: str  # "Thượng Nông"
    month: int
    year: int
    subject: str  # without "V/v": "đề nghị trả lời kết quả khảo sát vùng lõm sóng thôn Bản Giòng"
    recipients: tuple[str, ...]  # after "Kính gửi:"
    paragraphs: tuple[str, ...]
    copies: tuple[str, ...]  # "Nơi nhận": "Như trên;", "Lưu: VT."
    signer: tuple[str, ...]  # "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
    signed_by: str = ""  # the name under the room for the signature
    draft: bool = True
    note: str = ""  # in the foot of each page: "Bản dự thảo, phần mềm lập ngày ..."

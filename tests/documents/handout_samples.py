"""Invented handouts and papers for tests; the real ones of the program by topic."""

import re
from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from cdtt_app import paths
from cdtt_app.documents.handout_paper import FamilyLine, Footer, HandoutPaper, HouseholdCode
from cdtt_app.domain.address_register import Address, AddressKind
from cdtt_app.domain.handout_text import Block, BlockKind, Handout, texts_of, with_texts
from cdtt_app.domain.languages import Language
from cdtt_app.imports.handout_file import load_handouts

_GAP = re.compile(r"\{\w+\}")
_DAY = date(2026, 11, 21)
FOOTER = Footer(
    team="Tổ công nghệ số thôn Bản Giòng, xã Thượng Nông",
    leader="Ma Thị Mai",
    phone="0900 000 417",
    printed_on=_DAY,
)
CODE = HouseholdCode(code="K7M4TX", address="https://so.example.vn/h/K7M4TX")
FAMILY = FamilyLine(name="bà Lò Thị Mẩy", next_visit=date(2026, 11, 28))


class Changes(TypedDict, total=False):
    """What a test may want otherwise."""

    language: Language
    second: Language | None
    addresses: tuple[Address, ...]
    family: FamilyLine | None
    code: HouseholdCode | None
    practice: bool
    rather_two_pages: bool


def page(value: str, about: str = "") -> Address:
    """A page for a square code."""
    return Address(id=value, kind=AddressKind.PAGE, value=value, label="Xem thêm", about=about, said_on=_DAY)


def phone(value: str, label: str, about: str = "") -> Address:
    """A number to call."""
    return Address(id=value, kind=AddressKind.PHONE, value=value, label=label, about=about, said_on=_DAY)


ADDRESSES = {
    "so_156": phone("156", "Báo lừa đảo", "Gọi miễn phí, kể lại cuộc gọi."),
    "so_5656": phone(
        "5656", "Nhắn tin báo lừa đảo, miễn phí", "Soạn: LD (số gọi đến) (nội dung). Ví dụ: LD (0900000123)"
    ),
    "so_113": phone("113", "Công an", "Khi mất tiền, bị đe doạ."),
    "so_111": phone("111", "Bảo vệ trẻ em", "Miễn phí, cả ngày đêm."),
    "so_vneid": phone("1900 0368", "Tổng đài VNeID"),
    "so_bao_hiem": phone("1900 9068", "Bảo hiểm xã hội"),
    "so_dich_vu_cong": phone("1800 1096", "Tổng đài dịch vụ công", "Miễn phí."),
    "vneid": page("https://vneid.gov.vn", "Trang của VNeID"),
    "dich_vu_cong": page("https://dichvucong.gov.vn", "Cổng Dịch vụ công quốc gia"),
    "binh_dan_hoc_vu_so": page("https://binhdanhocvuso.gov.vn", "Học kỹ năng số"),
    "one_touch": page("https://onetouch.mic.gov.vn", "Nền tảng học trực tuyến"),
    "tin_nhiem_mang": page("https://tinnhiemmang.vn", "Tra cứu trang thật hay giả"),
    "i_speed": page("https://i-speed.vn", "Đo tốc độ mạng"),
}


def real_handouts() -> dict[str, Handout]:
    """The program's own, by topic; what the pack of a province fills in is invented."""
    return {handout.topic: _filled(handout) for handout in load_handouts(paths.resources() / "handouts")}


def _filled(handout: Handout) -> Handout:
    places = dict(texts_of(handout))
    said = {
        place: {code: _GAP.sub("Tỉnh Mình", text) for code, text in texts.items()} for place, texts in places.items()
    }
    return with_texts(handout, said, handout.version)


def paper_of(handout: Handout, *, personal: bool = False, **changed: Unpack[Changes]) -> HandoutPaper:
    """The handout as the team would print it."""
    known = tuple(ADDRESSES[name] for name in handout.addresses if name in ADDRESSES)
    paper = HandoutPaper(handout=handout, footer=FOOTER, addresses=known)
    own = replace(paper, family=FAMILY, code=CODE) if personal else paper
    return replace(own, **changed)


def long_handout(words: int, steps: int = 5) -> Handout:
    """Steps with so many words each."""
    said = " ".join(["chữ"] * words)
    blocks = tuple(
        Block(
            id=f"buoc-{number}",
            kind=BlockKind.STEP,
            picture="the_can_cuoc",
            heading={Language.VIETNAMESE: f"Việc {number}"},
            text={Language.VIETNAMESE: said},
        )
        for number in range(1, steps + 1)
    )
    title = {Language.VIETNAMESE: "Tờ quá nhiều chữ"}
    return Handout(topic="dai", version=1, picture="the_can_cuoc", title=title, blocks=blocks, addresses=("so_156",))

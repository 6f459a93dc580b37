"""Invented sheets and households for the page "Tài liệu"."""

from datetime import date

from cdtt_app.documents.handout_paper import Footer
from cdtt_app.domain.address_register import Address, AddressKind
from cdtt_app.domain.handout_choice import Suggestion
from cdtt_app.domain.handout_needs import HomeSheets
from cdtt_app.domain.handout_text import Block, BlockKind, Handout
from cdtt_app.domain.languages import Language
from cdtt_app.presenters.handouts_page import HandoutsReading
from tests.factories import make_household

VI, TAY = Language.VIETNAMESE, Language.TAY
TODAY = date(2026, 11, 21)


def make_sheet(topic: str, short: str, version: int = 1, addresses: tuple[str, ...] = ()) -> Handout:
    step = Block(
        id="b1", kind=BlockKind.STEP, heading={VI: f"Mở {short}"}, text={VI: "Bấm **vào** đây."}, picture="khien"
    )
    return Handout(
        topic=topic,
        version=version,
        picture="khien",
        title={VI: f"Dùng {short}"},
        short=short,
        blocks=(step,),
        addresses=addresses,
    )


SCAMS = make_sheet("lua_dao", "Chống lừa đảo", addresses=("so_156", "trang"))
VNEID = make_sheet("vneid", "VNeID mức 2", version=2)
ZALO = make_sheet("zalo", "Zalo cơ bản")
SHELF = (VNEID, SCAMS, ZALO)
NUMBER = Address(id="so_156", kind=AddressKind.PHONE, value="156", label="Báo lừa đảo", said_on=date(2026, 1, 5))
PAGE = Address(
    id="trang", kind=AddressKind.PAGE, value="https://tinnhiemmang.vn/", label="Tra cứu", said_on=date(2026, 1, 5)
)


READING = HandoutsReading(
    handouts=SHELF,
    addresses=(NUMBER, PAGE),
    checks=(),
    published={},
    footer=Footer(team="Tổ công nghệ số cộng đồng thôn Bản Giòng", printed_on=TODAY),
    today=TODAY,
)


def suggested(handout: Handout, lacking: int = 1, *, has_older: bool = False) -> Suggestion:
    return Suggestion(handout=handout, lacking=lacking, large=False, has_older=has_older)


def make_home(head: str, *sheets: Handout, large: bool = False, again: date | None = None) -> HomeSheets:
    return HomeSheets(
        household=make_household(head),
        suggestions=tuple(suggested(each) for each in sheets),
        large=large,
        next_visit=again,
    )

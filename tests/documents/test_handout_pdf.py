import itertools
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from cdtt_app.documents.handout_paper import (
    FamilyLine,
    Fit,
    HandoutCancelledError,
    HandoutPaper,
    HandoutPaperError,
    HouseholdCode,
    fit_sentence,
)
from cdtt_app.documents.handout_pdf import fits, handout_pdf
from cdtt_app.documents.handout_sheet import HandoutSheet
from cdtt_app.documents.qr import matrix
from cdtt_app.documents.sheet import Sheet
from cdtt_app.documents.square_code_proof import proof_pages
from cdtt_app.domain.address_register import AddressKind
from cdtt_app.domain.handout_text import Block, BlockKind, Handout, Layout
from cdtt_app.domain.languages import Language
from cdtt_app.domain.short_code import code_of
from tests.documents.handout_samples import ADDRESSES, CODE, long_handout, page, paper_of, real_handouts
from tests.documents.layout import check_structure, letters, outside_text, vietnamese_letters
from tests.documents.rendering import picture, words

HANDOUTS = real_handouts()
FOOT = {Layout.A4: 283.0, Layout.LARGE: 283.0, Layout.A5_TWICE: 197.5, Layout.POSTER: 401.0}


def _codes(paper: HandoutPaper, layout: Layout) -> set[str]:
    pages = [address.value for address in paper.pages]
    most = {Layout.A5_TWICE: 1, Layout.FOLDED: 1}.get(layout, 2)
    own = {paper.code.payload} if paper.code else set()
    return own | set(pages[: most if not own else 1])


def _read(reader: str, image: Image.Image) -> set[str]:
    if reader == "zxing":
        return {found.text for found in zxingcpp.read_barcodes(image)}
    pyzbar = pytest.importorskip(
        "pyzbar.pyzbar", reason="zbar is not installed (libzbar0, pyzbar)", exc_type=ImportError
    )
    return {found.data.decode() for found in pyzbar.decode(image)}


@pytest.mark.parametrize("layout", FOOT)
@pytest.mark.parametrize("topic", HANDOUTS)
@pytest.mark.parametrize("personal", [False, True])
def test_nothing_stands_below_the_foot_or_over_it(topic: str, layout: Layout, personal: bool) -> None:
    pdf = handout_pdf([paper_of(HANDOUTS[topic], personal=personal)], layout)
    for found in letters(pdf):
        foot = [letter for letter in found if letter.bottom > FOOT[layout]]
        assert foot
        assert min(letter.top for letter in foot) >= FOOT[layout]
        assert max(letter.bottom for letter in found) <= FOOT[layout] + 14 * (FOOT[layout] / 283)


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("topic", HANDOUTS)
@pytest.mark.parametrize("personal", [False, True])
def test_no_two_lines_overlap(topic: str, layout: Layout, personal: bool) -> None:
    pdf = handout_pdf([paper_of(HANDOUTS[topic], personal=personal)], layout)
    for found in letters(pdf):
        for one, other in itertools.combinations([letter for letter in found if letter.text.strip()], 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            smaller = min(one.bottom - one.top, other.bottom - other.top)
            assert across < 0.3 or down < 0.5 * smaller, (one, other)


@pytest.mark.parametrize("layout", Layout)
def test_nothing_is_within_6_mm_of_the_edge(layout: Layout) -> None:
    for topic in ("lua_dao", "quet_qr"):
        pdf = handout_pdf([paper_of(HANDOUTS[topic], personal=True, practice=True)], layout)
        for number in range(len(words(pdf))):
            image = picture(pdf, 100, number).point(lambda light: 255 if light < 250 else 0)
            edge = 5.9 / 25.4 * 100
            left, top, right, bottom = image.getbbox() or (0, 0, 0, 0)
            assert min(left, top) >= edge
            assert right <= image.width - edge
            assert bottom <= image.height - edge


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("topic", HANDOUTS)
def test_every_word_of_the_handout_is_on_paper(topic: str, layout: Layout) -> None:
    handout = HANDOUTS[topic]
    marks = ".,;:!?()“”"  # which the reader sets apart in panels that are turned
    printed = {word.strip(marks) for word in " ".join(words(handout_pdf([paper_of(handout)], layout))).split()}
    vietnamese = Language.VIETNAMESE
    said = [handout.title, handout.subtitle]
    said += [texts for block in handout.blocks for texts in (block.heading, block.text)]
    wanted = {word.strip(marks) for texts in said for word in texts.get(vietnamese, "").replace("**", "").split()}
    assert wanted <= printed


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("reader", ["zxing", "zbar"])
def test_every_code_is_read_from_a_cheap_printer(layout: Layout, reader: str) -> None:
    for topic in ("lua_dao", "vneid", "binh_dan_hoc_vu_so"):
        paper = paper_of(HANDOUTS[topic], personal=True)
        pdf = handout_pdf([paper], layout)
        found: set[str] = set()
        for number in range(len(words(pdf))):
            found |= _read(reader, picture(pdf, 100, number).filter(ImageFilter.GaussianBlur(0.8)))
        assert found >= _codes(paper, layout)
        assert CODE.payload in found


def test_the_proof_of_a_file_says_what_each_page_holds() -> None:
    papers = [paper_of(HANDOUTS["vneid"], code=HouseholdCode(code=code_of(str(number)))) for number in range(3)]
    proof = list(proof_pages(handout_pdf(papers, Layout.A4)))
    assert [page.page for page in proof] == [0, 1, 2]
    assert [set(page.texts) for page in proof] == [{code_of(str(n)), "https://vneid.gov.vn"} for n in range(3)]


@pytest.mark.parametrize("layout", Layout)
def test_all_vietnamese_letters_come_back_and_the_file_is_sound(layout: Layout, tmp_path: Path) -> None:
    everything = vietnamese_letters()
    thirds = [" ".join(everything[at : at + 23]) for at in range(0, len(everything), 23)]
    blocks = tuple(
        Block(id=f"buoc-{n}", kind=BlockKind.STEP, picture="the_can_cuoc", text={Language.VIETNAMESE: said})
        for n, said in enumerate(thirds[:5], start=1)
    )
    more = Block(id="m", kind=BlockKind.BEWARE, picture="the_can_cuoc", text={Language.VIETNAMESE: thirds[5]})
    title = {Language.VIETNAMESE: "Chữ Việt"}
    handout = Handout(topic="x", version=1, picture="the_can_cuoc", title=title, blocks=(*blocks, more))
    pdf = handout_pdf([paper_of(handout)], layout)
    assert len(everything) == 134
    assert not [letter for letter in everything if letter not in outside_text(pdf, tmp_path)]
    check_structure(pdf, tmp_path)
    assert b"/FontFile2" in pdf
    assert b"/Helvetica" not in pdf


def test_the_foot_says_who_gives_it_that_it_is_free_and_when_it_was_printed() -> None:
    (text,) = words(handout_pdf([paper_of(HANDOUTS["vneid"])], Layout.A4))
    foot = text[text.rindex("Tổ công nghệ số thôn") :] + text
    for said in ("thôn Bản Giòng, xã Thượng Nông", "Ma Thị Mai, 0900 000 417", "Cấp miễn phí · Bản 2 · in 21/11/2026"):
        assert said in foot
    assert "BẢN THỰC HÀNH" not in text
    (text,) = words(handout_pdf([paper_of(HANDOUTS["vneid"], practice=True)], Layout.A4))
    assert "BẢN THỰC HÀNH" in text


@pytest.mark.parametrize("layout", Layout)
def test_a_household_finds_its_name_its_day_and_its_code(layout: Layout) -> None:
    text = " ".join(" ".join(words(handout_pdf([paper_of(HANDOUTS["vneid"], personal=True)], layout))).split())
    for said in ("bà Lò Thị Mẩy", "28/11/2026", "K7M 4TX"):
        assert said in text


def test_more_words_make_it_smaller_then_two_pages_then_a_sentence() -> None:
    found = [fits(paper_of(long_handout(count)), Layout.A4) for count in (10, 45, 80, 400)]
    assert found == [Fit.WHOLE, Fit.SMALLER, Fit.TWO_PAGES, Fit.TOO_LONG]
    assert fits(paper_of(long_handout(45), rather_two_pages=True), Layout.A4) is Fit.TWO_PAGES
    with pytest.raises(HandoutPaperError, match="quá dài"):
        handout_pdf([paper_of(long_handout(400))], Layout.A4)


@pytest.mark.parametrize("layout", FOOT)
@pytest.mark.parametrize("count", range(10, 130, 20))
def test_a_long_text_is_never_cut_or_drawn_over_the_foot(layout: Layout, count: int) -> None:
    paper = paper_of(long_handout(count))
    if fits(paper, layout) is Fit.TOO_LONG:
        with pytest.raises(HandoutPaperError):
            handout_pdf([paper], layout)
        return
    pdf = handout_pdf([paper], layout)
    copies = 2 if layout is Layout.A5_TWICE and fits(paper, layout) is not Fit.TWO_PAGES else 1
    text = " ".join(" ".join(words(pdf)).split())
    assert text.count("chữ") - text.count("Tờ quá nhiều chữ") == 5 * count * copies
    for found in letters(pdf):
        body = [letter for letter in found if letter.bottom < FOOT[layout] + 1]
        assert max(letter.bottom for letter in body) <= FOOT[layout]


def test_the_leaflet_says_so_when_a_panel_is_too_full() -> None:
    assert fits(paper_of(long_handout(20)), Layout.FOLDED) is Fit.WHOLE
    assert fits(paper_of(long_handout(80)), Layout.FOLDED) is Fit.TOO_LONG
    assert all(fit_sentence(fit) for fit in Fit if fit is not Fit.WHOLE)


def test_the_panels_of_the_leaflet_lie_in_the_order_of_the_folds() -> None:
    pdf = handout_pdf([paper_of(long_handout(12))], Layout.FOLDED)
    (found,) = letters(pdf)
    text = "".join(letter.text or "?" for letter in found)
    places = {}
    for number in range(1, 6):
        first = found[
            text.replace(" ", "?").index(f"Việc?{number}") if "Việc " in text else text.index(f"Việc{number}")
        ]
        places[number] = (int(first.left // 74.25), first.top > 105)
    assert places == {1: (3, False), 2: (2, False), 3: (1, False), 4: (0, False), 5: (0, True)}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("https://bit.ly/abc", "rút gọn"),
        ("http://vneid.gov.vn", "https"),
        ("00020101021138540010A00000072701240006970436011000000000010208QRIBFTTA53037045802VN6304ABCD", "nhận tiền"),
        ("https://so.example.vn/" + "a" * 400, "không đọc lại được|quá dài"),
    ],
)
def test_an_address_that_must_not_be_printed_is_refused_with_a_sentence(value: str, said: str) -> None:
    for layout in Layout:
        with pytest.raises(HandoutPaperError, match=said):
            handout_pdf([paper_of(HANDOUTS["vneid"], addresses=(page(value),))], layout)
        with pytest.raises(HandoutPaperError, match=said):
            fits(paper_of(HANDOUTS["vneid"], addresses=(page(value),)), layout)


def test_a_number_nobody_can_call_is_refused() -> None:
    wrong = replace(ADDRESSES["so_156"], value="mười")
    assert wrong.kind is AddressKind.PHONE
    with pytest.raises(HandoutPaperError, match="số điện thoại"):
        handout_pdf([paper_of(HANDOUTS["vneid"], addresses=(wrong,))], Layout.A4)


def test_two_families_share_a_sheet_of_a5_and_an_even_one_is_printed_twice() -> None:
    own = [paper_of(HANDOUTS["vneid"], family=FamilyLine(name=f"ông số {n}")) for n in (1, 2, 3)]
    sheets = words(handout_pdf(own, Layout.A5_TWICE))
    assert ["ông số 1" in text and "ông số 2" in text for text in sheets] == [True, False]
    assert "ông số 3" in sheets[1]
    (text,) = words(handout_pdf([paper_of(HANDOUTS["vneid"])], Layout.A5_TWICE))
    assert text.count("Tới Công an xã") == 2


def test_a_batch_draws_each_household_its_own_and_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    names = ["ông Ma Văn Tú", "", "bà " + "Hoàng Thị Dài " * 6, "cô Xuân"]
    papers = [
        paper_of(HANDOUTS[topic], family=FamilyLine(name=name.strip(), next_visit=date(2026, 12, 1)))
        for topic in ("vneid", "lua_dao")
        for name in names
    ]
    pages = words(handout_pdf(papers, Layout.A4, progress=lambda done, of: told.append((done, of))))
    assert told == [(done, 8) for done in range(9)]
    assert [
        next((n for n in (0, 2, 3) if names[n].split()[-1] in text.split("Gửi nhà")[-1].split()), 1) for text in pages
    ] == [
        0,
        1,
        2,
        3,
        0,
        1,
        2,
        3,
    ]
    assert ["VNeID mức 2" in text for text in pages] == [True] * 4 + [False] * 4


@pytest.mark.parametrize("layout", [Layout.A4, Layout.LARGE, Layout.FOLDED, Layout.POSTER])
def test_a_page_of_a_batch_is_the_page_printed_alone(layout: Layout) -> None:
    handout = replace(HANDOUTS["vneid"], addresses=())
    other = replace(handout, title={Language.VIETNAMESE: "Tên tờ khác"})
    names = ["ông Ma Văn Tú", "bà " + "Hoàng Thị Dài " * 5, "cô Xuân"]
    papers = [paper_of(one, family=FamilyLine(name=name.strip())) for name in names for one in (handout, other)]
    papers += [paper_of(handout), paper_of(handout, personal=True)]
    together = letters(handout_pdf(papers, layout))
    alone = [found for paper in papers for found in letters(handout_pdf([paper], layout))]
    assert [[(x.text, round(x.left), round(x.top)) for x in found] for found in together] == [
        [(x.text, round(x.left), round(x.top)) for x in found] for found in alone
    ]


def test_a_square_code_is_drawn_as_on_every_sheet_and_not_its_mirror_image() -> None:
    drawn = []
    for sheet in (HandoutSheet("Mã"), Sheet("Mã")):
        sheet.square_code(matrix("https://vneid.gov.vn"), 20, 30, 33)
        drawn.append(picture(sheet.finish(), 60))
    assert max(ImageChops.difference(*drawn).tobytes()) < 40


def test_a_batch_stops_where_it_is_asked_to() -> None:
    asked = iter(range(1000))
    papers = [paper_of(HANDOUTS["vneid"], code=HouseholdCode(code=code_of(str(n)))) for n in range(50)]
    with pytest.raises(HandoutCancelledError):
        handout_pdf(papers, Layout.A4, cancelled=lambda: next(asked) >= 10)
    assert next(asked) <= 12


@pytest.mark.parametrize("layout", Layout)
def test_a_name_that_nobody_filled_in_is_not_printed(layout: Layout) -> None:
    handout = replace(HANDOUTS["vneid"], title={Language.VIETNAMESE: "Ứng dụng {ten_ung_dung}"})
    with pytest.raises(HandoutPaperError, match=r"chưa điền: \{ten_ung_dung\}"):
        handout_pdf([paper_of(handout)], layout)


def test_nothing_to_print_is_said() -> None:
    with pytest.raises(HandoutPaperError, match="Chưa chọn"):
        handout_pdf([], Layout.A4)


def test_a_second_language_stands_beneath_and_only_where_it_was_translated(tmp_path: Path) -> None:
    handout = HANDOUTS["vneid"]
    first, *others = handout.blocks
    told = replace(first, text={**first.text, Language.EDE: "Ê̆ Ơ̆ Ư̆ ƀ lời dịch thử"})
    paper = paper_of(replace(handout, blocks=(told, *others)), second=Language.EDE)
    text = unicodedata.normalize("NFC", outside_text(handout_pdf([paper], Layout.A4), tmp_path))
    assert "lời dịch thử" in text
    assert "Ê̆ Ơ̆ Ư̆ ƀ" in text
    assert text.count("Mang căn cước") == 1
    alone = paper_of(replace(handout, blocks=(told, *others)), language=Language.EDE)
    text = words(handout_pdf([alone], Layout.A4))[0]
    assert "Mang căn cước" not in text
    assert "Cài VNeID" in text


def test_khmer_is_drawn_and_can_be_copied_again(tmp_path: Path) -> None:
    handout = HANDOUTS["vneid"]
    first, *others = handout.blocks
    told = replace(first, text={**first.text, Language.KHMER: "ភាសាខ្មែរ"})
    paper = paper_of(replace(handout, blocks=(told, *others)), second=Language.KHMER)
    pdf = handout_pdf([paper], Layout.A4)
    assert "ភាសាខ្មែរ" in words(pdf)[0]
    assert "ភាសាខ្មែរ" in outside_text(pdf, tmp_path)
    assert picture(pdf, 60).tobytes() != picture(handout_pdf([paper_of(handout)], Layout.A4), 60).tobytes()
    check_structure(pdf, tmp_path)


def test_the_poster_is_a3() -> None:
    assert picture(handout_pdf([paper_of(HANDOUTS["vneid"])], Layout.POSTER), 72).size == (842, 1191)


def test_the_leaflet_says_what_to_send_and_keeps_the_day_in_one_piece() -> None:
    pages = words(handout_pdf([paper_of(HANDOUTS["lua_dao"], personal=True)], Layout.FOLDED))
    text = " ".join(" ".join(pages).split())
    assert "LD (số gọi đến) (nội dung)" in text
    assert "28/11/2026" in text


def test_a_leaflet_is_not_told_of_two_pages() -> None:
    assert "hai trang" in fit_sentence(Fit.SMALLER)
    assert "hai trang" not in fit_sentence(Fit.SMALLER, other=False)


def test_the_name_of_the_leader_stays_on_one_line_in_large_print() -> None:
    (text,) = words(handout_pdf([paper_of(HANDOUTS["vneid"])], Layout.LARGE))
    assert "Ma Thị Mai, 0900 000 417" in text

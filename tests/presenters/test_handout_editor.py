from dataclasses import replace
from datetime import date

import pytest

from cdtt_app.documents.handout_paper import Footer
from cdtt_app.domain.address_register import Address, AddressKind
from cdtt_app.domain.handout_text import Block, BlockKind, Handout
from cdtt_app.domain.languages import Language
from cdtt_app.domain.province_app import NAME_MARK, ProvinceApp
from cdtt_app.presenters import handout_editor as editor
from cdtt_app.presenters.handouts_page import HandoutsReading

VI, EDE = Language.VIETNAMESE, Language.EDE
DAY = date(2026, 11, 24)


def make_sheet() -> Handout:
    """Two steps and one warning."""
    return Handout(
        topic="zalo",
        version=3,
        picture="zalo",
        title={VI: "Dùng Zalo"},
        subtitle={VI: "Nhắn tin không mất tiền."},
        blocks=(
            Block(id="buoc-1", kind=BlockKind.STEP, picture="a", heading={VI: "Mở máy"}, text={VI: "Bấm nút to."}),
            Block(id="buoc-2", kind=BlockKind.STEP, picture="b", text={VI: f"Tìm {NAME_MARK}, bấm Cài đặt."}),
            Block(id="coi-chung-1", kind=BlockKind.BEWARE, picture="c", text={VI: "Không đọc mã cho ai."}),
        ),
        addresses=("so_156",),
        loudspeaker={VI: "Kính thưa bà con."},
    )


def in_language(state: editor.EditorState, language: Language) -> editor.EditorState:
    return replace(state, language=language)


def view_of(state: editor.EditorState, place: str) -> editor.PlaceView:
    return next(view for view in editor.places(state) if view.place == place)


def test_the_places_stand_in_the_order_of_the_sheet_each_with_its_name_and_a_picture_a_block() -> None:
    views = editor.places(editor.begin(make_sheet(), None))
    assert [(view.place, view.name, view.picture) for view in views] == [
        ("title", "Tên tờ", ""),
        ("subtitle", "Dòng dưới tên tờ", ""),
        ("buoc-1.heading", "Bước 1, đầu đề", "a"),
        ("buoc-1.text", "Bước 1, lời", ""),
        ("buoc-2.text", "Bước 2, lời", "b"),
        ("coi-chung-1.text", "Coi chừng, lời", "c"),
        ("loudspeaker", "Lời đọc loa", ""),
    ]


def test_an_emptied_place_keeps_its_field() -> None:
    state = editor.typed(editor.begin(make_sheet(), None), "buoc-1.heading", "")
    assert view_of(state, "buoc-1.heading").text == ""


def test_another_language_is_written_beside_the_vietnamese_and_what_lacks_is_counted() -> None:
    state = in_language(editor.begin(make_sheet(), None), EDE)
    assert editor.untranslated_words(state) == "còn 7 chỗ chưa dịch"
    assert (view_of(state, "title").text, view_of(state, "title").vietnamese) == ("", "Dùng Zalo")
    state = editor.typed(state, "title", "Ê̆ Ơ̆ Ư̆ ƀ")
    assert (view_of(state, "title").text, state.now.title[VI]) == ("Ê̆ Ơ̆ Ư̆ ƀ", "Dùng Zalo")
    assert (editor.untranslated_words(state), editor.next_untranslated(state)) == ("còn 6 chỗ chưa dịch", "subtitle")
    for view in editor.places(state):
        state = editor.typed(state, view.place, f"ƀ {NAME_MARK}")
    assert editor.untranslated_words(state) == "đã dịch đủ"
    assert editor.untranslated_words(in_language(state, VI)) == ""


def test_what_reads_badly_is_said_at_its_place_and_keeps_the_sheet_from_being_published() -> None:
    fresh = editor.begin(make_sheet(), None)
    assert not editor.may_publish(fresh)
    assert editor.standing_words(fresh) == "Chưa sửa gì"
    long = editor.typed(fresh, "buoc-1.text", " ".join(["chữ"] * 40))
    assert view_of(long, "buoc-1.text").problems == ("40 chữ là quá dài, nên dưới 32. Hãy viết ngắn lại.",)
    assert view_of(long, "title").problems == ()
    assert not editor.may_publish(long)
    assert editor.standing_words(long).startswith("Chưa phát hành được. Bước 1, lời: 40 chữ")
    better = editor.typed(long, "buoc-1.text", "Bấm **nút** to.")
    assert editor.may_publish(better)
    assert editor.publish_words(better) == "Phát hành bản 4"
    assert editor.standing_words(better) == "Đã lưu nháp 1 chỗ sửa"


def test_a_sheet_without_a_name_is_not_published_but_a_title_not_yet_translated_is_no_fault() -> None:
    fresh = editor.begin(make_sheet(), None)
    nameless = editor.typed(fresh, "title", " ")
    assert view_of(nameless, "title").problems == ("Chưa có tên tờ. Hãy ghi tên.",)
    half = editor.typed(in_language(fresh, EDE), "buoc-1.text", "ƀ")
    assert editor.all_problems(half) == ()
    assert editor.may_publish(half)


def test_a_fault_in_a_language_that_is_not_in_hand_is_named() -> None:
    torn = editor.typed(in_language(editor.begin(make_sheet(), None), EDE), "buoc-1.text", "**ƀ")
    (said,) = editor.all_problems(in_language(torn, VI))
    assert said.startswith("Tiếng Ê Đê, Bước 1, lời: Dấu ** chữ đậm chưa đóng")


@pytest.mark.parametrize("language", [VI, EDE])
def test_the_mark_that_the_province_fills_in_must_stay(language: Language) -> None:
    state = in_language(editor.begin(make_sheet(), None), language)
    (said,) = view_of(editor.typed(state, "buoc-2.text", "Tìm Zalo."), "buoc-2.text").problems
    assert NAME_MARK in said
    assert view_of(editor.typed(state, "buoc-2.text", f"Tìm {NAME_MARK}."), "buoc-2.text").problems == ()


def test_the_draft_holds_what_differs_and_is_laid_over_the_sheet_again() -> None:
    fresh = editor.begin(make_sheet(), None)
    assert editor.to_draft(fresh) is None
    state = editor.typed(in_language(fresh, EDE), "title", "ƀ")
    draft = editor.to_draft(state)
    assert draft == {"version": 3, "texts": {"title.rad": "ƀ"}}
    assert editor.begin(make_sheet(), draft).now == state.now
    assert editor.to_draft(editor.typed(state, "title", "")) is None
    assert not editor.is_stale(make_sheet(), draft)
    assert not editor.is_stale(make_sheet(), None)
    assert editor.is_stale(make_sheet(), {**draft, "version": 2})
    assert editor.begin(make_sheet(), {"texts": 7}).now == make_sheet()


@pytest.mark.parametrize(
    ("text", "start", "end", "turned"),
    [
        ("Bấm nút to", 4, 7, ("Bấm **nút** to", 6, 9)),
        ("Bấm nút to", 5, 5, ("Bấm **nút** to", 6, 9)),
        ("Bấm **nút** to", 6, 9, ("Bấm nút to", 4, 7)),
        ("Bấm **nút** to", 4, 11, ("Bấm nút to", 4, 7)),
        ("Bấm nút to", 3, 8, ("Bấm **nút** to", 6, 9)),
        ("Bấm **nút** to", 0, 14, ("**Bấm nút to**", 2, 12)),
        ("", 0, 0, ("", 0, 0)),
    ],
)
def test_bold_is_turned_on_and_off(text: str, start: int, end: int, turned: tuple[str, int, int]) -> None:
    assert editor.turned_bold(text, start, end) == turned


def test_the_preview_is_the_sheet_as_this_province_prints_it() -> None:
    number = Address(id="so_156", kind=AddressKind.PHONE, value="156", label="Báo lừa đảo", said_on=DAY)
    page = Address(id="app", kind=AddressKind.PAGE, value="https://a.vn", label="Ứng dụng", said_on=DAY)
    reading = HandoutsReading(
        handouts=(),
        addresses=(number, page),
        checks=(),
        published={},
        footer=Footer(team="Tổ", printed_on=DAY),
        today=DAY,
    )
    state = editor.begin(make_sheet(), None)
    app = ProvinceApp(name="Tỉnh Tôi", search="tinh toi", addresses=("app",), said_on=DAY)
    paper = editor.preview_paper(state, reading, app)
    assert paper.handout.blocks[1].text[VI] == "Tìm Tỉnh Tôi, bấm Cài đặt."
    assert paper.addresses == (number, page)
    assert NAME_MARK in editor.preview_paper(state, reading, None).handout.blocks[1].text[VI]
    assert NAME_MARK in state.now.blocks[1].text[VI]

from dataclasses import replace
from datetime import timedelta

import pytest

from cdtt_app.domain.handout_edition import HandoutEdition, changed_texts, in_force, next_version
from cdtt_app.domain.handout_text import (
    Block,
    BlockKind,
    Handout,
    plain,
    reading_problems,
    texts_of,
    untranslated,
    with_texts,
)
from cdtt_app.domain.ids import EditionId
from cdtt_app.domain.languages import LANGUAGE_NAMES, Language, text_in
from tests.factories import HAMLET, NOW, Fields

VI, TAY = Language.VIETNAMESE, Language.TAY
SHEET = Handout(
    topic="vneid",
    version=2,
    picture="the_can_cuoc",
    title={VI: "Làm tài khoản VNeID mức 2"},
    subtitle={VI: "5 bước · không mất tiền"},
    blocks=(
        Block(id="buoc-1", kind=BlockKind.STEP, picture="cong_an_xa", text={VI: "Mang **căn cước** tới\nCông an xã."}),
        Block(id="buoc-2", kind=BlockKind.STEP, picture="tin_nhan_tich", text={VI: "Chờ **tin nhắn báo**."}),
    ),
    loudspeaker={VI: "Mời bà con."},
)


def edition(version: int, text: str, **more: Fields) -> HandoutEdition:
    base = HandoutEdition(
        id=EditionId(f"e{version}"),
        hamlet_id=HAMLET,
        topic="vneid",
        version=version,
        texts={"buoc-2.text.vi": text},
        published_at=NOW,
    )
    return replace(base, **more)


def test_every_language_has_a_name_and_hmong_has_both_its_systems() -> None:
    assert set(LANGUAGE_NAMES) == set(Language)
    assert len({LANGUAGE_NAMES[Language.HMONG_RPA], LANGUAGE_NAMES[Language.HMONG_VIETNAM]}) == 2


def test_what_is_not_translated_falls_back_block_by_block() -> None:
    tay = with_texts(SHEET, {"buoc-1.text": {TAY: "(chữ Tày)"}}, 3)
    assert [text_in(block.text, TAY) for block in tay.blocks] == ["(chữ Tày)", "Chờ **tin nhắn báo**."]
    assert text_in(tay.blocks[0].text, VI).startswith("Mang")
    assert "buoc-2.text" in untranslated(tay, TAY)
    assert "buoc-1.text" not in untranslated(tay, TAY)


def test_marks_and_breaks_are_not_part_of_plain_text() -> None:
    assert plain("Mang **căn cước** tới\nCông an xã.") == "Mang căn cước tới Công an xã."


def test_the_newest_edition_is_what_is_printed() -> None:
    printed = in_force(SHEET, (edition(4, "Mới nhất."), edition(3, "Cũ hơn.")))
    assert (printed.version, printed.blocks[1].text[VI], printed.title) == (4, "Mới nhất.", SHEET.title)
    assert in_force(SHEET, (edition(4, "x", deleted="hoàn tác"),)) == SHEET
    assert in_force(SHEET, (edition(4, "x", topic="zalo"),)) == SHEET


def test_two_officers_who_publish_the_same_number_get_the_later_one() -> None:
    later = edition(3, "sau", published_at=NOW + timedelta(hours=1))
    assert in_force(SHEET, (later, edition(3, "trước"))).blocks[1].text[VI] == "sau"


def test_a_language_of_a_newer_program_is_left_aside() -> None:
    odd = edition(3, "Tốt.", texts={"buoc-2.text.vi": "Tốt.", "buoc-2.text.xyz": "?"})
    assert in_force(SHEET, (odd,)).blocks[1].text == {VI: "Tốt."}


def test_an_edition_says_what_differs_and_nothing_else() -> None:
    after = with_texts(SHEET, {"buoc-2.text": {VI: "Đợi tin nhắn."}, "title": {TAY: "(tên Tày)"}}, 3)
    assert changed_texts(SHEET, after) == {"buoc-2.text.vi": "Đợi tin nhắn.", "title.tyz": "(tên Tày)"}
    assert next_version(SHEET, (edition(7, "x"),)) == 8
    assert next_version(SHEET, ()) == 3


def test_every_text_has_its_place() -> None:
    places = [place for place, _ in texts_of(SHEET)]
    assert places[:3] == ["title", "subtitle", "buoc-1.heading"]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (" ".join(["chữ"] * 33), "quá dài"),
        (" ".join(["chữ"] * 21) + ".", "Có câu dài"),
        ("Vào https://vd.vn để xem", "mục Địa chỉ"),
        ("Bấm **Kích hoạt", "chữ đậm"),
    ],
)
def test_what_is_hard_to_read_is_told_to_the_officer(text: str, word: str) -> None:
    broken = with_texts(SHEET, {"buoc-1.text": {VI: text}}, 3)
    assert any(word in problem for problem in reading_problems(broken))
    assert reading_problems(SHEET) == ()


def test_six_steps_are_too_many_and_a_title_is_needed() -> None:
    six = replace(SHEET, blocks=tuple(replace(SHEET.blocks[0], id=f"b{i}") for i in range(6)), title={VI: ""})
    said = " ".join(reading_problems(six))
    assert "5 bước" in said
    assert "tên tờ" in said

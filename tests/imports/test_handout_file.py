import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cdtt_app.checklists.compile import compile_checklist
from cdtt_app.checklists.library import read_builtin
from cdtt_app.domain.address_register import address_problem, by_id
from cdtt_app.domain.handout_text import MOST_STEPS, BlockKind, Handout, plain, reading_problems, texts_of
from cdtt_app.domain.languages import Language
from cdtt_app.domain.person import Persona
from cdtt_app.domain.pictograms import PICTOGRAMS
from cdtt_app.domain.province_app import for_province, speaks_of_app
from cdtt_app.imports.address_file import load_addresses, load_province_app
from cdtt_app.imports.handout_file import HandoutFileError, load_handouts
from cdtt_app.paths import resources

VI = Language.VIETNAMESE
HANDOUTS = load_handouts(resources() / "handouts")
TOPICS = [
    *("vneid", "lua_dao", "quet_qr", "cong_dvc", "nop_ho_so", "suc_khoe", "ban_nong_san", "tre_em", "do_song", "zalo"),
    *("binh_dan_hoc_vu_so", "chu_ky_so", "etax", "ung_dung_tinh"),
]
LONGEST_STEP_WORDS = 32
TAUGHT_NUMBERS = {"156", "5656", "113", "111", "112"}
every_handout = pytest.mark.parametrize("handout", HANDOUTS, ids=lambda handout: handout.topic)


def vietnamese(handout: Handout) -> dict[str, str]:
    return {place: texts[VI] for place, texts in texts_of(handout) if texts}


def test_the_fourteen_topics_stand_in_the_order_of_the_screen() -> None:
    assert [handout.topic for handout in HANDOUTS] == TOPICS


@every_handout
def test_nothing_in_it_is_hard_to_read(handout: Handout) -> None:
    assert reading_problems(handout) == ()
    sentences = re.split(r"(?<=[.!?])\s", handout.loudspeaker[VI])
    assert max(len(sentence.split()) for sentence in sentences) <= 20
    assert 50 <= len(handout.loudspeaker[VI].split()) <= 130  # under a minute over the loudspeaker


@every_handout
def test_it_has_at_most_five_short_steps_each_with_a_sign_of_its_own(handout: Handout) -> None:
    steps = handout.of_kind(BlockKind.STEP)
    assert len(steps) <= MOST_STEPS
    assert len({step.picture for step in steps}) == len(steps)
    assert {handout.picture, *(block.picture for block in handout.blocks)} <= set(PICTOGRAMS)
    for block in handout.blocks:
        assert len(plain(block.text[VI]).split()) <= LONGEST_STEP_WORDS
        assert len(plain(block.heading.get(VI, ""))) <= 26  # a line of A4, two of the folded sheet


@every_handout
def test_it_is_all_there_in_vietnamese_and_nothing_in_another_language_was_made_up(handout: Handout) -> None:
    for place, text in vietnamese(handout).items():
        assert unicodedata.is_normalized("NFC", text), place
        assert text == text.strip()
        assert text
        assert "  " not in text
    assert {language for _, texts in texts_of(handout) for language in texts} == {VI}
    assert len(handout.short) <= 18


@every_handout
def test_addresses_and_hotlines_are_in_the_register_and_not_in_the_text(handout: Handout) -> None:
    register = by_id(load_addresses(resources() / "province", ""))
    assert [address_problem(register[each]) for each in handout.addresses] == [None] * len(handout.addresses)
    said = " ".join(vietnamese(handout).values())
    assert not re.search(r"\.vn\b|https?:|\b1[89]00\b", said)
    assert set(re.findall(r"(?<![\w.,])\d{3,}(?![\w.,]*\d)", said)) <= TAUGHT_NUMBERS
    assert not re.search(r"mức độ [34]", said, re.IGNORECASE)


def test_only_the_national_portal_is_printed_for_public_services() -> None:
    register = by_id(load_addresses(resources() / "province", ""))
    portals = {a.value for a in register.values() if "dichvucong" in a.value}
    assert portals == {"https://dichvucong.gov.vn"}
    assert {h.topic for h in HANDOUTS if "dich_vu_cong" in h.addresses} == {"cong_dvc", "nop_ho_so"}


def test_every_core_question_of_the_checklist_leads_to_a_sheet_and_every_skill_named_is_asked() -> None:
    text = dict(read_builtin(resources() / "checklists"))["ky-nang-so.md"]
    checklist = compile_checklist(text, name="ky-nang-so.md")
    taught = {skill for handout in HANDOUTS for skill in handout.skills}
    assert set(checklist.core()) <= taught
    assert taught <= {question.name for question in checklist.questions}


def test_special_sheets_are_for_whom_they_help() -> None:
    found = {handout.topic: handout for handout in HANDOUTS}
    assert found["etax"].personas == (Persona.TRADER,)
    assert [topic for topic, handout in found.items() if handout.for_places_without_signal] == ["do_song"]
    assert {topic for topic, handout in found.items() if not handout.needs_smartphone} == {
        "lua_dao",
        "nop_ho_so",
        "do_song",
    }
    assert found["vneid"].from_age == 14


def test_where_a_password_is_set_the_sheet_says_not_to_write_it_on_paper() -> None:
    for handout in HANDOUTS:
        said = plain(" ".join(vietnamese(handout).values())).casefold()
        if re.search(r"đặt mật khẩu|mật khẩu tự|mã ký", said):
            assert "không ghi ra giấy" in said, handout.topic


@pytest.mark.parametrize(("province", "name"), [("04", "Công dân số Cao Bằng"), ("80", "Tây Ninh Smart")])
def test_the_sheet_about_the_provinces_app_names_it(province: str, name: str) -> None:
    folder = resources() / "province"
    sheet = for_province(HANDOUTS, load_province_app(folder, province))[-1]
    assert sheet.title[VI] == f"Ứng dụng {name}"
    assert not speaks_of_app(sheet)
    assert reading_problems(sheet) == ()
    assert set(sheet.addresses) <= set(by_id(load_addresses(folder, province)))


def test_provinces_without_a_known_app_are_offered_thirteen_sheets() -> None:
    for province in ("08", "51", "99", ""):
        app = load_province_app(resources() / "province", province)
        assert [handout.topic for handout in for_province(HANDOUTS, app)] == TOPICS[:-1]


def small() -> dict[str, Any]:
    """A sheet that is right, invented."""
    return {
        "topic": "thu",
        "version": 1,
        "place": 1,
        "picture": "khoa",
        "short": "Thử",
        "title": {"vi": "Tờ thử"},
        "blocks": [{"id": "buoc-1", "kind": "buoc", "picture": "khoa", "text": {"vi": "Khoá **máy** lại."}}],
        "loudspeaker": {"vi": "Kính thưa bà con."},
    }


def load(folder: Path, content: dict[str, Any]) -> tuple[Handout, ...]:
    (folder / "thu.json").write_text(json.dumps(content), encoding="utf-8")
    return load_handouts(folder)


def test_a_small_sheet_is_read_with_its_translations(tmp_path: Path) -> None:
    content = small()
    content["blocks"][0]["text"]["tyz"] = "(thử)"
    (sheet,) = load(tmp_path, content)
    assert (sheet.topic, sheet.needs_smartphone, sheet.skills) == ("thu", True, ())
    assert sheet.blocks[0].text == {VI: "Khoá **máy** lại.", Language.TAY: "(thử)"}


def block(**changed: object) -> Callable[[dict[str, Any]], None]:
    return lambda content: content["blocks"][0].update(changed)


def six_steps(content: dict[str, Any]) -> None:
    content["blocks"] = [{**content["blocks"][0], "id": f"buoc-{number}"} for number in range(6)]


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda c: c.update(tilte={}), "có mục lạ “tilte”"),
        (block(color="red"), "có mục lạ “color”, ở blocks"),
        (lambda c: c.pop("title"), "thiếu mục “title”"),
        (block(text={"vi": "a", "fr": "b"}), "có chữ “fr” mà chương trình không biết"),
        (block(kind="step"), "có chữ “step” mà chương trình không biết"),
        (block(picture=""), "khối “buoc-1” chưa có hình"),
        (block(picture="con_voi"), "hình “con_voi”, không có hình ấy"),
        (lambda c: c.update(picture="con_voi"), "không có hình tên “con_voi”"),
        (six_steps, "nhiều hơn 5 bước"),
        (lambda c: c["blocks"].append(dict(c["blocks"][0])), "có hai khối cùng mã “buoc-1”"),
        (lambda c: c.update(blocks=[]), "chưa có khối chữ nào"),
        (block(id="Bước 1."), "mã khối “Bước 1.”"),
        (block(text={"vi": "Khoá **máy lại."}), "“buoc-1.text.vi” có dấu ** chữ đậm chưa đóng"),
        (block(text={"tyz": "a"}), "“buoc-1.text” chưa có chữ tiếng Việt"),
        (block(text={"vi": " "}), "“buoc-1.text” chưa có chữ tiếng Việt"),
        (block(heading={"vi": "Dùng {ten}"}), "có “{ten}”"),
        (lambda c: c.update(loudspeaker={}), "“loudspeaker” chưa có chữ tiếng Việt"),
        (lambda c: c["title"].update(vi=unicodedata.normalize("NFD", "Tờ thử")), "Unicode dựng sẵn"),
        (lambda c: c.update(topic="khac"), "khác tên tệp"),
        (lambda c: c.update(version=0), "số bản (version) phải từ 1"),
        (lambda c: c.update(version="1"), "có chỗ ghi không đúng kiểu, ở version"),
        (lambda c: c.update(short=" "), "thiếu tên ngắn"),
    ],
)
def test_a_sheet_that_is_not_right_is_refused_by_its_name(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], object], fault: str
) -> None:
    content = small()
    spoil(content)
    with pytest.raises(HandoutFileError, match=re.escape(fault)) as caught:
        load(tmp_path, content)
    assert "“thu.json” chưa dùng được" in str(caught.value)
    assert str(caught.value).endswith("dữ liệu vẫn nguyên.")


def test_an_empty_folder_and_a_damaged_file_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(HandoutFileError, match="Không thấy tờ hướng dẫn nào"):
        load_handouts(tmp_path)
    (tmp_path / "thu.json").write_bytes(b"{")
    with pytest.raises(HandoutFileError, match="không phải tệp JSON đọc được"):
        load_handouts(tmp_path)


def test_the_example_of_the_guide_is_a_sheet_that_can_be_read(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "handouts.md").read_text(encoding="utf-8")
    example, entry = re.findall(r"```json\n(.*?)```", guide, re.DOTALL)
    (tmp_path / "vi_du.json").write_text(example, encoding="utf-8")
    (sheet,) = load_handouts(tmp_path)
    assert reading_problems(sheet) == ()
    (tmp_path / "default.json").write_text(f'{{"addresses": [{entry}]}}', encoding="utf-8")
    (address,) = load_addresses(tmp_path, "")
    assert address == by_id(load_addresses(resources() / "province", ""))["so_156"]
    keys = set(json.loads(example)) - {"blocks"}
    assert [key for key in keys if f"`{key}`" not in guide] == []

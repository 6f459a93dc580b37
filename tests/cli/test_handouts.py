"""Handouts from the command line: PDFs for anybody, for one household, for many; the ledger; no data needed."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cdtt_app.cli import run
from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HandoutGivenId, HouseholdId, PersonId
from cdtt_app.domain.short_code import code_of, grouped
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import household, people
from cdtt_app.storage.questions import where
from tests.cli.running import Cdtt
from tests.documents.layout import check_structure, outside_text
from tests.documents.rendering import picture, read_codes, words
from tests.factories import make_consent, make_visit

Kept = Callable[[], Database]
DU = HouseholdId("hh-du")


@pytest.fixture
def asked(kept: Kept) -> Household:
    """The family of BG-004 was visited, agreed, and lacks what some sheets teach."""
    db = kept()
    try:
        home = household(db, DU)
        assert home is not None
        answers = {person.id: {"F1": "0", "F2": "0", "C1": "0"} for person in people(db, (DU,))[DU]}
        visit = make_visit(home, answers={"id": "ky-nang-so", "v": "2026.1", "a": answers})
        with db.write() as tx:
            tx.save(visit)
            tx.save(make_consent(home, Purpose.VISITS))
        return home
    finally:
        db.close()


def given(kept: Kept) -> list[tuple[str, int]]:
    """What the ledger says."""
    db = kept()
    try:
        return [(each.topic, each.version) for each in where(db, HandoutGiven)]
    finally:
        db.close()


def codes(pdf: bytes) -> list[str]:
    """What the square codes of every page say."""
    return [text for page in range(len(words(pdf))) for text in read_codes(picture(pdf, 150, page))]


def test_a_sheet_is_printed_before_the_machine_has_any_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cdtt_app.cli.session.default_profile", lambda: tmp_path / "nothing")
    assert run(["handout", "vneid", "--out", str(tmp_path / "a.pdf")], windows=lambda _: 0) == 0
    said = " ".join(words((tmp_path / "a.pdf").read_bytes())[0].split())
    assert "Làm tài khoản VNeID mức 2" in said
    assert "Tổ công nghệ số thôn" not in said
    assert not (tmp_path / "nothing").exists()
    assert run(["handout", "--household", "BG-004", "--out", str(tmp_path / "b.pdf")], windows=lambda _: 0) == 1
    assert not (tmp_path / "b.pdf").exists()


def test_a_profile_that_was_named_must_be_there(cdtt: Cdtt, tmp_path: Path) -> None:
    said = cdtt("handout", "vneid", "--out", tmp_path / "a.pdf", "--profile", tmp_path / "nothing")
    assert (said.code, (tmp_path / "a.pdf").exists()) == (1, False)
    assert "chưa có dữ liệu" in said.err


@pytest.mark.parametrize("layout", ["a4", "a5", "fold", "a3", "large"])
def test_every_layout_is_sound_and_its_codes_can_be_read(cdtt: Cdtt, tmp_path: Path, layout: str) -> None:
    out = tmp_path / "to.pdf"
    assert cdtt("handout", "vneid", "--layout", layout, "--out", out).code == 0
    pdf = out.read_bytes()
    check_structure(pdf, tmp_path)
    assert set(codes(pdf)) == {"https://vneid.gov.vn"}
    assert "VNeID mức 2" in " ".join(outside_text(pdf, tmp_path).split())


def test_the_answer_warns_of_addresses_that_nobody_tried(cdtt: Cdtt, tmp_path: Path) -> None:
    said = cdtt("handout", "vneid", "--second", "tyz", "--out", tmp_path / "a.pdf")
    assert "Xã chưa thử: Trang VNeID của Bộ Công an: vneid.gov.vn" in said.out
    assert "Chưa ai dịch tờ này sang tiếng Tày" in said.out


def test_text_and_loudspeaker_need_no_file(cdtt: Cdtt) -> None:
    said = cdtt("handout", "lua_dao", "--text", "--loudspeaker")
    assert said.code == 0
    assert "https://tinnhiemmang.vn" in said.out
    assert "Nên gọi số một năm sáu" in said.out
    document = cdtt("handout", "lua_dao", "--text", "--json").document
    assert document["text"].startswith("Chống lừa đảo")
    assert "loudspeaker" not in document


def test_a_household_gets_its_sheets_with_the_code_that_reopens_it(
    cdtt: Cdtt, asked: Household, tmp_path: Path, kept: Kept
) -> None:
    out = tmp_path / "ho.pdf"
    said = cdtt("handout", "--household", "bg-004", "--out", out, "--json")
    assert said.code == 0
    sheets = said.document["sheets"]
    assert 1 <= len(sheets) <= 3
    assert {sheet["layout"] for sheet in sheets} == {"large"}  # somebody of 68 lives there
    pdf = out.read_bytes()
    assert codes(pdf).count(code_of(DU)) == len(sheets)
    text = " ".join(outside_text(pdf, tmp_path).split())
    assert grouped(code_of(DU)) in text
    assert asked.head_name not in text
    assert "Tổ công nghệ số thôn Bản Giòng" in text
    assert given(kept) == []


def test_the_name_and_the_ledger_only_when_asked(cdtt: Cdtt, asked: Household, tmp_path: Path, kept: Kept) -> None:
    out = tmp_path / "ho.pdf"
    said = cdtt("handout", "--household", grouped(code_of(DU)), "--out", out, "--with-name", "--given", "--json")
    assert asked.head_name in " ".join(outside_text(out.read_bytes(), tmp_path).split())
    printed = [(sheet["topic"], sheet["version"]) for sheet in said.document["sheets"]]
    assert sorted(given(kept)) == sorted(printed)
    ledger = cdtt("handout", "ledger", "--json").document
    assert sorted(each["topic"] for each in ledger["given"]) == sorted(topic for topic, _ in printed)
    assert {each["household"] for each in ledger["given"]} == {"BG-004"}
    again = cdtt("handout", "--household", "BG-004", "--out", tmp_path / "b.pdf", "--json").document
    assert {sheet["topic"] for sheet in again.get("sheets", [])}.isdisjoint(topic for topic, _ in printed)


def test_one_topic_for_one_household(cdtt: Cdtt, tmp_path: Path) -> None:
    out = tmp_path / "ho.pdf"
    said = cdtt("handout", "zalo", "--household", "BG-004", "--layout", "a5", "--out", out, "--json")
    assert [(sheet["topic"], sheet["layout"]) for sheet in said.document["sheets"]] == [("zalo", "a5")]
    assert code_of(DU) in codes(out.read_bytes())


@pytest.mark.parametrize("filter_", ["ngay-mai", "cum=na phieng", "cum=Cụm Nà Phiêng", "tat-ca"])
def test_a_batch_prints_for_each_household(
    cdtt: Cdtt, asked: Household, tmp_path: Path, kept: Kept, filter_: str
) -> None:
    db = kept()
    try:
        with db.write() as tx:
            for number in range(5, 17):
                home = replace(asked, id=HouseholdId(f"hh-{number}"), code=f"BG-{number:03}", asked_help=True)
                tx.save(home)
                person = people(db, (DU,))[DU][0]
                tx.save(replace(person, id=PersonId(f"p-{number}"), household_id=home.id))
            tx.save(replace(asked, asked_help=True))
    finally:
        db.close()
    said = cdtt("handout", "--batch", filter_, "--out", tmp_path / "lo.pdf", "--json")
    assert said.code == 0
    sheets = said.document["sheets"]
    homes = list(dict.fromkeys(sheet["household"] for sheet in sheets))
    assert homes == sorted(homes)
    assert len(homes) == 13
    last = f"Đã dựng {len(sheets)}/{len(sheets)} tờ"
    assert said.err.splitlines()[-1] == last
    assert 10 <= len(said.err.splitlines()) <= 20
    assert set(codes((tmp_path / "lo.pdf").read_bytes())) >= {sheet["code"] for sheet in sheets}


def test_who_has_an_old_version_gets_the_new_one(cdtt: Cdtt, asked: Household, tmp_path: Path, kept: Kept) -> None:
    assert cdtt("handout", "--batch", "to-cu=vneid", "--out", tmp_path / "a.pdf").code == 1
    db = kept()
    try:
        old = HandoutGiven(
            id=HandoutGivenId("g-1"),
            household_id=DU,
            hamlet_id=asked.hamlet_id,
            topic="vneid",
            given_on=db.now().date(),
            version=0,
        )
        with db.write() as tx:
            tx.save(old)
    finally:
        db.close()
    assert cdtt("handout", "ledger", "--json").document["older"] == {"vneid": ["BG-004"]}
    assert "Còn tờ cũ, vneid: BG-004" in cdtt("handout", "ledger").out
    said = cdtt("handout", "--batch", "to-cu=vneid", "--out", tmp_path / "a.pdf", "--given", "--json")
    assert [sheet["topic"] for sheet in said.document["sheets"]] == ["vneid"]
    assert "Nông Văn Dư (BG-004)" in cdtt("handout", "ledger").out
    assert cdtt("handout", "--batch", "to-cu=vneid", "--out", tmp_path / "b.pdf").code == 1


@pytest.mark.parametrize(
    ("words_", "sentence"),
    [
        (("nothing", "--out", "{out}"), "Không có tờ tên nothing. Các tờ: vneid, "),
        (("--household", "XX-1", "--out", "{out}"), "Không có hộ mang mã XX-1."),
        (("--batch", "cum=Xa", "--out", "{out}"), "Không có cụm tên Xa. Các cụm: Nà Phiêng."),
        (("--batch", "to-cu=nothing", "--out", "{out}"), "Không có tờ tên nothing."),
        (("vneid", "--out", "{there}"), "đã có. Hãy chọn tên khác, hoặc thêm --force"),
    ],
)
def test_what_cannot_be_printed_is_one_sentence(
    cdtt: Cdtt, tmp_path: Path, words_: tuple[str, ...], sentence: str
) -> None:
    there = tmp_path / "there.pdf"
    there.write_bytes(b"mine")
    said = cdtt("handout", *(each.format(out=tmp_path / "a.pdf", there=there) for each in words_))
    assert (said.code, said.out, len(said.err.splitlines())) == (1, "", 1)
    assert sentence in said.err
    assert not (tmp_path / "a.pdf").exists()
    assert there.read_bytes() == b"mine"


@pytest.mark.usefixtures("asked")
def test_the_list_says_who_needs_what_and_what_nobody_tried(cdtt: Cdtt) -> None:
    rows = {row["topic"]: row for row in cdtt("handout", "list", "--json").document["handouts"]}
    assert rows["vneid"]["version"] >= 1
    assert [each["id"] for each in rows["vneid"]["unverified"]] == ["vneid", "so_vneid"]
    assert sum(row["needs"] for row in rows.values()) > 0
    assert "hộ cần" in cdtt("handout", "list").out


def test_the_pdf_has_its_fonts_with_it(cdtt: Cdtt, tmp_path: Path) -> None:
    if shutil.which("pdffonts") is None:
        pytest.skip("pdffonts (poppler-utils) is not installed")
    out = tmp_path / "a.pdf"
    cdtt("handout", "lua_dao", "--out", out)
    fonts = subprocess.run(["pdffonts", out], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(" yes yes " in " ".join(font.split()) for font in fonts)

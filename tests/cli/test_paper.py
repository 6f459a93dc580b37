"""Visit sheets and run sheets from the command line, and which sheets are still out."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.paper_sheet import PaperSheet, sheet_code
from cdtt_app.domain.short_code import grouped
from cdtt_app.domain.vietnamese import format_date
from cdtt_app.services.paper_sheets import sheets_out
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import household
from cdtt_app.storage.questions import where
from tests.cli.running import Cdtt, today
from tests.documents.layout import check_structure, outside_text
from tests.documents.rendering import picture, read_codes, words
from tests.factories import make_visit

Kept = Callable[[], Database]


def kept_sheets(kept: Kept) -> tuple[PaperSheet, ...]:
    """The sheets that are out."""
    db = kept()
    try:
        return sheets_out(db)
    finally:
        db.close()


def a_visit(kept: Kept, id_: str = "v-giay", home: str = "hh-du") -> None:
    """A visit that was keyed in."""
    db = kept()
    try:
        found = household(db, HouseholdId(home))
        assert found is not None
        with db.write() as tx:
            tx.save(make_visit(found, id=id_))
    finally:
        db.close()


def test_tomorrows_sheets_are_prefilled_sound_and_out(cdtt: Cdtt, tmp_path: Path, kept: Kept) -> None:
    out = tmp_path / "phieu.pdf"
    said = cdtt("sheet", "--visit", "--blank", "1", "--out", out)
    assert said.code == 0
    assert "1 phiếu điền sẵn và 1 phiếu trắng" in said.out
    pdf = out.read_bytes()
    check_structure(pdf, tmp_path)
    filled, blank = kept_sheets(kept)
    assert (filled.household_id, blank.household_id) == ("hh-du", None)
    assert [sheet.run_on for sheet in (filled, blank)] == [today() + timedelta(days=1)] * 2
    assert [(sheet.place, sheet.places) for sheet in (filled, blank)] == [(1, 2), (2, 2)]
    first, second = words(pdf)
    assert "Nông Văn Dư" in first
    assert "Nông Văn Dư" not in second
    for page, sheet in enumerate((filled, blank)):
        (code,) = read_codes(picture(pdf, 150, page))
        assert code == sheet_code(sheet)


def test_households_may_be_named_and_the_day_too(cdtt: Cdtt, tmp_path: Path, kept: Kept) -> None:
    out = tmp_path / "phieu.pdf"
    document = cdtt("sheet", "--visit", "bg-004", "--day", "24/12/2026", "--out", out, "--json").document
    (sheet,) = document["sheets"]
    assert (sheet["household"], sheet["day"]) == ("BG-004", "2026-12-24")
    assert [sheet_code(each) for each in kept_sheets(kept)] == [sheet["code"]]
    assert " ".join(sheet["code"]) in " ".join(outside_text(out.read_bytes(), tmp_path).split())


def test_the_run_sheet_names_the_sheets_printed_for_that_evening(cdtt: Cdtt, tmp_path: Path, kept: Kept) -> None:
    cdtt("sheet", "--visit", "--out", tmp_path / "phieu.pdf")
    said = cdtt("sheet", "--run", "--out", tmp_path / "ds.pdf", "--json")
    assert said.document["households"] == ["BG-004"]
    pdf = (tmp_path / "ds.pdf").read_bytes()
    check_structure(pdf, tmp_path)
    text = " ".join(outside_text(pdf, tmp_path).split())
    (sheet,) = kept_sheets(kept)
    assert f"Phiếu {grouped(sheet_code(sheet))}" in text
    assert "Nông Văn Dư" in text
    assert "0912" not in text  # the family has not agreed to anything yet


def test_the_list_of_sheets_out_grows_and_shrinks(cdtt: Cdtt, tmp_path: Path, kept: Kept) -> None:
    assert cdtt("sheet", "--list").out == "Không còn phiếu giấy nào ở ngoài.\n"
    cdtt("sheet", "--visit", "--blank", "2", "--out", tmp_path / "phieu.pdf")
    assert "Còn 3 phiếu giấy chưa gõ" in cdtt("sheet", "--list").out
    filled, blank, _ = kept_sheets(kept)
    a_visit(kept)
    said = cdtt("sheet", "--entered", grouped(sheet_code(filled)).lower(), "v-giay")
    assert said.out.startswith(f"Phiếu {grouped(sheet_code(filled))} đã gõ xong: lượt thăm hộ Nông Văn Dư")
    assert cdtt("sheet", "--entered", sheet_code(blank), "v-giay").code == 0
    assert len(cdtt("sheet", "--list", "--json").document["sheets"]) == 1
    db = kept()
    try:
        entered = {sheet.id: sheet.household_id for sheet in where(db, PaperSheet, "visit_id IS NOT NULL")}
    finally:
        db.close()
    assert entered == {filled.id: "hh-du", blank.id: "hh-du"}


def test_a_sheet_is_entered_once_and_for_its_own_household(cdtt: Cdtt, tmp_path: Path, kept: Kept) -> None:
    cdtt("sheet", "--visit", "--out", tmp_path / "phieu.pdf")
    (sheet,) = kept_sheets(kept)
    code = sheet_code(sheet)
    db = kept()
    try:
        other = Household(id=HouseholdId("hh-khac"), hamlet_id=sheet.hamlet_id, code="BG-009", head_name="Ma Văn Páo")
        with db.write() as tx:
            tx.save(other)
    finally:
        db.close()
    a_visit(kept, "v-khac", "hh-khac")
    a_visit(kept)
    for words_, sentence in (
        (("K7M4T0", "v-giay"), "Mã phiếu có sáu chữ và số"),
        (("K7M4TX", "v-giay"), "Máy này không có phiếu mang mã ấy."),
        ((code, "v-none"), "Không thấy lượt thăm này"),
        ((code, "v-khac"), "Phiếu này in cho hộ khác"),
    ):
        said = cdtt("sheet", "--entered", *words_)
        assert (said.code, said.out) == (1, "")
        assert sentence in said.err
    assert len(kept_sheets(kept)) == 1
    cdtt("sheet", "--entered", code, "v-giay")
    assert "đã gõ rồi" in cdtt("sheet", "--entered", code, "v-giay").err


@pytest.mark.parametrize("words_", [("--visit", "XX-1"), ("--run", "--day", "01/01/2020")])
def test_a_refusal_leaves_no_file_and_no_sheet(cdtt: Cdtt, tmp_path: Path, kept: Kept, words_: tuple[str, ...]) -> None:
    a_visit(kept)
    out = tmp_path / "phieu.pdf"
    said = cdtt("sheet", *words_, "--out", out)
    assert (said.code, out.exists(), kept_sheets(kept)) == (1, False, ())
    assert len(said.err.splitlines()) == 1


def test_a_file_that_is_there_is_spared_and_nothing_is_called_printed(cdtt: Cdtt, tmp_path: Path, kept: Kept) -> None:
    out = tmp_path / "phieu.pdf"
    out.write_bytes(b"mine")
    assert cdtt("sheet", "--blank", "1", "--out", out).code == 1
    assert (out.read_bytes(), kept_sheets(kept)) == (b"mine", ())
    assert cdtt("sheet", "--blank", "1", "--out", out, "--force").code == 0
    assert format_date(today() + timedelta(days=1)) in cdtt("sheet", "--blank", "1", "--out", tmp_path / "b.pdf").out

from datetime import date

import pytest

from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import PaperSheetId, VisitId
from cdtt_app.domain.paper_sheet import PaperSheet, SheetState, sheet_code, sheet_state
from cdtt_app.domain.short_code import code_of, grouped
from cdtt_app.services import paper_sheets as acts
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.undo import take_back
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import by_id
from tests.factories import HAMLET, make_household

EVENING = date(2026, 11, 25)


@pytest.fixture
def homes(db: Database) -> tuple[Household, ...]:
    made = tuple(make_household(name) for name in ("Nông Văn Dư", "Lý Thị Chẻo", "Hoàng Văn Kiểu"))
    with db.write() as tx:
        tx.save(Hamlet(id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng"))
        for home in made:
            tx.save(home)
    return made


def printed(db: Database, *homes: Household | None) -> tuple[PaperSheet, ...]:
    sheets = acts.new_sheets(db, homes, EVENING)
    acts.keep_printed(db, sheets)
    return sheets


def test_printed_sheets_are_out_in_the_order_of_the_walk(db: Database, homes: tuple[Household, ...]) -> None:
    sheets = printed(db, *homes, None)
    assert acts.sheets_out(db) == sheets
    assert [(s.place, s.places) for s in sheets] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert sheets[-1].household_id is None
    assert len({sheet_code(sheet) for sheet in sheets}) == 4


def test_a_sheet_is_found_by_its_six_characters_however_they_are_typed(
    db: Database, homes: tuple[Household, ...]
) -> None:
    first, *_ = printed(db, *homes)
    for typed in (
        sheet_code(first),
        grouped(sheet_code(first)).lower(),
        f"HTTPS://SO.EXAMPLE.VN/P/{sheet_code(first)}",
    ):
        assert acts.sheet_by_code(db, typed) == first
    assert acts.sheet_by_code(db, "K7M 4T") is None
    assert acts.sheet_by_code(db, "ZZZZZZ") is None


def test_an_entered_sheet_is_out_no_more_and_can_be_taken_back(db: Database, homes: tuple[Household, ...]) -> None:
    blank, *_ = printed(db, None, homes[0])
    saved = acts.mark_entered(db, blank.id, VisitId("v1"), homes[1].id)
    kept = by_id(db, PaperSheet, blank.id)
    assert kept is not None
    assert (sheet_state(kept), kept.household_id) == (SheetState.ENTERED, homes[1].id)
    assert blank.id not in {sheet.id for sheet in acts.sheets_out(db)}
    take_back(db, saved)
    assert acts.sheets_out(db)[0] == blank


def test_a_sheet_that_got_wet_is_called_off_with_a_reason(db: Database, homes: tuple[Household, ...]) -> None:
    first, *_ = printed(db, *homes)
    with pytest.raises(RefusedError, match="vì sao"):
        acts.call_off(db, first.id, " ")
    acts.call_off(db, first.id, "ướt mưa")
    kept = by_id(db, PaperSheet, first.id)
    assert kept is not None
    assert sheet_state(kept) is SheetState.CALLED_OFF
    assert len(acts.sheets_out(db)) == 2
    with pytest.raises(RefusedError, match="Không thấy phiếu"):
        acts.call_off(db, PaperSheetId("khong-co"), "x")


def test_the_code_of_a_handout_opens_its_household(db: Database, homes: tuple[Household, ...]) -> None:
    code = code_of(homes[1].id)
    assert acts.households_by_code(db, grouped(code)) == (homes[1],)
    assert acts.households_by_code(db, "AAAAAA") == ()


def test_without_a_hamlet_nothing_is_printed(db: Database) -> None:
    with pytest.raises(RefusedError, match="Chưa có thôn"):
        acts.new_sheets(db, (None,), EVENING)

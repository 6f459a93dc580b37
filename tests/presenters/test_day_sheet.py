from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.presenters.day_sheet import Whose, day_rows, day_sheet, headline, receipt_number, signature_words
from cdtt_app.storage.whereabouts import VisitWhere, Where, count_of
from tests.factories import make_household

DAY = date(2026, 11, 24)
EVENING = datetime(2026, 11, 24, 17, 42).astimezone()
HOME = make_household("Nông Văn Dư", code="BG-004")
HASH = bytes.fromhex("7f3a91c2" + "00" * 12)


def _visit(where: Where, received: datetime | None = EVENING) -> VisitWhere:
    at = received if where >= Where.RECEIVED else None
    recorded = datetime(2026, 11, 24, 9, 5).astimezone()
    return VisitWhere(id="v", household_id=HOME.id, recorded_at=recorded, where=where, hash=HASH, received_at=at)


@pytest.mark.parametrize(
    ("wheres", "words"),
    [
        ([Where.RECEIVED] * 18, "18 ghi, 18 tỉnh đã nhận 17:42"),
        (
            [Where.RECEIVED, Where.SENT, Where.HERE, Where.HERE],
            "4 ghi, 1 tỉnh đã nhận 17:42, 1 chờ tỉnh báo, 2 trên máy này",
        ),
        ([Where.RECEIVED, Where.ASIDE], "2 ghi, 2 tỉnh đã nhận 17:42, trong đó 1 để riêng"),
        ([Where.HERE], "1 ghi, 0 tỉnh đã nhận, 1 trên máy này"),
        ([], "0 ghi, 0 tỉnh đã nhận"),
    ],
)
def test_the_headline_says_every_figure_once(wheres: list[Where], words: str) -> None:
    assert headline(count_of(DAY, [_visit(where) for where in wheres])) == words


def test_what_was_received_on_another_day_says_which() -> None:
    late = _visit(Where.RECEIVED, EVENING + timedelta(days=2))
    assert headline(count_of(DAY, [late])) == "1 ghi, 1 tỉnh đã nhận 17:42 26/11"
    assert day_rows(DAY, [late], {HOME.id: HOME})[0].received == "17:42 26/11"


def test_only_what_was_signed_for_has_a_number() -> None:
    assert receipt_number(_visit(Where.RECEIVED)) == "7F3A-91C2"
    assert receipt_number(_visit(Where.ASIDE)) == "7F3A-91C2"
    assert receipt_number(_visit(Where.SENT)) == ""
    assert receipt_number(_visit(Where.HERE)) == ""


def test_a_row_names_the_household_or_says_that_it_left() -> None:
    (row,) = day_rows(DAY, [_visit(Where.RECEIVED)], {HOME.id: HOME})
    assert (row.time, row.code, row.head, row.state, row.received) == (
        "09:05",
        "BG-004",
        "Nông Văn Dư",
        "tỉnh đã nhận",
        "17:42",
    )
    (row,) = day_rows(DAY, [_visit(Where.ASIDE)], {HouseholdId("x"): HOME})
    assert (row.code, row.head, row.state) == ("", "hộ đã rời sổ", "nhận, để riêng")


def test_the_sheet_says_what_came_of_the_signatures() -> None:
    whose = Whose(place="thôn Bản Giòng", person="Chị Mai", machine="máy số 17")
    sheet = day_sheet(DAY, [_visit(Where.RECEIVED)], {HOME.id: HOME}, whose, genuine=False, now=EVENING)
    assert "KHÔNG phải của tỉnh" in sheet.checked
    assert len({signature_words(genuine) for genuine in (None, True, False)}) == 3


def test_a_coverage_note_says_where_it_was_made() -> None:
    at_home = replace(_visit(Where.HERE), spot="cạnh nhà văn hoá")
    elsewhere = replace(at_home, household_id=HouseholdId(""), spot="Dốc lên nương")
    nowhere = replace(elsewhere, spot="")
    heads = [row.head for row in day_rows(DAY, [at_home, elsewhere, nowhere], {HOME.id: HOME})]
    assert heads == ["Ghi sóng: Nông Văn Dư", "Ghi sóng: Dốc lên nương", "Ghi sóng"]

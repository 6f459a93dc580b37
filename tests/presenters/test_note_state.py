from dataclasses import replace
from datetime import timedelta

import pytest

from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.household import Location, LocationSource
from cdtt_app.presenters.note_form import form_of, with_location
from cdtt_app.presenters.note_state import (
    SOURCES,
    NoteState,
    draft_words,
    position_words,
    rsrp_words,
    size_words,
    spot_words,
)
from tests.factories import NOW
from tests.presenters.note_samples import blank

SPOT = Location(latitude=22.62924, longitude=105.34808, source=LocationSource.TEXT)
STATE = NoteState(base=blank(), form=form_of(blank()), draft="note/moi")


def test_a_position_says_how_it_was_obtained() -> None:
    form = STATE.form
    assert "Chưa có toạ độ" in position_words(form)
    assert position_words(with_location(form, SPOT)) == "22,62924; 105,34808 · dán toạ độ"
    near = replace(SPOT, accuracy_m=100, source=LocationSource.HOUSEHOLD)
    assert position_words(with_location(form, near)) == "Theo hộ, khoảng 100 m"
    assert set(SOURCES) == set(LocationSource)


@pytest.mark.parametrize(
    ("level", "band"),
    [(-85, "rất tốt"), (-86, "tốt"), (-95, "tốt"), (-105, "trung bình"), (-115, "yếu"), (-116, "rất yếu")],
)
def test_a_level_has_its_band_and_never_as_law(level: int, band: str) -> None:
    said = rsrp_words(level, CoverageRules().rsrp_bands)
    assert said.startswith(f"{band} (")
    assert "không phải quy định" in said


def test_the_draft_says_when_it_was_kept() -> None:
    today = NOW.astimezone().date()
    assert draft_words(STATE, today) == "Chưa ghi gì"
    assert draft_words(replace(STATE, kept_at=NOW), today).startswith("Đã giữ nháp ")
    assert draft_words(replace(STATE, kept_at=NOW), today + timedelta(days=1)).startswith("Nháp từ ")
    assert draft_words(replace(STATE, kept_at=NOW, trouble="đĩa đầy"), today) == "Chưa giữ được nháp"


def test_a_spot_is_called_by_what_is_known_of_it() -> None:
    assert spot_words(STATE) == ""
    assert spot_words(replace(STATE, form=with_location(STATE.form, SPOT))) == "22,62924; 105,34808"
    assert spot_words(replace(STATE, form=replace(STATE.form, place=" gốc đa "))) == "gốc đa"


def test_a_form_is_untouched_until_something_is_changed() -> None:
    assert STATE.untouched
    assert not replace(STATE, form=replace(STATE.form, note="x")).untouched


def test_the_size_of_a_photo_is_said() -> None:
    assert size_words(142_300, 1280, 960) == "đã thu nhỏ còn 142\u00a0kB · 1280 × 960"
    assert size_words(90) == "đã thu nhỏ còn 1\u00a0kB"

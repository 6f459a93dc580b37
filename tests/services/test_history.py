from dataclasses import replace
from datetime import date, timedelta

import pytest

from cdtt_app.domain.history import Event
from cdtt_app.domain.household import Household
from cdtt_app.presenters.field_values import Known
from cdtt_app.presenters.history import as_it_was, by_record, end_of
from cdtt_app.presenters.history_lines import history_days
from cdtt_app.server.compaction import compact
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.history import household_events, take_back_value
from cdtt_app.services.record_facts import names_of
from cdtt_app.services.undo import take_back
from cdtt_app.storage.database import Database
from cdtt_app.storage.parcels import Parcel, keep_parcel
from cdtt_app.storage.questions import by_id
from tests.factories import NOW, make_household, make_note, make_person, make_visit
from tests.services.meetings import Land, a_hamlet

Pair = tuple[Land, Database, Database, Household]


@pytest.fixture
def pair(land: Land) -> Pair:
    """Two machines that know the same household."""
    mai, pao = land.machine("Lương Thị Mai", machine="máy thôn Bản Giòng"), land.machine("Lò Văn Pảo", machine="máy 2")
    home = make_household("Lục Văn Bảo")
    with mai.write() as tx:
        tx.save(a_hamlet())
        tx.save(home)
    land.meet(mai, pao)
    return land, mai, pao, home


def _phone(db: Database, home: Household, phone: str) -> None:
    kept = by_id(db, Household, home.id)
    assert kept is not None
    with db.write() as tx:
        tx.save(replace(kept, phone=phone))


def _told(events: tuple[Event, ...]) -> list[tuple[str, object, object]]:
    return [
        (event.person, change.old, change.new)
        for event in events
        for change in event.changes
        if change.field == "phone"
    ]


def test_each_change_is_told_with_who_made_it_and_what_stood_before(pair: Pair) -> None:
    land, mai, pao, home = pair
    _phone(mai, home, "0912345678")
    land.meet(mai, pao)
    land.clock.pass_by(days=1)
    _phone(pao, home, "0987654321")
    land.meet(pao, mai)
    assert _told(household_events(mai, home.id)) == [
        ("Lương Thị Mai", None, "0912345678"),
        ("Lò Văn Pảo", "0912345678", "0987654321"),
    ]
    first, *_, last = household_events(mai, home.id)
    assert (first.mine, first.machine, first.received_at) == (True, "máy này", NOW)
    assert abs(first.at - NOW) < timedelta(seconds=1)
    assert (last.mine, last.machine, last.received_at) == (False, "máy 2", land.clock.now)
    assert last.vouched_at == NOW  # what the province told pao when they met last


def test_people_and_visits_of_the_household_are_part_of_it_others_are_not(pair: Pair) -> None:
    _, mai, _, home = pair
    other = make_household("Ma Văn Pản")
    with mai.write() as tx:
        tx.save(other)
        tx.save(make_person(home))
        tx.save(make_person(other))
        tx.save(make_visit(home))
    assert [event.kind for event in household_events(mai, home.id)] == ["household", "person", "visit"]


def test_what_waits_comes_last_and_says_how_far_it_got(pair: Pair) -> None:
    _, mai, _, home = pair
    _phone(mai, home, "0912345678")
    event = household_events(mai, home.id)[-1]
    assert (event.waiting, event.received_at, event.mine) == (True, None, True)
    with mai.write() as tx:
        keep_parcel(tx, Parcel(id="p", made_at=NOW, inc=1, base=2, last=3, name="a.goi", body=b""))
    sent = household_events(mai, home.id)[-1]
    assert (sent.waiting, sent.received_at) == (False, None)


def test_a_value_that_lost_is_told_and_never_stood(pair: Pair) -> None:
    land, mai, pao, home = pair
    _phone(mai, home, "0912345678")
    _phone(pao, home, "0987654321")  # an older clock: it loses
    land.meet(mai, pao, mai)
    lost = household_events(mai, home.id)[-1]
    assert (lost.person, lost.kept_aside) == ("Lò Văn Pảo", ("phone",))
    record = by_record(household_events(mai, home.id))["household", home.id]
    assert as_it_was(record, NOW + timedelta(minutes=1))["phone"] == "0912345678"


def test_own_work_that_was_set_aside_is_told_as_such(pair: Pair) -> None:
    land, mai, _, home = pair
    _phone(mai, home, "0912345678")
    land.end_access(1)
    before = household_events(mai, home.id)[-1]
    land.meet(mai)
    land.end_access(1, ended=False)
    land.meet(mai)
    land.meet(mai)
    assert before.waiting
    assert all(change.new != "0912345678" for event in household_events(mai, home.id) for change in event.changes)


def test_both_machines_tell_the_same_story(pair: Pair) -> None:
    land, mai, pao, home = pair
    for number in range(3):
        _phone(mai, home, f"091234567{number}")
        land.clock.pass_by(minutes=1)
        _phone(pao, home, f"098765432{number}")
        land.meet(pao, mai, pao)
    assert _told(household_events(mai, home.id)) == _told(household_events(pao, home.id))
    aside = [event.kept_aside for event in household_events(mai, home.id)]
    assert aside == [event.kept_aside for event in household_events(pao, home.id)]


def test_a_log_that_begins_later_still_tells_the_last_word_on_each_field(pair: Pair) -> None:
    land, mai, pao, home = pair
    _phone(mai, home, "0912345678")
    land.meet(mai)
    land.clock.pass_by(days=500)
    _phone(pao, home, "0987654321")
    land.meet(pao)
    compact(land.province.store, now=land.clock.ms(), kept_ms=24 * 60 * 60 * 1000)
    late = land.machine("Nguyễn Thị Hà")
    land.meet(late)
    events = household_events(late, home.id)
    record = by_record(events)["household", home.id]
    assert [event.person for event in record] == ["Lương Thị Mai", "Lương Thị Mai", "Lò Văn Pảo"]
    assert as_it_was(record, land.clock.now)["head_name"] == "Lục Văn Bảo"
    assert [change.new for change in record[-1].changes] == ["0987654321"]
    assert record[-1].received_at == land.clock.now


def test_an_earlier_value_comes_back_by_a_new_change(pair: Pair) -> None:
    land, mai, pao, home = pair
    _phone(mai, home, "0912345678")
    _phone(mai, home, "0911111111")
    saved = take_back_value(mai, "household", home.id, {"phone": "0912345678"})
    kept = by_id(mai, Household, home.id)
    assert kept is not None
    assert kept.phone == "0912345678"
    assert _told(household_events(mai, home.id))[-1] == ("Lương Thị Mai", "0911111111", "0912345678")
    take_back(mai, saved)
    assert _told(household_events(mai, home.id))[-1] == ("Lương Thị Mai", "0912345678", "0911111111")
    take_back_value(mai, "household", home.id, {"phone": None})
    land.meet(mai, pao)
    there = by_id(pao, Household, home.id)
    assert there is not None
    assert there.phone == ""


def test_a_record_that_left_the_machine_cannot_be_changed_back(pair: Pair) -> None:
    _, mai, _, _ = pair
    with pytest.raises(RefusedError, match="không còn trên máy"):
        take_back_value(mai, "household", "hh-nowhere", {"phone": "0912345678"})


def test_a_record_as_it_was_on_a_day_is_what_stood_then(pair: Pair) -> None:
    land, mai, _, home = pair
    _phone(mai, home, "0912345678")
    land.clock.pass_by(days=2)
    _phone(mai, home, "0911111111")
    record = by_record(household_events(mai, home.id))["household", home.id]
    assert as_it_was(record, end_of(date(2026, 11, 24)))["phone"] == "0912345678"


def test_coverage_notes_made_at_the_house_are_part_of_its_story_others_are_not(pair: Pair) -> None:
    land, mai, pao, home = pair
    here, elsewhere = make_note(home), make_note()
    land.clock.pass_by(days=1)
    with mai.write() as tx:
        tx.save(here)
        tx.save(elsewhere)
    land.meet(mai, pao)
    land.clock.pass_by(days=1)
    with pao.write() as tx:
        tx.save(replace(here, place="đầu dốc"))
    land.meet(pao, mai)
    events = household_events(mai, home.id)
    assert [(e.record, e.person) for e in events if e.kind == "coverage_note"] == [
        (here.id, "Lương Thị Mai"),
        (here.id, "Lò Văn Pảo"),
    ]
    known = Known(names=names_of(mai, (home.id,)))
    newest = history_days(events, known)[0].lines[0]
    assert newest.text == ("Lò Văn Pảo sửa tên chỗ trong ghi nhận sóng 24/11/2026: cạnh nhà văn hoá → đầu dốc")

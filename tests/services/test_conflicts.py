from dataclasses import replace
from typing import Any, cast

import pytest

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.household import Household
from cdtt_app.server.receive import receive
from cdtt_app.services.conflicts import answer_question, open_questions, postpone_question
from cdtt_app.services.exchange import Pages, learn, question
from cdtt_app.services.undo import take_back
from cdtt_app.storage.conflicts import postponed
from cdtt_app.storage.database import Database
from cdtt_app.storage.questions import by_id
from tests.factories import make_consent, make_household
from tests.services.meetings import PACKING, Land, a_hamlet


@pytest.fixture
def pair(land: Land) -> tuple[Land, Database, Database, Household]:
    """Two machines that know the same household."""
    mai, pao = land.machine("Lương Thị Mai", machine="máy thôn Bản Giòng"), land.machine("Lò Văn Pảo", machine="máy 2")
    home = make_household("Lục Văn Bảo", phone="0900000000")
    with mai.write() as tx:
        tx.save(a_hamlet())
        tx.save(home)
    land.meet(mai, pao)
    return land, mai, pao, home


def _edit(db: Database, home: Household, **fields: object) -> None:
    kept = by_id(db, Household, home.id)
    assert kept is not None
    with db.write() as tx:
        tx.save(replace(cast("Any", kept), **fields))


def _phone(db: Database, home: Household) -> str:
    kept = by_id(db, Household, home.id)
    assert kept is not None
    return kept.phone


def _differ(land: Land, mai: Database, pao: Database, home: Household) -> None:
    _edit(mai, home, phone="0912345678")
    land.clock.pass_by(minutes=5)
    _edit(pao, home, phone="0987654321")
    land.meet(mai, pao, mai)


Pair = tuple[Land, Database, Database, Household]


def test_what_two_machines_wrote_differently_is_asked_on_both(pair: Pair) -> None:
    land, mai, pao, home = pair
    _differ(*pair)
    (asked,) = open_questions(mai)
    assert (asked.record.id, asked.field, asked.current) == (home.id, "phone", 0)
    assert [(claim.value, claim.person, claim.machine) for claim in asked.claims] == [
        ("0987654321", "Lò Văn Pảo", "máy 2"),
        ("0912345678", "Lương Thị Mai", "máy này"),
    ]
    assert [claim.machine for claim in open_questions(pao)[0].claims] == ["máy này", "máy thôn Bản Giòng"]
    assert asked.record.hamlet == "thôn Bản Giòng"
    assert asked.record.code == home.code
    assert asked.claims[0].at == land.clock.now


def test_an_answer_ends_the_question_here_at_once_and_there_after_the_next_meeting(pair: Pair) -> None:
    land, mai, pao, home = pair
    _differ(*pair)
    answer_question(mai, "household", home.id, {"phone": "0912345678"})
    assert open_questions(mai) == ()
    assert _phone(mai, home) == "0912345678"
    assert len(open_questions(pao)) == 1
    land.meet(mai, pao)
    assert (open_questions(mai), open_questions(pao)) == ((), ())
    assert _phone(pao, home) == "0912345678"


def test_keeping_what_stands_is_an_answer_too(pair: Pair) -> None:
    land, mai, pao, home = pair
    _differ(*pair)
    saved = answer_question(mai, "household", home.id, {"phone": "0987654321"})
    assert saved.changes == ()
    assert open_questions(mai) == ()
    land.meet(mai, pao)
    assert open_questions(pao) == ()


def test_an_edit_made_without_knowing_of_the_question_does_not_answer_it(pair: Pair) -> None:
    land, mai, pao, home = pair
    _edit(mai, home, phone="0912345678")
    land.clock.pass_by(minutes=5)
    _edit(pao, home, phone="0987654321")
    land.meet(mai, pao)
    _edit(mai, home, phone="0911111111")  # mai has not heard of pao's number yet
    land.meet(mai)
    (asked,) = open_questions(mai)
    assert {claim.value for claim in asked.claims} == {"0912345678", "0987654321", "0911111111"}


def test_an_own_edit_that_waits_hides_a_question_only_when_it_saw_what_stands(pair: Pair) -> None:
    land, mai, pao, home = pair
    _edit(mai, home, phone="0912345678")
    land.clock.pass_by(minutes=5)
    _edit(pao, home, phone="0987654321")
    land.meet(mai, pao)
    asked = question(mai, PACKING, pages=Pages(), app="0")
    _edit(mai, home, phone="0911111111")  # while the stick is under way
    learn(mai, PACKING, receive(land.province, asked.data).data)
    assert len(open_questions(mai)) == 1
    _edit(pao, home, phone="0933333333")  # seen and changed: an answer
    assert open_questions(pao) == ()


def test_an_answer_can_be_taken_back(pair: Pair) -> None:
    _, mai, _, home = pair
    _differ(*pair)
    take_back(mai, answer_question(mai, "household", home.id, {"phone": "0912345678"}))
    assert _phone(mai, home) == "0987654321"


def test_nothing_is_asked_of_a_household_that_left_the_book(pair: Pair) -> None:
    _land, mai, _pao, home = pair
    _differ(*pair)
    kept = by_id(mai, Household, home.id)
    assert kept is not None
    with mai.write() as tx:
        tx.save(replace(kept, deleted="chuyển đi"))
    assert open_questions(mai) == ()


def test_a_deletion_that_met_an_edit_is_asked(pair: Pair) -> None:
    land, mai, pao, home = pair
    land.clock.pass_by(minutes=5)
    _edit(pao, home, note="nhà mới sửa")
    _edit(mai, home, deleted="chuyển đi")
    land.meet(pao, mai, pao)
    for db in (mai, pao):
        (asked,) = open_questions(db)
        assert asked.field == "deleted"
        assert {claim.value for claim in asked.claims} == {"chuyển đi", None}


def test_what_the_household_agrees_to_comes_with_the_question(pair: Pair) -> None:
    land, mai, pao, home = pair
    with mai.write() as tx:
        tx.save(make_consent(home, Purpose.VISITS, Purpose.LANGUAGE))
    land.meet(mai, pao)
    _differ(land, mai, pao, home)
    assert open_questions(mai)[0].record.granted == {Purpose.VISITS, Purpose.LANGUAGE}


def test_a_question_put_off_stays_a_question_until_it_is_answered(pair: Pair) -> None:
    _, mai, _, home = pair
    _differ(*pair)
    postpone_question(mai, home.id, ("phone",))
    assert postponed(mai) == {(home.id, "phone")}
    assert len(open_questions(mai)) == 1
    answer_question(mai, "household", home.id, {"phone": "0912345678"})
    assert postponed(mai) == frozenset()

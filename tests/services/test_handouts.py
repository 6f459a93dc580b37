from dataclasses import replace
from datetime import timedelta

import pytest

from cdtt_app.domain.address_register import is_checked
from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.handout_text import Handout, with_texts
from cdtt_app.domain.household import Connection, Household
from cdtt_app.domain.ids import HamletId, HouseholdId, MemberId
from cdtt_app.domain.languages import Language
from cdtt_app.domain.person import YearBand
from cdtt_app.domain.team import Member, MemberRole
from cdtt_app.services import handouts as acts
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.setup import MEMBER, PROVINCE
from cdtt_app.services.undo import take_back
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact
from tests.factories import HAMLET, NOW, make_consent, make_household, make_person, make_visit

VI = Language.VIETNAMESE
OTHER = HamletId("h-thom-luong")


@pytest.fixture
def village(db: Database) -> Database:
    with db.write() as tx:
        for id_, name in ((HAMLET, "Bản Giòng"), (OTHER, "Thôm Luông")):
            tx.save(Hamlet(id=id_, commune_code="02239", word=HamletWord.THON, name=name))
        tx.save(Member(id=MemberId("m-tu"), hamlet_id=HAMLET, name="Nông Anh Tú", role=MemberRole.OFFICER))
    keep_fact(db, MEMBER, "m-tu")
    return db


@pytest.fixture
def home(village: Database) -> Household:
    made = make_household(connection=Connection(smartphones=1))
    who = make_person(made, born=YearBand(first=1950, last=1954))
    visit = make_visit(
        made, answers={"id": "ky-nang-so", "v": "2026.1", "a": {who.id: {"F1": "0", "F2": "0", "C1": "3"}}}
    )
    with village.write() as tx:
        for entity in (made, who, visit, make_consent(made, Purpose.VISITS)):
            tx.save(entity)
    return made


def sheet(db: Database, topic: str) -> Handout:
    found = acts.read_shelf(db).handout(topic)
    assert found is not None
    return found


def edited(handout: Handout, text: str) -> Handout:
    place = f"{handout.blocks[0].id}.text"
    return with_texts(handout, {place: {VI: text}}, handout.version)


def test_the_province_decides_whether_there_is_a_sheet_about_its_app(village: Database) -> None:
    topics = {handout.topic for handout in acts.read_shelf(village).handouts}
    assert "ung_dung_tinh" not in topics
    assert len(topics) == 13
    keep_fact(village, PROVINCE, "80")
    assert "Tây Ninh Smart" in sheet(village, "ung_dung_tinh").title[VI]


def test_the_family_gets_what_its_people_lack(village: Database, home: Household) -> None:
    found = acts.suggest(village, acts.read_shelf(village), home.id)
    assert found[0].handout.topic == "lua_dao"
    assert found[0].large
    assert len(found) <= 3
    assert "vneid" not in {each.handout.topic for each in found}


def test_without_the_familys_yes_nothing_is_read_out_of_its_levels(village: Database, home: Household) -> None:
    refusal = replace(make_consent(home), granted=(), asked_at=NOW + timedelta(minutes=1))
    with village.write() as tx:
        tx.save(refusal)
    assert acts.family_of(village, home).levels == {}


def test_a_household_that_is_gone_is_said_so(village: Database) -> None:
    with pytest.raises(RefusedError, match="Không thấy hộ"):
        acts.suggest(village, acts.read_shelf(village), HouseholdId("khong-co"))


def test_what_was_given_stands_in_the_ledger_and_can_be_taken_back(village: Database, home: Household) -> None:
    scams = sheet(village, "lua_dao")
    saved = acts.give(village, [(home, scams)])
    (given,) = acts.ledger(village)
    assert (given.household_id, given.topic, given.version) == (home.id, "lua_dao", scams.version)
    assert given.given_on == NOW.astimezone().date()
    assert acts.ledger(village, given.given_on + timedelta(days=1)) == ()
    assert "lua_dao" not in {each.handout.topic for each in acts.suggest(village, acts.read_shelf(village), home.id)}
    take_back(village, saved)
    assert acts.ledger(village) == ()


def test_after_a_new_edition_the_ledger_says_who_has_the_old_one(village: Database, home: Household) -> None:
    before = sheet(village, "lua_dao")
    acts.give(village, [(home, before)])
    assert acts.who_has_older(village, before) == ()
    acts.publish(village, edited(before, "Không đọc mã cho ai."))
    after = sheet(village, "lua_dao")
    assert after.version == before.version + 1
    assert acts.who_has_older(village, after) == (home.id,)
    acts.give(village, [(home, after)])
    assert acts.who_has_older(village, after) == ()


def test_publishing_reaches_every_hamlet_and_says_only_what_differs(village: Database) -> None:
    before = sheet(village, "zalo")
    saved = acts.publish(village, edited(before, "Bấm vào Zalo."), "ngắn hơn")
    assert {change.after.hamlet_id for change in saved.changes if not isinstance(change.after, Hamlet)} == {
        HAMLET,
        OTHER,
    }
    assert sheet(village, "zalo").blocks[0].text[VI] == "Bấm vào Zalo."
    again = acts.publish(village, edited(sheet(village, "zalo"), before.blocks[0].text[VI]))
    assert sheet(village, "zalo").version == before.version + 2
    assert sheet(village, "zalo").blocks == before.blocks
    take_back(village, again)
    assert sheet(village, "zalo").blocks[0].text[VI] == "Bấm vào Zalo."


def test_what_cannot_be_read_well_is_not_published(village: Database) -> None:
    before = sheet(village, "zalo")
    with pytest.raises(RefusedError, match="quá dài"):
        acts.publish(village, edited(before, " ".join(["chữ"] * 60)))
    assert sheet(village, "zalo") == before


def test_volunteers_neither_publish_nor_tick_addresses(village: Database) -> None:
    keep_fact(village, MEMBER, None)
    before = sheet(village, "zalo")
    with pytest.raises(RefusedError, match="cán bộ xã"):
        acts.publish(village, edited(before, "x"))
    with pytest.raises(RefusedError, match="cán bộ xã"):
        acts.tick_address(village, acts.read_shelf(village).addresses[0])


def test_an_address_is_unverified_until_somebody_tried_it(village: Database) -> None:
    shelf = acts.read_shelf(village)
    assert all(is_checked(address, shelf.checks) is None for address in shelf.addresses)
    acts.tick_address(village, shelf.addresses[0])
    check = is_checked(shelf.addresses[0], acts.read_shelf(village).checks)
    assert check is not None
    assert (check.checked_on, check.checked_by) == (NOW.astimezone().date(), "m-tu")


def test_needs_are_counted_by_household(village: Database, home: Household) -> None:
    shelf = acts.read_shelf(village)
    counts = acts.need_counts(shelf, [acts.family_of(village, home)])
    assert counts["lua_dao"] == 1
    assert counts["vneid"] == 0

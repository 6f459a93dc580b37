from pathlib import Path

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.ids import MemberId
from cdtt_app.domain.team import Member
from cdtt_app.paths import resources
from cdtt_app.services.authors import Author, read_authors
from cdtt_app.services.checklists import keep_new_checklists
from cdtt_app.services.record_facts import granted, homes, household_of, names_of, question_words, record_facts
from cdtt_app.services.setup import MEMBER
from cdtt_app.storage.database import Database
from cdtt_app.storage.facts import keep_fact
from tests.factories import HAMLET, NOW, make_case, make_consent, make_household, make_person, make_visit
from tests.services.meetings import Land, a_hamlet


def test_a_record_is_told_with_its_household_its_hamlet_and_what_was_agreed_to(db: Database) -> None:
    home = make_household("Lục Văn Bảo", code="BG-004")
    with db.write() as tx:
        for entity in (a_hamlet(), home, make_consent(home, Purpose.VISITS)):
            tx.save(entity)
    fields = {"household_id": home.id, "hamlet_id": HAMLET}
    facts = record_facts(db, "visit", "v1", fields)
    assert (facts.head_name, facts.code, facts.hamlet) == ("Lục Văn Bảo", "BG-004", "thôn Bản Giòng")
    assert facts.granted == {Purpose.VISITS}
    assert homes([facts, facts]) == (home.id,)


def test_a_record_of_no_household_hides_nothing_and_one_of_a_stranger_everything(db: Database) -> None:
    assert record_facts(db, "hamlet", HAMLET, {}).granted == frozenset(Purpose)
    assert record_facts(db, "visit", "v1", {"household_id": "hh-gone"}).granted == frozenset()
    assert household_of("member", "m1", {}) is None


def test_a_later_no_takes_the_yes_back(db: Database) -> None:
    home = make_household()
    with db.write() as tx:
        tx.save(home)
        tx.save(make_consent(home, Purpose.VISITS))
        tx.save(make_consent(home, granted=(), asked_at=NOW.replace(hour=23)))
    assert granted(db, home.id) == frozenset()


def test_members_hamlets_cases_and_the_family_have_their_names_other_families_have_not(db: Database) -> None:
    home, other = make_household(), make_household()
    van, stranger = make_person(home, "Bế Thị Vân"), make_person(other, "Ma Thị Lan")
    mai = Member(id=MemberId("m1"), hamlet_id=HAMLET, name="Lương Thị Mai", called="Chị Mai")
    case = make_case(7, title="Bản Giòng")
    with db.write() as tx:
        for entity in (a_hamlet(), home, other, van, stranger, mai, case):
            tx.save(entity)
    names = names_of(db, (home.id,))
    assert names == {"m1": "Chị Mai", HAMLET: "thôn Bản Giòng", van.id: "Chị Vân", case.id: "VL-007 Bản Giòng"}


def test_questions_of_the_checklist_are_told_in_few_words(db: Database) -> None:
    assert question_words(db) == {}
    keep_new_checklists(db, Path(resources() / "checklists"))
    assert len(question_words(db)["C4"]) < 40


def test_the_author_is_the_person_at_the_machine(land: Land) -> None:
    mai, pao = land.machine("Lương Thị Mai"), land.machine("Lò Văn Pảo", machine="máy 2")
    with pao.write() as tx:
        tx.save(make_visit(make_household()))
    land.meet(pao, mai)
    authors = read_authors(mai)
    assert authors.of(authors.own) == Author("Lương Thị Mai", "máy này")
    assert authors.of(2) == Author("Lò Văn Pảo", "máy 2")
    assert authors.of(99) == Author()
    with mai.write() as tx:
        tx.save(Member(id=MemberId("m1"), hamlet_id=HAMLET, name="Lương Thị Mai", called="Chị Mai"))
    keep_fact(mai, MEMBER, "m1")
    assert read_authors(mai).me.person == "Chị Mai"
